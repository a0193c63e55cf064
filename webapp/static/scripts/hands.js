// Counting hands: where scripts run, a number goes up and down with buttons, and how many are counted is said at once. The
// address of the page has what was counted and not sent, so that it outlives a reload.
(() => {
  const page = document, counting = page.getElementById("counting");

  const say = (form) => {
    const sum = form.querySelector("[data-sum]"), of = Number(form.dataset.people);
    if (!sum || form.hasAttribute("data-each")) return;
    const n = [...form.querySelectorAll(".digits")].reduce((all, field) => all + (Number(field.value) || 0), 0);
    const words = n > of ? sum.dataset.over : n ? sum.dataset.sum : sum.dataset.none;
    sum.textContent = words.replace("{n}", n).replace("{of}", of).replace("{rest}", of - n);
  };

  page.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    const field = button.parentNode.querySelector(".digits");
    field.value = Math.max((Number(field.value) || 0) + Number(button.dataset.step), 0);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  page.addEventListener("input", (event) => {
    if (!event.target.matches(".by-hands .digits")) return;
    if (counting) counting.value = "yes";
    const { form } = event.target;
    history.replaceState(history.state, "", `?${new URLSearchParams(new FormData(form))}`);
    say(form);
  });
  page.querySelectorAll("[data-step]").forEach((button) => { button.hidden = false; });
})();

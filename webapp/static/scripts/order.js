// Steps to put in order: where scripts run they are moved with buttons, and their order is the answer.
(() => {
  const page = document;

  const number = (list) => {
    const steps = [...list.children];
    steps.forEach((step, at) => {
      step.querySelector('[data-move="-1"]').disabled = at === 0;
      step.querySelector('[data-move="1"]').disabled = at === steps.length - 1;
    });
    return steps;
  };

  const ready = () => page.querySelectorAll("[data-order]").forEach((list) => {
    const form = list.closest("form");
    form.querySelectorAll("[data-still]").forEach((part) => { part.hidden = true; });
    form.querySelectorAll("[data-moving]").forEach((part) => { part.hidden = false; });
    form.querySelectorAll("[name=place]").forEach((field) => { field.disabled = true; });
    number(list);
  });

  page.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (!button) return;
    const step = button.closest("li"), list = step.parentElement;
    const other = button.dataset.move === "1" ? step.nextElementSibling : step.previousElementSibling;
    if (!other) return;
    if (button.dataset.move === "1") other.after(step);
    else other.before(step);
    const steps = number(list), words = { step: step.querySelector(".step").textContent, n: steps.indexOf(step) + 1, of: steps.length };
    step.querySelector("[name=response]").dispatchEvent(new Event("change", { bubbles: true }));
    page.getElementById("status").textContent = list.dataset.order.replace(/\{(\w+)\}/g, (_, name) => words[name]);
    (button.disabled ? step.querySelector("[data-move]:not(:disabled)") : button).focus();
  });
  for (const name of ["htmx:after:settle", "htmx:afterSettle"]) page.addEventListener(name, ready);

  // After a reload the steps stand as they stood: site.js has kept them.
  const kept = performance.navigation.type === 1 && history.state || [];
  page.querySelectorAll("[data-order]").forEach((list) => {
    for (let at = 0; at < kept.length; at += 1) {
      const step = [...list.children].find((one) => kept[at] === `response,${one.querySelector("[name=response]").value}`);
      if (step) list.append(step);
    }
  });
  ready();
})();

// The signs of a message are opened one at a time: by a tap on the words, or by the keys under the message.
(() => {
  const page = document, each = (box, what, act) => box.querySelectorAll(what).forEach(act);

  const show = (box, number) => {
    const list = box.querySelector(".signs"), all = number === "all";
    list.classList.toggle("one", !all);
    [...list.children].forEach((sign, at) => sign.classList.toggle("open", `${at + 1}` === number));
    each(box, "[data-key]", (key) => key.setAttribute("aria-pressed", `${key.dataset.key === number}`));
    each(box, "[data-sign]", (mark) => mark.classList.toggle("open", all || mark.dataset.sign === number));
  };

  const ready = () => each(page, "[data-keys][hidden]", (keys) => {
    const box = keys.closest(".seen"), list = box.querySelector(".signs"), first = list.querySelector("li:not(.nothing)");
    keys.hidden = false;
    box.classList.add("taps");
    show(box, `${[...list.children].indexOf(first) + 1 || 1}`);
  });

  page.addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-key], .taps [data-sign]");
    if (!pressed) return;
    const box = pressed.closest(".seen");
    show(box, pressed.dataset.key || pressed.dataset.sign);
    box.querySelector(".signs .open, .signs").scrollIntoView({ block: "nearest" });
  });
  for (const name of ["htmx:after:settle", "htmx:afterSettle"]) page.addEventListener(name, ready);
  ready();
})();

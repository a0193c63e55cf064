// In a workshop: ask whether anyone is still there after ten idle minutes, and go on to the result when it is over.
// Nothing is ever sent or emptied here, and everything works without it.
(() => {
  const IDLE = 10 * 60 * 1000, SOON = 5 * 1000, page = document, asking = page.querySelector(".anyone");
  let waiting;

  const ask = () => {
    if (!asking.open) asking.showModal();
  };
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, IDLE);
  };
  if (asking && asking.showModal) {
    for (const name of ["pointerdown", "pointermove", "keydown", "scroll", "input"]) addEventListener(name, wait, { passive: true, capture: true });
    asking.querySelector("button").addEventListener("click", () => asking.close());
    asking.addEventListener("close", wait);
    wait();
  }

  // In the waiting room a browser without htmx asks by loading the page again.
  if (page.querySelector("[data-again]") && ![].at) setTimeout(() => location.reload(), SOON);

  // Who has not begun to answer is led on; who has, decides.
  const over = () => {
    const told = page.querySelector("[data-over]"), form = page.querySelector("form.ask");
    if (told && form && ![...form.elements].some((field) => field.checked || (/text|number/.test(field.type) && field.value))) location.assign(told.dataset.over);
  };
  for (const name of ["htmx:after:settle", "htmx:afterSettle"]) page.addEventListener(name, over);
})();

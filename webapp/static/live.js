// On a page that follows an event by itself: while nothing new comes, it says since when.
(() => {
  const page = document, OLD = 10 * 1000, note = page.querySelector("[data-old]");
  let fresh = Date.now();

  page.addEventListener("htmx:before:response", ({ detail: { ctx: { response } } }) => {
    if (!response.headers.has("Tryg") || response.status >= 500) return;
    fresh = Date.now();
    note.hidden = true;
  });
  page.addEventListener("htmx:finally:request", () => {
    if (!note.hidden || Date.now() - fresh < OLD) return;
    const time = new Date(fresh).toLocaleTimeString(page.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    note.textContent = note.dataset.old.replace("{time}", time);
    note.hidden = false;
  });
})();

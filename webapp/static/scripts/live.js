// On the pages of whoever leads: old news say since when, what is pressed without a connection waits for one, and the
// screen has a window of its own, which can be full.
(() => {
  const page = document, OLD = 10 * 1000, AGAIN = 3 * 1000;
  const note = page.querySelector("[data-old]"), waits = page.querySelector("[data-waits]");
  let fresh = Date.now();

  page.addEventListener("htmx:before:response", ({ detail: { ctx: { response } } }) => {
    if (!note || !response.headers.has("Tryg") || response.status >= 500) return;
    fresh = Date.now();
    note.hidden = true;
  });
  page.addEventListener("htmx:finally:request", () => {
    if (!note || !note.hidden || Date.now() - fresh < OLD) return;
    const time = new Date(fresh).toLocaleTimeString(page.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    note.textContent = note.dataset.old.replace("{time}", time);
    note.hidden = false;
  });

  const root = page.documentElement, full = page.querySelector("[data-full]");
  if (full && page.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener("click", () => root.requestFullscreen());
    page.addEventListener("fullscreenchange", () => { full.hidden = Boolean(page.fullscreenElement); });
  }

  // The browser's own page about a lost connection is never seen. A button that was pressed is never forgotten; of links,
  // the last one counts.
  let wanted;
  const go = (address, how) => {
    const mine = wanted = {};
    const send = () => (how || mine === wanted) && fetch(address, how).then((reply) => {
      if (!reply.headers.has("Tryg") || reply.status >= 500) throw new Error("no reply of the site");
      location.href = reply.url;
    }).catch(() => {
      waits.textContent = waits.dataset.waits;
      waits.hidden = false;
      setTimeout(send, AGAIN);
    });
    send();
  };

  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!waits || !window.fetch || !link || link.target || link.origin !== location.origin || link.hash) return;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!page.querySelector("[data-waiting]")) go(link.href);
  });

  page.addEventListener("submit", (event) => {
    const form = event.target, { submitter } = event;
    if (form.hasAttribute("data-window")) {
      event.preventDefault();
      open(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, "_blank", "popup,noopener");
    }
    if (!window.fetch || !submitter || !submitter.name || !waits) return;
    event.preventDefault();
    if (form.dataset.waiting) return;
    form.dataset.waiting = "yes";
    const body = new URLSearchParams(new FormData(form));
    body.set(submitter.name, submitter.value);
    go(form.getAttribute("action"), { method: "POST", body });
  });
})();

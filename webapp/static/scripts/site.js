// What a page does beyond HTML: print, say what happened, keep what is chosen. Everything works without it.
(() => {
  const page = document, voice = window.speechSynthesis, each = (what, act) => page.querySelectorAll(what).forEach(act);
  let title = page.title;

  // A second tap at one place just after the page has changed was meant for the page before.
  // Keys and switches are no taps; what is pressed again and again has data-often.
  const TWICE = 600, NEAR = 40; // ms, px
  let changed = performance.now(), before = window.name.split(","); // the window's name takes the place along
  window.name = "";
  page.addEventListener("click", (event) => {
    if (!event.detail || event.target.closest("[data-often]")) return;
    const place = [event.clientX, event.clientY], near = before.length > 1 && place.every((at, n) => Math.abs(at - before[n]) < NEAR);
    if (near && performance.now() - changed < TWICE) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    before = [];
    window.name = place;
  }, true);

  // Where there is a voice, or a recording of one, a script of its own reads aloud.
  const { htmx, aloud } = page.currentScript.dataset;
  const add = (what, fields) => page.head.append(Object.assign(page.createElement(what), fields));
  const ready = () => {
    each("[data-print]", (button) => { button.hidden = false; });
    if (page.querySelector(`[src="${aloud}"]`) || !(voice && voice.getVoices().length) && !page.querySelector("[data-recording]")) return;
    add("script", { src: aloud });
  };

  page.addEventListener("click", ({ target }) => target.closest("[data-print]") && window.print());

  const arrive = (place) => {
    if (!place) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    if (place.getBoundingClientRect().top > innerHeight / 3) place.scrollIntoView();
  };

  const live = ({ target }) => target.closest && target.closest("[data-live]"); // what asks by itself

  const settled = (event) => {
    if (live(event)) return;
    changed = performance.now();
    before = window.name.split(",");
    ready();
    if (page.title === title && page.activeElement !== page.body) return; // a swap elsewhere
    title = page.title;
    history.replaceState(null, "");
    arrive(page.querySelector("#errors") || page.querySelector("[data-arrive]") || page.querySelector("main h1"));
  };

  const lost = (event) => {
    if (live(event)) return;
    each("[data-lost]", (words) => {
      words.hidden = false;
      page.getElementById("status").textContent = words.textContent;
      words.scrollIntoView({ block: "center" });
    });
  };

  // A reply that is not ours changes nothing.
  page.addEventListener("htmx:before:response", (event) => {
    if (event.detail.ctx.response.headers.has("Tryg")) return;
    event.preventDefault();
    lost(event);
  });

  // The same words are heard twice only if they were gone in between.
  page.addEventListener("submit", () => { page.getElementById("status").textContent = ""; });
  // htmx 4 and 2 name their events differently.
  for (const name of ["htmx:after:settle", "htmx:afterSettle"]) page.addEventListener(name, settled);
  for (const name of ["htmx:error", "htmx:sendError", "htmx:timeout"]) page.addEventListener(name, lost);
  if (voice && voice.addEventListener) voice.addEventListener("voiceschanged", ready);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  // What is chosen but not sent outlives a reload: the entry in the history has it, and which form it is of.
  page.addEventListener("change", ({ target: { form } }) => form && form.id === "ask" && !page.querySelector("[data-leave]") && history.replaceState([form.getAttribute("action"), ...new FormData(form)].map(String), ""));
  const asked = page.getElementById("ask"), { state } = history;
  if (performance.navigation.type === 1 && asked && state && state[0] === asked.getAttribute("action"))
    each("#ask input", (field) => { field.checked = state.includes(`${[field.name, field.value]}`); });
  ready();
  arrive(page.querySelector("#errors") || page.getElementById("said"));
  // What was saved is said once.
  const { href } = location, once = href.replace(/([?&])said=[a-z-]*(&|#said)?/, "$1").replace(/[?&]$/, "");
  if (once !== href) history.replaceState(history.state, "", once);

  // Browsers that have Array.at can read htmx.
  if (htmx && [].at) {
    add("meta", { name: "htmx-config", content: '{"includeIndicatorCSS":false,"mode":"same-origin","history":false}' });
    add("script", { src: htmx });
  }
})();

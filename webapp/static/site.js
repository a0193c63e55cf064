// What a page does beyond HTML: read aloud, print, say what happened after a swap. Everything works without it.
(() => {
  const page = document, voice = window.speechSynthesis, each = (what, act) => page.querySelectorAll(what).forEach(act);
  const language = page.documentElement.lang;
  let title = page.title, reading;

  // A voice of the page's own language, rather one that lives on this machine; an English voice reading Danish is worse than none.
  const speaker = () => {
    const fit = voice ? voice.getVoices().filter((one) => one.lang.split(/[-_]/)[0].toLowerCase() === language) : [];
    return fit.find((one) => one.localService) || fit[0];
  };

  // A recorded voice goes before; of several, the last: in a conversation, what is said now.
  const recorded = () => [...page.querySelectorAll("[data-recording]")].pop();

  const ready = () => {
    const found = speaker();
    each("[data-listen]", (button) => { button.hidden = !found && !recorded(); });
    each("[data-print]", (button) => { button.hidden = false; });
  };

  const stop = () => {
    if (!reading) return;
    const { button, words, sound } = reading;
    reading = null;
    if (sound) sound.pause();
    else voice.cancel();
    button.textContent = words;
    button.classList.remove("on");
  };

  const read = (button) => {
    const sound = recorded(), mine = reading = { button, words: button.textContent, sound }, ended = () => reading === mine && stop();
    button.textContent = button.dataset.listen;
    button.classList.add("on");
    if (sound) {
      sound.onpause = ended; // at its end too
      sound.play().catch(ended);
      return;
    }
    const texts = [...page.querySelectorAll("[data-read]")].filter((part) => !part.closest("[hidden], details:not([open])")).map((part) => part.innerText.trim()).filter(Boolean);
    voice.cancel();
    setTimeout(() => { // some browsers swallow what is spoken right after cancel()
      if (reading !== mine) return;
      const found = speaker();
      texts.forEach((text, at) => {
        const speech = new SpeechSynthesisUtterance(text);
        speech.lang = found.lang.replace("_", "-");
        speech.voice = found;
        if (at === texts.length - 1) speech.onend = ended;
        voice.speak(speech);
      });
    }, 50);
  };

  page.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-listen], [data-print]");
    if (!button) return;
    if (button.matches("[data-print]")) window.print();
    else if (reading) stop();
    else read(button);
  });

  const arrive = (place) => {
    if (!place) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    if (place.getBoundingClientRect().top > innerHeight / 3) place.scrollIntoView(); // what a conversation has come to
  };

  const live = ({ target }) => target.closest?.("[data-live]"); // what asks by itself, beside what one is doing

  const settled = (event) => {
    if (live(event)) return;
    stop();
    ready();
    if (page.title === title && page.activeElement !== page.body) return; // a swap beside what one is doing
    title = page.title;
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

  // What is said twice in the same words is heard twice only if it was gone in between; and once sent, nothing is lost.
  page.addEventListener("submit", () => { page.getElementById("status").textContent = ""; });
  // htmx 4 and 2 name their events differently.
  for (const name of ["htmx:after:settle", "htmx:afterSettle"]) page.addEventListener(name, settled);
  for (const name of ["htmx:error", "htmx:sendError", "htmx:timeout"]) page.addEventListener(name, lost);
  if (voice) voice.addEventListener?.("voiceschanged", ready);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  ready();
  arrive(page.querySelector("#errors"));
})();

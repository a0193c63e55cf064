// Read aloud: paragraph by paragraph, at two speeds, from wherever one taps. site.js fetches it where there is a voice.
(() => {
  const page = document, voice = window.speechSynthesis, language = page.documentElement.lang, SLOW = 0.75;
  let reading, slow = false, follows = false;

  // A voice of the page's own language, rather one of this machine; an English one reading Danish is worse than none.
  const speaker = () => {
    const fit = voice ? voice.getVoices().filter((one) => one.lang.split(/[-_]/)[0].toLowerCase() === language) : [];
    return fit.find((one) => one.localService) || fit[0];
  };

  // A recorded voice goes before; of several, the last.
  const recorded = () => [...page.querySelectorAll("[data-recording]")].pop();

  const ready = () => page.querySelectorAll("[data-listen]").forEach((button) => { button.hidden = !speaker() && !recorded(); });

  const block = (node, root) => {
    let found = node.parentElement;
    while (found !== root && /^(inline|contents)/.test(getComputedStyle(found).display)) found = found.parentElement;
    return found;
  };

  const shown = (own) => own.getClientRects().length && (!own.closest("details:not([open])") || own.closest("summary"));

  // What is shown of the parts to be read, by paragraphs. The number of a sign is read where the sign is explained.
  const paragraphs = () => {
    const found = [], number = page.querySelector("mark > b .hush");
    page.querySelectorAll("[data-read]").forEach((root) => {
      const walk = page.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const own = node.parentElement, last = found[found.length - 1];
        if (own.closest("[data-read]") !== root || !node.data.trim() || !shown(own) || own.closest("mark > b")) continue;
        const place = block(node, root), words = node.data.replace(/[^\S\n]+/g, " ");
        if (last && last.place === place) { last.words += words; continue; }
        const sign = place.closest(".signs li"), first = sign && !(last && sign.contains(last.place));
        found.push({ place, words: first && number ? `${number.textContent.trim()} ${[...sign.parentElement.children].indexOf(sign) + 1}. ${words}` : words });
      }
    });
    return found;
  };

  const mark = (place) => {
    page.querySelectorAll(".reading").forEach((one) => one.classList.remove("reading"));
    if (!place) return;
    place.classList.add("reading");
    const { top, bottom } = place.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight - 100) place.scrollIntoView({ block: "center" });
  };

  const stop = () => {
    if (!reading) return;
    const { button, words, sound, keys } = reading;
    reading = null;
    if (sound) sound.pause();
    else voice.cancel();
    button.textContent = words;
    button.classList.remove("on");
    if (keys) keys.remove();
    mark();
  };

  const say = (at) => {
    const mine = reading, part = mine.parts[at], found = speaker();
    if (!part) return stop();
    const speech = Object.assign(new SpeechSynthesisUtterance(part.words.trim()), { lang: found.lang.replace("_", "-"), voice: found, rate: slow ? SLOW : 1 });
    speech.onend = () => reading === mine && mine.at === at && say(at + 1);
    mine.at = at;
    mark(part.place);
    return voice.speak(speech);
  };

  const from = (at) => {
    const mine = reading;
    mine.at = -1;
    voice.cancel();
    setTimeout(() => reading === mine && say(at), 50); // right after cancel() some swallow it
  };

  const controls = (button) => {
    const [back, on, slowly, tap] = button.dataset.words.split("|"), keys = page.createElement("div");
    keys.className = "aloud";
    [[back, "-1"], [on, "1"], [slowly, "slow"]].forEach(([words, does]) => {
      const key = Object.assign(page.createElement("button"), { type: "button", className: "quiet", textContent: words });
      key.dataset.aloud = does;
      key.dataset.often = "";
      if (does === "slow") key.setAttribute("aria-pressed", slow);
      keys.append(key);
    });
    keys.append(Object.assign(page.createElement("small"), { textContent: tap }));
    button.parentElement.after(keys);
    return keys;
  };

  const read = (button, start) => {
    const sound = recorded(), mine = reading = { button, words: button.textContent, sound };
    follows = Boolean(page.getElementById("now"));
    button.textContent = button.dataset.listen;
    button.classList.add("on");
    if (sound) {
      const ended = () => reading === mine && stop();
      sound.onpause = ended; // at its end too
      sound.play().catch(ended);
      return;
    }
    mine.parts = paragraphs();
    mine.keys = controls(button);
    from(Math.max(0, mine.parts.findIndex(({ place }) => start && start.contains(place))));
  };

  page.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-listen]"), key = target.closest("[data-aloud]");
    if (button && reading) {
      follows = false;
      stop();
    } else if (button) read(button);
    if (!reading || !reading.parts) return;
    if (key && key.dataset.aloud === "slow") {
      slow = !slow;
      key.setAttribute("aria-pressed", slow);
      from(Math.max(0, reading.at));
    } else if (key) from(Math.min(reading.parts.length - 1, Math.max(0, reading.at + Number(key.dataset.aloud))));
    else if (!target.closest("a, button, label, input, summary")) {
      const at = reading.parts.findIndex(({ place }) => place.contains(target));
      if (at >= 0) from(at);
    }
  });

  // In a conversation the next turn is read by itself.
  const settled = ({ target }) => {
    if (target.closest && target.closest("[data-live]")) return;
    stop();
    ready();
    const button = page.querySelector("[data-listen]:not([hidden])");
    if (follows && button) read(button, page.getElementById("now"));
  };

  for (const name of ["htmx:after:settle", "htmx:afterSettle"]) page.addEventListener(name, settled);
  if (voice && voice.addEventListener) voice.addEventListener("voiceschanged", ready);
  addEventListener("pagehide", stop);
  ready();
})();

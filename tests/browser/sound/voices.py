"""Voices that a test brings, and what they were heard to say: a browser without a screen has none."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

# Speaks in silence. An utterance lasts 60 ms, or as long as `held` is true. As in some browsers, what is said within
# 45 ms of cancel() is swallowed.
VOICES = """(() => {
  let queue = [], voices = __VOICES__;
  const waiting = new EventTarget();
  window.spoken = [];
  window.arrive = (late) => { voices = late; waiting.dispatchEvent(new Event("voiceschanged")); };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const begin = () => {
    const said = queue[0];
    if (!said) return;
    window.spoken.push({ text: said.text, lang: said.lang, voice: said.voice.name, rate: said.rate });
    const ends = () => {
      if (queue[0] !== said) return;
      if (window.held) { setTimeout(ends, 20); return; }
      queue.shift();
      begin();
      said.onend?.();
    };
    setTimeout(ends, 60);
  };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices,
    addEventListener: (...event) => waiting.addEventListener(...event),
    speak: (utterance) => {
      if (performance.now() - window.cancelled < 45) return;
      if (queue.push(utterance) === 1) begin();
    },
    cancel: () => { queue = []; window.cancelled = performance.now(); },
  }});
})();"""
DANISH = {"lang": "da-DK", "name": "Sara", "localService": True}
REMOTE = {"lang": "da-DK", "name": "Fjern", "localService": False}
ENGLISH = {"lang": "en_GB", "name": "Kate", "localService": True}


def having(*voices: object) -> str:
    """Return the script that gives a browser these voices."""
    return VOICES.replace("__VOICES__", json.dumps(voices))


def hear(page: Page, what: str = "text") -> list[str]:
    """Let it read to the end, and return what was spoken so far: the words, `lang`, `voice` or `rate`."""
    button = page.locator("[data-listen]")
    words = button.inner_text()
    button.click()
    expect(button).not_to_have_text(words)
    expect(button).to_have_text(words)
    spoken: list[str] = page.evaluate(f"spoken.map((one) => one.{what})")
    return spoken

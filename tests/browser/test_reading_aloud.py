"""*Læs op*, with voices that the test brings: a browser without a screen has none."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import answer, begin

pytestmark = pytest.mark.browser

# Speaks in silence. An utterance lasts 60 ms; as in some browsers, what is said within 45 ms of cancel() is swallowed.
VOICES = """(() => {
  let queue = [], voices = __VOICES__;
  const waiting = new EventTarget();
  window.spoken = [];
  window.arrive = (late) => { voices = late; waiting.dispatchEvent(new Event("voiceschanged")); };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const begin = () => {
    const said = queue[0];
    if (!said) return;
    window.spoken.push({ text: said.text, lang: said.lang, voice: said.voice.name });
    setTimeout(() => {
      if (queue[0] !== said) return;
      queue.shift();
      said.onend?.();
      begin();
    }, 60);
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
# Forgets what was said, and stops as soon as the next word is heard, by a press of the very button.
FALL_SILENT = """(() => {
  window.spoken = [];
  const push = spoken.push.bind(spoken);
  spoken.push = (said) => {
    push(said);
    spoken.push = push;
    document.querySelector("[data-listen]").click();
  };
})()"""
DANISH = {"lang": "da-DK", "name": "Sara", "localService": True}
REMOTE = {"lang": "da-DK", "name": "Fjern", "localService": False}
ENGLISH = {"lang": "en_GB", "name": "Kate", "localService": True}


@pytest.fixture
def listen(visit: Callable[..., Page]) -> Callable[..., Page]:
    """A person at the first question, with these voices."""

    def listen(*voices: object, lang: str = "da") -> Page:
        page = visit(f"/{lang}/", before=VOICES.replace("__VOICES__", json.dumps(voices)))
        begin(page, lang, "beskeder")
        return page

    return listen


def hear(page: Page, what: str = "text") -> list[str]:
    """Let it read to the end, and return what was spoken so far: the words, `lang` or `voice`."""
    button = page.locator("[data-listen]")
    words = button.inner_text()
    button.click()
    expect(button).not_to_have_text(words)
    expect(button).to_have_text(words)
    spoken: list[str] = page.evaluate(f"spoken.map((one) => one.{what})")
    return spoken


def test_everything_is_read_by_a_local_voice_in_the_order_of_the_page(listen: Callable[..., Page]) -> None:
    page = listen(ENGLISH, REMOTE, DANISH)
    stem, message, *options = hear(page)
    assert stem == "Du venter en pakke og får denne sms. Er den ægte?"
    parts = ("opdigtet eksempel", "PAKKE-INFO", "Din pakke kan ikke leveres.", "pakke-info.gebyr-nu.example")
    places = [message.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert options == ["Ægte", "Svindel", "I tvivl – jeg tjekker først"]
    assert set(hear(page, "voice")) == {"Sara"}
    assert set(hear(page, "lang")) == {"da-DK"}


def test_it_can_be_stopped_and_then_begins_at_the_beginning(listen: Callable[..., Page]) -> None:
    page = listen(DANISH)
    whole = hear(page)
    page.evaluate(FALL_SILENT)
    page.get_by_role("button", name="Læs op").click()
    page.get_by_role("button", name="Læs op").wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate("spoken.map((one) => one.text)") == whole[:1]
    page.evaluate("spoken.length = 0")
    assert hear(page) == whole


def test_feedback_that_came_by_htmx_is_read_too(listen: Callable[..., Page]) -> None:
    page = listen(DANISH)
    answer(page, "scam")
    said = hear(page)
    assert said[0] == "Ja, det er svindel."
    assert any("Det skal du lægge mærke til" in part for part in said)


def test_an_english_voice_reads_english_pages_alone(listen: Callable[..., Page]) -> None:
    page = listen(ENGLISH)
    expect(page.locator("[data-listen]")).to_be_hidden()
    page.goto("/en/quiz/beskeder/1")
    assert set(hear(page, "lang")) == {"en-GB"}


def test_without_a_voice_there_is_no_button_until_one_comes(listen: Callable[..., Page]) -> None:
    page = listen()
    button = page.locator("[data-listen]")
    expect(button).to_be_hidden()
    page.evaluate(f"arrive({json.dumps([ENGLISH])})")
    expect(button).to_be_hidden()
    page.evaluate(f"arrive({json.dumps([ENGLISH, DANISH])})")
    assert set(hear(page, "voice")) == {"Sara"}


def test_a_browser_that_cannot_speak_has_no_button_and_no_error(visit: Callable[..., Page]) -> None:
    page = visit("/da/", before="Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    begin(page, "da", "beskeder")
    expect(page.locator("[data-listen]")).to_be_hidden()

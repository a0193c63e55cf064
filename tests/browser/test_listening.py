"""Read aloud: only with a voice of the page's language, in the order a person meets the words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import begin

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def voices(*languages: str, late: bool = False) -> str:
    """Return a script that gives the browser a voice for each language, perhaps only after a while."""
    listed = ", ".join(f"{{lang: '{language}', name: '{language}', localService: true}}" for language in languages)
    return f"""
    (() => {{
      const all = [{listed}], heard = [];
      let ready = {"false" if late else "true"};
      const told = new EventTarget();
      const speech = {{
        heard, getVoices: () => ready ? all : [],
        speak: (words) => heard.push([words.lang, words.voice && words.voice.lang, words.text]),
        cancel: () => heard.push('cancel'),
        addEventListener: (name, act) => told.addEventListener(name, act),
      }};
      window.arrive = () => {{ ready = true; told.dispatchEvent(new Event('voiceschanged')); }};
      Object.defineProperty(window, 'speechSynthesis', {{value: speech, configurable: true}});
      window.SpeechSynthesisUtterance = function (text) {{ this.text = text; }};
    }})()
    """


def heard(page: Page) -> list[list[str]]:
    """Wait for what is spoken, and return it: language, the voice's language, the words."""
    spoken: list[list[str]] = []
    for _ in range(50):
        spoken = page.evaluate("speechSynthesis.heard.filter((one) => one !== 'cancel')")
        if spoken:
            break
        page.wait_for_timeout(50)
    return spoken


def test_stem_message_and_options_are_read_in_danish_in_their_order(visit: Visit) -> None:
    page = visit("/da/quiz/kort", before=voices("en-GB", "da-DK"))
    begin(page, "da", "kort")
    page.locator("[data-listen]").click()
    spoken = heard(page)
    assert {(language, voice) for language, voice, _ in spoken} == {("da-DK", "da-DK")}
    words = " | ".join(text for *_, text in spoken)
    order = [page.locator("h1").inner_text(), page.locator(".message .body p").first.inner_text(), "Ægte", "Svindel"]
    places = [words.index(part) for part in [*order, "I tvivl – jeg tjekker først"]]
    assert places == sorted(places)


def test_reading_can_be_stopped(visit: Visit) -> None:
    page = visit("/da/quiz/kort", before=voices("da-DK"))
    begin(page, "da", "kort")
    button = page.locator("[data-listen]")
    button.click()
    expect(button).to_have_text("Stop oplæsning")
    assert heard(page)
    button.click()
    expect(button).to_have_text("Læs op")
    assert page.evaluate("speechSynthesis.heard.at(-1)") == "cancel"


@pytest.mark.parametrize("languages", [(), ("en-GB",)], ids=["no voice", "only an English voice"])
def test_without_a_danish_voice_there_is_no_button(visit: Visit, languages: tuple[str, ...]) -> None:
    page = visit("/da/quiz/kort", before=voices(*languages))
    begin(page, "da", "kort")
    expect(page.locator("[data-listen]")).to_be_hidden()


def test_a_voice_that_comes_late_brings_the_button(visit: Visit) -> None:
    page = visit("/da/quiz/kort", before=voices("da-DK", late=True))
    begin(page, "da", "kort")
    expect(page.locator("[data-listen]")).to_be_hidden()
    page.evaluate("arrive()")
    expect(page.locator("[data-listen]")).to_be_visible()

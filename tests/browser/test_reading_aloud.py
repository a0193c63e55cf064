"""*Læs op*, with voices that the test brings: a browser without a screen has none."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.taking import answer, begin, begin_at, questions, say, skip
from tests.browser.voices import DANISH, ENGLISH, REMOTE, having, hear

pytestmark = pytest.mark.browser

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


@pytest.fixture
def listen(visit: Callable[..., Page]) -> Callable[..., Page]:
    """A person at the first question, or at one of `maader`, with these voices."""

    def listen(*voices: object, lang: str = "da", at: str = "") -> Page:
        page = visit(f"/{lang}/", before=having(*voices))
        if at:
            begin_at(page, lang, "maader", at)
        else:
            begin(page, lang, "beskeder")
        return page

    return listen


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


def test_a_worked_example_is_read_from_the_message_to_how_one_checks(listen: Callable[..., Page]) -> None:
    stem, message, verdict, signs, check = hear(listen(DANISH, at="look"))
    assert stem == "Sådan ser man på en besked fra »banken«"
    assert "kort-service.example" in message
    assert verdict == "Den her er svindel."
    assert signs.startswith("Det skal du lægge mærke til")
    assert signs.find("Du får travlt.") < signs.find("Det er ikke bankens egen adresse.")
    assert check.startswith("Sådan tjekker du")


def test_of_steps_to_move_nothing_is_read_that_is_not_shown(listen: Callable[..., Page]) -> None:
    stem, how, *steps = hear(listen(DANISH, at="lost-card"))
    assert stem.startswith("Du har skrevet dit kortnummer")
    assert how == "Flyt trinene med pilene, til det første står øverst."
    assert [step.split()[0] for step in steps[:3]] == ["Anmeld", "Ring", "Se"]


def test_of_things_to_sort_the_places_are_read_once(listen: Callable[..., Page]) -> None:
    assert hear(listen(DANISH, at="share"))[:6] == [
        "Hvad må du gerne dele i telefonen?",
        "Hvornår du er hjemme hos tandlægen",
        "Del det aldrig",
        "Det er i orden",
        "Koden fra en sms",
        "Din adgangskode",
    ]


def test_of_a_conversation_what_is_said_now_and_what_one_may_answer_is_read(listen: Callable[..., Page]) -> None:
    page = listen(DANISH, at="bank-call")
    say(page, "listen")
    assert hear(page) == [
        "Telefonen ringer. Displayet viser bankens navn.",
        "Godt, du tog den. Læs mig koden på din telefon, så stopper jeg det. Det haster.",
        "Hvad svarer du?",
        "Den er 00 00 00.",
        "Hvordan ved jeg, at du er fra banken?",
        "Jeg lægger på nu.",
    ]


def test_what_is_folded_up_is_not_read_until_it_is_opened(visit: Callable[..., Page]) -> None:
    page = visit("/da/", before=having(DANISH))
    begin(page, "da", "tjek-a")
    skip(page, questions("tjek-a")[:6])
    page.goto("/da/quiz/tjek-a/result")
    said = hear(page)
    assert said[0] == "Sådan gik det"
    assert not any("Sådan tjekker du" in part for part in said)
    page.locator("summary").first.click()
    assert any("Sådan tjekker du" in part for part in hear(page))

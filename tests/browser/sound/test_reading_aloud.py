"""*Læs op*, with voices that the test brings: a browser without a screen has none."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sound.voices import DANISH, ENGLISH, REMOTE, having, hear
from tests.browser.taking import answer, begin, begin_at, questions, say, skip

pytestmark = [pytest.mark.browser, pytest.mark.trial]

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
    stem, *rest = hear(page)
    message, options = " | ".join(rest[:-3]), rest[-3:]
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
    expect(page.locator(".reading, .aloud")).to_have_count(0)
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
    stem, *read = hear(listen(DANISH, at="look"))
    assert stem == "Sådan ser man på en besked fra »banken«"
    signs, verdict, check = (
        next(n for n, part in enumerate(read) if part.startswith(words))
        for words in ("Det skal du lægge mærke til", "Den her er svindel.", "Sådan tjekker du")
    )
    assert any("kort-service.example" in part for part in read[:signs])
    assert signs < verdict < check
    explained = [part for part in read[signs + 1 : verdict] if part.startswith("kendetegn")]
    assert [part.split(".")[0] for part in explained] == [f"kendetegn {n + 1}" for n in range(len(explained))]
    assert "Du får travlt." in explained[0]
    assert not any("kendetegn" in part for part in read[:signs]), "a number in the middle of a sentence is no help"


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
    assert "Sådan gik det" in said
    assert not any("Sådan tjekker du" in part for part in said)
    page.locator("summary").first.click()
    assert any("Sådan tjekker du" in part for part in hear(page))


def begin_to_read(page: Page) -> None:
    """Press *Læs op*, and wait until a first paragraph is marked."""
    page.get_by_role("button", name="Læs op").click()
    page.locator(".reading").first.wait_for()


def test_the_paragraph_that_is_read_is_marked(listen: Callable[..., Page]) -> None:
    page = listen(DANISH)
    page.evaluate("window.pairs = []")
    page.evaluate(
        """(() => { const push = spoken.push.bind(spoken); spoken.push = (said) => { push(said);
        pairs.push([said.text, document.querySelector(".reading").innerText]); }; })()"""
    )
    hear(page)
    pairs = page.evaluate("pairs")
    assert len(pairs) > 5
    for words, marked in pairs:
        assert words.split() == marked.split()
    expect(page.locator(".reading")).to_have_count(0)


def test_it_goes_on_from_the_paragraph_that_one_taps(listen: Callable[..., Page]) -> None:
    page = listen(DANISH)
    page.evaluate("window.held = true")
    begin_to_read(page)
    tapped = page.locator(".screen .body p").first
    tapped.click()
    expect(tapped).to_have_class("reading")
    page.evaluate("window.held = false")
    page.get_by_role("button", name="Læs op").wait_for()
    said = page.evaluate("spoken.map((one) => one.text)")
    assert said[1].startswith("Din pakke kan ikke leveres."), "what stands between was left out"
    assert said[-1] == "I tvivl – jeg tjekker først"


def test_with_the_keys_one_goes_on_and_back_and_slower(listen: Callable[..., Page]) -> None:
    page = listen(DANISH)
    begin_to_read(page)
    slowly = page.get_by_role("button", name="Læs langsomt")
    slowly.focus()
    page.keyboard.press("Enter")
    expect(slowly).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Et afsnit frem").press(" ")
    page.get_by_role("button", name="Et afsnit tilbage").press(" ")
    page.get_by_role("button", name="Læs op").wait_for()
    rates = page.evaluate("spoken.map((one) => one.rate)")
    assert rates[-1] == 0.75
    begin_to_read(page)
    expect(slowly).to_have_attribute("aria-pressed", "true")


def test_a_conversation_is_read_turn_by_turn_once_one_has_asked_for_it(listen: Callable[..., Page]) -> None:
    page = listen(DANISH, at="bank-call")
    say(page, "listen")
    expect(page.locator(".reading")).to_have_count(0)
    page.get_by_text("Fortryd mit sidste svar").click()
    expect(page.locator(".before")).to_have_count(0)
    hear(page)
    page.evaluate("spoken.length = 0")
    say(page, "listen")
    page.locator(".reading").first.wait_for()
    page.get_by_role("button", name="Læs op").wait_for()
    assert page.evaluate("spoken.map((one) => one.text)") == [
        "Godt, du tog den. Læs mig koden på din telefon, så stopper jeg det. Det haster.",
        "Hvad svarer du?",
        "Den er 00 00 00.",
        "Hvordan ved jeg, at du er fra banken?",
        "Jeg lægger på nu.",
    ]
    page.evaluate("window.held = true")
    say(page, "give")
    page.locator(".reading").first.wait_for()
    page.get_by_role("button", name="Stop oplæsningen").click()
    expect(page.locator(".reading")).to_have_count(0)

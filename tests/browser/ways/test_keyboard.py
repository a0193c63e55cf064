"""Nothing but the keyboard: whole quizzes on a phone's screen, in Danish."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.checks import measured
from tests.browser.taking import begin

pytestmark = pytest.mark.browser

MOST = 30  # stops until one is where one wants to be


def tab(page: Page) -> str:
    """Go to the next stop, which can be seen and lies below or beside the one before; return its words."""
    before = place(page)
    page.keyboard.press("Tab")
    assert measured(page, "unseen()") == []
    now = place(page)
    assert before is None or now is None or now[0] > before[0] - 8, "the order is the one in which it is read"
    words: str = page.evaluate("(document.activeElement.closest('label') || document.activeElement).innerText")
    return words.strip()


def place(page: Page) -> tuple[float, float] | None:
    """Return where the focus is on the page, top and left; None at its beginning."""
    if page.evaluate(
        "document.activeElement === document.body"
        " || document.activeElement.matches('.skip, main, h1, #errors, [data-arrive]')"
    ):
        return None
    box = "(document.activeElement.closest('label') || document.activeElement).getBoundingClientRect()"
    top, left = page.evaluate(f"(box => [box.bottom + scrollY, box.left])({box})")
    return top, left


def tab_to(page: Page, words: str) -> None:
    """Go on until the stop with these words."""
    for _ in range(MOST):
        if tab(page).startswith(words):
            return
    pytest.fail(f"no way to «{words}» by Tab")


def answer(page: Page, *keys: str) -> str:
    """From the beginning of a question, choose with these keys, and send; return the headline of the feedback."""
    tab_to(page, page.locator(".option").first.inner_text().strip())
    for key in keys:
        page.keyboard.press(key)
        if key != "Tab":
            assert measured(page, "unseen()") == []
    tab_to(page, "Svar")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict h1")).to_be_focused()
    return page.locator(".verdict h1").inner_text()


def press(page: Page, words: str, *, then: str = ".verdict h1") -> None:
    """Go on until the stop with these words, and press it: what is new has the focus, and can be seen."""
    tab_to(page, words)
    page.keyboard.press("Enter")
    expect(page.locator(then)).to_be_focused()
    expect(page.locator(then)).to_be_in_viewport()


def focused(page: Page) -> str:
    """Return the words of what has the focus."""
    words: str = page.evaluate("document.activeElement.innerText")
    return words


def onward(page: Page, words: str) -> None:
    """Press the button below the feedback."""
    here = page.url
    tab_to(page, words)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != here)


def test_a_whole_quiz_is_done_with_the_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    tab_to(page, "Begynd her")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quiz/beskeder")
    tab_to(page, "Begynd")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1")
    assert answer(page, "ArrowDown") == "Ja, det er svindel."
    onward(page, "Næste spørgsmål")
    assert answer(page, "Space") == "Ja, det er ægte."
    onward(page, "Næste spørgsmål")
    assert answer(page, "Space", "ArrowDown") == "Ja, det er et sikkert valg."
    onward(page, "Næste spørgsmål")
    assert answer(page, "Space", "Tab", "Space") == "Ja, det er de rigtige."
    onward(page, "Næste spørgsmål")
    assert answer(page, "ArrowUp") == "Det er helt i orden at tjekke. Det er ægte."
    onward(page, "Se, hvordan det gik")
    assert "5 af 5" in page.inner_text("main")
    tab_to(page, "Huskeseddel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/remember")
    tab_to(page, "Hvis en besked")
    page.keyboard.press("Space")
    tab_to(page, "Find bankens hovednummer")
    page.keyboard.press("Space")
    assert page.locator("main :checked").count() == 2


def test_every_way_of_asking_is_answered_with_the_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("/da/quiz/maader")
    onward(page, "Begynd")
    onward(page, "Videre til spørgsmålene")
    mark_signs(page)
    onward(page, "Næste spørgsmål")
    assert answer(page, "Space") == "Ja, det er ægte."
    onward(page, "Næste spørgsmål")
    move_steps(page)
    onward(page, "Næste spørgsmål")
    sort_things(page)
    onward(page, "Næste spørgsmål")
    have_conversation(page)
    onward(page, "Næste spørgsmål")
    assert answer(page, "ArrowDown", "Tab", "Space", "ArrowRight", "ArrowRight") == "Ja, det er svindel."
    onward(page, "Næste spørgsmål")
    assert answer(page, "Space", "ArrowDown") == "Ja, det er et sikkert valg."
    onward(page, "Se, hvordan det gik")
    assert "7 af 7" in page.inner_text("main")
    assert "Én gang var du helt sikker, og du havde ret." in page.inner_text("main")


def mark_signs(page: Page) -> None:
    """Mark one part of the message, and after the hint the others."""
    tab_to(page, "info@pakke-returnering.example")
    page.keyboard.press("Space")
    press(page, "Svar", then="[data-arrive]")
    assert "3 af 5 er rigtige" in focused(page)
    for part in ("inden midnat", "pakke-gebyr.example/betal"):
        tab_to(page, part)
        page.keyboard.press("Space")
        assert measured(page, "unseen()") == []
    press(page, "Svar")
    assert focused(page) == "Ja, du fandt dem alle."


def move_steps(page: Page) -> None:
    """Move the first step down to the end: the focus goes with it, and where it has got to is said."""
    tab_to(page, "Flyt ned: Anmeld det")
    for n, now in ((2, "Flyt ned: Anmeld det"), (3, "Flyt op: Anmeld det")):
        page.keyboard.press("Enter")
        assert focused(page).startswith(now)
        assert measured(page, "unseen()") == []
        expect(page.locator("#status")).to_have_text(f"Anmeld det til politiet på politi.dk er nu nummer {n} af 3")
    press(page, "Svar")
    assert focused(page) == "Ja, det er den rigtige rækkefølge."


def sort_things(page: Page) -> None:
    """Sort all but one, find in the error summary the way to it, and sort it."""
    tab_to(page, "Del det aldrig")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Del det aldrig")
    page.keyboard.press("Space")
    press(page, "Svar", then="#errors")
    assert page.title().startswith("Fejl:")
    tab_to(page, "Vælg et sted til hver af dem.")
    page.keyboard.press("Enter")
    expect(page.locator("#response")).to_be_focused()
    expect(page.locator("main :checked")).to_have_count(2)
    tab_to(page, "Del det aldrig")
    tab_to(page, "Del det aldrig")
    page.keyboard.press("Space")
    press(page, "Svar")
    assert focused(page) == "Ja, det hele ligger, hvor det hører til."


def have_conversation(page: Page) -> None:
    """Answer, take it back, answer again, and come out of it; what was said last is always seen whole."""
    for words in ("Ja, hvad skal jeg gøre?", "Fortryd mit sidste svar", "Ja, hvad skal jeg gøre?", "Hvordan ved jeg"):
        press(page, words, then="#now")
        expect(page.locator("#now .says")).to_be_in_viewport(ratio=1)
    expect(page.locator(".before li")).to_have_count(4)
    press(page, "Tak, jeg ringer selv op.")
    assert focused(page) == "Trygt, og intet gik tabt"


def test_the_first_stop_skips_to_the_content_and_the_second_is_help(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    assert tab(page) == "Gå til hovedindhold"
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    assert tab(page) == "Blevet snydt?"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert tab(page) == "Er du med på et arrangement? Skriv koden"
    assert tab(page) == "Begynd her"


def test_from_the_error_summary_one_comes_to_the_answers(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "beskeder")
    tab_to(page, "Svar")
    page.keyboard.press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    assert page.title().startswith("Fejl:")
    assert tab(page) == "Vælg et af svarene."
    page.keyboard.press("Enter")
    expect(page.locator("input").first).to_be_focused()


def test_what_stands_behind_a_link_is_opened_with_the_keyboard(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "beskeder")
    target = page.get_by_text("https://gebyr-nu.example/betal")
    tab_to(page, "Se, hvor linket fører hen")
    expect(target).to_be_hidden()
    page.keyboard.press("Enter")
    expect(target).to_be_visible()

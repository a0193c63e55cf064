"""Nothing but the keyboard: a whole quiz on a phone's screen, in Danish."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import measured
from tests.browser.kinds import begin

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
        "document.activeElement === document.body || document.activeElement.matches('.skip, main, h1, #errors')"
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
    assert "Du gennemskuede 1 af 1 svindelforsøg og genkendte 1 af 2 ægte beskeder." in page.inner_text("main")
    tab_to(page, "Din huskeseddel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/remember")
    tab_to(page, "Hvis en besked")
    page.keyboard.press("Space")
    tab_to(page, "Find bankens hovednummer")
    page.keyboard.press("Space")
    assert page.locator("main :checked").count() == 2


def test_the_first_stop_skips_to_the_content_and_the_second_is_help(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    assert tab(page) == "Gå til hovedindhold"
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    assert tab(page) == "Blevet snydt?"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
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

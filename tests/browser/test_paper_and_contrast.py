"""Print, and high contrast: what is chosen is seen, and what is printed fits on its sheet."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.checks import measured
from tests.browser.kinds import answer, begin, choose, onward

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def printed(page: Page) -> tuple[int, str]:
    """Return how many A4 sheets a page takes, and the words on them."""
    paper = PdfReader(BytesIO(page.pdf(format="A4")))
    return len(paper.pages), " ".join(" ".join(sheet.extract_text().split()) for sheet in paper.pages)


def test_the_result_takes_one_sheet(visit: Visit) -> None:
    page = visit("/da/")
    begin(page, "da", "beskeder")
    for response in (["scam"], ["scam"], ["give-code"], ["code", "weather"], ["unsure"]):
        answer(page, *response)
        onward(page)
    sheets, words = printed(page)
    assert sheets == 1
    assert "Sådan gik det" in words
    assert "Det vigtigste at huske" in words


def test_the_reminder_sheet_takes_one_sheet_with_what_was_ticked_and_the_plan_large(visit: Visit) -> None:
    page = visit("/da/quiz/beskeder/remember")
    page.locator("main [type=checkbox]").first.check()
    page.locator("main [type=radio]").nth(1).check()
    sheets, words = printed(page)
    assert sheets == 1
    assert "Hvis en i familien skriver fra et nyt nummer, så ringer jeg på det gamle." in words
    assert "33 37 00 37" in words
    page.emulate_media(media="print")
    assert measured(page, "cut()") == []
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    chosen = page.locator("label:has([type=radio]:checked)").evaluate(size)
    assert chosen > page.locator("main li").first.evaluate(size)


@pytest.mark.parametrize("quiz", ["kort", "beskeder"])
def test_in_forced_colours_a_chosen_answer_looks_chosen(visit: Visit, quiz: str) -> None:
    page = visit("/da/", forced_colors="active")
    begin(page, "da", quiz)
    choose(page, "genuine")
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    boxes = page.locator(".option input")
    pictures = [boxes.nth(n).screenshot() for n in range(3)]
    assert pictures[0] != pictures[1], "chosen and not chosen look alike"
    assert pictures[1] == pictures[2]

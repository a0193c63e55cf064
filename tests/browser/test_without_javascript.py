"""A whole quiz in English where scripts are switched off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.checks import targets, text, wholeness
from tests.browser.kinds import begin, choose, onward, send

pytestmark = pytest.mark.browser


def fits(page: Page) -> bool:
    """Say whether the page is whole, its text and targets large enough."""
    assert [*wholeness(page), *targets(page), *text(page)] == []
    return True


def answer(page: Page, *response: str) -> str:
    """Answer by an ordinary form; return the headline of the feedback, which has the question's own address."""
    here = page.url.partition("?")[0]
    choose(page, *response)
    send(page)
    page.wait_for_url(here)
    assert fits(page)
    return page.locator("main h1").inner_text()


def test_a_whole_quiz_in_english(visit: Callable[..., Page]) -> None:
    page = visit("/en/", scripts=False)
    assert fits(page)
    page.get_by_role("link", name="Start here").click()
    begin(page, "en", "beskeder")
    assert not page.get_by_role("button", name="Read aloud").is_visible()
    send(page)
    page.wait_for_url("**/1?missing=1")
    assert page.title().startswith("Error:")
    page.get_by_role("link", name="Choose one of the answers.").click()
    assert answer(page, "genuine") == "This is a scam."
    page.go_back()
    page.go_forward()
    page.reload()
    assert page.locator("main h1").inner_text() == "This is a scam."
    onward(page)
    assert answer(page, "genuine") == "Yes, it's genuine."
    onward(page)
    assert answer(page, "call-back") == "Yes, that's a safe choice."
    onward(page)
    assert answer(page, "code") == "You're on the right track."
    onward(page)
    assert answer(page, "unsure") == "It's quite all right to check. It's genuine."
    onward(page)
    result = page.inner_text("main")
    assert "You saw through 0 of 1 scam attempts and recognised 1 of 2 genuine messages." in result
    assert "Once you wanted to check first. That is always a safe answer." in result
    assert "Safe choices: 1 of 1" in result
    page.get_by_role("button", name="Practise what was tricky").click()
    page.wait_for_url("**/practise/1")
    assert answer(page, "scam") == "Yes, it's a scam."
    page.goto("/en/quiz/beskeder/remember")
    assert page.get_by_role("button", name="Print").count() == 0


def test_the_text_size_and_the_guide_need_no_scripts(visit: Callable[..., Page]) -> None:
    page = visit("/da/doubt", scripts=False)
    page.get_by_role("link", name="En sms eller en mail").click()
    page.get_by_role("link", name="Banken").click()
    assert "Åbn selv bankens app." in page.inner_text("main")
    page.get_by_role("link", name="Større tekst").click()
    page.locator('button[value="1"]').click()
    page.wait_for_url("**/doubt?at=1.1")
    assert page.locator("html").get_attribute("class") == "size-1"

"""Done: the next person finds a clean browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.taking import answer, begin, onward

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_after_done_nothing_is_left_and_back_brings_no_answer_back(
    visit: Callable[..., Page], *, scripts: bool
) -> None:
    page = visit("/da/", scripts=scripts)
    begin(page, "da", "kort")
    answer(page, "genuine")
    onward(page)
    answer(page, "app")
    onward(page)
    page.get_by_role("link", name="Jeg er færdig – den næste kan begynde").click()
    page.get_by_role("button", name="Jeg er færdig – den næste kan begynde").click()
    page.wait_for_url(re.compile("/da/([?]said=done)?$"))
    assert page.context.cookies() == []
    assert "Gennemført" not in page.inner_text("main")
    assert "Fortsæt" not in page.inner_text("main")
    for _ in range(6):
        page.go_back()
        shown = page.inner_text("body")
        assert "Ja, det er ægte." not in shown
        assert "Dit svar" not in shown
        assert "1 af 1" not in shown
        assert page.locator(":checked").count() == 0


def test_nothing_is_left_in_the_browsers_other_stores(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "kort")
    answer(page, "genuine")
    onward(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert [cookie["name"] for cookie in page.context.cookies()] == ["device"]
    assert page.evaluate("document.cookie") == ""


def test_a_page_that_comes_out_of_the_browsers_memory_is_loaded_again(visit: Callable[..., Page]) -> None:
    page = visit("/da/help")
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")


def test_a_quiz_under_way_is_offered_first(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "kort")
    answer(page, "genuine")
    page.goto("/da/")
    page.get_by_role("link", name="Fortsæt, hvor du slap").click()
    page.wait_for_url("**/quiz/kort/2")

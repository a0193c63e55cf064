"""Answering in the page's place; and whatever one does with Back, reload, another tab or two presses is safe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stored import Added
from tests.browser.taking import answer, arrived, begin, choose, onward, send

pytestmark = pytest.mark.browser

STORED = [("parcel", '["scam"]')]
HEADLINE = "Ja, det er svindel."


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """A person at the first question."""
    page = visit("/da/")
    begin(page, "da", "beskeder")
    page.evaluate("window.same = true")
    return page


def test_feedback_comes_without_a_new_page_and_its_heading_has_the_focus(page: Page) -> None:
    expect(page.locator("[role=status]")).to_have_count(1)
    page.locator("footer").scroll_into_view_if_needed()
    answer(page, "scam")
    expect(page.locator("main h1")).to_be_focused()
    expect(page.locator("main h1")).to_have_text(HEADLINE)
    expect(page).to_have_title("Svar på spørgsmål 1 af 5 – Falske sms'er og mails")
    assert page.evaluate("window.same && scrollY === 0")
    assert page.url.endswith("/1")


def test_nothing_chosen_is_said_at_once_and_the_summary_has_the_focus(page: Page) -> None:
    send(page)
    expect(page.locator("#errors")).to_be_focused()
    assert page.title().startswith("Fejl:")
    expect(page.locator("#errors")).to_contain_text("Er du i tvivl, så vælg »I tvivl – jeg tjekker først«.")
    assert page.evaluate("window.same")
    answer(page, "unsure")
    expect(page.locator("main h1")).to_have_text("Godt, at du ville tjekke. Det er svindel.")


def test_back_forward_and_reload_change_nothing(page: Page, added: Added) -> None:
    answer(page, "scam")
    onward(page)
    for go in (page.go_back, page.reload):
        go()
        expect(page.locator("main h1")).to_have_text(HEADLINE)
    page.go_forward()
    expect(page.locator("main h1")).to_have_text("Du får denne mail fra biblioteket. Er den ægte?")
    page.reload()
    expect(page.locator("main :checked")).to_have_count(0)
    assert added() == STORED


def test_the_first_answer_stands_when_another_tab_gives_a_second(page: Page, added: Added) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    answer(page, "scam")
    answer(other, "genuine")
    expect(other.locator("main h1")).to_have_text(HEADLINE)
    assert added() == STORED


def test_two_presses_give_one_answer(page: Page, added: Added) -> None:
    choose(page, "scam")
    page.locator(".ask .button").dblclick()
    page.wait_for_load_state("networkidle")
    expect(page.locator("main h1")).to_have_text(HEADLINE)
    assert page.url.endswith("/1")
    assert added() == STORED


def test_the_site_works_when_htmx_is_missing(visit: Callable[..., Page], added: Added, troubles: list[str]) -> None:
    page = visit("/da/help")
    page.route("**/htmx*.js", lambda route: route.abort())
    begin(page, "da", "beskeder")
    page.evaluate("window.same = true")
    send(page)
    page.wait_for_url("**/1?missing=1")
    arrived(page, "#errors")
    expect(page.locator("#errors")).to_be_focused()
    answer(page, "scam")
    assert page.evaluate("window.same") is None, "a new page was loaded"
    onward(page)
    assert added() == STORED
    assert all("net::ERR_FAILED" in trouble for trouble in troubles), troubles
    troubles.clear()

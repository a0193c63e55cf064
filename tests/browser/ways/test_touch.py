"""Nothing but taps, on a phone: what one marks, moves, sorts and says, in English."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.taking import begin_at, tap_elsewhere

pytestmark = pytest.mark.browser

HEADLINE = ".verdict h1"


@pytest.fixture
def touching(visit: Callable[..., Page]) -> Callable[[str], Page]:
    """A person with a phone, at a question of `maader`."""

    def touching(question: str) -> Page:
        page = visit("/en/", has_touch=True, is_mobile=True)
        begin_at(page, "en", "maader", question)
        return page

    return touching


def test_the_parts_of_a_message_are_marked_and_unmarked(touching: Callable[[str], Page]) -> None:
    page = touching("marks")
    for part in ("info@parcel-returns.example", "Dear customer", "before midnight", "parcel-fee.example/pay"):
        page.locator(".part").filter(has_text=part).tap()
    page.locator(".part").filter(has_text="Dear customer").tap()
    expect(page.locator(".part :checked")).to_have_count(3)
    page.get_by_role("button", name="Answer").tap()
    expect(page.locator(HEADLINE)).to_have_text("Yes, you found them all.")


def test_steps_are_moved_with_the_arrows(touching: Callable[[str], Page]) -> None:
    page = touching("lost-card")
    page.get_by_role("button", name="Move up: Call the bank").tap()
    page.get_by_role("button", name="Move up: Look for payments").tap()
    assert [words.split()[0] for words in page.locator(".step").all_inner_texts()] == ["Call", "Look", "Report"]
    page.get_by_role("button", name="Answer").tap()
    expect(page.locator(HEADLINE)).to_have_text("Yes, that's the right order.")


def test_things_are_sorted(touching: Callable[[str], Page]) -> None:
    page = touching("share")
    for thing, category in enumerate(("That is fine", "Never share it", "Never share it")):
        page.locator(".thing").nth(thing).get_by_text(category).tap()
    page.get_by_role("button", name="Answer").tap()
    expect(page.locator(HEADLINE)).to_have_text("Yes, everything is where it belongs.")


def test_a_conversation_is_had_and_what_is_said_now_is_in_view(touching: Callable[[str], Page]) -> None:
    page = touching("bank-call")
    for choice in ("Yes, what shall I do?", "How do I know", "Take my last answer back", "How do I know"):
        tap_elsewhere(page)
        page.get_by_role("button", name=choice).tap()
        expect(page.locator("#now")).to_be_focused()
        expect(page.locator("#now .says")).to_be_in_viewport(ratio=1)
        expect(page.locator(".reply").last).to_be_in_viewport(ratio=1)
    tap_elsewhere(page)
    page.get_by_role("button", name="Thank you, I'll call back myself").tap()
    expect(page.locator(HEADLINE)).to_have_text("Safe, and nothing was lost")

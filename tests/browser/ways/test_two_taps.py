"""A second tap at one place, just after the page has changed under the finger, does nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stored import Added
from tests.browser.taking import arrived, begin, begin_at, choose, send

pytestmark = pytest.mark.browser

SLOWLY = "performance.now = () => 0"  # no time passes on the page, however slow the machine is
LATER = "performance.now = () => 700"


def middle(place: Locator) -> tuple[float, float]:
    """Return where a finger meets something."""
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def under(page: Page, place: tuple[float, float], what: str) -> None:
    """Put something of the page exactly there, as a layout might that keeps its main button in one place."""
    page.evaluate(
        """([what, x, y]) => Object.assign(document.querySelector(what).style,
        {position: "fixed", left: `${x - 60}px`, top: `${y - 30}px`, width: "120px", height: "60px", zIndex: 9})""",
        [what, *place],
    )


def test_the_second_of_two_taps_says_nothing_in_a_conversation(visit: Callable[..., Page], added: Added) -> None:
    page = visit("/da/", before=SLOWLY)
    begin_at(page, "da", "maader", "bank-call")
    before = added()
    reply = middle(page.locator(".reply").first)
    page.mouse.click(*reply)
    arrived(page, ".before > li:nth-child(2)")
    under(page, reply, ".reply")
    page.mouse.click(*reply)
    page.mouse.click(*reply)
    expect(page.locator(".before > li")).to_have_count(2)
    assert added() == before
    page.evaluate(LATER)
    page.mouse.click(*reply)
    arrived(page, ".before > li:nth-child(4), .verdict h1")


def test_the_second_tap_on_the_way_on_does_not_meet_the_next_page(visit: Callable[..., Page]) -> None:
    page = visit("/da/", before=SLOWLY)
    page.goto("/da/help")
    way = middle(page.get_by_role("link", name="Tilbage"))
    page.mouse.click(*way)
    page.wait_for_url("**/da/")
    page.wait_for_load_state()
    under(page, way, ".first .button")
    page.mouse.click(*way)
    page.evaluate(LATER)
    assert page.url.endswith("/da/")
    page.mouse.click(*way)
    page.wait_for_url("**/quiz/**")


def test_a_tap_elsewhere_counts_at_once_and_ends_the_waiting(visit: Callable[..., Page]) -> None:
    page = visit("/da/", before=SLOWLY)
    begin(page, "da", "beskeder")
    send(page)
    arrived(page, "#errors")
    choose(page, "scam")
    send(page)
    arrived(page, ".verdict h1")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_keys_count_at_once(visit: Callable[..., Page], key: str) -> None:
    page = visit("/da/", before=SLOWLY)
    begin_at(page, "da", "maader", "bank-call")
    reply = page.locator(".reply").first
    page.mouse.click(*middle(reply))
    arrived(page, ".before > li:nth-child(2)")
    page.locator(".reply").first.focus()
    page.keyboard.press(key)
    arrived(page, ".before > li:nth-child(4), .verdict h1")


def test_a_switch_counts_at_once(visit: Callable[..., Page]) -> None:
    page = visit("/da/", before=SLOWLY)
    begin_at(page, "da", "maader", "bank-call")
    page.mouse.click(*middle(page.locator(".reply").first))
    arrived(page, ".before > li:nth-child(2)")
    page.evaluate("document.querySelector('.reply').click()")  # as assistive technology presses it: with no place
    arrived(page, ".before > li:nth-child(4), .verdict h1")


def test_arrows_that_move_steps_count_each_time(visit: Callable[..., Page]) -> None:
    page = visit("/da/", before=f"{SLOWLY}; window.name = '330,790'")  # the tap that led to each page was there
    begin_at(page, "da", "maader", "lost-card")
    first = page.locator(".step").first.inner_text()
    under(page, (330, 790), ".order li:first-child .down")
    page.mouse.click(330, 790)
    assert page.locator(".step").first.inner_text() != first


def test_the_place_of_a_tap_is_handed_on_and_not_kept(visit: Callable[..., Page]) -> None:
    page = visit("/da/help")
    page.get_by_role("link", name="Tilbage").click()
    page.wait_for_url("**/da/")
    assert page.evaluate("window.name") == ""

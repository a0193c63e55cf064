"""When an answer, or the reply to it, does not get through: the page says so, keeps it, and it is stored once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.pages.kinds.kinds import locked
from tests.browser.stored import Added
from tests.browser.taking import arrived, begin, choose, send

pytestmark = pytest.mark.browser

LOST = "Dit svar kom ikke frem, men det er ikke tabt. Prøv igen."
# What a screen reader would say: the region after every change of it.
HEAR = """(() => {
  const region = document.querySelector("[role=status]");
  window.heard = [region.textContent];
  new MutationObserver(() => {
    if (region.textContent !== heard.at(-1)) heard.push(region.textContent);
  }).observe(region, {childList: true});
})()"""
STORED = [("parcel", '["scam"]')]


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """A person at the first question, who has chosen an answer."""
    page = visit("/da/")
    begin(page, "da", "beskeder")
    page.evaluate("window.same = true")
    choose(page, "scam")
    return page


def lose(page: Page, troubles: list[str]) -> None:
    """Send an answer that does not arrive: the page says so, to eyes and ears, and the answer is still chosen."""
    page.evaluate(HEAR)
    send(page)
    expect(page.locator("[role=status]")).to_have_text(LOST)
    assert page.evaluate("heard.length > 1 && heard.at(-1)") == LOST, "it is said each time"
    expect(page.locator("[data-lost]")).to_have_text(LOST)
    expect(page.locator("[data-lost]")).to_be_in_viewport()
    expect(page.locator('input[value="scam"]')).to_be_checked()
    assert page.evaluate("window.same"), "no page was loaded"
    assert all("net::ERR" in trouble or "Failed to fetch" in trouble for trouble in troubles), troubles
    troubles.clear()


def arrive(page: Page) -> None:
    """Send again: now it gets through."""
    send(page)
    expect(page.locator("main h1")).to_have_text("Ja, det er svindel.")
    expect(page.locator("main h1")).to_be_focused()
    expect(page.get_by_text(LOST)).to_have_count(0)


def test_without_a_connection_one_may_try_as_often_as_one_likes(page: Page, added: Added, troubles: list[str]) -> None:
    page.context.set_offline(True)
    lose(page, troubles)
    lose(page, troubles)
    assert added() == []
    page.context.set_offline(False)
    arrive(page)
    assert added() == STORED


def test_a_reply_that_is_lost_on_its_way_back_does_no_harm(page: Page, added: Added, troubles: list[str]) -> None:
    def lose_reply(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    page.route("**/1", lose_reply)
    lose(page, troubles)
    assert added() == STORED
    page.unroute("**/1")
    arrive(page)
    assert added() == STORED


def test_while_nothing_can_be_stored_the_answer_stays_in_the_form(page: Page, data: Path, added: Added) -> None:
    with locked(data):
        send(page)
        arrived(page, "#errors")
    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors")).to_contain_text(LOST)
    expect(page.locator('input[value="scam"]')).to_be_checked()
    assert added() == []
    arrive(page)
    assert added() == STORED

"""An hour with hands up, from before it begins until the figures: nobody in the room needs a phone but who leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hour.common import HEADS, as_expected
from tests.browser.hour.middle import Happens, nothing_happens, phone_dies, phone_is_lost, press, server_dies
from tests.browser.hour.people import tab_to
from tests.browser.hour.room import Room, room
from tests.browser.taking import tap_elsewhere

pytestmark = [pytest.mark.browser, pytest.mark.trial]

FIRST, SECOND = (7, 3, 1), (8, 4)  # hands for each answer; at the first question somebody is not here yet


@pytest.mark.parametrize(
    ("lang", "in_the_middle"),
    [
        ("da", nothing_happens),
        ("en", server_dies),
        ("da", phone_is_lost),
        ("en", phone_dies),
        ("en", nothing_happens),
    ],
    ids=["da", "en, the server is killed", "da, the leader's phone is lost", "en, the leader's phone dies", "en"],
)
def test_an_hour_with_hands_up(
    browser: Browser, tmp_path: Path, screens: Path, lang: str, in_the_middle: Happens
) -> None:
    with room(browser, tmp_path / "data", lang, screens, "hands") as here:
        leader, wall, other = here.leader(), here.wall(), here.leader(scripts=False)
        here.look(leader, "1-leader-coming")
        here.look(wall, "1-wall-coming")
        _begin(here, leader, wall)
        _count_the_first(here, leader, wall)
        leader = in_the_middle(here, leader, "on")
        _count_again_what_was_lost(here, leader)
        _see_what_it_was(here, leader, wall, other)
        _count_the_second(here, leader, wall, other)
        _end(here, leader, wall)
        left = here.close()
    as_expected(here, left, "hands", 7, 8)


def _begin(here: Room, leader: Page, wall: Page) -> None:
    """Begin, and say how many are there; a phone that somebody has brought is told that none is needed."""
    press(leader, "open")
    here.look(leader, "2-leader-people")
    here.look(wall, "2-wall-welcome")
    press(leader, "people")
    expect(leader.locator("#errors")).to_be_visible()
    here.look(leader, "2-leader-missing")
    leader.locator("#people").fill("10")
    leader.locator(".heads .more").press("Enter")
    press(leader, "people")
    expect(wall.locator(".letters li")).to_have_count(3)
    here.look(wall, "3-wall-message")
    here.look(here.newcomer(), "3-somebody-with-a-phone")


def _count_the_first(here: Room, leader: Page, wall: Page) -> None:
    """Count hands with the buttons; the page is loaded again in between, and one hand too many is asked about."""
    more = leader.locator(".more")
    for answer, hands in enumerate(FIRST):
        for _ in range(hands):
            tap_elsewhere(leader)
            more.nth(answer).click()
    here.look(leader, "3-leader-counted")
    leader.reload()
    for answer, hands in enumerate(FIRST):
        expect(leader.locator(".digits").nth(answer)).to_have_value(str(hands))
    leader.locator(".digits").first.fill("8")
    here.look(leader, "3-leader-over")
    press(leader, "on")
    expect(leader.locator(".over")).to_be_visible()
    here.look(leader, "3-leader-asks")
    leader.locator(".less").first.press("Enter")
    expect(wall.locator(".letters li")).to_have_count(3)


def _count_again_what_was_lost(here: Room, leader: Page) -> None:
    """Go back and count once more, where the numbers were in a phone that is gone: the question is not counted yet."""
    if leader.locator(".sum .nb").count():
        return
    here.look(leader, "3-leader-uncounted")
    press(leader, "back")
    for answer, hands in enumerate(FIRST):
        leader.locator(".digits").nth(answer).fill(str(hands))
    press(leader, "on")


def _see_what_it_was(here: Room, leader: Page, wall: Page, other: Page) -> None:
    """Lead on to the sign and how to check: the wall and whoever leads without scripts see it too."""
    expect(wall.locator(".one-sign")).to_be_visible()
    here.look(leader, "4-leader-sign")
    here.look(wall, "4-wall-sign")
    other.reload()
    here.look(other, "4-plain-sign")
    with other.expect_navigation():
        other.locator("button[value=on]").click()
    expect(wall.locator(".one-sign")).to_have_count(0)
    expect(leader.locator(".next button")).to_have_text(other.locator(".next button").inner_text())
    here.look(leader, "5-leader-check")
    here.look(wall, "5-wall-check")
    press(leader, "on")


def _count_the_second(here: Room, leader: Page, wall: Page, other: Page) -> None:
    """Count the second question by keyboard, and one more who is late, while the network is lost for a minute."""
    expect(wall.locator(".letters li")).to_have_count(2)
    press(leader, "heads")
    leader.locator("#people").fill(str(HEADS))
    press(leader, "people")
    for page in (leader, wall):
        page.context.set_offline(offline=True)
    expect(wall.locator("[data-old]")).to_be_visible()
    here.look(wall, "6-wall-without-network")
    for answer, hands in enumerate(SECOND):
        tab_to(leader, f".step:nth-of-type({answer + 1}) .digits")
        leader.keyboard.type(str(hands))
    tab_to(leader, "button[value=on]")
    leader.evaluate("window.old = true")
    leader.keyboard.press("Enter")
    expect(leader.locator("[data-waits]")).to_be_visible()
    here.look(leader, "6-leader-without-network")
    for page in (leader, wall):
        page.context.set_offline(offline=False)
    expect(leader.locator(".step")).to_have_count(0)
    expect(wall.locator("[data-old]")).to_be_hidden()
    here.look(leader, "7-leader-second")
    here.look(wall, "7-wall-second")
    other.reload()
    here.look(other, "7-plain-second")


def _end(here: Room, leader: Page, wall: Page) -> None:
    """Lead on to the end, and end: how many came is known."""
    while leader.locator("main button[value=on]").count():
        press(leader, "on")
    here.look(leader, "8-leader-all")
    here.look(wall, "8-wall-all")
    leader.locator(".next a[href$='/end']").click()
    leader.wait_for_url("**/end")
    here.look(leader, "9-leader-end")
    press(leader, "end")
    here.look(leader, "9-leader-ended")
    expect(wall.locator(".said h1")).to_be_visible()
    here.look(wall, "9-wall-ending")

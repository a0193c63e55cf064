"""What hours have in common: people of all kinds come, somebody is late, the hour ends, and what it leaves."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.hour.middle import press
from tests.browser.hour.people import join, join_by_keyboard
from tests.browser.hour.room import QUIZ, Left, Room

HEADS = 12  # two of them at one tablet, which is then handed on; one leaves after the first question
ROUNDED = 5  # a number of a record differs from that of people by less: two of them are drawn, then all go by threes
ENDING = {"da": "Vi slutter nu", "en": "We're finishing now"}


@dataclass(frozen=True)
class People:
    """Those who come in time, by what becomes of them: `pair` are two, `plain` is without scripts."""

    early: Page
    plain: Page
    keyboard: Page
    pair: Page
    reloading: Page
    offline: Page
    leaving: Page
    others: tuple[Page, Page]


def come(here: Room, leader: Page, wall: Page) -> People:
    """Let them come, two of them before the door is open."""
    early, plain = here.newcomer(), here.newcomer(scripts=False)
    here.look(early, "1-waiting")
    here.look(wall, "1-wall-coming")
    here.look(leader, "1-leader-coming")
    press(leader, "open")
    expect(wall.locator(".code")).to_be_visible()
    early.locator("main form .button").wait_for()
    plain.locator("#waiting .button").click()
    keyboard, pair, reloading, offline, leaving, one, another = (here.newcomer() for _ in range(7))
    for page in (early, plain, reloading, offline, leaving, one, another):
        join(page)
    join(pair, 2)
    join_by_keyboard(keyboard)
    expect(leader.locator("#live")).to_contain_text("9")
    here.look(leader, "2-leader-open")
    here.look(wall, "2-wall-open")
    here.look(early, "2-participant-in")
    return People(early, plain, keyboard, pair, reloading, offline, leaving, (one, another))


def late_comer(here: Room, leader: Page) -> Page:
    """Let somebody come when the door is shut, and the leader open it once more."""
    late = here.newcomer()
    expect(late.locator("#errors")).to_be_visible()
    here.look(late, "6-late-refused")
    press(leader, "open")
    late.goto(here.invitation)
    join(late)
    press(leader, "stop")
    return late


def end(here: Room, leader: Page, wall: Page, people: People) -> None:
    """End, and type how many came: everybody is told."""
    leader.locator("a[href$='/end']").last.click()
    leader.wait_for_url("**/end")
    here.look(leader, "8-leader-end")
    press(leader, "end")
    expect(wall.locator("main h1")).to_have_text(ENDING[here.lang])
    expect(people.early.locator("#event .notice")).to_be_visible()
    leader.locator("#people").fill(str(HEADS))
    press(leader, "count")
    here.look(leader, "8-leader-counted")
    here.look(wall, "8-wall-ending")
    here.look(people.early, "8-participant-ending")


def as_expected(here: Room, left: Left, mode: str, first: int, second: int) -> None:
    """Look at what is left of an hour in which so many gave the right answer to the first question, and to the second.

    Eleven took the quiz, or twelve raised hands. Up to two people, drawn at random, count twice or not at all; then
    each number becomes one of the nearest multiples of three.
    """
    assert left.counted in ({QUIZ: 9}, {QUIZ: 12})
    assert abs(left.answers["code"]["genuine"] - first) < ROUNDED, left.before
    assert abs(left.answers["door"]["app"] - second) < ROUNDED, left.before
    assert left.mode == mode
    assert left.head_count == HEADS
    assert left.singles == 0
    assert str(HEADS) in left.figures
    assert not [trouble for trouble in here.troubles if "policy" in trouble or "asked somebody" in trouble]

"""An hour taken together, from before the door opens until the figures: ten people, a leader, a projector."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hour.common import People, as_expected, come, end, late_comer
from tests.browser.hour.middle import Happens, nothing_happens, phone_is_lost, press, server_dies
from tests.browser.hour.people import (
    answer,
    answer_by_keyboard,
    choose,
    hand_on,
    send,
    send_again,
    send_without_a_network,
)
from tests.browser.hour.room import QUIZ, RIGHT, Room, room

pytestmark = [pytest.mark.browser, pytest.mark.trial]

NEXT = {"da": "Vis næste", "en": "Show what comes next"}
ASKED, WAITS = "form#ask", ".aside-room"
FIRST = {"da": "8 af 9", "en": "8 of 9"}
SECOND = {"da": "9 af 11", "en": "9 of 11"}
CHANGED = "scam"  # what most choose after talking


@pytest.mark.parametrize(
    ("lang", "in_the_middle"),
    [("da", nothing_happens), ("en", server_dies), ("da", phone_is_lost), ("en", nothing_happens)],
    ids=["da", "en, the server is killed", "da, the leader's phone is lost", "en"],
)
def test_an_hour_together(browser: Browser, tmp_path: Path, screens: Path, lang: str, in_the_middle: Happens) -> None:
    with room(browser, tmp_path / "data", lang, screens, "together") as here:
        leader, wall = here.leader(), here.wall()
        people = come(here, leader, wall)
        press(leader, "on")
        _answer_alone(here, leader, wall, people)
        people.leaving.context.close()
        send_without_a_network(people.offline, here, RIGHT[0])
        press(leader, "stop")
        leader = in_the_middle(here, leader, "on")
        send_again(people.offline)
        _answer_again(here, leader, wall, people)
        _see_what_it_was(here, leader, wall, people)
        _answer_the_second(here, leader, wall, people)
        _see_the_end(here, leader, wall, people)
        end(here, leader, wall, people)
        left = here.close()
    as_expected(here, left, "together", 9, 10)


def _answer_alone(here: Room, leader: Page, wall: Page, people: People) -> None:
    """Answer the first question alone; one loads the page again, with an answer chosen, and once it is sent."""
    people.early.locator(ASKED).wait_for()
    here.look(people.early, "3-participant-asked")
    here.look(wall, "3-wall-asked")
    for page in (people.early, people.pair, people.leaving, *people.others):
        _answer(page, RIGHT[0])
    here.look(people.early, "3-participant-waits")
    reloading = people.reloading
    reloading.locator(ASKED).wait_for()
    choose(reloading, RIGHT[0])
    reloading.reload()
    expect(reloading.locator(f'input[value="{RIGHT[0]}"]')).to_be_checked()
    send(reloading)
    expect(reloading.locator(ASKED)).to_have_count(0)
    reloading.reload()
    expect(reloading.locator(ASKED)).to_have_count(0)
    _answer_by_keyboard(people.keyboard, RIGHT[0])
    _answer_without_scripts(people.plain, here.lang, RIGHT[0])
    expect(leader.locator("#live .present")).to_contain_text(FIRST[here.lang])
    here.look(leader, "3-leader-asked")


def _answer_again(here: Room, leader: Page, wall: Page, people: People) -> None:
    """Answer once more after talking, also who had no network in between."""
    expect(wall.locator(".corner")).to_contain_text("Gæster")
    expect(wall.locator(".phase b")).to_have_text("2")
    here.look(leader, "4-leader-talk")
    here.look(wall, "4-wall-talk")
    here.look(people.offline, "4-participant-talk")
    for page in (people.early, people.pair, people.reloading, people.offline, *people.others):
        _answer(page, CHANGED)
    _answer_without_scripts(people.plain, here.lang, CHANGED)
    _answer_by_keyboard(people.keyboard, RIGHT[0])
    here.look(people.early, "4-participant-answered")


def _see_what_it_was(here: Room, leader: Page, wall: Page, people: People) -> None:
    """Lead on to the answers, the sign, and how to check: the wall shows each, and phones say to look up."""
    press(leader, "on")
    expect(wall.locator(".shares dd")).to_have_count(3)
    here.look(leader, "5-leader-answers")
    here.look(wall, "5-wall-answers")
    here.look(people.early, "5-participant-answers")
    _ask_for_what_comes(people.plain, here.lang)
    here.look(people.plain, "5-plain-answers")
    press(leader, "on")
    expect(wall.locator(".shares")).to_have_count(0)
    here.look(leader, "5-leader-signs")
    here.look(wall, "5-wall-signs")
    press(leader, "on")
    expect(wall.locator(".room h1")).to_have_text(leader.locator(".present").inner_text())
    here.look(leader, "5-leader-check")
    here.look(wall, "5-wall-check")
    people.early.locator(".verdict").wait_for()
    here.look(people.early, "5-participant-told")
    _ask_for_what_comes(people.plain, here.lang)
    expect(people.plain.locator(".verdict")).to_be_visible()
    here.look(people.plain, "5-plain-told")


def _answer_the_second(here: Room, leader: Page, wall: Page, people: People) -> None:
    """Answer the second question: who comes late and who takes over a tablet too, and one alone."""
    press(leader, "on")
    expect(wall.locator(".phase b")).to_have_text("1")
    here.look(wall, "6-wall-question")
    late = late_comer(here, leader)
    hand_on(people.pair, here)
    alone, another = people.others
    alone.locator("form[action$=apart] button").click()
    alone.wait_for_url(f"**/quiz/{QUIZ}/2")
    answer(alone, RIGHT[1])
    alone.goto(f"/{here.lang}/together")
    here.look(alone, "6-participant-alone")
    alone.locator("form[action$=again] button").click()
    expect(alone.locator(WAITS)).to_be_visible()
    for page in (people.early, people.pair, people.reloading, people.offline, late, another):
        _answer(page, RIGHT[1])
    _answer_without_scripts(people.plain, here.lang, RIGHT[1])
    _answer_by_keyboard(people.keyboard, RIGHT[1])
    expect(leader.locator("#live .present")).to_contain_text(SECOND[here.lang])


def _see_the_end(here: Room, leader: Page, wall: Page, people: People) -> None:
    """Lead on to the end: phones offer how it went."""
    while leader.locator("form.next").count():
        press(leader, "on")
    expect(people.early.locator("main a[href$='/result']")).to_be_visible()
    expect(leader.locator(".room .next a[href$='/end']")).to_be_visible()
    here.look(leader, "7-leader-all")
    here.look(wall, "7-wall-all")
    here.look(people.early, "7-participant-all")


def _answer(page: Page, response: str) -> None:
    """Answer the question where the room is, once the page has come there by itself."""
    page.locator(ASKED).wait_for()
    choose(page, response)
    send(page)
    expect(page.locator(ASKED)).to_have_count(0)
    expect(page.locator(WAITS)).to_be_visible()


def _answer_by_keyboard(page: Page, response: str) -> None:
    page.locator(ASKED).wait_for()
    answer_by_keyboard(page, response)
    expect(page.locator(ASKED)).to_have_count(0)


def _answer_without_scripts(page: Page, lang: str, response: str) -> None:
    _ask_for_what_comes(page, lang)
    _answer(page, response)


def _ask_for_what_comes(page: Page, lang: str) -> None:
    """Press *Vis næste*."""
    page.get_by_text(NEXT[lang]).first.click()

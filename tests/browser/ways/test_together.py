"""A workshop that is taken together, in browsers: the leader's phone, the wall, and people of all kinds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.checks import axe, reflow, targets
from tests.browser.pages.kinds.kinds_of_workshops import join, workshop
from tests.browser.taking import arrived, choose, send
from tests.browser.ways.test_workshops import CUT, SMALLEST
from webapp.storage.workshops.planning import NewWorkshop

pytestmark = [pytest.mark.browser, pytest.mark.trial]

WORDS = {
    "da": {
        "soon": "Vi begynder om lidt",
        "wait": "Vent på de andre",
        "talk": "Tal med din nabo",
        "look": "Her er svarene",
        "words": "omkring halvdelen|nogle|de fleste|få eller ingen",
        "few": "I er for få",
        "told": "Sådan tjekker du",
        "next": "Vis næste",
    },
    "en": {
        "soon": "We'll begin in a moment",
        "wait": "Wait for the others",
        "talk": "Talk with your neighbour",
        "look": "here are the answers",
        "words": "about half|some|most|few or nobody",
        "few": "You are too few",
        "told": "How to check",
        "next": "Show what comes next",
    },
}
Visit = Callable[..., Page]


@pytest.fixture
def made(data: Path) -> NewWorkshop:
    """A workshop that lets people in, and is taken together."""
    return workshop(data, way="together")


def on(leader: Page) -> None:
    """Press the one button."""
    arrived(leader, "form.next button")
    leader.locator("form.next button").click()


def settled(page: Page) -> None:
    """Look at a page that has come to rest: nothing to be found by axe, targets large enough, no sideways scrolling."""
    assert axe(page) == []
    assert targets(page) == []
    assert reflow(page) == []


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_room_goes_through_a_question_and_on(visit: Visit, made: NewWorkshop, lang: str) -> None:
    words, wall = WORDS[lang], visit(f"/{lang}/screen/{made.workshop.id}")
    leader = visit(f"/{lang}/lead/{made.token}")
    wall.set_viewport_size({"width": 1024, "height": 768})
    people = [visit(f"/{lang}/") for _ in range(4)]
    plain, late = visit(f"/{lang}/", scripts=False), visit(f"/{lang}/")
    for one in (*people, plain):
        join(one, lang, made)
        expect(one.locator("h1")).to_contain_text(words["soon"])
    on(leader)
    wall.evaluate("window.same = true")
    _answer_alone(people, plain, words)
    expect(leader.locator(".present")).to_contain_text("5")
    looked_at(wall)
    on(leader)
    join(late, lang, made)
    expect(late.locator(".note").first).to_be_visible()
    choose(late, "genuine")
    send(late)
    _answer_after_talking([*people, late], words)
    looked_at(wall)
    on(leader)
    expect(wall.locator(".shares dd")).to_have_count(3)
    assert all(said in words["words"].split("|") for said in wall.locator(".shares dd").all_inner_texts())
    expect(people[0].locator("h1")).to_contain_text(words["look"])
    looked_at(wall)
    settled(people[0])
    _see_the_signs(leader, wall)
    expect(people[0].locator(".check h2")).to_have_text(words["told"])
    settled(people[0])
    settled(leader)
    assert wall.evaluate("window.same"), "a page that is loaded afresh leaves the full screen"
    on(leader)
    expect(people[0].locator("fieldset h1")).to_be_visible()
    expect(people[0].locator("input:checked")).to_have_count(0)
    people[0].locator("form[action$=apart] button").click()
    people[0].wait_for_url("**/quiz/beskeder/2")


def _answer_alone(people: list[Page], plain: Page, words: dict[str, str]) -> None:
    """Let everybody answer, one without scripts; one loads the page again before it and afterwards."""
    for number, one in enumerate(people):
        chosen = ("genuine", "scam")[number % 2]
        expect(one.locator("fieldset h1")).to_be_visible()
        choose(one, chosen)
        if one is people[1]:
            with one.expect_response(lambda reply: "/together/now" in reply.url):
                pass  # the page asks for news by itself: what is chosen stays
            settled(one)
            one.reload()
            expect(one.locator(f"input[value={chosen}]")).to_be_checked()
        send(one)
        expect(one.locator("h1")).to_contain_text(words["wait"])
    settled(people[0])
    people[1].reload()
    expect(people[1].locator("h1")).to_contain_text(words["wait"])
    plain.get_by_text(words["next"]).click()
    plain.locator("input[value=genuine]").check()
    plain.locator(".foot button").first.click()
    expect(plain.locator("h1")).to_contain_text(words["wait"])


def _answer_after_talking(people: list[Page], words: dict[str, str]) -> None:
    """Let them change their minds."""
    for one in people:
        expect(one).to_have_title(re.compile(words["talk"]))
        choose(one, "scam")
        send(one)
        expect(one.locator("h1")).to_contain_text(words["talk"])


def _see_the_signs(leader: Page, wall: Page) -> None:
    """Press on until the wall says how to check."""
    while not wall.locator(".check").count():
        on(leader)
        looked_at(wall)


def looked_at(wall: Page) -> None:
    """Look at the wall: everything within the picture, and readable from the back row."""
    wall.wait_for_timeout(2500)
    assert wall.evaluate(SMALLEST) >= 1 / 30
    assert not wall.evaluate(CUT)
    assert axe(wall) == []

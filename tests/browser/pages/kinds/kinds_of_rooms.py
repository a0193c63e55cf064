"""The way through workshops in which all are at one question: taken together, and with hands up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.pages.kinds.kinds_of_workshops import join, stored, workshop
from tests.browser.taking import choose, send
from webapp.storage.workshops.planning import NewWorkshop
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.together import RoomMoment, Step, Together
from webapp.together.hour import END
from webapp.web.services import now

QUIZ, QUESTION, TALK = "maader", "notice", "bank-call"
MANY = "marks"  # more answers than fit beside it
PICTURE = {"genuine": {"words": "most", "tenths": None}, "scam": {"words": "few", "tenths": None}}
TOLD: tuple[Step, ...] = ("signs", "check")
PEOPLE = 12


def together(page: Page, lang: str, data: Path) -> Iterator[str]:
    """Lead a page past what a person, the leader and the wall see of a workshop that is taken together."""
    made = workshop(data, way="together", quizzes=(QUIZ,))
    room, three = f"/{lang}/together", Three(page, lang, made, "together")
    page.context.clear_cookies()
    join(page, lang, made)
    yield "together: soon"
    yield from three.leader_and_wall("soon")
    three.go(data, RoomMoment(QUIZ, QUESTION, "answer"))
    yield from three.all("answer")
    page.goto(room)
    page.goto(f"{room}?missing=1")
    yield "together: nothing chosen"
    _answer(page, "genuine")
    yield "together: waits"
    three.go(data, RoomMoment(QUIZ, QUESTION, "talk"))
    yield from three.all("talk")
    page.goto(room)
    _answer(page, "scam")
    yield "together: has talked"
    three.go(data, RoomMoment(QUIZ, QUESTION, "answers", picture=PICTURE | {"unsure": PICTURE["scam"]}))
    yield from three.all("answers")
    for step in TOLD:
        three.go(data, RoomMoment(QUIZ, QUESTION, step, shown=1))
        yield from three.all(step)
    three.go(data, RoomMoment(QUIZ, MANY, "answer"))
    yield from three.all("many")
    three.go(data, RoomMoment(QUIZ, MANY, "answers"))
    yield from three.leader_and_wall("too few")
    three.go(data, RoomMoment(QUIZ, TALK, "room"))
    yield from three.all("room")
    three.go(data, END)
    yield from three.all("end")
    page.goto(room)
    page.locator("form[action$=apart] button").press("Enter")
    page.wait_for_url(lambda url: not url.endswith(room))
    page.goto(room)
    yield "together: alone"
    page.context.clear_cookies()


def by_hands(page: Page, lang: str, data: Path) -> Iterator[str]:
    """Lead a page past what the leader and the wall see of a workshop with hands up."""
    made = workshop(data, way="hands", quizzes=(QUIZ,))
    leading, three = f"/{lang}/lead/{made.token}", Three(page, lang, made, "hands")
    yield from three.leader_and_wall("people")
    page.goto(f"{leading}?people=&problem=missing")
    yield "leading hands: no number of people"
    with stored(data) as database:
        Workshops(database).change(made.workshop.id, lambda found: found.count_heads(PEOPLE, now()))
    three.go(data, RoomMoment(QUIZ, QUESTION, "hands"))
    yield from three.leader_and_wall("hands")
    page.goto(f"{leading}?problem=over&seen=1&hands-genuine=9&hands-scam=5")
    yield "leading hands: more hands than people"
    for step in TOLD:
        three.go(data, RoomMoment(QUIZ, QUESTION, step, shown=1))
        yield from three.leader_and_wall(step)
    three.go(data, RoomMoment(QUIZ, MANY, "hands"))
    yield from three.leader_and_wall("many")
    three.go(data, RoomMoment(QUIZ, TALK, "room"))
    yield from three.leader_and_wall("room")
    three.go(data, END)
    yield from three.leader_and_wall("end")
    page.goto(f"{leading}/slip")
    yield "leading hands: slip"
    page.locator("#people").fill("mange")
    page.locator("main form .button").press("Enter")
    page.locator("#errors").wait_for()
    page.goto(f"{leading}/end")
    yield "leading hands: finish now?"


class Three:
    """The pages of a room: of a person, of the leader, and the wall; and where the room is."""

    def __init__(self, page: Page, lang: str, made: NewWorkshop, way: str) -> None:
        self._page, self._lang, self._made, self._way = page, lang, made, way
        self._moves = 0

    def go(self, data: Path, moment: RoomMoment) -> None:
        """Bring the room to a moment."""
        with stored(data) as database:
            assert Together(database).move(self._made.workshop.id, self._moves, moment)
        self._moves += 1

    def all(self, step: str) -> Iterator[str]:
        """Look at all three."""
        self._page.goto(f"/{self._lang}/together")
        yield f"together: {step}"
        yield from self.leader_and_wall(step)

    def leader_and_wall(self, step: str) -> Iterator[str]:
        """Look at the pages that need no device in the room."""
        self._page.goto(f"/{self._lang}/lead/{self._made.token}")
        yield f"leading {self._way}: {step}"
        self._page.goto(f"/{self._lang}/screen/{self._made.workshop.id}?network=G%C3%A6ster")
        yield f"screen {self._way}: {step}"


def _answer(page: Page, response: str) -> None:
    choose(page, response)
    send(page)
    page.locator(".given").wait_for()

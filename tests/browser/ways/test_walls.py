"""Every picture that a wall shows of what ships fits it: each question and step, of a room together and by hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import person
from tests.browser.pages.kinds.kinds_of_workshops import stored
from tests.browser.ways.test_workshops import CUT, SMALLEST
from tests.places import CONTENT
from tests.shipped import content
from tests.webapp.serving import Server, running
from webapp.storage.batches import Way
from webapp.storage.workshops.planning import Plan, Planning
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.together import RoomMoment, Together
from webapp.together.hour import Hour, Stop
from webapp.together.wall import parts_of
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.services import now, today

pytestmark = [pytest.mark.browser, pytest.mark.trial]

SIZES = ((1024, 768), (1366, 768), (1920, 1080))
MEASURED = f"""(pictures) => pictures.map((picture) => {{
  document.querySelector("#wall").innerHTML = picture;
  const {{ scrollWidth, scrollHeight }} = document.documentElement;
  return [({SMALLEST})(), Math.max(scrollHeight - innerHeight, scrollWidth - innerWidth), ({CUT})()];
}})"""
"""Draws pictures as the wall does; returns of each the smallest letters, what is too much, whether anything is cut."""
HALF = {"words": "half", "tenths": 5}
NETWORK = "network=Bibliotekets+g%C3%A6ster&password=kaffe2026"
QUIZZES = [name for name, quiz in content().library.quizzes.items() if quiz.kind == "quiz" and not quiz.discreet]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A site with the quizzes that ship, and the folder of its data."""
    folder = tmp_path_factory.mktemp("shipped")
    with running(folder, content=CONTENT) as server:
        yield server, folder


@pytest.mark.parametrize("quiz", QUIZZES)
@pytest.mark.parametrize("way", ["together", "hands"])
def test_every_picture_of_the_wall_fits_it_and_can_be_read_from_the_back(
    browser: Browser, shipped: tuple[Server, Path], way: Way, quiz: str
) -> None:
    server, data = shipped
    troubles: list[str] = []
    wall = person(browser, server.address, troubles, 1280).new_page()
    pictures = []
    with stored(data) as database, closing(HTTPConnection("127.0.0.1", server.port)) as site:
        workshops, rooms = Workshops(database), Together(database)
        place = next(iter(content().places.ids))
        made = Planning(workshops, b"a key").create(Plan(place, today(), quizzes=(quiz,), way=way)).workshop
        workshops.let_in(made.id, now())
        wall.goto(f"/da/screen/{made.id}")
        for moves, moment in enumerate(_moments(Hour.of(OfferedQuizzes(content().library, today()), made))):
            rooms.move(made.id, moves, moment)
            for lang in content().library.languages:
                where = f"{lang.id} {moment.question} {moment.step} {moment.shown} {'/'.join(moment.path)}"
                pictures.append((where, _drawn(site, f"/{lang.id}/screen/{made.id}?{NETWORK}")))
    wrong = [fault for size in SIZES for fault in _faults(wall, size, pictures)]
    wall.context.close()
    assert wrong == []
    assert troubles == []


def _moments(hour: Hour) -> Iterator[RoomMoment]:
    """Yield what a wall may show of an hour."""
    for stop in hour.stops:
        for step in stop.steps:
            moment = stop.at(*step)
            if moment.step == "room":
                yield from _lines(stop, moment)
            elif moment.step == "answers":
                yield replace(moment, picture=dict.fromkeys(parts_of(stop.question), HALF))
            yield moment


def _lines(stop: Stop, first: RoomMoment) -> Iterator[RoomMoment]:
    """Yield all that a room may choose in a conversation: the wall shows the last two lines, or how it ended."""
    seen, ways = set(), [first]
    while ways:
        moment = ways.pop()
        if moment.path[-2:] in seen:
            continue
        seen.add(moment.path[-2:])
        yield moment
        if stop.question.goes_on(moment.path):
            ways += [replace(moment, path=(*moment.path, one.id)) for one in stop.question.choices(moment.path)]
        else:
            yield replace(moment, step="check")


def _drawn(site: HTTPConnection, address: str) -> str:
    """Return the picture that a wall gets now; a browser that asks for it would take longer."""
    site.request("GET", address, headers={"HX-Request": "true"})
    reply = site.getresponse()
    assert reply.status == HTTPStatus.OK
    return reply.read().decode()


def _faults(wall: Page, size: tuple[int, int], pictures: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield what is wrong with pictures on a wall of this size; they are all laid out, and only the last is painted."""
    width, height = size
    wall.set_viewport_size({"width": width, "height": height})
    measured = wall.evaluate(MEASURED, [picture for _, picture in pictures])
    for (where, _), (smallest, over, cut) in zip(pictures, measured, strict=True):
        if smallest < 1 / 30:
            yield f"{where}: letters of 1/{1 / smallest:.0f} at {width}"
        if cut or over > 0:
            yield f"{where}: {over:.0f} px too much at {width}"

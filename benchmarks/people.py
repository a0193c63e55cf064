"""People of a workshop, each a thread: they join, read, choose, and go on; and how long they waited for each reply."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.serving.browser import Browser
from quizlib import load_library, shipped
from webapp.config.settings import Settings
from webapp.demo.responses import responses
from webapp.open_storage import open_storage
from webapp.site_content.reading import read_content
from webapp.storage.batches import Way
from webapp.storage.workshops.planning import Plan, Planning
from webapp.storage.workshops.store import Workshops
from webapp.web.services import now, today

QUIZ = "falske-beskeder"
ASKS = re.compile(rb'data-hx-get="([^"]+/now[^"]*)"')


def responses_of_one() -> list[tuple[str, ...]]:
    """Return a response to each question of the quiz that everybody takes."""
    return [question.key or responses(question)[0] for question in load_library(shipped()).quizzes[QUIZ].questions]


@dataclass
class Waits:
    """How long people waited for their replies, in seconds, and what went wrong."""

    each: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Measure one request."""
        begun = time.perf_counter()
        try:
            yield
        except (OSError, RuntimeError) as error:
            self.wrong.append(f"{type(error).__name__}: {error}")
            raise
        self.each.append(time.perf_counter() - begun)

    def within(self, share: float) -> float:
        """Return the milliseconds that this share of the replies took at most."""
        return sorted(self.each)[min(int(len(self.each) * share), len(self.each) - 1)] * 1000

    def __str__(self) -> str:
        shares = {"half": 0.5, "95 %": 0.95, "99 %": 0.99, "all": 1}
        times = ", ".join(f"{name} {self.within(share):.0f} ms" for name, share in shares.items())
        return f"{len(self.each):,} replies: {times}; {len(self.wrong)} errors"


@dataclass(frozen=True)
class Room:
    """One workshop: its join code, and where its leader and its projector look."""

    code: str
    looks: tuple[str, str]


def rooms(data: Path, count: int, way: Way = "apart") -> list[Room]:
    """Plan workshops of today in a data folder, and let people in."""
    settings = Settings.read(data_dir=str(data))
    content, _ = read_content(settings.quiz_content)
    storage = open_storage(settings, content)
    workshops = Workshops(storage.database)
    planning = Planning(workshops, b"a key")
    place = next(place.id for root in content.places.places for place in root.all())
    made = []
    for _ in range(count):
        workshop, token = planning.create(Plan(place, today(), quizzes=(QUIZ,), way=way))
        workshops.let_in(workshop.id, now())
        made.append(Room(workshop.code or "", (f"/da/lead/{token}", f"/da/screen/{workshop.id}")))
    storage.database.close()
    return made


class Person:
    """Somebody at a screen, who thinks for some seconds before each step."""

    def __init__(self, port: int, given: list[tuple[str, ...]], waits: Waits, think: float, seed: int) -> None:
        self._browser = Browser(port)
        self._given = given
        self._waits = waits
        self._think = think
        self._random = Random(seed)  # noqa: S311 - no secret

    def join(self, room: Room, within: float) -> None:
        """Join a workshop some time within these seconds."""
        time.sleep(self._random.uniform(0, within))
        self._do(partial(self._browser.get, f"/da/d/{room.code}"))
        self._do(partial(self._browser.submit, f"/da/d/{room.code}"))
        self._do(partial(self._browser.submit, "/da/people", people="1"))
        self._do(partial(self._browser.get, "/da/workshop"))

    def take(self) -> None:
        """Begin the quiz, and answer each question."""
        self._do(partial(self._browser.get, f"/da/quiz/{QUIZ}"))
        self._do(partial(self._browser.submit, f"/da/quiz/{QUIZ}"))
        for n, response in enumerate(self._given, start=1):
            address = f"/da/quiz/{QUIZ}/{n}"
            self._do(partial(self._browser.get, address))
            self._do(partial(self._browser.answer, address, response))
        self._do(partial(self._browser.get, f"/da/quiz/{QUIZ}/result"))

    def forget(self) -> None:
        """Say that this browser is done."""
        self._do(partial(self._browser.submit, "/da/done"))
        self._browser.close()

    def _do(self, step: Callable[[], object]) -> None:
        time.sleep(self._random.expovariate(1 / self._think) if self._think else 0)
        with self._waits.one():
            step()


def look(port: int, address: str, waits: Waits, stop: threading.Event) -> None:
    """Look at a page that asks for news every two seconds, as the leader's and the projector do, until told to stop."""
    browser = Browser(port)
    with waits.one():
        page = browser.get(address)
    while not stop.wait(2):
        if found := ASKS.search(page):
            address = found[1].decode()
        with waits.one():
            page = browser.ask(address)
    browser.close()

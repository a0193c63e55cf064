"""`python -m benchmarks.rush_together [WORKSHOPS] [PEOPLE] [STEPS]`: ten workshops of 30 people, each taken together.

Every page asks for news every two seconds. At each step of the leader's button everybody loads the page anew, and
whoever has something to answer does so within three seconds. 95 % of the replies must come within 300 ms, and none be
an error.
"""

from __future__ import annotations

import sys
import threading
import time
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.people import QUIZ, Room, Waits, look, rooms
from benchmarks.rush import LIMIT
from benchmarks.serving.browser import Browser
from benchmarks.serving.server import data_folder, site
from quizlib import Library, load_library, shipped
from webapp.storage.workshops.together import RoomMoment
from webapp.together.hour import Hour, Stop, stops_of

PRESSING, ASKING = 3.0, 2.0  # seconds: in which all press after a step, and between two questions for news


class Hosting:
    """One workshop: its leader leads it step by step, and its people follow."""

    def __init__(self, port: int, room: Room, waits: Waits, moments: list[RoomMoment]) -> None:
        self.port, self.room, self.waits, self.moments = port, room, waits, moments
        self.step = 0
        self.over = threading.Event()

    def lead(self) -> None:
        """Press the button each time all have had their seconds."""
        leader = Browser(self.port)
        for number in range(len(self.moments)):
            time.sleep(PRESSING + ASKING)
            with self.waits.one():
                leader.submit(self.room.looks[0], action="on", seen=str(number))
            self.step = number + 1
        time.sleep(PRESSING + ASKING)
        self.over.set()

    def follow(self, seed: int, answers: dict[str, tuple[str, ...]]) -> None:
        """Join, and do at each step what somebody does who follows the room."""
        browser, random, seen = Browser(self.port), Random(seed), 0  # noqa: S311 - no secret
        time.sleep(random.uniform(0, PRESSING))
        for go in (
            partial(browser.get, f"/da/d/{self.room.code}"),
            partial(browser.submit, f"/da/d/{self.room.code}"),
            partial(browser.submit, "/da/people", people="1"),
            partial(browser.get, "/da/together"),
        ):
            with self.waits.one():
                go()
        while not self.over.wait(random.uniform(0, ASKING) if not seen else ASKING):
            with self.waits.one():
                browser.ask(f"/da/together/now?seen={seen}")
            if self.step == seen:
                continue
            seen = self.step
            with self.waits.one():
                browser.get("/da/together")
            moment = self.moments[seen - 1]
            if moment.step in ("answer", "talk"):
                time.sleep(random.uniform(0, PRESSING))
                page = f"/da/together/{moment.quiz}/{moment.question}{'/talk' if moment.step == 'talk' else ''}"
                with self.waits.one():
                    browser.answer(page, answers[moment.question])
                with self.waits.one():
                    browser.get("/da/together")
        browser.close()


def rush(data: Path, workshops: int, people: int, steps: int) -> tuple[Waits, float]:
    """Return how long everybody waited, and how much of a core the site used, in percent."""
    library, waits = load_library(shipped()), Waits()
    answers = {one.id: one.key or () for one in library.quizzes[QUIZ].questions}
    planned, moments = rooms(data, workshops, "together"), _moments(library)[:steps]
    with site("front", data) as server:
        hostings = [Hosting(server.port, room, waits, moments) for room in planned]
        looks = [(address, one.over) for one in hostings for address in one.room.looks]
        jobs = [threading.Thread(target=one.lead) for one in hostings]
        jobs += [
            threading.Thread(target=one.follow, args=(seed, answers)) for one in hostings for seed in range(people)
        ]
        jobs += [threading.Thread(target=look, args=(server.port, address, waits, over)) for address, over in looks]
        used, begun = server.cpu(), time.monotonic()
        for job in jobs:
            job.start()
        for job in jobs:
            job.join()
        return waits, (server.cpu() - used) / (time.monotonic() - begun) * 100


def _moments(library: Library) -> list[RoomMoment]:
    """Return the moments of the quiz that everybody takes, in order."""
    stops: tuple[Stop, ...] = tuple(stops_of(library.quizzes[QUIZ]))
    hour, found = Hour(stops), [Hour(stops).after(None)]
    while found[-1].step != "end":
        found.append(hour.after(found[-1]))
    return found


def main() -> None:
    """Let them come, print how long they waited, and exit 1 if that was too long."""
    workshops, people, steps = [*map(int, sys.argv[1:]), *(10, 30, 10)[len(sys.argv) - 1 :]]
    with data_folder() as data:
        waits, cpu = rush(data, workshops, people, steps)
    print(f"{workshops} workshops of {people}, {steps} steps: {waits}; {cpu:.0f} % of a core")
    for line in waits.wrong[:5]:
        print(line)
    sys.exit(waits.within(0.95) > LIMIT or bool(waits.wrong))


if __name__ == "__main__":
    main()

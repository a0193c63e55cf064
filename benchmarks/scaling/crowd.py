"""A crowd that answers without a pause, and remembers which answers the site has said it has stored."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from benchmarks.people import QUIZ, responses_of_one
from benchmarks.scaling.postgresql import PostgreSQL
from benchmarks.serving.browser import Browser
from quizlib import load_library, shipped
from webapp.web.devices.device_cookie import DeviceCookie

AGAIN = 0.1  # seconds until somebody who saw an error presses the button again
REPLY = re.compile(r": (\d{3}) instead")


@dataclass
class Taken:
    """What one person was told: which answers are stored, and in whose cookie the attempt is."""

    cookie: str = ""
    acknowledged: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Failure:
    """A request that the site did not answer as it should: when it was sent, when it failed, and how."""

    sent: float
    failed: float
    words: str

    @property
    def ours(self) -> bool:
        """Whether it is the site's: a reply with 5xx, or a connection that broke."""
        reply = REPLY.search(self.words)
        return reply is None or reply[1].startswith("5")


@dataclass
class Crowd:
    """What everybody was told: answers with their moment and how long they took, and errors."""

    given: list[tuple[str, ...]] = field(default_factory=responses_of_one)
    everyone: list[Taken] = field(default_factory=list)
    answers: list[tuple[float, float]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def between(self, begun: float, ended: float) -> list[float]:
        """Return how long the answers took that were acknowledged between two moments, the quickest first."""
        return sorted(took for moment, took in self.answers if begun <= moment < ended)

    def broken(self, away: tuple[float, float] = (0, 0)) -> list[Failure]:
        """Return the failures that are the site's, but for those while the database was `away` (from, to)."""
        gone, back = away
        return [one for one in self.failures if one.ours and not (one.failed >= gone and one.sent <= back)]

    def lost(self, server: PostgreSQL, secret: str) -> int:
        """Return how many answers were acknowledged and are not stored."""
        cookies = DeviceCookie(secret, (), secure=False)
        rows = server.sql("SELECT attempt, question, response FROM liveanswer")
        stored = {(attempt, question): json.loads(response) for attempt, question, response in rows}
        questions = [question.id for question in load_library(shipped()).quizzes[QUIZ].questions]
        lost = 0
        for taken in self.everyone:
            attempt = cookies.read(taken.cookie).attempts.get(QUIZ)
            lost += sum(stored.get((attempt, questions[n])) != [*self.given[n]] for n in taken.acknowledged)
        return lost

    def __str__(self) -> str:
        told = Counter(one.words for one in self.failures)
        failed = ", ".join(f"{count} × {words}" for words, count in told.most_common(5))
        return f"{len(self.answers):,} answers acknowledged; {failed or 'nothing failed'}"


@contextmanager
def crowd(port: int, people: int) -> Iterator[Crowd]:
    """Let this number of people answer at once for the length of a with block; after a quiz each is somebody new."""
    together, stop = Crowd(), threading.Event()
    threads = [threading.Thread(target=_answer, args=(together, port, stop)) for _ in range(people)]
    for thread in threads:
        thread.start()
    try:
        yield together
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _answer(together: Crowd, port: int, stop: threading.Event) -> None:
    """Take the quiz again and again, each time as somebody new, until told to stop."""
    while not stop.is_set():
        browser, taken = Browser(port), Taken()
        together.everyone.append(taken)
        _take(together, browser, taken, stop)
        taken.cookie = browser.cookie
        browser.close()


def _take(together: Crowd, browser: Browser, taken: Taken, stop: threading.Event) -> None:
    """Take the quiz once. Somebody who is told that the attempt is not there any more leaves."""
    if not _done(together, partial(browser.submit, f"/da/quiz/{QUIZ}"), stop):
        return
    for n, response in enumerate(together.given):
        address = f"/da/quiz/{QUIZ}/{n + 1}"
        if not _done(together, partial(browser.get, address), stop):
            return
        begun = time.monotonic()
        if not _done(together, partial(browser.answer, address, response), stop):
            return
        together.answers.append((time.monotonic(), time.monotonic() - begun))
        taken.acknowledged.append(n)


def _done(together: Crowd, step: Callable[[], object], stop: threading.Event) -> bool:
    """Do a step until it succeeds; return whether it did. It is given up at the end, and when the site refuses it."""
    while not stop.is_set():
        sent = time.monotonic()
        try:
            step()
        except (OSError, RuntimeError) as error:
            failure = Failure(sent, time.monotonic(), str(error) or type(error).__name__)
            together.failures.append(failure)
            if not failure.ours:
                return False
            time.sleep(AGAIN)
        else:
            return True
    return False

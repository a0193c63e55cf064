"""G7 and G9: what storing an answer costs, and how long it takes, when thirty people answer at once."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from benchmarks.figure import Figure
from benchmarks.rounds import in_turn
from benchmarks.serving.server import data_folder
from benchmarks.size import Size
from quizlib import Answer, Attempt, Quiz, load_library, shipped
from webapp.demo.responses import responses
from webapp.storage.batches import home_batch
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import migrate
from webapp.storage.database.sqlite import PRAGMAS
from webapp.storage.live import Live
from webapp.web.services import today

QUIZ = "falske-beskeder"
THREADS = 30
SYNCED = 4_096  # bytes: a page of the database
INSERT = "INSERT INTO liveanswer (attempt, question, version, response, score, sure, again) VALUES (?,?,?,?,?,?,?)"


@dataclass(frozen=True)
class Stored:
    """What a round took: seconds of CPU an answer, and the seconds that each call waited."""

    cpu: float
    waits: list[float]

    @property
    def p99(self) -> float:
        """The wait, in milliseconds, that one call in a hundred exceeds."""
        return quantiles(self.waits, n=100)[98] * 1000


def measure(size: Size) -> Iterator[Figure]:
    """Yield what it costs (G7) and how long it takes (G9)."""
    quiz = load_library(shipped()).quizzes[QUIZ]
    with data_folder() as folder:
        raw, ours = (_Side(folder / f"{side}.sqlite", quiz, size.attempts) for side in ("raw", "ours"))
        sync = partial(_sync, folder / "synced", size.syncs)
        plain, threads, syncs = in_turn(raw.plainly, ours.together, sync, rounds=size.rounds)
    alone, shared = [median(one.cpu for one in side) * 1e6 for side in (plain, threads)]
    synced, p99 = [median(one.p99 for one in side) for side in (syncs, threads)]
    longest = max(wait for one in threads for wait in one.waits) * 1000
    yield Figure("G7", f"answer stored by {THREADS} threads, against sqlite3 alone", alone, shared, "CPU µs", 1.25)
    yield Figure("G9", f"longest wait of {THREADS} threads that store", 250, longest, "ms")
    yield Figure("G9", f"p99 of {THREADS} threads that store, against fdatasync", synced, p99, "ms", 20)


class _Side:
    """A database of its own, with attempts that are ready for their answers."""

    def __init__(self, path: Path, quiz: Quiz, attempts: int) -> None:
        self._path = path
        self._attempts = attempts
        self._quiz = quiz
        self._database = Database(f"sqlite:///{path}")
        migrate(self._database)
        self._live = Live(self._database)

    def plainly(self) -> Stored:
        """Store answers with nothing but sqlite3, one commit each."""
        answers = self._answers()
        self._database.close()
        with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            for pragma in PRAGMAS:
                connection.execute(pragma)

            def store(attempt: str, answer: Answer) -> None:
                response = json.dumps(answer.response)
                row = (attempt, answer.question, answer.version, response, answer.score, answer.sure, None)
                connection.execute(INSERT, row)

            return _stored([answers], store)

    def together(self) -> Stored:
        """Store answers as the site does, from many threads."""
        answers = iter(self._answers())
        share = self._attempts * len(self._quiz.questions) // THREADS

        def store(attempt: str, answer: Answer) -> None:
            if self._live.save(attempt, answer, finished=False) != answer:
                raise RuntimeError(answer)

        return _stored([list(islice(answers, share)) for _ in range(THREADS)], store)

    def _answers(self) -> list[tuple[str, Answer]]:
        """Return the first answers of new attempts, nothing of which is stored but the attempts."""
        ready = []
        for _ in range(self._attempts):
            attempt = Attempt.start(self._quiz)
            self._live.start(attempt, language="da", batch=home_batch(QUIZ, today()), counted=True)
            ready += [
                (attempt.id, Answer(one.id, one.version, one.key or responses(one)[0], 1.0, None))
                for one in attempt.questions
            ]
        return ready


def _stored(shares: list[list[tuple[str, Answer]]], store: Callable[[str, Answer], None]) -> Stored:
    """Store every share in a thread of its own, all at once."""
    waits: list[float] = []

    def one(share: list[tuple[str, Answer]]) -> None:
        for attempt, answer in share:
            begun = time.perf_counter()
            store(attempt, answer)
            waits.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=one, args=(share,)) for share in shares[1:]]
    cpu = time.process_time()
    for thread in threads:
        thread.start()
    one(shares[0])
    for thread in threads:
        thread.join()
    cpu = time.process_time() - cpu
    expected = sum(map(len, shares))
    if len(waits) != expected:
        message = f"{len(waits)} of {expected} answers were stored"
        raise RuntimeError(message)
    return Stored(cpu / expected, waits)


def _sync(path: Path, times: int) -> Stored:
    """Write and sync single pages, over and over in one place, as a database does with its log."""
    page = os.urandom(SYNCED)
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        os.pwrite(descriptor, bytes(SYNCED * times), 0)
        os.fsync(descriptor)
        waits = list(_syncs(descriptor, page, times))
    finally:
        os.close(descriptor)
    return Stored(0, waits)


def _syncs(descriptor: int, page: bytes, times: int) -> Iterator[float]:
    for number in range(times):
        begun = time.perf_counter()
        os.pwrite(descriptor, page, number * SYNCED)
        os.fdatasync(descriptor)
        yield time.perf_counter() - begun

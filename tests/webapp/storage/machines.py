"""Machines: databases made in no time, each with what people left there, as chance draws it; nobody needs to answer."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url

from quizlib import Outline, Quiz
from quizlib.measures import Counts, Given, Person, record
from quizlib.measures.block.rounding import rounded
from tests.quizlib.sample import PLAIN
from tests.webapp.storage.gathering import TREE, lineage
from tests.webapp.tables import put_tables
from webapp.storage.batches import MODES, Way
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import migrate
from webapp.storage.database.rows import Rows
from webapp.storage.records.group_results import BlockRecord, GroupResults, QuizAttendance, Totals
from webapp.storage.records.store import Records
from webapp.storage.records.verify import Verified, Verifying
from webapp.storage.tables.kept import Monthly, WorkshopRow
from webapp.storage.transfer.exchange import Exchange
from webapp.storage.weeks import week_of
from webapp.storage.workshops.workshop import CLOSED_WORKSHOP

PLACES = tuple({place for way in TREE.values() for place in way})
QUIZ = Quiz.model_validate(PLAIN)
CHANGED = Quiz.model_validate({**PLAIN, "questions": PLAIN["questions"][:-1]})
OUTLINES = (Outline.of(QUIZ), Outline.of(CHANGED))
SUMS = "SELECT place, period, mode, quiz, version, numbers FROM summed ORDER BY place, period, mode, quiz, version"
Fresh = Callable[[], str]
"""Makes an empty database with this version's tables, and returns its URL."""


def copies(url: str, folder: Path) -> Fresh:
    """Return what makes databases that are like the one at a URL, which has this version's tables then."""
    database, parsed = Database(url), make_url(url)
    if database.is_sqlite:
        put_tables(Path(str(parsed.database)))
    migrate(database)
    database.close()

    def fresh() -> str:
        name = f"test_{uuid4().hex}"
        if database.is_sqlite:
            return f"sqlite:///{shutil.copy(str(parsed.database), folder / name)}"
        with psycopg.connect(url.replace(str(parsed.database), "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {parsed.database}")
        return url.replace(str(parsed.database), name)

    return fresh


@dataclass
class Machine:
    """A database with its records, and chance that can be repeated."""

    database: Database
    random: Random = field(default_factory=Random)

    def __post_init__(self) -> None:
        """Make the parts."""
        self.records = Records(self.database, lineage)
        self.records.know(OUTLINES)
        self.exchange = Exchange(self.database, self.records, PLACES)

    @classmethod
    @contextmanager
    def made(cls, fresh: Fresh, seed: int = 5) -> Iterator[Machine]:
        """Return one with an empty database of its own, for the length of a with block."""
        database = Database(fresh())
        try:
            yield cls(database, Random(seed))  # noqa: S311 - nothing here is secret
        finally:
            database.close()

    def workshop(
        self,
        place: str = "library",
        *sizes: int,
        week: int = 0,
        aside: bool = False,
        head_count: int | None = None,
        way: Way = "apart",
    ) -> str:
        """Store a workshop that has been closed, with a block of each size; return its id.

        Without a head count it has none, or any that is not too small.
        """
        name = uuid4().hex
        held = week_of(date(2026, 11, 2) + timedelta(weeks=week))
        head_count = head_count or self.random.choice([None, max(sizes, default=5), 90])
        fixed = {"programme": None, "meeting": 1, "quizzes": "[]", "forms": "AB", "way": way}
        row = {"id": name, "place": place, "week": held, **fixed}
        blocks = tuple(self._block(size, number) for number, size in enumerate(sizes))
        attended = tuple(self._attended(size) for size in sizes)
        gathering = GroupResults(place, held, MODES[way], name, aside, blocks, attended)
        totals = Totals()
        totals.add_workshop(place, held, head_count)
        self.plan(
            {**row, "head_count": head_count, "planner": None, "stood_aside": aside, "series": None, **CLOSED_WORKSHOP}
        )
        self.database.write(lambda connection: self.records.store(connection, gathering, totals))
        return name

    def plan(self, row: dict[str, object]) -> None:
        """Store a workshop's row."""
        self.database.write(lambda connection: Rows(WorkshopRow).insert(connection, [row]))

    def alone(self, mode: str = "home", size: int = 12, week: int = 0) -> None:
        """Store a block of people at home, or of waiters of a municipality, with the attendance of their batch."""
        place, at = ("", "home") if mode == "home" else ("aarhus", "workshop")
        held = week_of(date(2026, 11, 2) + timedelta(weeks=week))
        attended = (self._attended(size),) if mode == "home" else ()
        gathering = GroupResults(place, held, at, blocks=(self._block(size, week % 2),), attended=attended)  # type: ignore[arg-type]  # one of the two
        self.database.write(lambda connection: self.records.store(connection, gathering))

    def tally(self, n: int = 6) -> None:
        """Store a number of a month that is over."""
        row = {"id": uuid4().hex, "month": "2026-11", "kind": "visits", "name": "poster", "n": n}
        self.database.write(lambda connection: Rows(Monthly).insert(connection, [row]))

    def verify(self) -> Verified:
        """Compare sums and records."""
        return Verifying(self.database, self.records).verify()

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return what is stored."""
        return self.database.read(lambda connection: connection.execute(sql).fetchall())

    @property
    def sums(self) -> list[tuple[object, ...]]:
        """Return all sums, as they are stored."""
        return self.rows(SUMS)

    def _block(self, size: int, number: int) -> BlockRecord:
        outline = OUTLINES[number % 2]
        people = [self._person(outline) for _ in range(size)]
        left = record(Counts.from_answers(people, outline.items), self.random)
        return BlockRecord(uuid4().hex, outline.quiz, outline.version, left)

    def _person(self, outline: Outline) -> Person:
        answers = {}
        for name, item in outline.items.items():
            category = self.random.choice(list(item.categories))
            marks = outline.questions[name].marks if not item.part else {}
            answers[name] = Given(category, marks[category] if item.maximum else None)
        return Person(answers)

    def _attended(self, size: int) -> QuizAttendance:
        kept = max(6, rounded(size, self.random))
        return QuizAttendance(uuid4().hex, QUIZ.id, kept, kept)

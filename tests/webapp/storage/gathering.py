"""People who answer: attempts with answers as chance draws them, stored as the site stores them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random

from sqlmodel import select

from quizlib import Attempt, Outline, Question, Quiz, Verdict
from webapp.storage.batches import workshop_batch
from webapp.storage.closing.live_rows import Closed
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.rows import Rows
from webapp.storage.live import Live
from webapp.storage.records.store import Records
from webapp.storage.tables.kept import StoredSum, WorkshopRow
from webapp.storage.tables.live import LiveAnswer, LiveAttempt
from webapp.sums import Sum

TREE = {
    "library": ("library", "area", "aarhus", "campaign"),
    "branch": ("branch", "aarhus", "campaign"),
    "other": ("other", "odense", "campaign"),
}


def lineage(place: str) -> tuple[str, ...]:
    """Return the places that a place lies in, as places.yaml would say."""
    inside = TREE.get(place, (place, "campaign") if place else ("campaign",))
    return ("campaign",) if inside[:1] == ("campaign",) else inside


def sums_of(database: Database, place: str, period: str, mode: str) -> dict[tuple[str, str], Sum]:
    """Return the sums of a place and period by quiz and version: ("", "") for all, (quiz, "") for people only."""
    here = select(StoredSum).where(StoredSum.place == place, StoredSum.period == period, StoredSum.mode == mode)
    rows = database.read(lambda transaction: transaction.session.exec(here).all())
    return {(row.quiz, row.version): Sum.from_plain(row.numbers) for row in rows}


def noon(day: date) -> datetime:
    """Return the noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@dataclass
class House:
    """The storage of a site, and chance that can be repeated."""

    database: Database
    quiz: Quiz
    random: Random = field(default_factory=lambda: Random(5))  # noqa: S311 - nothing here is secret

    def __post_init__(self) -> None:
        """Make the parts."""
        self.live = Live(self.database)
        self.records = Records(self.database, lineage)
        self.records.know([Outline.of(self.quiz)])
        self.closing = Closing(self.database, self.records, random=self.random)

    def people(
        self,
        n: int,
        batch: str,
        *,
        stop: int | None = None,
        counted: bool = True,
        people: int = 1,
        before: Mapping[str, object] | None = None,
        only: tuple[str, ...] | None = None,
    ) -> list[str]:
        """Store n attempts that answer all questions, or stop after so many; return their ids."""
        names = []
        for _ in range(n):
            attempt = Attempt.start(self.quiz, only=only)
            self.live.start(attempt, language="da", batch=batch, counted=counted, people=people, before=before)
            names.append(attempt.id)
            for question in attempt.questions[:stop]:
                step = attempt.answer(question.id, self.response(question))
                attempt = step.attempt
                self.live.save(attempt.id, step.answer, finished=attempt.question is None)
        return names

    def crowd(self, n: int, batch: str, *, stop: int | None = None, counted: bool = True) -> list[str]:
        """Store n attempts as `people` does, all at once; return their ids."""
        attempts, answers = [], []
        for _ in range(n):
            attempt = Attempt.start(self.quiz)
            for question in attempt.questions[:stop]:
                step = attempt.answer(question.id, self.response(question))
                attempt, given = step.attempt, step.answer
                row = {"attempt": attempt.id, "question": given.question, "version": given.version}
                later = {"again": None, "discussed": None}
                answers.append(
                    {**row, **later, "response": json.dumps(given.response), "score": given.score, "sure": given.sure}
                )
            of = {"id": attempt.id, "quiz": self.quiz.id, "version": self.quiz.version, "language": "da"}
            alone = {"batch": batch, "people": 1, "before": None, "only": None}
            attempts.append({**of, **alone, "counted": counted, "finished": attempt.question is None})

        def work(connection: Transaction) -> None:
            Rows(LiveAttempt).insert(connection, attempts)
            Rows(LiveAnswer).insert(connection, answers)

        self.database.write(work)
        return [str(attempt["id"]) for attempt in attempts]

    def response(self, question: Question) -> tuple[str, ...]:
        """Return a right response, or now and then a wrong one."""
        if question.type == "rating":
            return (str(self.random.randint(1, 5)),)
        if isinstance(question, Verdict):
            return (self.random.choice(["scam", "genuine", "unsure", question.truth]),)
        return question.key or ()

    def workshop(
        self,
        name: str,
        place: str,
        day: date,
        *,
        head_count: int | None = None,
        joined: int = 99,
        planner: str | None = None,
        ended: bool = True,
        way: str = "apart",
        series: str | None = None,
    ) -> str:
        """Store a workshop that began at noon, and return its batch."""
        row = {
            "id": name,
            "place": place,
            "week": None,
            "day": day.isoformat(),
            "time": "12:00",
            "name": "The Tuesday group",
            "language": "da",
            "programme": None,
            "meeting": 1,
            "quizzes": "[]",
            "forms": "ABC",
            "code": f"code-{name}",
            "leader": f"leader-{name}",
            "generation": 2,
            "pin_tries": 1,
            "way": way,
            "begun": f"{day}T12:00+00:00",
            "letting_in": True,
            "joined": joined,
            "ending": f"{day}T13:00+00:00" if ended else None,
            "head_count_given": ended,
            "head_count": head_count,
            "closed": False,
            "planner": planner,
            "stood_aside": False,
            "series": series,
        }
        self.database.write(lambda transaction: Rows(WorkshopRow).insert(transaction, [row]))
        return workshop_batch(name)

    def close(self, day: date) -> Closed:
        """Close what has ended by noon (and a bit) of a day."""
        return self.closing.run(noon(day).replace(hour=15))

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return what is stored."""
        return self.database.read(lambda connection: connection.execute(sql).fetchall())

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return int(str(self.rows(f"SELECT count(*) FROM {table}")[0][0]))  # noqa: S608 - a table of ours

"""Many attempts that are stored at once are in the rows that one after the other would have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizlib import Attempt, Quiz
from tests.webapp.storage.test_live import RESPONSES
from webapp.storage.bulk import Bulk, Taken
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.live import Live

BATCH = "home-2026-W47-sample"


def rows(database: Database) -> list[list[tuple[object, ...]]]:
    """Return all that the live tier holds."""

    def work(reading: Transaction) -> list[list[tuple[object, ...]]]:
        attempts = reading.execute("SELECT * FROM liveattempt ORDER BY id").fetchall()
        return [attempts, reading.execute("SELECT * FROM liveanswer ORDER BY attempt, question").fetchall()]

    return database.read(work)


def answered(quiz: Quiz, *questions: str) -> Attempt:
    """Return an attempt in which these questions are answered, or all."""
    attempt = Attempt.start(quiz)
    for question in questions or RESPONSES:
        attempt = attempt.answer(question, RESPONSES[question]).attempt
    return attempt


def test_they_are_the_rows_of_attempts_stored_one_after_the_other(fresh: Callable[[], str], quiz: Quiz) -> None:
    one_by_one, at_once = Database(fresh()), Database(fresh())
    attempts = [answered(quiz), answered(quiz, "look", "parcel")]
    live = Live(one_by_one)
    for attempt in attempts:
        finished = attempt.question is None
        live.start(attempt, language="en", batch=BATCH, counted=True, people=2, before={"month": "2026-11"})
        for number, answer in enumerate(attempt.answers, 1):
            live.save(attempt.id, answer, finished=finished and number == len(attempt.answers))
    same: dict[str, Any] = {
        "batch": BATCH,
        "language": "en",
        "counted": True,
        "people": 2,
        "before": {"month": "2026-11"},
    }
    of_each = [Taken(attempt=one, finished=one.question is None, **same) for one in attempts]
    bulk = Bulk(at_once)
    assert bulk.is_empty()
    bulk.store(of_each)
    assert not bulk.is_empty()
    assert rows(at_once) == rows(one_by_one)
    assert [len(table) for table in rows(at_once)] == [2, len(RESPONSES) + 2]
    for database in (one_by_one, at_once):
        database.close()

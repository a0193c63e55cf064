"""Bulk: many attempts with their answers in one write, for made-up campaigns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import insert, or_, select

from quizlib import Attempt
from webapp.storage.attempt_rows import answer_row, attempt_row
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables.kept import Attendance, Block, Monthly, WorkshopRow
from webapp.storage.tables.live import LiveAnswer, LiveAttempt, Tally


class Taken(NamedTuple):
    """An attempt with the answers that it has, and everything else that is stored about it."""

    attempt: Attempt
    batch: str
    language: str
    finished: bool
    counted: bool
    people: int
    before: Mapping[str, object] | None


class Bulk:
    """Stores many attempts at once, in the rows that `Live` would make.

    Every method raises StorageUnavailable if the storage fails.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._attempt = database.prepare(insert(LiveAttempt))
        self._answer = database.prepare(insert(LiveAnswer))
        filled = (LiveAttempt, Block, Attendance, WorkshopRow, Tally, Monthly)
        self._filled = database.prepare(select(or_(*(select(table).exists() for table in filled))))

    def is_empty(self) -> bool:
        """Return True if nobody has answered anything yet, and no workshop has been made."""
        return self._database.read(self._filled.row) != (True,)

    def store(self, taken: Iterable[Taken]) -> None:
        """Store attempts that are not there yet: all of them or none."""
        all_of_them = list(taken)
        attempts = [attempt_row(**one._asdict()) for one in all_of_them]
        answers = [answer_row(one.attempt.id, answer) for one in all_of_them for answer in one.attempt.answers]

        def work(transaction: Transaction) -> None:
            self._attempt.run_many(transaction, attempts)
            self._answer.run_many(transaction, answers)

        self._database.write(work)

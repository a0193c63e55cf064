"""Bulk: many attempts with their answers in one write, for campaigns that are made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import insert, literal_column, select

from quizlib import Attempt
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.live import answer_row, attempt_row
from webapp.storage.tables import Attendance, Block, LiveAnswer, LiveAttempt, Monthly, Tally, WorkshopRow


class Taken(NamedTuple):
    """An attempt as far as it came, and all else that is stored of it."""

    attempt: Attempt
    batch: str
    language: str
    finished: bool
    counted: bool
    people: int
    before: Mapping[str, object] | None


class Bulk:
    """Stores much at once, in the rows that `Live` would make. Every method raises StorageUnavailable if it fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._attempt = database.sql(insert(LiveAttempt))
        self._answer = database.sql(insert(LiveAnswer))
        filled = (LiveAttempt, Block, Attendance, WorkshopRow, Tally, Monthly)
        self._any = [database.sql(select(literal_column("1")).select_from(table)) for table in filled]

    def is_empty(self) -> bool:
        """Say whether nobody has answered anything yet, and no workshop has been made."""

        def work(transaction: Transaction) -> bool:
            return not any(transaction.execute(sql).fetchone() for sql in self._any)

        return self._database.read(work)

    def store(self, taken: Iterable[Taken]) -> None:
        """Store attempts that are not there yet, all of them or none."""
        all_of_them = list(taken)
        attempts = [attempt_row(**one._asdict()) for one in all_of_them]
        answers = [answer_row(one.attempt.id, answer) for one in all_of_them for answer in one.attempt.answers]

        def work(transaction: Transaction) -> None:
            transaction.execute_many(self._attempt, attempts)
            transaction.execute_many(self._answer, answers)

        self._database.write(work)

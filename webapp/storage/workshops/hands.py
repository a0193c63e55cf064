"""Hands: how many people of a workshop raised a hand for which answer, until it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables.live import HandsCount
from webapp.storage.workshops.store import this_row

Answers = Mapping[str, Mapping[str, int]]
"""By question, or part of one ("question/part"), and answer: how many raised a hand."""


class Counted(NamedTuple):
    """The hands that were counted for one question of a quiz; `version` is that of its outline."""

    quiz: str
    version: str
    answers: Answers


class _Statements:
    """The SQL of what is counted by hand."""

    def __init__(self, database: Database) -> None:
        table = HandsCount
        columns = (table.quiz, table.question, table.answer, table.people)
        self.all = database.prepare(select(*map(col, columns)).where(col(table.workshop) == bindparam("of")))
        this = {"workshop": "of", "quiz": "its_quiz", "question": "its_question"}
        here = (col(getattr(table, name)) == bindparam(value) for name, value in this.items())
        self.delete = database.prepare(delete(table).where(*here))
        self.insert = database.prepare(insert(table))


class Hands:
    """Stores what the leader of a workshop has counted. Every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = database.once(_Statements)

    def all(self, workshop_id: str) -> dict[str, Answers]:
        """Return what was counted in a workshop, by quiz."""
        found: dict[str, dict[str, dict[str, int]]] = {}
        for quiz, question, answer, people in self._database.rows(self._sql.all, of=workshop_id):
            found.setdefault(quiz, {}).setdefault(question, {})[answer] = people
        return dict(found)

    def put(self, workshop_id: str, counted: Iterable[Counted]) -> bool:
        """Store what was counted for questions, in the place of what was before; False once the workshop is closed."""
        all_of_them = list(counted)

        def work(transaction: Transaction) -> bool:
            row = this_row(transaction, workshop_id)
            if row is None or row.closed:
                return False
            for one in all_of_them:
                for question, answers in one.answers.items():
                    self._sql.delete.run(transaction, of=workshop_id, its_quiz=one.quiz, its_question=question)
                    fixed = {"workshop": workshop_id, "quiz": one.quiz, "version": one.version, "question": question}
                    rows = [{**fixed, "answer": answer, "people": people} for answer, people in answers.items()]
                    self._sql.insert.run_many(transaction, rows)
            return True

        return self._database.write(work)


def most_raised(answers: Answers) -> int:
    """Return the lowest number of people who can have raised these hands."""
    return max((sum(each.values()) for each in answers.values()), default=0)

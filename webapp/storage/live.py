"""The live tier: attempts and their answers, until their batch is closed. No time, no order, nothing of the person."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from sqlalchemy import ColumnElement, bindparam, cast, delete, func, insert, not_, select, update
from sqlmodel import col

from quizlib import Answer, Attempt, Quiz
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.tables import LiveAnswer, LiveAttempt, waits

Renewed = Literal["renewed"]
"""What is found in place of an attempt that cannot go on, because its quiz has another version by now."""


class _Statements:
    """The SQL of the live tier, compiled once."""

    def __init__(self, database: Database) -> None:
        attempt, answer = LiveAttempt, LiveAnswer
        this: ColumnElement[bool] = col(attempt.id) == bindparam("attempt")
        goes_on = this & not_(waits())  # attempts that wait have been closed
        given: ColumnElement[bool] = col(answer.attempt) == bindparam("attempt")
        this_one = col(answer.question) == bindparam("question")
        fields = (answer.question, answer.version, answer.response, answer.score, answer.sure, answer.again)
        mine = [col(field) for field in fields]

        self.start = database.prepare(insert(LiveAttempt))
        self.attempt = database.prepare(
            select(col(attempt.version), col(attempt.only), *mine)
            .outerjoin(LiveAnswer, col(answer.attempt) == col(attempt.id))
            .where(goes_on)
        )
        self.batch = database.prepare(select(col(attempt.batch)).where(this))
        columns = LiveAnswer.__table__.columns  # type: ignore[attr-defined]  # SQLModel does not declare it
        values = [cast(bindparam(column.name, type_=column.type), column.type) for column in columns]
        locked = select(*values).where(goes_on).with_for_update(read=True, key_share=True)  # no delete slips in between
        saved = database.kind.insert(LiveAnswer).from_select([column.name for column in columns], locked)
        self.save = database.prepare(saved.on_conflict_do_nothing())
        first_try = given & this_one & col(answer.again).is_(None)
        self.again = database.prepare(update(LiveAnswer).where(first_try).values(again=bindparam("tried")))
        self.stored = database.prepare(select(*mine).where(given, this_one))
        self.finish = database.prepare(update(LiveAttempt).where(this).values(finished=True))
        answers = select(func.count()).where(given).scalar_subquery()
        self.progress = database.prepare(select(answers).select_from(LiveAttempt).where(goes_on))
        self.delete = database.prepare(delete(LiveAttempt).where(this))


class Live:
    """Stores attempts and answers; everything that it returns or acknowledges is on the disk.

    Every method raises StorageUnavailable if the storage fails, and may be called again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = _Statements(database)

    def start(
        self,
        attempt: Attempt,
        *,
        language: str,
        batch: str,
        counted: bool,
        people: int = 1,
        before: Mapping[str, object] | None = None,
    ) -> None:
        """Store an attempt without answers. `people` share the screen, 1 to 3.

        `before` is the earlier result that it may be compared with: form, month and six counts, or steps of ratings.
        """
        row = attempt_row(attempt, language=language, batch=batch, counted=counted, people=people, before=before)
        self._database.write(lambda transaction: self._sql.start.run(transaction, **row))

    def attempt(self, attempt_id: str, quiz: Quiz) -> Attempt | Renewed | None:
        """Return the attempt with its answers; None if it is not there any more, "renewed" if its quiz has changed."""
        rows = self._database.read(lambda transaction: self._sql.attempt.rows(transaction, attempt=attempt_id))
        if not rows:
            return None
        version, only = rows[0][:2]
        if version != quiz.version:
            return "renewed"
        answers = [_answer(*row[2:]) for row in rows if row[2] is not None]
        return Attempt.resume(quiz, attempt_id, answers, only, trusted=True)  # as `save` took them

    def batch(self, attempt_id: str) -> str | None:
        """Return the batch of an attempt; None if it is not there any more."""
        row = self._database.read(lambda transaction: self._sql.batch.row(transaction, attempt=attempt_id))
        return row[0] if row else None

    def save(self, attempt_id: str, answer: Answer, *, finished: bool) -> Answer | None:
        """Store an answer and return the one that counts: the first; None if the attempt is not there any more."""
        row = answer_row(attempt_id, answer)

        def work(transaction: Transaction) -> Answer | None:
            if self._sql.save.run(transaction, **row) == 0:
                return self._stored(transaction, attempt_id, answer.question)
            if finished:
                self._sql.finish.run(transaction, attempt=attempt_id)
            return answer

        return self._database.write(work)

    def try_again(self, attempt_id: str, answer: Answer) -> Answer | None:
        """Store the second try of an answer, unless it has one, and return the answer that is stored then.

        None if it is not there any more.
        """

        def work(transaction: Transaction) -> Answer | None:
            self._sql.again.run(transaction, attempt=attempt_id, question=answer.question, tried=answer.again)
            return self._stored(transaction, attempt_id, answer.question)

        return self._database.write(work)

    def progress(self, attempt_ids: Iterable[str]) -> dict[str, int]:
        """Return how many answers each of these attempts has; those that are not there any more are left out."""

        def work(transaction: Transaction) -> dict[str, int]:
            found = {name: self._sql.progress.row(transaction, attempt=name) for name in attempt_ids}
            return {name: row[0] for name, row in found.items() if row}

        return self._database.read(work)

    def delete(self, attempt_ids: Iterable[str]) -> int:
        """Delete attempts with their answers, and return how many of them there were.

        SQLite's log forgets them too. While somebody reads it cannot; the next deletion or closing then does it.
        """
        wanted = tuple(attempt_ids)
        deleted = self._database.write(
            lambda transaction: sum(self._sql.delete.run(transaction, attempt=name) for name in wanted)
        )
        if deleted:
            with contextlib.suppress(StorageUnavailable):
                self._database.truncate_log()
        return deleted

    def _stored(self, transaction: Transaction, attempt_id: str, question: str) -> Answer | None:
        row = self._sql.stored.row(transaction, attempt=attempt_id, question=question)
        return _answer(*row) if row else None


def attempt_row(
    attempt: Attempt,
    *,
    language: str,
    batch: str,
    counted: bool,
    people: int,
    before: Mapping[str, object] | None,
    finished: bool = False,
) -> dict[str, Any]:
    """Return the row of an attempt; see `Live.start`."""
    return {
        "id": attempt.id,
        "quiz": attempt.quiz.id,
        "version": attempt.quiz.version,
        "language": language,
        "batch": batch,
        "people": people,
        "before": before,
        "counted": counted,
        "only": attempt.only,
        "finished": finished,
    }


def answer_row(attempt_id: str, answer: Answer) -> dict[str, Any]:
    """Return the row of an answer before its second try."""
    return {
        "attempt": attempt_id,
        "question": answer.question,
        "version": answer.version,
        "response": answer.response,
        "score": answer.score,
        "sure": answer.sure,
        "again": None,
    }


def _answer(  # noqa: PLR0917 - the columns of an answer
    question: str, version: str, response: list[str], score: float | None, sure: int | None, again: list[str] | None
) -> Answer:
    return Answer(question, version, tuple(response), score, sure, None if again is None else tuple(again))

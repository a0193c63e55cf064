"""The live tier: attempts and their answers, until their batch is closed. No time, no order, nothing of the person."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, cast, delete, func, insert, not_, select, update
from sqlmodel import col

from quizlib import Answer, Attempt, Quiz
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.tables import LiveAnswer, LiveAttempt, waits


class Renewed:
    """Stands for an attempt that cannot go on, since its quiz has another version by now; the class is the value."""


@dataclass(frozen=True)
class _Sql:
    """Every statement of the live tier, compiled once."""

    start: str
    attempt: str
    batch: str
    save: str
    again: str
    stored: str
    finish: str
    progress: str
    delete: str

    @classmethod
    def compiled(cls, database: Database) -> _Sql:
        attempt, answer = LiveAttempt, LiveAnswer
        this: ColumnElement[bool] = col(attempt.id) == bindparam("attempt")
        goes_on = this & not_(waits())  # those who wait have been closed
        given: ColumnElement[bool] = col(answer.attempt) == bindparam("attempt")
        columns = LiveAnswer.__table__.columns  # type: ignore[attr-defined]  # SQLModel does not declare it
        values = [cast(bindparam(column.name), column.type) for column in columns]
        locked = select(*values).where(goes_on).with_for_update(read=True, key_share=True)  # no delete slips in between
        saved = database.kind.insert(LiveAnswer).from_select([column.name for column in columns], locked)
        mine = [col(answer.question), col(answer.version), col(answer.response), col(answer.score), col(answer.sure)]
        mine.append(col(answer.again))
        this_one = col(answer.question) == bindparam("question")
        return cls(
            start=database.sql(insert(LiveAttempt)),
            attempt=database.sql(
                select(col(attempt.version), col(attempt.only), *mine)
                .outerjoin(LiveAnswer, col(answer.attempt) == col(attempt.id))
                .where(goes_on)
            ),
            batch=database.sql(select(col(attempt.batch)).where(this)),
            save=database.sql(saved.on_conflict_do_nothing()),
            again=database.sql(
                update(LiveAnswer).where(given, this_one, col(answer.again).is_(None)).values(again=bindparam("tried"))
            ),
            stored=database.sql(select(*mine).where(given, this_one)),
            finish=database.sql(update(LiveAttempt).where(this).values(finished=bindparam("finished"))),
            progress=database.sql(
                select(select(func.count()).where(given).scalar_subquery()).select_from(LiveAttempt).where(goes_on)
            ),
            delete=database.sql(delete(LiveAttempt).where(this)),
        )


class Live:
    """Stores attempts and answers; everything it returns or acknowledges is on the disk.

    Every method raises StorageUnavailable if the storage fails, and may be called again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = _Sql.compiled(database)

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

        `before` is the earlier result it may be compared with: form, month and six counts, or the steps of ratings.
        """
        row = attempt_row(attempt, language=language, batch=batch, counted=counted, people=people, before=before)

        def work(transaction: Transaction) -> None:
            transaction.execute(self._sql.start, row)

        self._database.write(work)

    def attempt(self, id: str, quiz: Quiz) -> Attempt | type[Renewed] | None:  # noqa: A002 - the column's name
        """Return the attempt as it stands; None if it is not there any more, `Renewed` if its quiz has changed."""
        rows = self._database.read(
            lambda transaction: transaction.execute(self._sql.attempt, {"attempt": id}).fetchall()
        )
        if not rows:
            return None
        version, only = rows[0][:2]
        if version != quiz.version:
            return Renewed
        answers = [_answer(row[2:]) for row in rows if row[2] is not None]
        return Attempt.resume(quiz, id, answers, None if only is None else json.loads(only))

    def batch(self, id: str) -> str | None:  # noqa: A002 - as in attempt
        """Return the batch of an attempt; None if it is not there any more."""
        row = self._database.read(lambda transaction: transaction.execute(self._sql.batch, {"attempt": id}).fetchone())
        return row[0] if row else None

    def save(self, attempt_id: str, answer: Answer, *, finished: bool) -> Answer | None:
        """Store an answer and return the one that stands: the first; None if the attempt is not there any more."""
        row = answer_row(attempt_id, answer)

        def work(transaction: Transaction) -> Answer | None:
            if transaction.execute(self._sql.save, row).rowcount == 0:
                stored = transaction.execute(self._sql.stored, row).fetchone()
                return _answer(stored) if stored else None
            if finished:
                transaction.execute(self._sql.finish, {"attempt": attempt_id, "finished": True})
            return answer

        return self._database.write(work)

    def try_again(self, attempt_id: str, answer: Answer) -> Answer | None:
        """Store the second try of an answer and return the answer as it stands: with the first second try.

        None if it is not there any more.
        """
        row = {"attempt": attempt_id, "question": answer.question, "tried": json.dumps(answer.again)}

        def work(transaction: Transaction) -> Answer | None:
            transaction.execute(self._sql.again, row)
            stored = transaction.execute(self._sql.stored, row).fetchone()
            return _answer(stored) if stored else None

        return self._database.write(work)

    def progress(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the number of answers of each of these attempts that still is there."""

        def work(transaction: Transaction) -> dict[str, int]:
            found = {id: transaction.execute(self._sql.progress, {"attempt": id}).fetchone() for id in ids}  # noqa: A001 - as in attempt
            return {id: row[0] for id, row in found.items() if row}  # noqa: A001 - as in attempt

        return self._database.read(work)

    def delete(self, ids: Iterable[str]) -> int:
        """Delete attempts with their answers, and return how many of them there were.

        SQLite's log forgets them too, unless somebody is reading; then it does with the next deletion or closing.
        """
        wanted = tuple(ids)
        deleted = self._database.write(
            lambda transaction: sum(transaction.execute(self._sql.delete, {"attempt": id}).rowcount for id in wanted)  # noqa: A001 - as in attempt
        )
        if deleted:
            with contextlib.suppress(StorageUnavailable):
                self._database.truncate_log()
        return deleted


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
        "before": None if before is None else json.dumps(before),
        "counted": counted,
        "only": None if attempt.only is None else json.dumps(attempt.only),
        "finished": finished,
    }


def answer_row(attempt_id: str, answer: Answer) -> dict[str, Any]:
    """Return the row of an answer before its second try."""
    return {
        "attempt": attempt_id,
        "question": answer.question,
        "version": answer.version,
        "response": json.dumps(answer.response),
        "score": answer.score,
        "sure": answer.sure,
        "again": None,
    }


def _answer(row: tuple[Any, ...]) -> Answer:
    question, version, response, score, sure, again = row
    tried = None if again is None else tuple(json.loads(again))
    return Answer(question, version, tuple(json.loads(response)), score, sure, tried)

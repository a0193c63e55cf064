"""The live tier: attempts and their answers, until their batch is closed. No time, no order, nothing of the person."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from sqlalchemy import ColumnElement, bindparam, cast, delete, func, not_, select, update
from sqlmodel import col

from quizlib import Answer, Attempt, Outline, Quiz
from webapp.storage.attempt_rows import answer_row, attempt_row, stored_answer
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.tables.live import LiveAnswer, LiveAttempt, waits

Renewed = Literal["renewed"]
"""What is found in place of an attempt that cannot go on, because its version of the quiz is not served any more."""


class _Statements:
    """The SQL of the live tier."""

    def __init__(self, database: Database) -> None:
        attempt, answer = LiveAttempt, LiveAnswer
        this: ColumnElement[bool] = col(attempt.id) == bindparam("attempt")
        goes_on = this & not_(waits())  # attempts that wait have been closed
        given: ColumnElement[bool] = col(answer.attempt) == bindparam("attempt")
        this_one = col(answer.question) == bindparam("question")
        fields = (answer.question, answer.version, answer.response, answer.score, answer.sure, answer.again)
        mine = [col(field) for field in fields]

        self.start = database.prepare(database.kind.insert(LiveAttempt).on_conflict_do_nothing())
        self.only = database.prepare(select(col(attempt.only)).where(this).with_for_update())
        self.answered = database.prepare(select(col(answer.question)).where(given))
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
        moved = update(LiveAnswer).where(col(answer.attempt) == bindparam("left"))
        self.move = database.prepare(moved.values(attempt=bindparam("to")))
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
        self._sql = database.once(_Statements)

    def start(
        self,
        attempt: Attempt,
        *,
        language: str,
        batch: str,
        counted: bool,
        people: int = 1,
        before: Mapping[str, object] | None = None,
    ) -> bool:
        """Store an attempt without answers, and return whether it was not there yet. `people` share the screen, 1 to 3.

        `before` is the earlier result that it may be compared with: form, month and six counts, or steps of ratings.
        """
        row = attempt_row(attempt, language=language, batch=batch, counted=counted, people=people, before=before)
        return self._database.write(lambda transaction: self._sql.start.run(transaction, **row) == 1, repeatable=True)

    def start_in_turn(
        self,
        attempt: Attempt,
        ids: Sequence[str],
        *,
        language: str,
        batch: str,
        people: int = 1,
        before: Mapping[str, object] | None = None,
    ) -> Attempt:
        """Store an attempt without answers that counts once in its batch, and return it as it is stored.

        `ids` are those that the same person's attempts at this quiz version have in this batch if they count. The new
        attempt gets the first that is free. One whose attempt was not answered to the half is free too: that attempt
        is deleted. If none is free, the new attempt is practice, under its own id. The rest is as in `start`.
        """
        row = attempt_row(attempt, language=language, batch=batch, counted=True, people=people, before=before)
        return self._database.write(lambda one: self._started(one, attempt, ids, row), repeatable=True)

    def go_on(
        self, part: str, attempt: Attempt, ids: Sequence[str], *, language: str, batch: str, people: int
    ) -> Attempt | None:
        """Store an attempt that goes on from an uncounted one, whose id is `part` and which is deleted.

        The answers given there are now answers of the new attempt. None if `part` is not there any more. The rest is as
        in `start_in_turn`.
        """
        row = attempt_row(attempt, language=language, batch=batch, counted=True, people=people, before=None)

        def work(transaction: Transaction) -> Attempt | None:
            if self._sql.only.row(transaction, attempt=part) is None:  # which also keeps answers from slipping in
                return None
            started = self._started(transaction, attempt, ids, row)
            self._sql.move.run(transaction, left=part, to=started.id)
            self._sql.delete.run(transaction, attempt=part)
            return started

        return self._database.write(work)

    def attempt(self, attempt_id: str, quiz: Quiz, others: Iterable[Quiz] = ()) -> Attempt | Renewed | None:
        """Return the attempt with its answers, at that version of its quiz with which it has begun.

        That is `quiz`, or one of the `others`, its versions that are served too. None if the attempt is not there any
        more, "renewed" if it has begun with another version.
        """
        rows = self._database.rows(self._sql.attempt, attempt=attempt_id)
        if not rows:
            return None
        version, only = rows[0][:2]
        mine = quiz if version == quiz.version else next((one for one in others if one.version == version), None)
        if mine is None:
            return "renewed"
        answers = [stored_answer(*row[2:]) for row in rows if row[2] is not None]
        return Attempt.resume(mine, attempt_id, answers, only, trusted=True)  # as `save` took them

    def batch(self, attempt_id: str) -> str | None:
        """Return the batch of an attempt; None if it is not there any more."""
        rows = self._database.rows(self._sql.batch, attempt=attempt_id)
        return rows[0][0] if rows else None

    def save(self, attempt_id: str, answer: Answer, *, finished: bool) -> Answer | None:
        """Store an answer and return the one that counts: the first; None if the attempt is not there any more."""
        row = answer_row(attempt_id, answer)

        def work(transaction: Transaction) -> Answer | None:
            if self._sql.save.run(transaction, **row) == 0:
                return self._stored(transaction, attempt_id, answer.question)
            if finished:
                self._sql.finish.run(transaction, attempt=attempt_id)
            return answer

        return self._database.write(work, repeatable=True)

    def try_again(self, attempt_id: str, answer: Answer) -> Answer | None:
        """Store the second try of an answer, unless it has one, and return the answer that is stored then.

        None if it is not there any more.
        """

        def work(transaction: Transaction) -> Answer | None:
            self._sql.again.run(transaction, attempt=attempt_id, question=answer.question, tried=answer.again)
            return self._stored(transaction, attempt_id, answer.question)

        return self._database.write(work, repeatable=True)

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

    def _started(
        self, transaction: Transaction, attempt: Attempt, ids: Sequence[str], row: Mapping[str, object]
    ) -> Attempt:
        for counted in ids:
            mine = {**row, "id": counted}
            if self._sql.start.run(transaction, **mine):
                return replace(attempt, id=counted)
            if not self._half_answered(transaction, counted, attempt.quiz):
                self._sql.delete.run(transaction, attempt=counted)
                self._sql.start.run(transaction, **mine)
                return replace(attempt, id=counted)
        self._sql.start.run(transaction, **{**row, "counted": False})
        return attempt

    def _half_answered(self, transaction: Transaction, attempt_id: str, quiz: Quiz) -> bool:
        """Return whether an attempt is answered to the half; no answer to it can slip in from now on."""
        asked = self._sql.only.row(transaction, attempt=attempt_id)
        answered = (question for (question,) in self._sql.answered.rows(transaction, attempt=attempt_id))
        return asked is not None and Outline.of(quiz, asked[0]).enough(answered)

    def _stored(self, transaction: Transaction, attempt_id: str, question: str) -> Answer | None:
        row = self._sql.stored.row(transaction, attempt=attempt_id, question=question)
        return stored_answer(*row) if row else None

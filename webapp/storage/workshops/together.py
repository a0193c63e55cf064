"""Together: where a workshop is in which all are at one question, and what its people answer after talking."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import bindparam, func, select, update
from sqlmodel import col

from webapp.storage.batches import workshop_batch
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables.live import LiveAnswer, LiveAttempt, TogetherRow

Step = Literal["answer", "talk", "answers", "hands", "room", "signs", "check", "end"]
"""What the room does: everybody answers alone; talks; sees the answers; raises hands, which are counted; chooses the
next line; sees the signs one by one; sees how to check; has come to the end."""
Response = tuple[str, ...]


@dataclass(frozen=True)
class RoomMoment:
    """Where a workshop is: the question, the step, and how many signs are `shown`, or pictures were before this one.

    `path` is what the room has chosen in a conversation. `picture` is what the wall shows of the answers, as plain
    data; None where they were too few. `moves` counts the steps so far: a press names the number that it goes on from.
    """

    quiz: str
    question: str
    step: Step
    shown: int = 0
    path: Response = ()
    picture: Any = None
    moves: int = 0


class Answered(NamedTuple):
    """How many have answered a question, how many of these have answered again after talking, and who has begun."""

    first: int
    discussed: int
    begun: int


Pairs = Iterable[tuple[Response, Response]]
"""First and later responses to one question of the same people."""
Draws = Callable[[Pairs], Any]
"""Makes the picture of what people answered, as plain data."""


class _Statements:
    """The SQL of workshops that are taken together."""

    def __init__(self, database: Database) -> None:
        table, attempt, answer = TogetherRow, LiveAttempt, LiveAnswer
        fields = ("quiz", "question", "step", "shown", "path", "picture", "moves")
        here = col(table.workshop) == bindparam("of")
        where_it_is = [col(getattr(table, name)) for name in fields]
        self.present = database.prepare(select(*where_it_is).where(here))
        self.begin = database.prepare(database.kind.insert(TogetherRow).on_conflict_do_nothing())
        seen = update(TogetherRow).where(here, col(table.moves) == bindparam("seen"))
        self.move = database.prepare(seen.values({name: bindparam(f"its_{name}") for name in fields}))
        self.draw = database.prepare(update(TogetherRow).where(here).values(picture=bindparam("drawn")))
        of_batch = (col(attempt.batch) == bindparam("batch"), col(attempt.counted))
        this = col(answer.question) == bindparam("asked")
        both = select(col(answer.response), col(answer.discussed)).join(attempt, col(attempt.id) == col(answer.attempt))
        self.both = database.prepare(both.where(*of_batch, this, col(answer.discussed).is_not(None)))
        begun = select(func.count(col(answer.response)), func.count(col(answer.discussed)), func.count(col(attempt.id)))
        joined = begun.select_from(LiveAttempt).outerjoin(LiveAnswer, (col(answer.attempt) == col(attempt.id)) & this)
        self.answered = database.prepare(joined.where(*of_batch, col(attempt.quiz) == bindparam("taken")))
        mine = (col(answer.attempt) == bindparam("mine"), this)
        talking = select(col(table.workshop)).where(here, col(table.question) == bindparam("asked"))
        once = update(LiveAnswer).where(
            *mine, col(answer.discussed).is_(None), talking.where(col(table.step) == "talk").exists()
        )
        self.discuss = database.prepare(once.values(discussed=bindparam("said")))
        self.said = database.prepare(select(col(answer.discussed)).where(*mine))


class Together:
    """Stores where workshops are that are taken together, and what is answered after talking.

    Every method raises StorageUnavailable if the storage fails, and may be called again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = database.once(_Statements)

    def present(self, workshop_id: str) -> RoomMoment | None:
        """Return where a workshop is; None if it has not begun with the first question."""
        rows = self._database.rows(self._sql.present, of=workshop_id)
        if not rows:
            return None
        quiz, question, step, shown, path, picture, moves = rows[0]
        return RoomMoment(quiz, question, step, shown, tuple(path), picture, moves)

    def move(self, workshop_id: str, seen: int, to: RoomMoment, draw: Draws | None = None) -> bool:
        """Go on to another moment, if the workshop is still where it was `seen`; return whether it was.

        So two leaders who press at once, or a press that is sent twice, go on by one step. `draw` makes the picture of
        the answers to the question, once, from what is stored at that moment.
        """
        row = {"moves": seen + 1, "quiz": to.quiz, "question": to.question, "step": to.step, "shown": to.shown}
        row |= {"path": list(to.path), "picture": to.picture}

        def work(transaction: Transaction) -> bool:
            if seen:
                changed = {f"its_{name}": value for name, value in row.items()}
                moved = self._sql.move.run(transaction, of=workshop_id, seen=seen, **changed)
            else:
                moved = self._sql.begin.run(transaction, workshop=workshop_id, **row)
            if moved and draw:
                batch = workshop_batch(workshop_id)
                both = self._sql.both.rows(transaction, batch=batch, asked=to.question)
                drawn = draw((tuple(first), tuple(later)) for first, later in both)
                self._sql.draw.run(transaction, of=workshop_id, drawn=drawn)
            return bool(moved)

        return self._database.write(work)

    def answered(self, workshop_id: str, moment: RoomMoment) -> Answered:
        """Return how many have answered the question of a moment. Never who."""
        batch = workshop_batch(workshop_id)
        rows = self._database.rows(self._sql.answered, batch=batch, asked=moment.question, taken=moment.quiz)
        return Answered(*rows[0])

    def discuss(self, workshop_id: str, attempt_id: str, question: str, response: Response) -> bool:
        """Store what somebody answers after talking, once and while the room talks; return whether it was stored."""
        given = {"mine": attempt_id, "asked": question, "of": workshop_id, "said": list(response)}
        return self._database.write(lambda transaction: self._sql.discuss.run(transaction, **given) == 1)

    def discussed(self, attempt_id: str, question: str) -> Response | None:
        """Return what somebody has answered after talking; None if nothing."""
        rows = self._database.rows(self._sql.said, mine=attempt_id, asked=question)
        return tuple(rows[0][0]) if rows and rows[0][0] is not None else None

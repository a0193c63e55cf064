"""People: the live rows of a batch, read as groups of people who answered the same questions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, select, type_coerce
from sqlmodel import col

from quizlib import Outline, pair
from webapp.storage.batches import times_counted
from webapp.storage.closing.parts import Part, in_part
from webapp.storage.closing.sheet import Sheet, joined
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.transaction import Prepared
from webapp.storage.database.types import as_text
from webapp.storage.records.group_results import Outlines
from webapp.storage.records.store import Records
from webapp.storage.tables.live import LiveAnswer, LiveAttempt

LEAST = 10
"""The fewest people that make a block."""
NOTHING = Sheet()
Asked = tuple[str, str, str | None]
"""The quiz of an attempt, its version, and the ids of its questions as they are stored, None if all were asked."""


@dataclass
class AttemptGroup:
    """The counted attempts at one quiz version, or at its short form; `people` are those that count, by attempt id.

    `starts` are all attempts, `left` those of people who answered something, but less than half.
    `order` is that in which all of them take the forms of a check-up: that of the workshop, and elsewhere their own
    where reserved messages are counted by occasion. `alone` is False for groups that may be no block of their own.
    """

    quiz: str
    outline: Outline | None
    order: str | None = None
    starts: int = 0
    left: int = 0
    finishes: int = 0
    alone: bool = True
    people: dict[str, Sheet] = field(default_factory=dict)

    @property
    def times(self) -> int:
        """How many of the attempts may be of the same person."""
        return 1 if self.outline is None else times_counted(self.outline.kind)

    @property
    def begun(self) -> int:
        """How many answered something; who only opened a page has not begun."""
        return len(self.people) + self.left

    @property
    def makes_block(self) -> bool:
        """Whether these are enough for a block, even if as many attempts as possible are of the same people."""
        return len(self.people) >= LEAST * self.times


class PeopleReader:
    """Reads the attempts of a batch with all their answers."""

    def __init__(self, database: Database, records: Records) -> None:
        self._records = records
        self._of_batch, self._of_part = database.once(_of_batch), database.once(_of_part)

    def groups(
        self, transaction: Transaction, batch: str, month: str, forms: str = "", part: Part | None = None
    ) -> list[AttemptGroup]:
        """Return the groups of a batch of that month; nobody who answered less than half is among their people.

        `forms` is the order in which a workshop takes the forms; elsewhere attempts tell their own.
        Without a `part` all of the batch is read.
        A group whose outline is not known has starts and finishes, but no people.
        """
        sought = {"sought": batch} if part is None else {"sought": batch, **part._asdict()}
        reading = self._of_batch if part is None else self._of_part
        attempts = reading.attempts.rows(transaction, **sought)
        sheets = {attempt: Sheet(*texts) for attempt, *texts in reading.answers.rows(transaction, **sought)}
        outlines = self._records.outlines(transaction)
        outline_of = cache(lambda asked: _outline(outlines, *asked))
        weigh = cache(lambda asked, questions: _weigh(outline_of(asked), questions))
        groups: dict[tuple[Asked, str | None], AttemptGroup] = {}
        for attempt, people, before, finished, *asked_of in attempts:
            asked, sheet = tuple(asked_of), sheets.get(attempt, NOTHING)
            outline = outline_of(asked)
            order = forms or (_order(before) if before and outline and outline.reserved else None)
            group = groups.get((asked, order))
            if group is None:
                group = groups[asked, order] = AttemptGroup(asked[0], outline, order)
            group.starts += 1
            group.finishes += finished
            enough, begun = weigh(asked, sheet.asked)
            if outline and enough:
                paired = pair(outline, json.loads(before), sheet.read(), month) if before and people == 1 else None
                group.people[attempt] = sheet._replace(pair=paired) if paired else sheet
            elif begun:
                group.left += 1
        return list(groups.values())


class _Statements(NamedTuple):
    """What reads attempts, and their answers."""

    attempts: Prepared
    answers: Prepared


def _of_batch(database: Database) -> _Statements:
    return _statements(database)


def _of_part(database: Database) -> _Statements:
    return _statements(database, *in_part())


def _statements(database: Database, *within: ColumnElement[bool]) -> _Statements:
    """Return what reads the attempts of a batch that meet these conditions."""
    attempt, answer = LiveAttempt, LiveAnswer
    here = (col(attempt.batch) == bindparam("sought"), *within)
    asked = (col(attempt.quiz), col(attempt.version), as_text(attempt.only))
    person = (col(attempt.people), as_text(attempt.before), type_coerce(attempt.finished, Integer))
    counted = select(col(attempt.id), *person, *asked).where(*here, col(attempt.counted).is_(True))
    answers = (
        select(col(attempt.id), *joined(database))
        .join(answer, col(attempt.id) == col(answer.attempt))
        .where(*here)
        .group_by(col(attempt.id))  # in the order of the index, so that SQLite need not sort
    )
    return _Statements(
        database.prepare(counted.with_for_update()),  # no answer slips in between
        database.prepare(answers),
    )


def merged(groups: Iterable[AttemptGroup]) -> list[AttemptGroup]:
    """Bring the groups of several batches together that answered the same questions."""
    found: dict[tuple[str, str, str | None], AttemptGroup] = {}
    for group in groups:
        if group.outline is None:
            continue
        key = (group.quiz, group.outline.version, group.order)
        earlier = found.get(key)
        found[key] = group if earlier is None else replace(group, people={**earlier.people, **group.people})
    return list(found.values())


def _outline(outlines: Outlines, quiz: str, version: str, only: str | None) -> Outline | None:
    """Return the outline of a whole version, or of the part of it that was asked."""
    asked = None if only is None else set(json.loads(only))
    for outline in outlines.values():
        if outline.quiz == quiz and outline.whole == version:
            whole = outline.version == version
            if whole if asked is None else asked == set(outline.questions):
                return outline
    return None


def _weigh(outline: Outline | None, asked: str) -> tuple[bool, bool]:
    """Return whether a sheet has answers to half of the questions, and whether to any; a worked example is none."""
    questions = Sheet(asked).questions
    if outline is None:
        return False, bool(questions)
    return outline.enough(questions), not outline.questions.keys().isdisjoint(questions)


def _order(before: str | None) -> str | None:
    """Return the order in which the person of an attempt takes the forms; None if that is not known."""
    return json.loads(before).get("order") if before else None

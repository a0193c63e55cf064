"""People: the live rows of a batch, read as groups of people who answered the same questions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, bindparam, cast, func, literal_column, select, type_coerce
from sqlmodel import col

from quizlib import Answer, Outline, pair
from quizlib.measures import Given, Person
from webapp.storage.batches import times_counted
from webapp.storage.closing.parts import Part, in_part
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.transaction import Prepared
from webapp.storage.records.group_results import Outlines
from webapp.storage.records.store import Records
from webapp.storage.tables.live import LiveAnswer, LiveAttempt

LEAST = 10
"""The fewest people that make a block."""
BETWEEN, APART = "\x1e", "\x1f"
"""The signs between the parts of an answer, and between answers. No id has them, and JSON only has them escaped."""
Read = tuple[Answer, Mapping[str, Given]]
"""An answer as it was given, and as it is counted."""
AlreadyRead = dict[str, dict[str, Read]]
"""Version → the text of an answer → what was read in it: most people answer as somebody has answered before."""


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
    people: dict[str, Person] = field(default_factory=dict)

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
        answers = dict(reading.answers.rows(transaction, **sought))
        outlines = self._records.outlines(transaction)
        groups: dict[tuple[str, str, str | None, str | None], AttemptGroup] = {}
        already_read: AlreadyRead = {}
        for attempt, quiz, version, only, people, before, finished in attempts:
            outline = _outline(outlines, quiz, version, only)
            order = forms or (_order(before) if outline and outline.reserved else None)
            group = groups.setdefault((quiz, version, only, order), AttemptGroup(quiz, outline, order))
            group.starts += 1
            group.finishes += finished
            texts = answers[attempt].split(APART) if attempt in answers else []
            earlier = before if people == 1 else None
            person = _person(outline, texts, already_read, earlier, month) if outline else None
            if person is not None:
                group.people[attempt] = person
            elif _answered(outline, texts):
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
    asked = (col(attempt.quiz), col(attempt.version), _as_stored(attempt.only))
    person = (col(attempt.people), _as_stored(attempt.before), col(attempt.finished))
    counted = select(col(attempt.id), *asked, *person).where(*here, col(attempt.counted).is_(True))
    # one row an attempt: to fetch one row an answer would take most of closing's time
    given = (_as_stored(answer.question), _as_stored(answer.response), _text(answer.score), _text(answer.sure))
    between, apart = (literal_column(f"'{sign}'", Text) for sign in (BETWEEN, APART))
    join = getattr(func, database.kind.join)
    one: ColumnElement[str] = reduce(lambda parts, part: parts.concat(between).concat(part), given)
    answers = (
        select(col(answer.attempt), join(one, apart))
        .join(attempt, col(attempt.id) == col(answer.attempt))
        .where(*here)
        .group_by(col(answer.attempt))
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


def _answered(outline: Outline | None, texts: Iterable[str]) -> bool:
    """Return whether a question was answered; a worked example is none."""
    return any(outline is None or text.partition(BETWEEN)[0] in outline.questions for text in texts)


def _order(before: str | None) -> str | None:
    """Return the order in which the person of an attempt takes the forms; None if that is not known."""
    return json.loads(before).get("order") if before else None


def _person(
    outline: Outline, texts: Iterable[str], already_read: AlreadyRead, before: str | None, month: str
) -> Person | None:
    """Return the person of an attempt; None if less than half of it was answered."""
    known = already_read.setdefault(outline.version, {})
    found = [known.get(text) or known.setdefault(text, _read(outline, text)) for text in texts]
    if not outline.enough(answer.question for answer, _ in found):
        return None
    answers: dict[str, Given] = {}
    for _, given in found:
        answers.update(given)
    paired = pair(outline, json.loads(before), (answer for answer, _ in found), month) if before else None
    return Person(answers, paired)


def _read(outline: Outline, text: str) -> Read:
    """Return the answer that a text holds. An answer to a worked example counts for nothing."""
    question, response, score, sure = text.split(BETWEEN)
    answer = Answer(
        question, "", tuple(json.loads(response)), float(score) if score else None, int(sure) if sure else None
    )
    return answer, outline.questions[question].given(answer) if question in outline.questions else {}


def _as_stored(column: Any) -> ColumnElement[str]:  # noqa: ANN401 - any column of ours
    """Return a column of JSON as its text."""
    return type_coerce(column, Text)


def _text(column: Any) -> ColumnElement[str]:  # noqa: ANN401 - any column of ours
    return func.coalesce(cast(column, Text), literal_column("''"))

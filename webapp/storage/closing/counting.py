"""Counting: the live rows of a batch, read as groups of people who answered the same questions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from random import Random
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, cast, func, literal_column, select
from sqlmodel import col

from quizlib import Answer, Outline, pair
from quizlib.measures import Counts, Given, Person, Record, record
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import Outlines
from webapp.storage.tables import LiveAnswer, LiveAttempt

LEAST = 10
"""People that make a block."""
TWICE = 2
BETWEEN, APART = "\x1e", "\x1f"
"""What stands between the parts of an answer, and between answers; in no id, and in JSON never as it is."""
Heard = tuple[Answer, Mapping[str, Given]]
Seen = dict[str, dict[str, Heard]]
"""Version → an answer's text → what was made of it: most people say what somebody has said before."""


@dataclass
class Group:
    """The counted attempts at one quiz version, or at the short form of it: attempt id → what was answered."""

    quiz: str
    outline: Outline | None
    starts: int = 0
    finishes: int = 0
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def times(self) -> int:
        """How often one person may be among the attempts: ratings are taken before and after, all else once."""
        return TWICE if self.outline is not None and self.outline.kind == "ratings" else 1

    @property
    def makes_block(self) -> bool:
        """Whether these are ten people or more, however they are spread over the attempts."""
        return len(self.people) >= LEAST * self.times

    @property
    def known(self) -> Outline:
        """The outline; LookupError if it is not known, and so nobody is counted."""
        if self.outline is None:
            raise LookupError(self.quiz)
        return self.outline

    def record(self, random: Random) -> Record:
        """Return what a block of them leaves."""
        return record(Counts.from_answers(list(self.people.values()), self.known.items), random)

    def keep_pairs(self, most: Mapping[str, int], random: Random) -> None:
        """Keep no more pairs than there are finishes they can have come from (order → number); chance says which."""
        paired: defaultdict[str, list[str]] = defaultdict(list)
        for name, person in self.people.items():
            if person.pair:
                paired[person.pair.order].append(name)
        for order, names in paired.items():
            allowed = max(most.get(order, len(names)), 0)
            for name in random.sample(names, max(len(names) - allowed, 0)):
                self.people[name] = self.people[name]._replace(pair=None)


class Reader:
    """Reads the attempts of a batch, with all their answers."""

    def __init__(self, database: Database) -> None:
        attempt, answer = LiveAttempt, LiveAnswer
        here = col(attempt.batch) == bindparam("batch")
        fields = (attempt.id, attempt.quiz, attempt.version, attempt.only, attempt.people, attempt.before)
        whole = select(*map(col, fields), col(attempt.finished)).where(here, col(attempt.counted).is_(True))
        self._attempts = database.sql(whole.with_for_update())  # no answer slips in between
        # one row an attempt: fetching one an answer would cost most of closing
        given = (col(answer.question), col(answer.response), _text(answer.score), _text(answer.sure))
        between, apart = (literal_column(f"'{sign}'", Text) for sign in (BETWEEN, APART))
        join = getattr(func, database.kind.join)
        one = reduce(lambda told, more: told.concat(between).concat(more), given)
        self._answers = database.sql(
            select(col(answer.attempt), join(one, apart))
            .join(LiveAttempt, col(attempt.id) == col(answer.attempt))
            .where(here)
            .group_by(col(answer.attempt))
        )

    def read(self, transaction: Transaction, batch: str, month: str, outlines: Outlines) -> list[Group]:
        """Return the groups of a batch of that month; a person who answered less than half is in none.

        A group whose outline is not known has nobody, only starts and finishes.
        """
        attempts = transaction.execute(self._attempts, {"batch": batch}).fetchall()
        answers = dict(transaction.execute(self._answers, {"batch": batch}).fetchall())
        groups: dict[tuple[Any, ...], Group] = {}
        seen: Seen = {}
        for name, quiz, version, only, people, before, finished in attempts:
            key = (quiz, version, only)
            if key not in groups:
                groups[key] = Group(quiz, _outline(outlines, quiz, version, only))
            group = groups[key]
            group.starts += 1
            group.finishes += bool(finished)
            if group.outline is not None:
                told = answers[name].split(APART) if name in answers else []
                person = _person(group.outline, told, seen, None if people > 1 else before, month)
                if person is not None:
                    group.people[name] = person
        return list(groups.values())


def merged(groups: Iterable[Group]) -> list[Group]:
    """Bring groups of the same questions together, those of several batches into one."""
    found: dict[tuple[str, str], Group] = {}
    for group in groups:
        if group.outline is None:
            continue
        key = (group.quiz, group.outline.version)
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


def _person(outline: Outline, told: Iterable[str], seen: Seen, before: str | None, month: str) -> Person | None:
    """Return an attempt as a person to count; None if less than half of it was answered."""
    known = seen.setdefault(outline.version, {})
    found = [known.get(one) or known.setdefault(one, _heard(outline, one)) for one in told]
    if not outline.enough(answer.question for answer, _ in found):
        return None
    answers: dict[str, Given] = {}
    for _, given in found:
        answers.update(given)
    paired = pair(outline, json.loads(before), (answer for answer, _ in found), month) if before else None
    return Person(answers, paired)


def _heard(outline: Outline, told: str) -> Heard:
    """Return an answer as it was stored, and as it is counted; that to a worked example says nothing."""
    question, response, score, sure = told.split(BETWEEN)
    answer = Answer(
        question, "", tuple(json.loads(response)), float(score) if score else None, int(sure) if sure else None
    )
    return answer, outline.questions[question].given(answer) if question in outline.questions else {}


def _text(column: object) -> ColumnElement[str]:
    return func.coalesce(cast(column, Text), literal_column("''"))

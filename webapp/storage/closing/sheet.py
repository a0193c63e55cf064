"""Sheet: the answers of one attempt as two texts, which the database joins; what is equal in them is read once.

To fetch a row for each answer would take most of closing's time, and so would an object for each.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, case, cast, func, literal_column
from sqlmodel import col

from quizlib import Answer, Outline, measures
from quizlib.measures import Pair
from webapp.storage.database.engine import Database
from webapp.storage.database.types import as_text
from webapp.storage.tables.live import LiveAnswer

BETWEEN, APART = "\x1e", "\x1f"
"""The signs between the parts of an answer, and between answers. No id has them, and JSON only has them escaped."""


class Sheet(NamedTuple):
    """The ids of the questions that a person has answered, the answers in the same order, and the pair they make."""

    asked: str = ""
    given: str = ""
    pair: Pair | None = None

    @property
    def questions(self) -> list[str]:
        """The ids of the questions."""
        return self.asked.split(APART) if self.asked else []

    def read(self) -> Iterator[Answer]:
        """Yield the answers."""
        return map(_read, self.questions, self.given.split(APART))


def joined(database: Database) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Return the SQL of `asked` and `given`, for a statement that is grouped by attempts."""
    join = getattr(func, database.kind.join)
    response = as_text(col(LiveAnswer.response))
    said = case((col(LiveAnswer.sure).is_(None), response), else_=response + _sign(BETWEEN) + _text(LiveAnswer.sure))
    whole: Any = {number: literal_column(f"'{number}'", Text) for number in (0, 1)}  # to write a float takes longer
    score = func.coalesce(case(whole, value=col(LiveAnswer.score), else_=_text(LiveAnswer.score)), _sign(""))
    return (
        join(as_text(col(LiveAnswer.question)), _sign(APART)),
        join(said + _sign(BETWEEN) + score, _sign(APART)),
    )


def counts(outline: Outline, sheets: Collection[Sheet]) -> measures.Counts:
    """Count what is on sheets; raise ValueError if an answer falls into an unknown category.

    Sheets with the same questions are taken apart together. Answers to worked examples count for nothing.
    """
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for sheet in sheets:
        alike[sheet.asked].append(sheet.given)
    answers: dict[str, list[str | None]] = {question: [] for question in outline.questions}
    for asked, given in alike.items():
        columns = dict(zip(asked.split(APART), zip(*[one.split(APART) for one in given], strict=True), strict=True))
        for question, column in answers.items():
            column.extend(columns.get(question, [None] * len(given)))
    return outline.counts(len(sheets), answers, _read, [sheet.pair for sheet in sheets if sheet.pair])


def _read(question: str, text: str) -> Answer:
    response, *sure, score = text.split(BETWEEN)
    return Answer(
        question, "", tuple(json.loads(response)), float(score) if score else None, int(sure[0]) if sure else None
    )


def _sign(sign: str) -> ColumnElement[str]:
    return literal_column(f"'{sign}'", Text)


def _text(column: Any) -> ColumnElement[str]:  # noqa: ANN401 - any column of ours
    return cast(col(column), Text)

"""Quiz: one module of a course in digital safety, one file."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from quizlib.problems import Finding, refuse
from quizlib.questions import Question
from quizlib.questions.base import fingerprint
from quizlib.text import Content, Id, Text
from quizlib.unique import unique_ids


class Source(Content):
    """A public page that the quiz rests on, and the day it was seen."""

    title: str
    url: Annotated[str, Field(pattern=r"^https://[^\s]+$")]
    seen: date


class Approval(Content):
    """Who read the quiz and stands by it, and when."""

    by: str
    date: date


class Quiz(Content):
    """Questions that are taken together, with what to remember and to do afterwards."""

    id: Id
    title: Text
    summary: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    kind: Literal["quiz", "check-up", "ratings"] = "quiz"
    form: Literal["A", "B", "C"] | None = None
    sure: bool = False
    reviewed: date | None = None
    valid_until: date | None = None
    approved: tuple[Approval, ...] = ()
    sources: tuple[Source, ...] = ()
    takeaways: tuple[Text, ...] = ()
    actions: tuple[Text, ...] = ()
    plans: tuple[Text, ...] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=100), unique_ids]

    @model_validator(mode="after")
    def _kind_fits(self) -> Quiz:
        findings = []
        if (self.kind == "check-up") != (self.form is not None):
            findings.append(
                Finding(("form",), "belongs to a check-up, and every check-up has one", "write form: A, B or C")
            )
        if self.kind == "ratings" and any(question.type != "rating" for question in self.questions):
            findings.append(Finding(("kind",), "‹ratings› has rating questions alone", "write kind: quiz"))
        return refuse(findings) if findings else self

    def current(self, today: date) -> bool:
        """Say whether the quiz may still be offered on that day."""
        return self.valid_until is None or today <= self.valid_until

    @cached_property
    def version(self) -> str:
        """Eight hex digits over the ids and versions of the questions."""
        return fingerprint([[question.id, question.version] for question in self.questions])

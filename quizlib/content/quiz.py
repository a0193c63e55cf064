"""Quiz: questions that are taken together, read from one file."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from quizlib.problems import Finding, refuse
from quizlib.questions import Question
from quizlib.questions.base import fingerprint
from quizlib.texts.text import Content, Id, Text
from quizlib.texts.unique import unique_ids

Form = Literal["A", "B", "C"]
SHORT = 6  # questions of a check-up's short form: its first
MOST_EXAMPLES = 2
REFRESHER = 4  # messages


class Source(Content):
    """A public page on which the quiz is based, and the day it was read."""

    title: str
    url: Annotated[str, Field(pattern=r"^https://[^\s]+$")]
    seen: date


class Approval(Content):
    """The name of a person who read and approved the quiz, and the date."""

    by: str
    date: date


class Quiz(Content):
    """Questions that are taken together, with things to remember and to do afterwards."""

    id: Id
    title: Text
    summary: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    kind: Literal["quiz", "check-up", "ratings"] = "quiz"
    form: Form | None = None
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
        if self.kind == "ratings" and any(question.rates is None for question in self.questions):
            findings.append(Finding(("kind",), "‹ratings› has rating questions alone", "write kind: quiz"))
        for index, question in enumerate(self.questions):
            if question.asks == "none" and self.kind == "check-up":
                findings.append(Finding(("questions", index), "a check-up has no worked example", "remove it"))
            elif question.asks == "none" and index >= min(self.examples, MOST_EXAMPLES):
                hint = "at most two stand in a quiz, before all else"
                findings.append(Finding(("questions", index), "is an example too late", hint))
        return refuse(findings) if findings else self

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def examples(self) -> int:
        """The number of worked examples at the beginning of the quiz."""
        asking = (index for index, question in enumerate(self.questions) if question.asks != "none")
        return next(asking, len(self.questions))

    @property
    def short(self) -> tuple[str, ...]:
        """The ids of the questions of a check-up's short form."""
        return tuple(question.id for question in self.questions[:SHORT])

    @property
    def refresher(self) -> tuple[str, ...]:
        """The ids of four verdict questions, two of them scams if possible; empty if there are fewer than four."""
        verdicts = [question for question in self.questions if question.judges]
        scams = [question for question in verdicts if question.truth == "scam"]
        genuine = [question for question in verdicts if question.truth == "genuine"]
        half = REFRESHER // 2
        chosen = [*scams[:half], *genuine[:half], *scams[half:], *genuine[half:]][:REFRESHER]
        return tuple(question.id for question in verdicts if question in chosen) if len(chosen) == REFRESHER else ()

    def current(self, today: date) -> bool:
        """Return whether the quiz may still be offered on that day."""
        return self.valid_until is None or today <= self.valid_until

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change when the ids, versions or order of the questions change."""
        return fingerprint([[question.id, question.version] for question in self.questions])

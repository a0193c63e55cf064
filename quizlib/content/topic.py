"""Topic: one topic of the item bank, with messages of both sides from which check-ups are put together."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from quizlib.content.quiz import Quiz
from quizlib.content.source import Source
from quizlib.problems import Finding, refuse
from quizlib.questions import Question
from quizlib.say import say
from quizlib.texts.text import Content, Id, Text
from quizlib.texts.unique import unique_ids


class Topic(Content):
    """Messages about one thing, such as parcels."""

    id: Id
    title: Text
    """Its name."""
    reviewed: date | None = None
    """The day on which it was last read through, as 2026-11-20."""
    valid_until: date | None = None
    """The last day on which check-ups with it are offered, as 2027-11-20."""
    sources: tuple[Source, ...] = ()
    """The public pages behind it."""
    reserved: Annotated[int, Field(ge=2000, le=2999)] | None = None
    """Kept for check-ups until the end of this year: no quiz teaches it."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=100), unique_ids]
    """At least two scams and two genuine messages, each a `verdict`."""

    @model_validator(mode="after")
    def _all_are_judged(self) -> Topic:
        findings = [
            Finding(
                ("questions", index),
                say("is not a verdict"),
                say("the bank has messages to judge alone: type: verdict"),
            )
            for index, question in enumerate(self.questions)
            if not question.judges
        ]
        return refuse(findings) if findings else self

    def __hash__(self) -> int:
        return hash((self.id, *self.questions))

    def reserved_on(self, today: date) -> bool:
        """Return whether quizzes must not teach this topic on that day."""
        return self.reserved is not None and today.year <= self.reserved

    def as_quiz(self) -> Quiz:
        """Return its questions as a quiz, so that the rules of quizzes can look at them."""
        return Quiz(
            id=self.id,
            title=self.title,
            summary=self.title,
            minutes=1,
            reviewed=self.reviewed,
            valid_until=self.valid_until,
            sources=self.sources,
            questions=self.questions,
        )

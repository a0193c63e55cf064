"""Outline: a quiz as far as counting needs it, kept beside its records so that they can be read without the quiz."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from quizlib.content.quiz import Quiz
from quizlib.counting.measure_rows import Row, rows
from quizlib.counting.question_outline import MARK, QuestionOutline
from quizlib.measures import Given, Item, Pair, Person, Record
from quizlib.questions.base import fingerprint
from quizlib.taking.attempt import Answer


@dataclass(frozen=True)
class Outline:
    """The questions of a quiz, or of the short form of a check-up, in order; worked examples are left out.

    `version` is that of what was asked, `whole` that of the quiz it belongs to: the same, unless this is a short form.
    """

    quiz: str
    version: str
    whole: str
    kind: str
    form: str | None
    sure: bool
    questions: Mapping[str, QuestionOutline]

    @classmethod
    def of(cls, quiz: Quiz, only: Collection[str] | None = None) -> Self:
        """Return the outline of a quiz, or of `only` some of its questions; ValueError if it has not all of them."""
        names = [question.id for question in quiz.questions]
        if unknown := [name for name in only or () if name not in names]:
            message = f"{quiz.id} has no question {', '.join(unknown)}"
            raise ValueError(message)
        chosen = [question for question in quiz.questions if only is None or question.id in only]
        return cls(
            quiz=quiz.id,
            version=quiz.version if only is None else fingerprint([[one.id, one.version] for one in chosen]),
            whole=quiz.version,
            kind=quiz.kind,
            form=quiz.form,
            sure=quiz.sure,
            questions={question.id: QuestionOutline.of(question) for question in chosen if question.counting.scores},
        )

    @property
    def short(self) -> bool:
        """Whether only some of the quiz's questions are asked."""
        return self.version != self.whole

    @property
    def items(self) -> dict[str, Item]:
        """What `Counts.from_answers` counts: the questions, and as "question/part" what is counted for itself."""
        return {item: what for name, asked in self.questions.items() for item, what in asked.items(name).items()}

    @property
    def marks(self) -> dict[str, dict[str, float]]:
        """What each category of each marked question is worth, in points, as `recorded_item_analysis` takes it."""
        return {
            name: {category: mark / MARK for category, mark in asked.marks.items()}
            for name, asked in self.questions.items()
            if asked.marked
        }

    def person(self, answers: Iterable[Answer], pair: Pair | None = None) -> Person:
        """Return one attempt's stored answers as `Counts` takes them; those to worked examples say nothing.

        ValueError names an answer to a question, or of a category, that is not here.
        """
        given: dict[str, Given] = {}
        for answer in answers:
            if answer.question in self.questions:
                given |= self.questions[answer.question].given(answer)
            elif answer.response:
                message = f"{answer.question!r} was answered, but {self.quiz} {self.version} does not ask it"
                raise ValueError(message)
        return Person(given, pair)

    def enough(self, answered: Iterable[str]) -> bool:
        """Say whether at least half of the questions are among those answered, so that the attempt counts."""
        return 2 * len(self.questions.keys() & set(answered)) >= len(self.questions)

    def rows(self, record: Record) -> dict[str, Row]:
        """Return the row of every measure that a block's record gives, as `quizlib.counting.measure_rows` has them."""
        return rows(self.questions, record)

    def to_plain(self) -> dict[str, Any]:
        """Return the outline as plain data, which JSON can hold."""
        return asdict(self) | {"questions": {name: asked.to_plain() for name, asked in self.questions.items()}}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the outline that plain data holds; ValueError if it is none."""
        try:
            questions = {name: QuestionOutline.from_plain(asked) for name, asked in plain["questions"].items()}
            return cls(**{**plain, "questions": questions})
        except (AttributeError, KeyError, TypeError) as error:
            message = f"no outline: {error}"
            raise ValueError(message) from None

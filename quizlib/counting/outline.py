"""Outline: the parts of a quiz that counting needs, stored beside its records so that they can be read without it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from quizlib.content.quiz import Quiz
from quizlib.counting.measure_rows import Row, rows
from quizlib.counting.question_outline import MARK, QuestionOutline
from quizlib.measures import Given, Item, Pair, Person, Record
from quizlib.questions.base import fingerprint
from quizlib.taking.answer import Answer


@dataclass(frozen=True)
class Outline:
    """The questions of a quiz, or of the short form of a check-up, in order, without worked examples.

    `version` is the version of the questions asked, `whole` that of the whole quiz. They differ in a short form.
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
        """Return the outline of a quiz, or of `only` some of its questions; raise ValueError for unknown ids."""
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
        """The items for `Counts.from_answers`: each question by id, and each of its parts by "question/part"."""
        return {name: item for id_, question in self.questions.items() for name, item in question.items(id_).items()}

    @property
    def marks(self) -> dict[str, dict[str, float]]:
        """The points of each category of each marked question, for `recorded_item_analysis`."""
        return {
            name: {category: mark / MARK for category, mark in question.marks.items()}
            for name, question in self.questions.items()
            if question.marked
        }

    def person(self, answers: Iterable[Answer], pair: Pair | None = None) -> Person:
        """Return the stored answers of one attempt as a person for `Counts`; answers to worked examples are left out.

        Raises ValueError if an answer is to an unknown question, or falls into an unknown category.
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
        """Return whether at least half of the questions are answered, so that the attempt counts."""
        return 2 * len(self.questions.keys() & set(answered)) >= len(self.questions)

    def rows(self, record: Record) -> dict[str, Row]:
        """Return the row of every measure of a block's record, by measure; see `quizlib.counting.measure_rows`."""
        return rows(self.questions, record)

    def to_plain(self) -> dict[str, Any]:
        """Return the outline as plain data for JSON."""
        return asdict(self) | {"questions": {name: question.to_plain() for name, question in self.questions.items()}}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the outline from plain data; raise ValueError if the data is no outline."""
        try:
            questions = {name: QuestionOutline.from_plain(one) for name, one in plain["questions"].items()}
            return cls(**{**plain, "questions": questions})
        except (AttributeError, KeyError, TypeError) as error:
            message = f"no outline: {error}"
            raise ValueError(message) from None

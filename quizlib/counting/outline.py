"""Outline: the parts of a quiz that counting needs, stored beside its records so that they can be read without it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from quizlib import measures
from quizlib.content.quiz import Quiz
from quizlib.counting.measure_rows import Row, rows
from quizlib.counting.question_outline import MARK, NO, YES, Name, QuestionOutline
from quizlib.measures import Column, Given, Item, Pair, Person
from quizlib.measures.group.answers import OPEN
from quizlib.questions import Question
from quizlib.questions.base import fingerprint
from quizlib.taking.answer import Answer

Form = TypeVar("Form", bound=Hashable)


@dataclass(frozen=True)
class Outline:
    """The questions of a quiz, or of the short form of a check-up, in order, without worked examples.

    `version` is the version of the questions asked, `whole` that of the whole quiz. They differ in a short form.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    quiz: Name
    version: Name
    whole: Name
    kind: Literal["quiz", "check-up", "ratings"]
    form: Name | None
    sure: bool
    questions: Annotated[Mapping[Name, QuestionOutline], Field(max_length=200)]

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
            questions={
                question.id: QuestionOutline.of(
                    question, reserved=question.id in quiz.reserved, of_bank=question.id in quiz.items
                )
                for question in chosen
                if question.counting.scores
            },
        )

    @classmethod
    def by_hands(cls, quiz: Quiz, question: Question) -> Self | None:
        """Return the outline by which a question of a quiz is counted where a room raises hands; None if it is not.

        Each question has one of its own, with a version of its own, because a room may skip any of them.
        """
        asked = QuestionOutline.by_hands(question)
        version = fingerprint(["hands", question.id, question.version])
        return cls(quiz.id, version, version, quiz.kind, None, sure=False, questions=asked) if asked else None

    def raised(self, hands: Mapping[str, Mapping[str, int]], n: int) -> list[Person]:
        """Return n people who raised these hands, counted by answer of each question or part.

        For a part everybody else counts as a no; elsewhere everybody else left the question open. Nobody knows which
        answers are of one person, and no number of a record depends on it. ValueError if more than n are counted.
        """
        answers: list[dict[str, Given]] = [{} for _ in range(n)]
        for name, question in self.questions.items():
            found = hands.get(name, {})
            counted = [answer for answer in question.marks for _ in range(found.get(answer, 0))]
            counted += [NO] * (n - len(counted)) if set(question.marks) == {YES, NO} else []
            if len(counted) > n or not set(found) <= set(question.marks):
                message = f"{name}: {dict(found)} cannot be the hands of {n} people"
                raise ValueError(message)
            for person, answer in zip(answers, counted, strict=False):
                person[name] = Given(answer, None)
        return [Person(each) for each in answers]

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

    def counts(
        self,
        n: int,
        answers: Mapping[str, Sequence[Form | None]],
        read: Callable[[str, Form], Answer],
        pairs: Sequence[Pair] = (),
    ) -> measures.Counts:
        """Count the stored answers of n people, a column for each question, and the pairs that some of them make.

        A column has an answer of each person, in the same order in all columns, or None where it was left open. Answers
        may be of any form that can be hashed: `read` makes an Answer of a question's id and such a form, once for all
        that are equal. So counting many people costs little more than to count equal answers.
        Raises ValueError if an answer falls into an unknown category.
        """
        columns: dict[str, Column] = {}
        for name, question in self.questions.items():
            tally = Counter(answers[name])
            given = {form: question.given(read(name, form)) for form in tally if form is not None}
            for item in question.items(name):
                each = {form: OPEN if form is None else given[form][item] for form in tally}
                columns[item] = Column(answers[name], each, tally)
        return measures.Counts.from_columns(columns, self.items, n, pairs)

    def enough(self, answered: Iterable[str]) -> bool:
        """Return whether at least half of the questions are answered, so that the attempt counts."""
        return 2 * len(self.questions.keys() & set(answered)) >= len(self.questions)

    @property
    def reserved(self) -> bool:
        """Whether it has reserved messages, so that its attempts are counted by occasion."""
        return any(question.reserved for question in self.questions.values())

    def rows(self, record: measures.Record, order: str | None = None) -> dict[str, Row]:
        """Return the row of every measure of a block's record, by measure; see `quizlib.counting.measure_rows`.

        `order` is that in which all its people take the forms, such as "BCA"; None if that is not known.
        """
        occasion = (order or "").find(self.form) + 1 if self.form else 0
        return rows(self.questions, record, occasion)

    def check(self, record: measures.Record) -> None:
        """Raise ValueError if a record cannot be of these questions."""
        from quizlib.counting.fitting import misfits  # noqa: PLC0415 - only records of others are checked

        for line in misfits(self.items, record):
            message = f"no record of {self.quiz} {self.version}: {line}"
            raise ValueError(message)

    def to_plain(self) -> dict[str, Any]:
        """Return the outline as plain data for JSON."""
        return asdict(self) | {"questions": {name: question.to_plain() for name, question in self.questions.items()}}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the outline from plain data; raise ValueError if the data is no outline."""
        try:
            found: Self = _reader().validate_json(json.dumps(plain), strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            message = f"no outline: {'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}"
            raise ValueError(message) from None
        for name, question in found.questions.items():
            if question.mistake:
                message = f"no outline: questions.{name} {question.mistake}"
                raise ValueError(message)
        return found


@cache
def _reader() -> TypeAdapter[Any]:
    """Return what reads an outline; made when it is first needed."""
    return TypeAdapter(Outline)

"""Attempt: one person's way through one quiz: its answers, the next question and the result. No input or output."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self, TypedDict

from quizlib.content.quiz import Quiz
from quizlib.problems import InvalidResponse, StaleAnswer
from quizlib.questions import Outcome, Question
from quizlib.taking.answer import Answer, PlainAnswer, check_sureness
from quizlib.taking.result import Result, result_of


class PlainAttempt(TypedDict):
    """An attempt as plain data for JSON; `quiz` and `version` are those of its quiz."""

    quiz: str
    version: str
    id: str
    only: list[str] | None
    first: list[str]
    answers: list[PlainAnswer]


@dataclass(frozen=True)
class AttemptStep:
    """What `answer` and `again` return: the new attempt, the answer that is kept, and its outcome."""

    attempt: Attempt
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True)
class Attempt:
    """One person's way through a quiz, or through `only` some of its questions; answers are in question order.

    The questions of `first` are asked before the others; they were taken alone, so worked examples are left out.
    """

    quiz: Quiz
    id: str
    answers: tuple[Answer, ...] = ()
    only: tuple[str, ...] | None = None
    first: tuple[str, ...] = ()

    @classmethod
    def start(cls, quiz: Quiz, *, id: str | None = None, only: Collection[str] | None = None) -> Self:  # noqa: A002 - the field's name
        """Begin an attempt; without an `id` it gets a random one of 128 bits.

        Raises ValueError if `only` names a question that the quiz does not have.
        """
        return cls.resume(quiz, id or secrets.token_urlsafe(16), (), only)

    @classmethod
    def resume(
        cls,
        quiz: Quiz,
        id: str,  # noqa: A002 - the field's name
        answers: Iterable[Answer],
        only: Collection[str] | None = None,
        *,
        trusted: bool = False,
    ) -> Self:
        """Return the attempt that has these answers, which may come in any order.

        Every answer is marked once more and compared. An application that has kept them itself, under this version of
        the quiz, may call them `trusted` and save that time.

        Raises ValueError if an answer or `only` names a question that is not asked here, StaleAnswer if an answer is to
        another version of its question, and InvalidResponse if its response, score, sureness or second try is
        impossible.
        """
        order = [question.id for question in quiz.questions]
        if only is not None:
            _all_in(only, order, "only")
            order = [name for name in order if name in only]
        given = {answer.question: answer for answer in answers}
        _all_in(given, order, "answers")
        if given and not trusted:
            for question in quiz.questions:
                if question.id in given:
                    given[question.id].check(question)
        asked = None if only is None else tuple(order)
        return cls(quiz, id, tuple(given[name] for name in order if name in given), asked)

    def to_plain(self) -> PlainAttempt:
        """Return the attempt as plain data for JSON."""
        return PlainAttempt(
            quiz=self.quiz.id,
            version=self.quiz.version,
            id=self.id,
            only=None if self.only is None else list(self.only),
            first=list(self.first),
            answers=[answer.to_plain() for answer in self.answers],
        )

    @classmethod
    def from_plain(cls, quiz: Quiz, plain: Mapping[str, Any]) -> Self:
        """Return the attempt at this quiz from plain data.

        Raises StaleAnswer if it was at another version of the quiz, ValueError if it was at another quiz or is no
        attempt, and the same errors as `resume`.
        """
        try:
            name, version, id_, only, answers = (plain[field] for field in ("quiz", "version", "id", "only", "answers"))
        except KeyError as error:
            message = f"no attempt: {error} is missing"
            raise ValueError(message) from None
        if name != quiz.id:
            message = f"an attempt at {name!r}, not at {quiz.id!r}"
            raise ValueError(message)
        if version != quiz.version:
            raise StaleAnswer(quiz.id, version, quiz.version)
        first = plain.get("first") or ()
        attempt = cls.resume(quiz, id_, map(Answer.from_plain, answers), only)
        _all_in(first, [question.id for question in attempt.questions], "first")
        return attempt.asking_first(first) if first else attempt

    def asking_first(self, first: Collection[str]) -> Self:
        """Return the attempt at the whole quiz that begins with some of its questions, with the same answers.

        So somebody who has taken three messages alone goes on: what is answered stands, and the rest comes after it.
        """
        begun = tuple(question.id for question in self.quiz.questions if question.id in first)
        attempt = replace(self, only=None, first=begun)
        given = {answer.question: answer for answer in self.answers}
        return replace(attempt, answers=tuple(given[one.id] for one in attempt.questions if one.id in given))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions this attempt asks, in order."""
        asked = [question for question in self.quiz.questions if self.only is None or question.id in self.only]
        if not self.first:
            return tuple(asked)
        begun = [question for question in asked if question.id in self.first]
        return (*begun, *(one for one in asked if one.id not in self.first and one.asks != "none"))

    @cached_property
    def question(self) -> Question | None:
        """The first question without an answer; None if all are answered."""
        answered = {answer.question for answer in self.answers}
        return next((question for question in self.questions if question.id not in answered), None)

    def answer(self, question_id: str, response: Sequence[str], sure: int | None = None) -> AttemptStep:
        """Mark a response and return the next step. If the question is answered already, the first answer is kept.

        Raises InvalidResponse: `missing` or `impossible`, which is also the reason for a question not asked here, and
        for `sure` if sureness was not asked for.
        """
        question = next((question for question in self.questions if question.id == question_id), None)
        if question is None:
            raise InvalidResponse("impossible", f"question {question_id!r} is not asked in this attempt")
        for given in self.answers:
            if given.question == question_id:
                return AttemptStep(self, given, question.mark(given.response))
        outcome = question.mark(response)
        if sure is not None:
            if not self.quiz.sure:
                raise InvalidResponse("impossible", f"{self.quiz.id!r} does not ask how sure people are")
            check_sureness(question, outcome, sure)
        answer = Answer(question_id, question.version, outcome.response, outcome.score, sure)
        return AttemptStep(self._with((*self.answers, answer)), answer, outcome)

    def tries_again(self, question_id: str) -> bool:
        """Return whether a second try is open: there is a hint, and one answer so far, which was not right."""
        given = next((answer for answer in self.answers if answer.question == question_id), None)
        if given is None or self.quiz.kind == "check-up":
            return False
        question = next(question for question in self.questions if question.id == question_id)
        return question.second_try and given.again is None and given.score != 1

    def again(self, question_id: str, response: Sequence[str]) -> AttemptStep:
        """Mark a second try, which is kept beside the first answer and changes nothing else. Later tries are ignored.

        Raises InvalidResponse: `missing` or `impossible`, which is also the reason if no second try is open.
        """
        given = next((answer for answer in self.answers if answer.question == question_id), None)
        question = next((question for question in self.questions if question.id == question_id), None)
        if question is not None and given is not None and given.again is not None:
            return AttemptStep(self, given, question.mark(given.again))
        if question is None or given is None or not self.tries_again(question_id):
            raise InvalidResponse("impossible", f"question {question_id!r} offers no second try")
        outcome = question.mark(response)
        tried = replace(given, again=outcome.response)
        answers = [tried if answer is given else answer for answer in self.answers]
        return AttemptStep(self._with(answers), tried, outcome)

    @property
    def result(self) -> Result:
        """The result of the answers so far; a doubt is never counted as wrong."""
        return result_of({question.id: question for question in self.questions}, self.answers)

    @property
    def compared(self) -> Result:
        """The result that is compared with other forms of a check-up: without reserved messages."""
        asked = {question.id: question for question in self.questions if question.id not in self.quiz.reserved}
        return result_of(asked, [answer for answer in self.answers if answer.question in asked])

    def _with(self, answers: Iterable[Answer]) -> Self:
        """Return the attempt with these answers, which are known to be possible."""
        given = {answer.question: answer for answer in answers}
        return replace(self, answers=tuple(given[one.id] for one in self.questions if one.id in given))


def _all_in(names: Iterable[str], known: Collection[str], what: str) -> None:
    for name in names:
        if name not in known:
            message = f"{what} names {name!r}, which is not among the questions {', '.join(known)}"
            raise ValueError(message)

"""Attempt: one person's way through one quiz: its answers, the next question and the result. No input or output."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from quizlib.content.quiz import Quiz
from quizlib.problems import InvalidResponse
from quizlib.questions import Outcome, Question, Response

SURENESS = (1, 2, 3)


@dataclass(frozen=True)
class Answer:
    """The response to one question in one version, as an application stores it.

    `sure` is how sure the person was, 1 to 3, or None if that was not asked. `again` is the response of a second try,
    which changes nothing else.
    """

    question: str
    version: str
    response: Response
    score: float | None
    sure: int | None = None
    again: Response | None = None


@dataclass(frozen=True)
class VerdictCounts:
    """How many messages of one kind were judged right, left in doubt (a good answer), and judged wrong."""

    right: int = 0
    unsure: int = 0
    wrong: int = 0

    @property
    def of(self) -> int:
        """The number of answers, doubts included."""
        return self.right + self.unsure + self.wrong


@dataclass(frozen=True)
class Share:
    """A number of right answers, and the number of answers they are among."""

    right: int = 0
    of: int = 0


@dataclass(frozen=True)
class Result:
    """The result so far: both sides of judging, safe choices, and the ids of questions that were not fully right.

    `sure` is the share of right answers among those given as quite sure; `deceived` lists the ids of messages judged
    wrong although the person was quite sure.
    """

    scams: VerdictCounts
    genuine: VerdictCounts
    safe_choices: Share
    not_right: tuple[str, ...]
    sure: Share = Share()
    deceived: tuple[str, ...] = ()


@dataclass(frozen=True)
class AttemptStep:
    """What `answer` and `again` return: the new attempt, the answer that is kept, and its outcome."""

    attempt: Attempt
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True)
class Attempt:
    """One person's way through a quiz, or through `only` some of its questions; answers are in question order."""

    quiz: Quiz
    id: str
    answers: tuple[Answer, ...] = ()
    only: tuple[str, ...] | None = None

    @classmethod
    def start(cls, quiz: Quiz, *, id: str | None = None, only: Collection[str] | None = None) -> Self:  # noqa: A002 - the field's name
        """Begin an attempt; without an `id` it gets a random one of 128 bits.

        Raises ValueError if `only` names a question that the quiz does not have.
        """
        return cls.resume(quiz, id or secrets.token_urlsafe(16), (), only)

    @classmethod
    def resume(cls, quiz: Quiz, id: str, answers: Iterable[Answer], only: Collection[str] | None = None) -> Self:  # noqa: A002 - the field's name
        """Return the attempt that has these answers, which may come in any order.

        Raises ValueError if an answer or `only` names a question that is not asked here.
        """
        order = [question.id for question in quiz.questions]
        if only is not None:
            _all_in(only, order, "only")
            order = [name for name in order if name in only]
        given = {answer.question: answer for answer in answers}
        _all_in(given, order, "answers")
        asked = None if only is None else tuple(order)
        return cls(quiz, id, tuple(given[name] for name in order if name in given), asked)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions this attempt asks, in order."""
        return tuple(question for question in self.quiz.questions if self.only is None or question.id in self.only)

    @property
    def question(self) -> Question | None:
        """The first question without an answer; None if all are answered."""
        answered = {answer.question for answer in self.answers}
        return next((question for question in self.questions if question.id not in answered), None)

    def answer(self, question_id: str, response: Sequence[str], sure: int | None = None) -> AttemptStep:
        """Mark a response and return the next step. If the question is answered already, the first answer is kept.

        Raises InvalidResponse: `missing` or `impossible`, which is also the reason for a question not asked here.
        """
        question = next((question for question in self.questions if question.id == question_id), None)
        if question is None:
            raise InvalidResponse("impossible", f"question {question_id!r} is not asked in this attempt")
        for given in self.answers:
            if given.question == question_id:
                return AttemptStep(self, given, question.mark(given.response))
        outcome = question.mark(response)
        if sure is not None and (sure not in SURENESS or outcome.response == ("unsure",)):
            raise InvalidResponse("impossible", f"sureness {sure!r} was not asked for")
        answer = Answer(question_id, question.version, outcome.response, outcome.score, sure)
        return AttemptStep(self.resume(self.quiz, self.id, (*self.answers, answer), self.only), answer, outcome)

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
        return AttemptStep(self.resume(self.quiz, self.id, answers, self.only), tried, outcome)

    @property
    def result(self) -> Result:
        """The result of the answers so far; a doubt is never counted as wrong."""
        asked = {question.id: question for question in self.questions}
        sides = {"scam": VerdictCounts(), "genuine": VerdictCounts()}
        safe = Share()
        sure = Share()
        not_right, deceived = [], []
        for answer in self.answers:
            question = asked[answer.question]
            if question.type == "verdict":
                side = sides[question.truth]
                kind = "unsure" if answer.response == ("unsure",) else "right" if answer.score == 1 else "wrong"
                sides[question.truth] = replace(side, **{kind: getattr(side, kind) + 1})
            elif question.about == "act" and answer.score is not None:
                safe = Share(safe.right + (answer.score == 1), safe.of + 1)
            if answer.score is not None and answer.score < 1:
                not_right.append(answer.question)
            if answer.sure == max(SURENESS) and answer.score is not None:
                sure = Share(sure.right + (answer.score == 1), sure.of + 1)
                if answer.score == 0 and question.type == "verdict":
                    deceived.append(answer.question)
        return Result(sides["scam"], sides["genuine"], safe, tuple(not_right), sure, tuple(deceived))


def _all_in(names: Iterable[str], known: Collection[str], what: str) -> None:
    for name in names:
        if name not in known:
            message = f"{what} names {name!r}, which is not among the questions {', '.join(known)}"
            raise ValueError(message)

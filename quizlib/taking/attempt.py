"""Attempt: one passage through one quiz: what to ask next, marking, the result. Nothing here reads or writes."""

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
    """One response to one question (in its version), as it is stored; `sure` is 1 to 3, or None where not asked.

    `again` is the response of a second try, which changes nothing else.
    """

    question: str
    version: str
    response: Response
    score: float | None
    sure: int | None = None
    again: Response | None = None


@dataclass(frozen=True)
class VerdictCounts:
    """How often one kind of message was judged right, left in doubt (a good answer), and judged wrong."""

    right: int = 0
    unsure: int = 0
    wrong: int = 0

    @property
    def of(self) -> int:
        """How many were judged."""
        return self.right + self.unsure + self.wrong


@dataclass(frozen=True)
class Share:
    """So many right, of so many."""

    right: int = 0
    of: int = 0


@dataclass(frozen=True)
class Result:
    """What was reached so far: both sides of judging, safe choices, and the questions to look at again.

    Of the answers that one was quite sure of: how many were right, and the messages that deceived one all the same.
    """

    scams: VerdictCounts
    genuine: VerdictCounts
    safe_choices: Share
    not_right: tuple[str, ...]
    sure: Share = Share()
    deceived: tuple[str, ...] = ()


@dataclass(frozen=True)
class AttemptStep:
    """What answering gives: the attempt after it, the answer that stands, and that answer's outcome."""

    attempt: Attempt
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True)
class Attempt:
    """One passage through a quiz, or through `only` some of its questions; `answers` in the order of the questions."""

    quiz: Quiz
    id: str
    answers: tuple[Answer, ...] = ()
    only: tuple[str, ...] | None = None

    @classmethod
    def start(cls, quiz: Quiz, *, id: str | None = None, only: Collection[str] | None = None) -> Self:  # noqa: A002 - the field's name
        """Begin; without an `id` it gets 128 random bits. ValueError if `only` names a question the quiz has not."""
        return cls.resume(quiz, id or secrets.token_urlsafe(16), (), only)

    @classmethod
    def resume(cls, quiz: Quiz, id: str, answers: Iterable[Answer], only: Collection[str] | None = None) -> Self:  # noqa: A002 - the field's name
        """Give back the attempt that produced these answers, whatever order they come in.

        ValueError if an answer or `only` names a question that is not asked here.
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
        """The next question to ask: the first that is not answered, or None."""
        answered = {answer.question for answer in self.answers}
        return next((question for question in self.questions if question.id not in answered), None)

    def answer(self, question_id: str, response: Sequence[str], sure: int | None = None) -> AttemptStep:
        """Mark a response. The first stands: to an answered question it gives this attempt and the first answer.

        Raises InvalidResponse (`missing` or `impossible`; the latter too for a question that is not asked here).
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
        """Say whether a second try is open: the first answer was not right, there is a hint, and none was given yet."""
        given = next((answer for answer in self.answers if answer.question == question_id), None)
        if given is None or self.quiz.kind == "check-up":
            return False
        question = next(question for question in self.questions if question.id == question_id)
        return question.second_try and given.again is None and given.score != 1

    def again(self, question_id: str, response: Sequence[str]) -> AttemptStep:
        """Mark a second try. It is kept beside the answer, and changes nothing; of several the first is kept.

        Raises InvalidResponse (`missing` or `impossible`; the latter too where no second try is open).
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
        """What the answers so far amount to; a doubt is never counted as wrong."""
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

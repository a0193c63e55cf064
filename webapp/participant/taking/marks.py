"""Marks: how each question of an attempt ended for the person, as only their own pages show it.

A question ended in a safe place if a scam was called so, if something genuine was recognised, if the person wanted to
check first, if any other answer had full marks, or if the second try was right. Statistics know nothing of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from quizlib import Answer, Attempt, Question, Share
from webapp.participant.progress.ongoing_attempt import OngoingAttempt
from webapp.web.visit import Visit

How = Literal["seen", "recognised", "checked", "right", "again", "part", "look"]
"""Something harmful was seen through, something harmless recognised; the person wanted to check first; the answer had
full marks, at once or at the second try, or some marks; or the question is worth another look."""
SHORT = 40  # characters of a quote that can stand in a sentence


@dataclass(frozen=True)
class Mark:
    """How question `n` of an attempt ended; `parts` is how many parts of the best answer were right, if it has any."""

    n: int
    question: Question
    how: How
    parts: Share | None = None

    @property
    def safe(self) -> bool:
        """Whether it ended in a safe place."""
        return self.how not in ("part", "look")


@dataclass(frozen=True)
class Deed:
    """Something that the person did, to thank for: they found a sign, tried again, or wanted to check first.

    `quote` are the words of the sign that was found, if they are short enough for a sentence.
    """

    what: Literal["found", "tried", "checked"]
    question: Question
    quote: str = ""


def marks_of(attempt: Attempt) -> list[Mark]:
    """Return how every answered question ended that can be right or wrong."""
    answers = {answer.question: answer for answer in attempt.answers}
    return [
        _mark(n, question, answers[question.id])
        for n, question in enumerate(attempt.questions, start=1)
        if question.marked and question.id in answers
    ]


def outcome(visit: Visit, ongoing: OngoingAttempt) -> dict[str, Any]:
    """Return what the pages after an attempt know of it: its result, the marks, and where each question is."""
    marks = marks_of(ongoing.attempt)
    return {
        "quiz": ongoing.quiz,
        "result": ongoing.attempt.result,
        "marks": marks,
        "safely": safely(marks),
        "deed": deed_of(ongoing.attempt, visit.language.id),
        "page": lambda n: visit.path(*ongoing.page(n)) + "?show=1",
        "continue_href": None if ongoing.finished else visit.path(*ongoing.page(ongoing.next)),
    }


def safely(marks: Sequence[Mark]) -> Share:
    """Return how many questions ended in a safe place."""
    return Share.among(mark.safe for mark in marks)


def deed_of(attempt: Attempt, language: str) -> Deed | None:
    """Return the first thing that the person did beside being right: found a sign, tried again, wanted to check."""
    questions = {question.id: question for question in attempt.questions}
    done = [(questions[answer.question], answer) for answer in attempt.answers]
    for question, answer in done:
        if question.asks == "many" and question.message and question.key:
            found = [sign for sign in question.message.signs if sign.id in question.key and sign.id in answer.response]
            quotes = [" … ".join(sign.quote[language]) for sign in found]
            if quotes:
                return Deed("found", question, next((quote for quote in quotes if len(quote) <= SHORT), ""))
    for question, answer in done:
        if answer.again is not None:
            return Deed("tried", question)
    return next((Deed("checked", question) for question, answer in done if question.doubts(answer.response)), None)


def _mark(n: int, question: Question, answer: Answer) -> Mark:
    if question.doubts(answer.response):
        return Mark(n, question, "checked")
    if answer.score == 1:
        if not question.judges:
            return Mark(n, question, "right")
        return Mark(n, question, "seen" if question.harmful else "recognised")
    again = None if answer.again is None else question.mark(answer.again)
    if again and again.score == 1:
        return Mark(n, question, "again")
    best = again if again and (again.score or 0) > (answer.score or 0) else question.mark(answer.response)
    return Mark(n, question, "part" if best.score else "look", best.parts)

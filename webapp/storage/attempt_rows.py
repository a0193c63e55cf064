"""Attempt rows: an attempt and an answer as the rows that the live tier stores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizlib import Answer, Attempt


def attempt_row(
    attempt: Attempt,
    *,
    language: str,
    batch: str,
    counted: bool,
    people: int,
    before: Mapping[str, object] | None,
    finished: bool = False,
) -> dict[str, Any]:
    """Return the row of an attempt; see `Live.start`."""
    return {
        "id": attempt.id,
        "quiz": attempt.quiz.id,
        "version": attempt.quiz.version,
        "language": language,
        "batch": batch,
        "people": people,
        "before": before,
        "counted": counted,
        "only": attempt.only,
        "finished": finished,
    }


def answer_row(attempt_id: str, answer: Answer) -> dict[str, Any]:
    """Return the row of an answer before its second try."""
    return {
        "attempt": attempt_id,
        "question": answer.question,
        "version": answer.version,
        "response": answer.response,
        "score": answer.score,
        "sure": answer.sure,
        "again": None,
        "discussed": None,
    }


def stored_answer(  # noqa: PLR0917 - the columns of an answer
    question: str, version: str, response: list[str], score: float | None, sure: int | None, again: list[str] | None
) -> Answer:
    """Return the answer of a row."""
    return Answer(question, version, tuple(response), score, sure, None if again is None else tuple(again))

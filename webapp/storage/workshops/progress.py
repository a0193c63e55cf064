"""Progress: how far the attempts of a workshop have come, by quiz; never which attempts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func
from sqlmodel import col, select

from webapp.storage.tables.live import LiveAnswer, LiveAttempt


class Progress(NamedTuple):
    """How far the attempts at one quiz have come: `answered[n]` of them have at least n answers. Never which ones."""

    answered: tuple[int, ...]
    finished: int


def attempts_by_progress() -> Any:  # noqa: ANN401 - SQLAlchemy's own long type
    """Return what counts the attempts of a batch by quiz, number of answers, and whether they are finished."""
    attempt, answer = LiveAttempt, LiveAnswer
    each = (
        select(attempt.quiz, attempt.finished, func.count(col(answer.question)).label("answered"))
        .outerjoin(LiveAnswer, col(answer.attempt) == col(attempt.id))
        .where(col(attempt.batch) == bindparam("batch"), col(attempt.counted))
        .group_by(col(attempt.id), col(attempt.quiz), col(attempt.finished))
        .subquery()
    )
    alike = (each.c.quiz, each.c.answered, each.c.finished)
    return select(*alike, func.count()).group_by(*alike)


def by_quiz(rows: Iterable[tuple[Any, ...]]) -> dict[str, Progress]:
    """Return the progress in each quiz from rows of quiz, number of answers, whether finished, number of attempts."""
    counts: dict[str, Counter[int]] = {}
    finished: Counter[str] = Counter()
    for quiz, answered, done, count in rows:
        counts.setdefault(quiz, Counter())[answered] += count
        finished[quiz] += count * done
    return {quiz: Progress(_at_least(by_answers), finished[quiz]) for quiz, by_answers in counts.items()}


def _at_least(counts: Counter[int]) -> tuple[int, ...]:
    """Return, for each n from 0, how many have n or more."""
    return tuple(sum(count for answered, count in counts.items() if answered >= n) for n in range(max(counts) + 1))

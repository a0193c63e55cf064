"""Typos: changes for which an author keeps the version of a question, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quizlib import Library, Problem, authoring


def no_typos(old: Library, new: Library, folder: Path) -> Iterator[Problem]:
    """Yield an error for each question that keeps its version although more than a typo has changed."""
    for change in authoring.cosmetic_changes(old, new):
        if change.mistake:
            kind = "quizzes" if change.place in new.quizzes else "check-ups"
            where = f"questions[{change.question}].cosmetic"
            hint = "take cosmetic away, or undo what is no typo"
            yield Problem("error", str(folder / kind / f"{change.place}.yaml"), 1, 1, where, change.mistake, hint)


def typos(old: Library, new: Library) -> list[str]:
    """Return a line for the log for each question that keeps its version for a typo."""
    told = "a typo is mended in {0.place}, question {0.question}: it keeps version {0.version}"
    return [told.format(change) for change in authoring.cosmetic_changes(old, new)]

"""Wall: the answers to a question as the wall may show them, side by side, and the picture of what people gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from secrets import SystemRandom
from typing import Any

from quizlib import Question
from quizlib.measures import picture
from webapp.storage.workshops.together import Pairs, Response

RIGHT, OTHER = "+right", "+other"
"""The parts of a picture in which more answers than three are put together."""
MOST = 3


def parts_of(question: Question) -> tuple[str, ...]:
    """Return the answers that stand side by side: each by itself up to three, else the right one and all others."""
    choices = tuple(choice.id for choice in question.choices())
    return choices if question.asks == "one" and len(choices) <= MOST else (RIGHT, OTHER)


def part_of(question: Question, response: Response) -> str:
    """Return the part of a picture to which a response belongs."""
    parts = parts_of(question)
    if parts == (RIGHT, OTHER):
        return RIGHT if question.mark(response).score == 1 else OTHER
    return response[0]


def drawn(question: Question, pairs: Pairs) -> dict[str, Mapping[str, Any]] | None:
    """Return the picture of what people answered after talking, as plain data; None if they are too few.

    Only those count who have answered both before and after talking. The first answers are not shown: both pictures
    together would tell more of a person than this alone.
    """
    given = Counter(part_of(question, later) for _, later in pairs)
    made = picture({part: given[part] for part in parts_of(question)}, SystemRandom())
    return None if made is None else {name: asdict(part) for name, part in made.items()}

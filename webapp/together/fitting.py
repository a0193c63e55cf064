"""Fitting: how much of a question one picture of the wall has room for, by the lines that there are to read."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from quizlib import Prompt, PromptMessage, Question

BESIDE = 34  # letters of a line of a message that has other words beside it, at 1024 × 768
TALLEST = 8  # lines of such a message
CHOICES = 24  # letters of a line of the words beside a message
MOST = 14.5  # lines of these
JUDGED = 4  # lines of genuine, scam and in doubt, which the site has words for
FRAME = 0.9  # of a line, around a choice
HEAD = 1.2  # lines that a line of the question takes


def is_long(message: PromptMessage) -> bool:
    """Return whether a message needs more than half of the wall."""
    said = [*message.texts.values(), *(one.text for one in message.earlier)]
    return _lines(said, BESIDE) > TALLEST


def pictures(question: Question) -> int:
    """Return in how many pictures a question is asked: two, if its choices do not fit beside its message.

    It is the same number in every language, because the steps of a room are.
    """
    asked = [question.prompt(language) for language in question.stem.languages]
    listed = question.message is not None and question.type != "signs"
    return 2 if listed and any(_choices(one) > MOST for one in asked) else 1


def _choices(asked: Prompt) -> float:
    words = [choice.text for choice in asked.choices if choice.text]
    lines = _lines(words, CHOICES) if words else JUDGED
    return HEAD * _lines([asked.stem], CHOICES) + lines + FRAME * len(asked.choices)


def _lines(texts: Iterable[str], letters: int) -> int:
    return sum(ceil(len(text) / letters) for text in texts)

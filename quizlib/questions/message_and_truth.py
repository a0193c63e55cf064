"""Message and truth: a question has both or neither, unless its truth describes the question itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quizlib.problems import Finding
from quizlib.say import say
from quizlib.texts.judge import Judge, in_checks


def both_or_neither(
    value: Mapping[Any, Any], judge: Judge, *, shows_itself: bool, needs_message: bool
) -> Iterator[Finding]:
    """Yield what is missing of a question as it was written, or has no place in it.

    `shows_itself` says that truth describes the question itself. `needs_message` says that no question of the type is
    without a message: pydantic then tells that it is missing.
    """
    message, truth = value.get("message"), value.get("truth")
    if shows_itself and message is not None:
        yield Finding(("message",), say("has no place here"), say("remove it: the steps show what is said"))
    elif message is not None and truth is None:
        hint = say(
            "where a message stands, write truth: {harmful} or truth: {harmless}",
            harmful=judge.harmful,
            harmless=judge.harmless,
        )
        yield Finding(("truth",), say("is missing"), hint)
    elif truth is not None and message is None and not (shows_itself or needs_message):
        hint = say(
            "only a message can be {one} or {harmless}; or leave out truth",
            one=in_checks(judge.harmful)[0],
            harmless=judge.harmless,
        )
        yield Finding(("message",), say("is missing"), hint)

"""Problem, a mistake in an author's file, and the errors that this library raises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NoReturn

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from quizlib.say import say

Level = Literal["error", "warning"]
Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is (line and column count from 1), what was found, and what to write instead."""

    level: Level
    file: str
    line: int
    column: int
    path: str
    message: str
    hint: str = ""

    def place(self) -> tuple[str, int, int, str, str]:
        """Return the values by which problems are sorted."""
        return self.file, self.line, self.column, self.path, self.message

    def __str__(self) -> str:
        warning = say("warning: ") if self.level == "warning" else ""
        hint = f" – {self.hint}" if self.hint else ""
        path = f"{self.path}: " if self.path else ""
        line = f"{self.file}:{self.line}:{self.column}: {path}{warning}{self.message}{hint}"
        return printable(line)


def printable(line: str) -> str:
    """Return authors' words without line breaks and control characters: a terminal gets one line and no commands."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


class ContentError(Exception):
    """Raised when files cannot be used; `problems` holds everything found in them, warnings included."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class InvalidResponse(ValueError):  # noqa: N818 - "invalid" is the noun the field uses; it is not an accident
    """Raised for a response that cannot be marked: it is empty or incomplete (`missing`), or `impossible`.

    A response is impossible if it was never offered. Invalid does not mean wrong: store nothing, and ask again.
    """

    def __init__(self, reason: Literal["missing", "impossible"], explanation: str) -> None:
        self.reason = reason
        self.explanation = explanation
        super().__init__(reason, explanation)

    def __str__(self) -> str:
        return self.explanation


class StaleAnswer(ValueError):  # noqa: N818 - as InvalidResponse: a noun
    """Raised for an answer to another version of a question, or an attempt at another version of a quiz.

    `name` is the id of the question or quiz, `version` that of the answer, and `current` the version there is now.
    """

    def __init__(self, name: str, version: str, current: str) -> None:
        self.name = name
        self.version = version
        self.current = current
        super().__init__(name, version, current)

    def __str__(self) -> str:
        return f"{self.name!r} is now of version {self.current}, not {self.version}"


@dataclass(frozen=True)
class Finding:
    """Something that a validator or a rule found; `location` starts at the value that was checked."""

    location: Location
    message: str
    hint: str = ""
    level: Level = "error"


def refuse(findings: Iterable[Finding], others: ValidationError | None = None) -> NoReturn:
    """Raise one ValidationError with every finding and, if given, with the errors that pydantic found itself.

    A validator can raise only one error, but authors need to see all of them.
    """
    details = [
        InitErrorDetails(
            type=PydanticCustomError("found", "{message}", {"message": found.message, "hint": found.hint}),
            loc=found.location,
            input=None,
        )
        for found in findings
    ]
    for error in others.errors() if others else ():
        kind = PydanticCustomError(error["type"], "{pydantic}", {**error.get("ctx", {}), "pydantic": error["msg"]})
        details.append(InitErrorDetails(type=kind, loc=error["loc"], input=error["input"]))
    title = "content"
    raise ValidationError.from_exception_data(title, details)


def either(words: Sequence[str]) -> str:
    """Return words as a choice, as in a, b or c."""
    *most, last = words
    return say("{most} or {last}", most=", ".join(most), last=last) if most else last


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return a hint with the most similar known word, or with all known words if none is similar."""
    words = sorted(known)
    if not words:
        return ""
    near = get_close_matches(found, words, n=1)
    return say("did you mean {word}?", word=near[0]) if near else say("known are {words}", words=", ".join(words))

"""What `quizlib check` prints: problems in each format, and one line about what was checked when all is well."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from quizlib.library import Library
from quizlib.problems import Problem, printable
from quizlib.say import say, say_number

IN_WORDS = str.maketrans({"%": "%25"})
IN_PLACES = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def checked(libraries: Sequence[Library], warnings: int) -> str:
    """Return one line that says what was checked and found to be without errors."""
    quizzes = [quiz for library in libraries for quiz in library.quizzes.values()]
    topics = [topic for library in libraries for topic in library.bank.values()]
    languages = dict.fromkeys(language.id for library in libraries for language in library.languages)
    counts = [
        say_number("{number} quiz", "{number} quizzes", len(quizzes)),
        say_number("{number} question", "{number} questions", sum(len(quiz.questions) for quiz in quizzes)),
    ]
    if topics:
        counts.append(say_number("{number} topic of the item bank", "{number} topics of the item bank", len(topics)))
    found = say_number("{number} warning", "{number} warnings", warnings) if warnings else say("nothing is wrong")
    return say(
        "Checked {counts} in {languages}: {found}.",
        counts=", ".join(counts),
        languages=", ".join(languages),
        found=found,
    )


def _text(problems: Sequence[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def _json(problems: Sequence[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def _github(problems: Sequence[Problem]) -> str:
    """Return problems as workflow commands of GitHub, which shows each beside its line in a pull request."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    place = f"file={printable(problem.file).translate(IN_PLACES)},line={problem.line},col={problem.column}"
    path = f"{problem.path}: " if problem.path else ""
    hint = f" – {problem.hint}" if problem.hint else ""
    return f"::{problem.level} {place}::{printable(path + problem.message + hint).translate(IN_WORDS)}"


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {"text": _text, "json": _json, "github": _github}
"""How problems are printed, by the name of the format."""

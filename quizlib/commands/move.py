"""`quizlib move`: a question goes to another place or another quiz, and its twins with it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from quizlib.commands.changes import change_folder, takes_content
from quizlib.editing.changing import Change
from quizlib.editing.renaming import move_question
from quizlib.library import Library
from quizlib.say import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    takes_content(command)
    command.add_argument("question", metavar="QUIZ/QUESTION", help=say("the question, as in mitid/app-login"))
    command.add_argument("--to", metavar="QUIZ", help=say("the quiz that it goes to (default: it stays in its own)"))
    command.add_argument(
        "--before", metavar="QUESTION", help=say("the question that it comes before (default: the end)")
    )


def run(options: argparse.Namespace) -> int:
    """Move the question; return 1 if that is not possible."""
    if "/" not in options.question:
        options.refuse(say("write the question as QUIZ/QUESTION"))
    return change_folder(options, lambda change, library: _work(options, change, library))


def _work(options: argparse.Namespace, change: Change, _library: Library) -> Iterator[str]:
    where, _, name = options.question.partition("/")
    to = options.to or where
    moved = move_question(change, where, name, to, options.before)
    if len(moved) > 1:
        yield say("Twins go together: {questions}.", questions=", ".join(moved))
    quizzes = ", ".join(dict.fromkeys((where, to)))
    yield say("New versions, whose counts begin anew: {quizzes}.", quizzes=quizzes)

"""`quizlib add`: a new question behind the others of a quiz or topic, with words in each place left to write."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from quizlib.commands.changes import change_folder, takes_content
from quizlib.editing.beginning import add
from quizlib.editing.blank_questions import QUESTIONS
from quizlib.editing.changing import Change
from quizlib.editing.renaming import checked_id
from quizlib.library import Library
from quizlib.say import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    takes_content(command)
    command.add_argument("quiz", metavar="QUIZ", help=say("the id of a quiz or topic"))
    command.add_argument("type", metavar="TYPE", help=", ".join(QUESTIONS))
    command.add_argument(
        "id", metavar="ID", nargs="?", help=say("the id of the question (default: its type and a number)")
    )


def run(options: argparse.Namespace) -> int:
    """Write the question into its file; return 1 if that is not possible."""
    return change_folder(options, lambda change, library: _work(options, change, library))


def _work(options: argparse.Namespace, change: Change, library: Library) -> Iterator[str]:
    name = add(change, library, options.quiz, options.type, checked_id(options.id) if options.id else None)
    yield say("‹{name}› is now the last question of {quiz}. Its counts begin anew.", name=name, quiz=options.quiz)

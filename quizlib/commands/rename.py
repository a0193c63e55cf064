"""`quizlib rename`: another id for a quiz, topic, programme or question; all that names it follows."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from quizlib.commands.changes import change_folder, takes_content
from quizlib.editing.changing import Change
from quizlib.editing.renaming import rename_file, rename_question
from quizlib.library import Library
from quizlib.say import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    takes_content(command)
    command.add_argument("old", metavar="OLD", help=say("the id of a quiz, topic or programme; or QUIZ/QUESTION"))
    command.add_argument("new", metavar="NEW", help=say("its new id"))


def run(options: argparse.Namespace) -> int:
    """Rename everything; return 1 if the new id is taken."""
    return change_folder(options, lambda change, library: _work(options, change, library))


def _work(options: argparse.Namespace, change: Change, library: Library) -> Iterator[str]:
    where, _, question = options.old.partition("/")
    if question:
        rename_question(change, where, question, options.new)
        yield say("The question has a new version: counts of it, and of its quiz, begin anew.")
        return
    rename_file(change, where, options.new)
    if where in library.quizzes:
        yield say("What was counted as ‹{old}› keeps that name; new counts begin.", old=where)
        yield say("Links to ‹{old}› that were printed or sent lead nowhere from now on.", old=where)

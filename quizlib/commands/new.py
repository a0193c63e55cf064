"""`quizlib new`: a new quiz, topic or programme, with words in each place that is left to write."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from quizlib.commands.changes import change_folder, takes_content
from quizlib.editing.beginning import WHERE, begin
from quizlib.editing.changing import Change
from quizlib.editing.renaming import checked_id
from quizlib.library import Library
from quizlib.say import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    takes_content(command)
    command.add_argument("id", metavar="ID", help=say("its id, which is the name of its file"))
    command.add_argument("--kind", choices=tuple(WHERE), default="quiz")


def run(options: argparse.Namespace) -> int:
    """Write the file; return 1 if it would overwrite another one."""
    return change_folder(options, lambda change, library: _work(options, change, library))


def _work(options: argparse.Namespace, change: Change, library: Library) -> Iterator[str]:
    begin(change, library, options.kind, checked_id(options.id), _today(library))
    if options.kind == "quiz" and library.groups:
        group = next(iter(library.groups[-1].title.root.values()))
        yield say("It is in the group ‹{group}›: move it in library.yaml if it belongs to another one.", group=group)


def _today(library: Library) -> date:
    return datetime.now(ZoneInfo(library.time_zone) if library.time_zone else None).date()

"""What commands that change a folder have in common: they write all or nothing, and tell what is left to do."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from quizlib.commands.libraries import is_there
from quizlib.editing.changing import CannotChange, Change
from quizlib.library import Library
from quizlib.loading import read_library
from quizlib.say import say, say_number

BLANK = re.compile("‹(?:skriv her|write here)")
"""How a place begins that is left to write."""


def takes_content(command: argparse.ArgumentParser) -> None:
    """Let a command take one content folder."""
    command.add_argument("folder", type=Path, metavar="FOLDER", help=say("the folder with library.yaml"))


def change_folder(options: argparse.Namespace, work: Callable[[Change, Library], Iterable[str]]) -> int:
    """Let `work` prepare a change, write it, and print what was written, its notes, and how much is left to write."""
    folder: Path = is_there(options, options.folder)
    library, _ = read_library(folder)
    try:
        change = Change(folder)
        notes = list(work(change, library))
        written = change.write()
    except CannotChange as error:
        sys.stderr.write(say("Nothing was changed: {why}.", why=error) + "\n")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in (*written, *notes)))
    changed = (path for path in (*change.new, *change.edits) if path.exists())
    if blanks := sum(len(BLANK.findall(path.read_text(encoding="utf-8"))) for path in changed):
        places = say_number("{number} place is left to write", "{number} places are left to write", blanks)
        sys.stderr.write(say("{places}: look for ‹skriv her …› and ‹write here …›.", places=places) + "\n")
    return 0

"""`quizlib stale`: what has grown old: pages read long ago, quizzes that end soon, what nobody has approved."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from quizlib.commands.libraries import read, takes_folder
from quizlib.editing.changing import CannotChange, Change
from quizlib.editing.stale import stale, unapproved
from quizlib.editing.translating.sources import old_translations
from quizlib.say import say, say_number


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    takes_folder(command)
    command.add_argument("--days", type=int, default=365, help=say("what is old, in days (default: 365)"))


def run(options: argparse.Namespace) -> int:
    """Print what has grown old; return 1 if the library has errors."""
    library, errors = read(options)
    folder: Path = options.folder
    today = datetime.now(ZoneInfo(library.time_zone) if library.time_zone else None).date()
    found = stale(folder, today, timedelta(days=options.days))
    lines = [f"{one.file}:{one.line}: {one.path}: {one.since}: {one.words}" for one in found]
    older = _older(folder)
    lines += older
    if waiting := unapproved(dict(library.quizzes)):
        lines.append(say("Nobody has approved, since the last review: {quizzes}", quizzes=", ".join(waiting)))
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    old = say_number("{number} thing has grown old.", "{number} things have grown old.", len(found) + len(older))
    sys.stderr.write((old if found or older else say("Nothing has grown old.")) + "\n")
    return int(errors)


def _older(folder: Path) -> list[str]:
    """Return a line for each translation that is older than what it translates."""
    try:
        found = old_translations(Change(folder))
    except CannotChange as error:
        return [str(error)]
    words = say("the original has changed since it was translated: quizlib texts export shows it")
    problems = [text.file.document.report((*text.location, language), words) for text, language in found]
    return [f"{one.file}:{one.line}: {one.path}: {one.message}" for one in problems]

"""`quizlib diff`: what has changed between two folders, or since a version of git, in words."""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from quizlib.commands.libraries import is_there, languages, takes_languages
from quizlib.editing.changes_in_words import changes_in_words
from quizlib.library import Library
from quizlib.loading import read_library
from quizlib.say import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    command.add_argument("old", metavar="OLD", help=say("a folder of quizzes, or a version of git such as main"))
    command.add_argument("new", type=Path, metavar="NEW", help=say("a folder of quizzes"))
    takes_languages(command)


def run(options: argparse.Namespace) -> int:
    """Print what has changed; return 2 if OLD is neither a folder nor a version."""
    new: Path = is_there(options, options.new)
    with TemporaryDirectory() as empty:
        old = Path(options.old)
        if not old.exists():
            old = Path(empty)
            try:
                _check_out(options.old, new, old)
            except (OSError, subprocess.CalledProcessError):
                options.refuse(say("there is no folder and no version {name}", name=options.old))
        lines = list(changes_in_words(_read(options, old), _read(options, new)))
    sys.stdout.write("".join(f"{line}\n" for line in lines or [say("Nothing has changed for people.")]))
    return 0


def _read(options: argparse.Namespace, folder: Path) -> Library:
    library, problems = read_library(folder, languages(options))
    if any(problem.level == "error" for problem in problems):
        sys.stderr.write(say("{path} has errors: what they are in is left out.", path=folder) + "\n")
    return library


def _check_out(version: str, folder: Path, to: Path) -> None:
    """Write a folder into another one, as it was at a version of git."""
    command = ["git", "-C", str(folder), "archive", "--format=tar", version, "--", "."]
    found = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - git, with a version of its own
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
        archive.extractall(to, filter="data")

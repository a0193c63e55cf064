"""`quizlib export`: the questions of a quiz for other programs, and each that they cannot hold with its reason."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizlib.commands.libraries import language_of, read, takes_folder, takes_language
from quizlib.exchange.exporting import exported
from quizlib.exchange.formats import FORMATS, WRITTEN
from quizlib.exchange.item import Imported
from quizlib.exchange.report import report
from quizlib.say import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Let a command take a folder or quiz, the format and language of the file, and its place."""
    takes_folder(command)
    command.add_argument("--format", choices=tuple(WRITTEN), required=True, help=say("the format of the file"))
    told = say("write this file, which must not be there (default: the name of the quiz, with the format's ending)")
    command.add_argument("--to", type=Path, metavar="FILE", help=told)
    takes_language(command, say("the language of the file (default: the first one)"))


def run(options: argparse.Namespace) -> int:
    """Write the file; return 1 if the quiz has errors, if a question was refused, or if the file is there already."""
    library, errors = read(options)
    language = language_of(options, library)
    if errors or not library.quizzes:
        return 1
    path: Path = options.to or Path(f"{options.folder.resolve().stem}{FORMATS[options.format].ending}")
    found = sum((exported(library, quiz, language) for quiz in library.quizzes.values()), Imported())
    try:
        made = FORMATS[options.format].write(found.items, language)
    except ImportError:
        sys.stderr.write(say("This needs the extra exchange: pip install 'tryg-paa-nettet[exchange]'") + "\n")
        return 2
    try:
        with path.open("xb") as file:
            file.write(made)
    except FileExistsError:
        sys.stderr.write(say("Nothing was written: {path} is there already.", path=path) + "\n")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in (path, *report(found))))
    return int(bool(found.refused))

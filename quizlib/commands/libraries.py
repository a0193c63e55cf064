"""What commands about a library have in common: the folders that they take, and how these are read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizlib.library import Library
from quizlib.loading import read_library
from quizlib.say import say


def takes_folder(command: argparse.ArgumentParser) -> None:
    """Let a command take one folder of quizzes, and the languages that it must have."""
    command.add_argument("folder", type=Path, metavar="PATH", help=say("a folder of quizzes"))
    takes_languages(command)


def takes_languages(command: argparse.ArgumentParser) -> None:
    """Let a command take the languages that every text must have."""
    command.add_argument(
        "--languages", metavar="da,en", help=say("languages every text must have (default: library.yaml's)")
    )


def languages(options: argparse.Namespace) -> list[str] | None:
    """Return the languages that were named; None if there are none, so that those of library.yaml count."""
    return [name.strip() for name in options.languages.split(",") if name.strip()] if options.languages else None


def takes_language(command: argparse.ArgumentParser, what: str) -> None:
    """Let a command take one of the library's languages, for what it writes; `what` says so in words."""
    command.add_argument("--in", dest="written", metavar="LANGUAGE", help=what)


def language_of(options: argparse.Namespace, library: Library) -> str:
    """Return the language that was named, or the first; end the command as wrong usage if the library lacks it."""
    known = [language.id for language in library.languages]
    if options.written and options.written not in known:
        said = say("there is no language {name}; the library has {known}", name=options.written, known=", ".join(known))
        options.refuse(said)
    named: str = options.written or (known[0] if known else "")
    return named


def is_there(options: argparse.Namespace, path: Path) -> Path:
    """Return a path; end the command as wrong usage if there is nothing."""
    if not path.exists():
        options.refuse(say("there is no {path}", path=path))
    return path


def read(options: argparse.Namespace) -> tuple[Library, bool]:
    """Return the library of the folder that was named, and whether it has errors, which are printed."""
    library, problems = read_library(is_there(options, options.folder), languages(options))
    errors = [problem for problem in problems if problem.level == "error"]
    sys.stderr.write("".join(f"{problem}\n" for problem in errors))
    return library, bool(errors)

"""`quizlib check`: everything that is wrong with quizzes, and what has one possible mending is mended."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from quizlib.commands.libraries import is_there, languages, takes_languages
from quizlib.commands.watching import again_and_again
from quizlib.fixing import fixes
from quizlib.loading import read_library
from quizlib.reports.check_report import FORMATS, checked
from quizlib.rules.wording.language import can_tell
from quizlib.say import say

YES = ("y", "yes", "j", "ja")


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=say("a folder of quizzes, or a quiz file"))
    command.add_argument("--strict", action="store_true", help=say("count warnings as errors"))
    command.add_argument("--format", choices=tuple(FORMATS), default="text")
    command.add_argument(
        "--fix", action="store_true", help=say("mend what has one possible mending: show it, ask, write it")
    )
    command.add_argument("--yes", action="store_true", help=say("with --fix: do not ask"))
    command.add_argument("--watch", action="store_true", help=say("check again after every change, until Ctrl-C"))
    command.add_argument(
        "--cache", type=Path, metavar="FOLDER", help=say("keep what is found here, until a file changes")
    )
    takes_languages(command)


def run(options: argparse.Namespace) -> int:
    """Print the problems; return 1 if there are errors (with --strict also for warnings)."""
    paths = [is_there(options, path) for path in options.paths]
    if options.fix:
        _fix(options)
    return again_and_again(options, paths, lambda: _check(options, paths)) if options.watch else _check(options, paths)


def _check(options: argparse.Namespace, paths: Sequence[Path]) -> int:
    cache: Path | None = options.cache
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
    wanted = languages(options)
    read = [read_library(path, wanted, drafts=True, cache=cache and cache / _name_in_cache(path)) for path in paths]
    problems = [problem for _, found in read for problem in found]
    sys.stdout.write(FORMATS[options.format](problems))
    wrong = any(options.strict or problem.level == "error" for problem in problems)
    if options.format == "text" and not can_tell():
        sys.stderr.write(say("Not checked: whether each text is in its language. The extra authors can tell.") + "\n")
    if options.format == "text" and not wrong:
        sys.stderr.write(f"{checked([library for library, _ in read], warnings=len(problems))}\n")
    return int(wrong)


def _fix(options: argparse.Namespace) -> None:
    """Show what would be mended, and write it when somebody says yes; it is shown beside what the check prints."""
    for fix in fixes(options.paths):
        sys.stderr.write(f"{fix}")
        question = say("Write {path}? [y/N] ", path=fix.path)
        if options.yes or (sys.stdin.isatty() and input(question).strip().lower() in YES):
            fix.write()
        elif not sys.stdin.isatty():
            sys.stderr.write(say("Nothing was written. Add --yes to write it.") + "\n")


def _name_in_cache(path: Path) -> str:
    """Return the name of the file in which a folder is kept: another one for each folder."""
    return f"{path.resolve().name}-{sha256(str(path.resolve()).encode()).hexdigest()[:12]}.cache"

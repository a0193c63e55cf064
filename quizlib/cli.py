"""The `quizlib` command, which reports every mistake in quiz files with file, line and column."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from quizlib.library import read_library
from quizlib.problems import Problem
from quizlib.version import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 for no problems, 1 for problems, 2 for wrong usage (argparse)."""
    parser = argparse.ArgumentParser(prog="quizlib", description="A quiz engine; its quizzes are YAML files.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="say what is wrong with quizzes: file:line:column: path: message")
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a folder of quizzes, or a quiz file")
    check.add_argument("--languages", metavar="da,en", help="languages every text must have (default: library.yaml's)")
    check.add_argument("--strict", action="store_true", help="count warnings as errors")
    check.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments)
    for path in options.paths:
        if not path.exists():
            check.error(f"there is no {path}")
    languages = [name.strip() for name in options.languages.split(",") if name.strip()] if options.languages else None
    problems = [problem for path in options.paths for problem in read_library(path, languages)[1]]
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # letters the terminal cannot show
    sys.stdout.write(_json(problems) if options.format == "json" else "".join(f"{problem}\n" for problem in problems))
    return int(any(options.strict or problem.level == "error" for problem in problems))


def _json(problems: Sequence[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"

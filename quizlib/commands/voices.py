"""`quizlib voices`: what should be spoken by a person, and what is wrong with the recordings that are there."""

from __future__ import annotations

import argparse
import sys

from quizlib.commands.libraries import read, takes_folder
from quizlib.reports.voice_report import voice_problems, voice_report
from quizlib.say import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    takes_folder(command)
    command.add_argument(
        "--check", action="store_true", help=say("say what is wrong with the files that are there, or not")
    )


def run(options: argparse.Namespace) -> int:
    """Print the table or, with --check, the problems; return 1 if there are any."""
    library, errors = read(options)
    if not options.check:
        sys.stdout.write(voice_report(library))
        return int(errors)
    lines = list(voice_problems(library))
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return int(errors or bool(lines))

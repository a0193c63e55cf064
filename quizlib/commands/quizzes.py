"""`quizlib quizzes`: what each quiz asks, takes, and gives away to guessing."""

from __future__ import annotations

import argparse
import sys

from quizlib.commands.libraries import read, takes_folder
from quizlib.reports.quiz_report import quiz_report

arguments = takes_folder


def run(options: argparse.Namespace) -> int:
    """Print the report; return 1 if the library has errors."""
    library, errors = read(options)
    sys.stdout.write(quiz_report(library))
    return int(errors)

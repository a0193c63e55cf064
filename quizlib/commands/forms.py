"""`quizlib forms`: the forms of check-ups, compared."""

from __future__ import annotations

import argparse
import sys

from quizlib.commands.libraries import read, takes_folder
from quizlib.reports.form_report import form_report

arguments = takes_folder


def run(options: argparse.Namespace) -> int:
    """Print the report; return 1 if the library has errors."""
    library, errors = read(options)
    sys.stdout.write(form_report(library))
    return int(errors)

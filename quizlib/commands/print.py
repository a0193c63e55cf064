"""`quizlib print`: a worksheet, its key and talking points, as a page for a browser to print."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizlib.commands.libraries import language_of, read, takes_folder, takes_language
from quizlib.say import say, speaking
from quizlib.sheets.sheets import PARTS, Sheets


def arguments(command: argparse.ArgumentParser) -> None:
    """Let a command take a folder, the language of the page, its parts, and a file to write."""
    takes_folder(command)
    takes_language(command, say("the language of the page (default: the first one)"))
    command.add_argument(
        "--part", action="append", choices=PARTS, help=say("print this part alone; may be given again (default: all)")
    )
    command.add_argument("--to", type=Path, metavar="FILE.html", help=say("write the page here (default: print it)"))


def run(options: argparse.Namespace) -> int:
    """Write the page; return 1 if the quiz has errors, which are told first."""
    library, errors = read(options)
    language = language_of(options, library)
    if errors or not library.quizzes:
        return 1
    with speaking(language):
        made = Sheets(library, language).page(options.part or PARTS)
    if options.to:
        options.to.write_text(made, encoding="ascii")
    else:
        sys.stdout.write(made)
    return 0

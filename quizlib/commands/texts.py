"""`quizlib texts`: texts leave for a translator, as PO or as a spreadsheet, and come back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizlib.commands.libraries import is_there
from quizlib.editing.changing import CannotChange
from quizlib.say import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    actions = command.add_subparsers(dest="action", required=True, metavar="export|import")
    out = actions.add_parser("export", help=say("write the texts into a file for a translator"))
    out.add_argument("into", metavar="LANGUAGE", help=say("the language to translate into, as in sv"))
    out.add_argument("--to", type=Path, required=True, metavar="FILE", help=say("a file that ends in .po or .xlsx"))
    out.add_argument("--only", nargs="+", default=[], metavar="NAME", help=say("files alone, as in quizzes/mitid"))
    back = actions.add_parser("import", help=say("write the translations of a file into the content"))
    back.add_argument("file", type=Path, metavar="FILE", help=say("the file that came back"))
    for part in (out, back):
        part.add_argument(
            "--content", type=Path, default=Path("content"), metavar="FOLDER", help=say("the folder with library.yaml")
        )


def run(options: argparse.Namespace) -> int:
    """Write the file, or the content; return 1 if something is wrong, and nothing was written."""
    try:
        from quizlib.editing.translating.bringing import (  # noqa: PLC0415 - only in the extra `authors`
            Refused,
            bring_in,
            take_out,
        )
    except ImportError:
        sys.stderr.write(say("This needs the extra authors: pip install 'tryg-paa-nettet[authors]'") + "\n")
        return 2
    folder: Path = is_there(options, options.content)
    try:
        if options.action == "export":
            every, waiting = take_out(folder, options.into, options.to, options.only)
            told = [say("{path}: {every} texts, {waiting} to translate", path=options.to, every=every, waiting=waiting)]
        else:
            told = bring_in(folder, is_there(options, options.file))
    except Refused as refused:
        sys.stdout.write("".join(f"{line}\n" for line in refused.lines))
        sys.stderr.write(say("Nothing was changed: mend these in the file, and import it again.") + "\n")
        return 1
    except CannotChange as error:
        sys.stderr.write(say("Nothing was changed: {why}.", why=error) + "\n")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in told))
    return 0

"""`quizlib import`: questions of other programs become drafts of quizzes."""  # noqa: N999 - named as its command

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizlib.commands.libraries import is_there
from quizlib.exchange.drafting import Draft, drafts
from quizlib.exchange.formats import READ, read_file
from quizlib.exchange.item import Imported, NotReadable
from quizlib.exchange.report import report
from quizlib.say import say
from quizlib.texts.text import LANGUAGE


def arguments(command: argparse.ArgumentParser) -> None:
    """Let a command take files, their format and language, and the folder for drafts."""
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("a file of questions"))
    command.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help=say("write drafts into this folder (default: only tell what is there)"),
    )
    command.add_argument(
        "--in",
        dest="written",
        metavar="LANGUAGE",
        help=say("the language of the questions (default: that of --language)"),
    )
    command.add_argument(
        "--format", choices=tuple(READ), help=say("the format (default: the one that a file begins like)")
    )


def run(options: argparse.Namespace) -> int:
    """Write the drafts; return 1 if a question was refused, a file could not be read, or a draft is there already."""
    language: str = options.written or options.language
    if not LANGUAGE.fullmatch(language):
        options.refuse(say("‹{language}› is no language: write da or en", language=language))
    found = Imported()
    made: list[Draft] = []
    failed = False
    for path in [is_there(options, path) for path in options.files]:
        try:
            read = read_file(path, language, options.format)
        except NotReadable as error:
            sys.stderr.write(f"{path}: {error}\n")
            failed = True
        except ImportError:
            sys.stderr.write(say("This needs the extra exchange: pip install 'tryg-paa-nettet[exchange]'") + "\n")
            return 2
        else:
            found += read
            made += drafts(read.items, path.stem)
    sys.stdout.write("".join(f"{line}\n" for line in report(found)))
    written = options.into is None or _write(options.into, made)
    return int(failed or bool(found.refused) or not written)


def _write(folder: Path, made: list[Draft]) -> bool:
    """Write each draft into a file of its own and name it; write none if one of the files is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{draft.name}.yaml" for draft in made]
    twice = {path for path in paths if path.exists() or paths.count(path) > 1}
    for path in sorted(twice):
        sys.stderr.write(
            say("Nothing was written: {path} is there already, or would be written twice.", path=path) + "\n"
        )
    if twice:
        return False
    for path, draft in zip(paths, made, strict=True):
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(draft.text)
        sys.stdout.write(f"{path}\n")
    return True

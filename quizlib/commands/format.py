"""`quizlib format`: files get one layout; no word and no comment of them changes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from quizlib.commands.libraries import is_there
from quizlib.editing.kinds import content_files
from quizlib.editing.whole_file import write_whole
from quizlib.progress import in_turn
from quizlib.say import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=say("a folder of quizzes, or a file"))
    command.add_argument("--check", action="store_true", help=say("write nothing; list the files that would change"))


def run(options: argparse.Namespace) -> int:
    """Write the files that change, and name them; return 1 if there are any with --check, or one cannot be laid out."""
    try:
        from quizlib.editing.layout import CannotLayOut, laid_out  # noqa: PLC0415 - only in the extra `authors`
    except ImportError:
        sys.stderr.write(say("This needs the extra authors: pip install 'tryg-paa-nettet[authors]'") + "\n")
        return 2
    files = list(_files(is_there(options, path) for path in options.paths))
    changed: list[Path] = []
    failed: list[str] = []
    for path in in_turn(files, say("Laying out files")):
        raw = path.read_bytes()
        try:
            found = laid_out(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            failed.append(_stays(path, say("it is not saved as UTF-8")))
        except CannotLayOut as error:
            failed.append(_stays(path, error))
        else:
            if found.encode() != raw:
                changed.append(path)
                if not options.check:
                    write_whole(path, found)
    sys.stdout.write("".join(f"{path}\n" for path in changed))
    number = f"{len(changed)}/{len(files)}"
    would, did = (
        say("Files that would change: {number}", number=number),
        say("Files that changed: {number}", number=number),
    )
    told = would if options.check else did
    sys.stderr.write("".join(f"{line}\n" for line in (*failed, told)))
    return int(bool(failed or (changed and options.check)))


def _stays(path: Path, why: object) -> str:
    return say("{path} stays as it is: {why}", path=path, why=why)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for _, file in content_files(path))
        else:
            yield path

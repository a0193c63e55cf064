"""Which files of an author's folder are read, and what the others have to be called."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from quizlib.problems import Problem
from quizlib.reading.builder import MAX_PROBLEMS
from quizlib.say import say

LEFTOVER = re.compile(
    r"\..*|~\$.*|.*~|#.*#|.*\.(sw[a-p]|tmp)|thumbs\.db|desktop\.ini|icon\r|__macosx|__pycache__",
    re.DOTALL | re.IGNORECASE,
)
"""The names of files that editors, file managers, archives and Python leave behind. Nobody wants them read."""
MEANT = re.compile(r"(.+?)((\.(ya?ml|txt|bak|old|orig))+)?", re.DOTALL | re.IGNORECASE)
"""A name that was meant to be one of .yaml, with the endings that a system or an editor has put after it."""
LIKE_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)
YAML = ".yaml"


def is_leftover(name: str) -> bool:
    """Return whether a file's name is that of a hidden file, a copy or a lock that an editor or a system made."""
    return LEFTOVER.fullmatch(name) is not None


def ids_in(folder: Path) -> list[str]:
    """Return the ids of the files of a folder that are read, in order: a file's name is its id, with .yaml behind it.

    What editors and systems have left behind is not read.
    """
    names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208 - of thousands
    return sorted(name[: -len(YAML)] for name in names if name.endswith(YAML) and not LEFTOVER.fullmatch(name))


def yaml_files(folder: Path) -> list[Path]:
    """Return the files of a folder that are read, sorted by id."""
    return [folder / f"{name}{YAML}" for name in ids_in(folder)]


def not_read(folder: Path, beside: re.Pattern[str] | None = None, apart: Collection[str] = ()) -> Iterator[Problem]:
    """Warn of the files in a folder and below it that are not read; files named like `beside` belong there.

    With `apart`, the names in the folder that have another use, the folder may hold anything else as well: then only
    files of YAML are told.
    """
    return islice(_not_read(folder, beside, apart), MAX_PROBLEMS)


def misnamed(folder: Path, names: Collection[str], others: str = "") -> Iterator[Problem]:
    """Warn of the files and folders that were meant to have one of these names, such as Library.yml.

    With `others`, every other file of YAML is told to belong to the folder of that name.
    """
    for path in sorted(folder.glob("*")):
        meant = path.name.lower() if path.is_dir() else _meant(path.name)
        if is_leftover(path.name):
            continue
        if meant in names and not _is(path, folder / meant):
            yield _warning(path, folder / meant, meant)
        elif others and meant not in names and LIKE_YAML.search(path.name) and path.is_file():
            yield _warning(path, folder / others / meant, f"{others}/{meant}")


def _not_read(folder: Path, beside: re.Pattern[str] | None, apart: Collection[str]) -> Iterator[Problem]:
    for here, folders, files in os.walk(folder):
        top = Path(here) == folder
        folders[:] = sorted(name for name in folders if not is_leftover(name) and not (top and name in apart))
        for name in sorted(files):
            fits = beside is not None and beside.fullmatch(name)
            if is_leftover(name) or (top and (fits or name.endswith(YAML) or _meant(name) in apart)):
                continue
            better = _better(name, beside)
            shown = better if top else f"{folder.name}/{better}"
            if not apart or LIKE_YAML.search(name):
                yield _warning(Path(here, name), folder / better if better else None, shown)


def _better(name: str, beside: re.Pattern[str] | None) -> str:
    """Return the name under which a file would be read; empty if it was hardly meant to be."""
    if beside is not None and beside.fullmatch(name.lower()):
        return name.lower()
    meant = _meant(name)
    return "" if "." in meant.removesuffix(YAML) else meant


def _meant(name: str) -> str:
    match = MEANT.fullmatch(name)
    return f"{match[1] if match else name}{YAML}".lower()


def _is(path: Path, other: Path) -> bool:
    """Return whether two names are those of one file: where capitals make no difference, too."""
    return path == other or (other.exists() and path.exists() and path.samefile(other))


def _warning(path: Path, wanted: Path | None, shown: str) -> Problem:
    if wanted is None:
        hint = say("what is read ends in .yaml: keep this elsewhere")
    elif wanted.exists() and not _is(path, wanted):
        hint = say("{shown} is read: remove this one", shown=shown)
    else:
        hint = say("name it {shown}", shown=shown)
    return Problem("warning", str(path), 1, 1, "", say("is not read"), hint)

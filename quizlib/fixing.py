"""Fixing: files with the slips mended that have one possible mending, shown line by line before anything is written."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from quizlib.editing.whole_file import write_whole
from quizlib.reading.folder import yaml_files
from quizlib.reading.slips import mend, without_curled
from quizlib.reading.source import can_be_parsed


@dataclass(frozen=True)
class Fix:
    """A file, its text, and the text that it would have."""

    path: Path
    before: str
    after: str

    def __str__(self) -> str:
        """Return the lines that change, as a unified diff without context."""
        name = str(self.path)
        lines = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), name, name, n=0, lineterm="")
        return "".join(f"{line}\n" for line in lines)

    def write(self) -> None:
        """Write the file; it is replaced whole."""
        write_whole(self.path, self.after)


def fixes(paths: Iterable[Path]) -> Iterator[Fix]:
    """Yield a fix for each file, and each file in a folder or its folders, that has something with one mending."""
    for path in paths:
        folders = [path, *sorted(one for one in path.glob("*") if one.is_dir())] if path.is_dir() else []
        for file in [*(one for folder in folders for one in yaml_files(folder))] or [path]:
            if file.is_file() and (fix := _fix(file)):
                yield fix


def _fix(path: Path) -> Fix | None:
    raw = path.read_bytes()
    try:
        before = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None  # the check says how to save it
    after = normalize("NFC", without_curled(before) if can_be_parsed(before) else mend(before).sure)
    return Fix(path, before, after) if after != before else None

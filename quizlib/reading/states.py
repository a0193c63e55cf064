"""States: what tells the files of a folder, and this program, from what they are after a change."""

from __future__ import annotations

import inspect
import os
import platform
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pydantic
import yaml

from quizlib.reading.folder import LEFTOVER
from quizlib.version import __version__

FORM = 5  # of what is kept
TELLS = "py3langid"  # a package that a rule uses if it is there
UNSURE = 2_000_000_000  # nanoseconds: what changed so shortly before it was read may have changed once more since
NOWHERE = "-"  # the state of a link that leads nowhere, or of what was deleted just now


class States(dict[str, str]):
    """The size of each file, and when its content and its entry in the folder changed last, by its path in the folder.

    They are those of the moment at which this is made. What is left behind by an editor or a system has none. `unsure`
    are the files that have changed so lately that their state may be the same after another change. The file `but` is
    left out.
    """

    def __init__(self, folder: Path | None, but: str = "") -> None:
        super().__init__()
        self.unsure: list[str] = []
        self._sure = time.time_ns() - UNSURE
        if folder is not None:
            self._look(str(folder), "")
        if self.pop(but, None):
            self.unsure = [path for path in self.unsure if path != but]

    def _look(self, folder: str, before: str) -> None:
        """Take the states of the files in a folder and below it. A folder in it may be a link."""
        folders, sure = [], self._sure
        with suppress(OSError), os.scandir(folder) as listed:  # it may not be looked into, or it was deleted just now
            for entry in listed:
                if LEFTOVER.fullmatch(entry.name):
                    continue
                path = before + entry.name
                try:
                    if entry.is_dir():
                        if not (before and entry.is_symlink()):
                            folders.append((entry.path, path + os.sep))
                        continue
                    found = entry.stat()
                except OSError:  # a link to what may not be looked at, or that leads nowhere
                    self[path] = NOWHERE
                    continue
                modified, changed = found.st_mtime_ns, found.st_ctime_ns
                self[path] = f"{found.st_size} {modified} {changed}"
                if modified > sure or changed > sure:
                    self.unsure.append(path)
        for inner in folders:
            self._look(*inner)


def state_of(file: Path) -> str:
    """Return the state of one file now."""
    try:
        found = file.stat()
    except OSError:
        return NOWHERE
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def digest_of(file: Path) -> str:
    """Return what tells the content of a file from any other; that of nothing, if it cannot be read."""
    try:
        return sha256(file.read_bytes()).hexdigest()[:32]
    except OSError:
        return ""


def program(types: Iterable[type]) -> str:
    """Return what tells this program from any other: its versions, and the state of its modules and of these types."""
    told = [str(FORM), __version__, platform.python_version(), pydantic.VERSION, yaml.__version__]
    told.append(str(find_spec(TELLS) is not None))
    for kind in types:
        told.append(f"{kind.__module__}.{kind.__qualname__}")
        with suppress(TypeError, OSError):  # made at a prompt, where there is no file
            told.append(state_of(Path(inspect.getfile(kind))))
    modules = States(Path(__file__).parent.parent)
    told += sorted(f"{path} {state}" for path, state in modules.items() if path.endswith(".py"))
    return sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()

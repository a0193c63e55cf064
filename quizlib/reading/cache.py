"""Cache: what was read in a folder and found wrong with it, kept in a file until anything of it changes.

Where only files have changed that are looked at one by one, all the others are taken as they were kept. Paths are kept
as they are within the folder, so that a folder may be moved.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import platform
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from quizlib.problems import Problem
from quizlib.reading import source
from quizlib.reading.document import Document
from quizlib.reading.folder import YAML, is_leftover
from quizlib.reading.kept_lines import KeptLines, keep_lines
from quizlib.say import spoken_language
from quizlib.version import __version__

FORM = 4  # of the file: a digest, a line of what is kept, and the lines that it says the places of
READS = ("pydantic", "PyYAML")  # packages that decide what a file means
TELLS = "py3langid"  # a package that a rule uses if it is there
UNSURE = 2_000_000_000  # nanoseconds: what changed so shortly before it was read may have changed once more since
DIGESTS, SETTLED = "", "/"  # names of lines that no file has
States = Mapping[str, list[int]]
"""The size of each file, and when its content and its entry in the folder changed last, by its path in the folder."""


class Cache:
    """The files of a folder: as they were kept in `file`, if nothing has changed, else as they are read now.

    Make it before any of them is read. Without a `file` nothing is kept. `apart` are the names of the folders in it
    whose YAML files are looked at one by one: what is found in one of them depends on none of the others.
    """

    def __init__(self, file: Path | None, folder: Path, apart: Collection[str] = ()) -> None:
        self._file = file
        self._folder = folder
        self._before = str(folder / "x").removesuffix("x")  # what every path in it begins with
        self._apart = apart
        self._begun = time.time_ns()
        self._states = self._found()
        self._asked: list[str] = []
        self._kept = KeptLines()
        self._digests: dict[str, str] = {}
        self._known: dict[str, list[list[Any]]] = {}
        self._settled: dict[str, list[Problem]] = {}
        self.problems: tuple[Problem, ...] | None = None
        """What was found wrong with the files, if that is known."""

    def knows(self, asked: Iterable[object], types: Iterable[type]) -> bool:
        """Return whether the files are kept as they are now, with problems in the language of `speaking`.

        `asked` is what problems depend on beside the files, and `types` are the question types that are known.
        """
        if self._file is not None:
            self._asked = [*map(str, (*asked, spoken_language())), *_program(types)]
            self._kept = KeptLines(self._file)
            self._take(self._kept.head)
        return self.problems is not None

    def names(self, folder: Path) -> list[str]:
        """Return the names, without endings, of the files of a folder that are kept and were understood."""
        within = self._within(str(folder / YAML)).removesuffix(YAML)
        inside = (path.removeprefix(within) for path in self._kept.places if path.startswith(within))
        return [name.removesuffix(YAML) for name in inside if name.endswith(YAML) and os.sep not in name]

    def read(self, path: Path) -> Document:
        """Return a file as a document. What is kept is the data of files that were understood, without places."""
        name = self._within(str(path))
        if self.problems is None and name not in self._known:
            return source.read_file(path)
        data = self._kept.data(name)
        if data is None and name in self._kept.places:  # that line is broken
            data = source.read_file(path).data
        return Document(str(path), data, checked=True, again=lambda: source.read_file(path).places)

    def settle(self, *documents: Document) -> None:
        """Remember what was found in documents that have been looked at one by one; give it back where it was kept.

        More can be found in a document afterwards, beside others.
        """
        for document in documents:
            name = self._within(document.file)
            if name in self._known:
                document.problems, document.checked = [self._unpacked(one) for one in self._known[name]], False
            self._settled[name] = list(document.problems)

    def keep(self, understood: Iterable[Document], problems: Iterable[Problem]) -> None:
        """Keep these documents and all problems, unless a file has changed meanwhile, or the file cannot be written.

        The file is replaced as a whole, so that any number of processes may use it.
        """
        if self._file is None or self.problems is not None:
            return
        digests = {path: self._digests.get(path) or self._digest(path) for path in self._states}
        data = {self._within(document.file): document.data for document in understood}
        settled = {name: list(map(self._packed, self._settled[name])) for name in data if name in self._settled}
        lines = partial(keep_lines, data={**data, DIGESTS: digests, SETTLED: settled})
        self._write(lines, **self._times(), asked=self._asked, problems=list(map(self._packed, problems)))

    def _write(self, lines: Callable[..., None], **head: object) -> None:
        """Write lines after a head, unless a file has changed meanwhile, or this cannot be written."""
        with suppress(OSError):
            if self._states == self._found():
                lines(self._file, head=head)

    def _times(self) -> dict[str, Any]:
        newest = max((changed for _, *times in self._states.values() for changed in times), default=0)
        return {"begun": self._begun, "newest": newest, "states": self._states}

    def _found(self) -> States:
        """Return the state of every file of the folder now, but for the one in which they are kept."""
        if self._file is None:
            return {}
        states = dict(_states_below(self._folder))
        states.pop(self._within(str(self._file)), None)
        return states

    def _take(self, kept: Mapping[str, Any]) -> None:
        """Take what is kept of this program and what is asked: all of it, or what is known of each file by itself."""
        if kept.get("asked") != self._asked:
            return
        unsure = kept["begun"] - UNSURE
        sure = kept["states"] == self._states and kept["newest"] <= unsure
        changed = set() if sure else self._changed(kept, unsure)
        if not changed:
            self.problems = tuple(map(self._unpacked, kept["problems"]))
            if not sure:  # the next time nobody needs to look into the files
                self._write(self._kept.again, **self._times())
        elif all(map(self._is_apart, changed)):
            settled = self._kept.data(SETTLED) or {}
            self._known = {path: found for path, found in settled.items() if path not in changed}

    def _changed(self, kept: Mapping[str, Any], unsure: int) -> set[str]:
        """Return the files that are not as they were; what changed after `unsure` may be, though it looks as it did."""
        digests = self._kept.data(DIGESTS) or {}
        changed = {*(self._states.keys() ^ kept["states"].keys())}
        for path in self._states.keys() & kept["states"].keys():
            state = self._states[path]
            if (kept["states"][path] == state and max(state[1:]) <= unsure) or digests.get(path) == self._digest(path):
                self._digests[path] = digests.get(path, "")
            else:
                changed.add(path)
        return changed

    def _is_apart(self, path: str) -> bool:
        return os.path.dirname(path) in self._apart and path.endswith(YAML)  # noqa: PTH120 - of thousands

    def _packed(self, problem: Problem) -> tuple[Any, ...]:
        return (problem.level, self._within(problem.file), *astuple(problem)[2:])

    def _unpacked(self, kept: list[Any]) -> Problem:
        level, file, *rest = kept
        inside = f"{self._before}{file}" if file else str(self._folder)
        return Problem(level, file if os.path.isabs(file) else inside, *rest)  # noqa: PTH117 - of thousands

    def _within(self, path: str) -> str:
        """Return a path as it is in the folder, empty for the folder itself; as it is, if it is not in there."""
        return "" if path == str(self._folder) else path.removeprefix(self._before)

    def _digest(self, path: str) -> str:
        """Return what tells the content of a file from any other; that of nothing, if it cannot be read."""
        try:
            return hashlib.sha256((self._folder / path).read_bytes()).hexdigest()
        except OSError:
            return ""


def _states_below(folder: Path | str, before: str = "") -> Iterator[tuple[str, list[int]]]:
    """Yield the state of every file in a folder and below it that is not left behind by an editor or a system.

    A folder in it may be a link. Each path begins with `before`, which is empty at the top.
    """
    try:
        with os.scandir(folder) as listed:
            entries = [entry for entry in listed if not is_leftover(entry.name)]
    except OSError:  # it may not be looked into, or it was deleted just now
        return
    for entry in entries:
        if not _is_folder(entry):
            yield f"{before}{entry.name}", _state(entry)
        elif not (before and entry.is_symlink()):
            yield from _states_below(entry.path, f"{before}{entry.name}{os.sep}")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to what may not be looked at
        return False


def _state(file: os.DirEntry[str] | Path) -> list[int]:
    try:
        found = file.stat()
    except OSError:  # a link that leads nowhere, or it was deleted just now
        return [-1, 0, 0]
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _program(types: Iterable[type]) -> list[str]:
    """Return what tells this program from any other: its versions, and the state of its modules and of these types."""
    modules = {path: state for path, state in _states_below(Path(__file__).parent.parent) if path.endswith(".py")}
    for kind in types:
        with suppress(TypeError, OSError):  # made at a prompt, where there is no file
            modules[inspect.getfile(kind)] = _state(Path(inspect.getfile(kind)))
    states = [f"{path} {state}" for path, state in sorted(modules.items())]
    names = [f"{kind.__module__}.{kind.__qualname__}" for kind in types]
    program = [str(FORM), __version__, platform.python_version(), *map(version, READS), str(bool(find_spec(TELLS)))]
    return [*program, *names, *states]

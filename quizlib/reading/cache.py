"""Cache: what was read in a folder and found wrong with it, kept in a file until anything of it changes.

Where only files have changed that are looked at one by one, all the others are taken as they were kept. Paths are kept
as they are within the folder, so that a folder may be moved.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import platform
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from quizlib.problems import Problem
from quizlib.reading import source
from quizlib.reading.document import Document
from quizlib.reading.folder import YAML, is_leftover
from quizlib.say import spoken_language
from quizlib.version import __version__

FORM = 3  # of the file
READS = ("pydantic", "PyYAML")  # packages that decide what a file means
TELLS = "py3langid"  # a package that a rule uses if it is there
UNSURE = 2_000_000_000  # nanoseconds: what changed so shortly before it was read may have changed once more since
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
        self._apart = apart
        self._begun = time.time_ns()
        self._states = self._found()
        self._asked: list[str] = []
        self._data: dict[str, Any] = {}
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
            self._take(_whole(self._file))
        return self.problems is not None

    def read(self, path: Path) -> Document:
        """Return a file as a document. What is kept is the data of files that were understood, without places."""
        name = self._within(str(path))
        if self.problems is not None:
            return Document(str(path), self._data.get(name), checked=True)
        if name in self._known:
            return Document(str(path), self._data[name], checked=True, again=lambda: source.read(path).places)
        return source.read(path)

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
        with suppress(OSError):
            digests = {path: self._digests.get(path) or self._digest(path) for path in self._states}
            files = {path: [*state, digests[path]] for path, state in self._states.items()}
            if self._states == self._found():
                data = {self._within(document.file): document.data for document in understood}
                whole = {
                    "asked": self._asked,
                    "begun": self._begun,
                    "files": files,
                    "data": data,
                    "settled": {
                        name: [self._packed(one) for one in found]
                        for name, found in self._settled.items()
                        if name in data
                    },
                    "problems": [self._packed(problem) for problem in problems],
                }
                _replace(self._file, json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def _found(self) -> States:
        """Return the state of every file of the folder now, but for the one in which they are kept."""
        if self._file is None:
            return {}
        states = _states_below(self._folder)
        states.pop(self._within(str(self._file)), None)
        return states

    def _take(self, kept: dict[str, Any] | None) -> None:
        """Take what is kept of this program and what is asked: all of it, or what is known of each file by itself."""
        if kept is None or kept["asked"] != self._asked:
            return
        unsure = kept["begun"] - UNSURE
        changed = self._states.keys() ^ kept["files"].keys()
        for path in self._states.keys() & kept["files"].keys():
            *before, digest = kept["files"][path]
            state = self._states[path]
            if (before != state or max(state[1:]) > unsure) and digest != self._digest(path):
                changed.add(path)
            else:
                self._digests[path] = digest
        if not changed:
            self._data = kept["data"]
            self.problems = tuple(map(self._unpacked, kept["problems"]))
        elif all(map(self._is_apart, changed)):
            self._data = kept["data"]
            self._known = {path: found for path, found in kept["settled"].items() if path not in changed}

    def _is_apart(self, path: str) -> bool:
        return os.path.dirname(path) in self._apart and path.endswith(YAML)  # noqa: PTH120 - of thousands of files

    def _packed(self, problem: Problem) -> tuple[Any, ...]:
        return astuple(replace(problem, file=self._within(problem.file)))

    def _unpacked(self, kept: list[Any]) -> Problem:
        found = Problem(*kept)
        return replace(found, file=str(self._folder / found.file))

    def _within(self, path: str) -> str:
        """Return a path as it is in the folder; as it is, if it is not in there."""
        return str(Path(path).relative_to(self._folder)) if Path(path).is_relative_to(self._folder) else path

    def _digest(self, path: str) -> str:
        """Return what tells the content of a file from any other; that of nothing, if it cannot be read."""
        try:
            return hashlib.sha256((self._folder / path).read_bytes()).hexdigest()
        except OSError:
            return ""


def _states_below(folder: Path) -> dict[str, list[int]]:
    """Return the state of every file in a folder and below it that is not left behind by an editor or a system."""
    linked = [path for path in folder.iterdir() if path.is_symlink() and path.is_dir()]
    return dict(sorted((path, state) for top in (folder, *linked) for path, state in _walked(folder, top)))


def _walked(folder: Path, top: Path) -> Iterator[tuple[str, list[int]]]:
    for here, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not is_leftover(name)]
        within = os.path.relpath(here, folder)
        before = "" if within == os.curdir else f"{within}{os.sep}"
        for name in files:
            if not is_leftover(name):
                yield f"{before}{name}", _state(f"{here}/{name}")


def _state(path: str) -> list[int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - for thousands of files: a Path would cost as much again
    except OSError:  # a link that leads nowhere, or it was deleted just now
        return [-1, 0, 0]
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _program(types: Iterable[type]) -> list[str]:
    """Return what tells this program from any other: its versions, and the state of its modules and of these types."""
    modules = [str(path) for path in Path(__file__).parent.parent.rglob("*.py")]
    own = []
    for kind in types:
        with suppress(TypeError, OSError):  # made at a prompt, where there is no file
            own.append(inspect.getfile(kind))
    states = [f"{path} {_state(path)}" for path in sorted({*modules, *own})]
    names = [f"{kind.__module__}.{kind.__qualname__}" for kind in types]
    program = [str(FORM), __version__, platform.python_version(), *map(version, READS), str(bool(find_spec(TELLS)))]
    return [*program, *names, *states]


def _whole(file: Path) -> dict[str, Any] | None:
    """Return what a file of `_replace` holds; None for any other file."""
    try:
        digest, _, text = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest.decode("ascii", "replace") != hashlib.sha256(text).hexdigest():
        return None
    kept: dict[str, Any] = json.loads(text.decode("utf-8", "surrogatepass"))
    return kept


def _replace(file: Path, text: bytes) -> None:
    """Write a file that only this user can read, with its digest before it, under another name; then rename it."""
    descriptor, written = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        Path(written).replace(file)
    except OSError:
        Path(written).unlink(missing_ok=True)
        raise

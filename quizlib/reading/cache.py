"""Cache: what was read in a folder and found wrong with it, kept in a file until anything of it changes.

Where only files have changed that are looked at one by one, all the others are taken as they were kept. Paths are kept
as they are within the folder, so that a folder may be moved.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple
from functools import cached_property
from pathlib import Path
from typing import Any

from quizlib.problems import Location, Problem
from quizlib.reading import source
from quizlib.reading.document import Document
from quizlib.reading.folder import YAML
from quizlib.reading.kept_lines import KeptLines, keep_lines
from quizlib.reading.states import States, digest_of, program, state_of
from quizlib.say import spoken_language

STATES, DIGESTS, SETTLED, COMPARED = "/states", "/digests", "/settled", "/compared"  # names of lines that no file has

Found = tuple[Location, Problem]
"""What was found where files are compared: the place in the data of a file, and the problem that it is."""


class Cache:
    """The files of a folder: as they were kept in `file`, if nothing has changed, else as they are read now.

    Make it before any of them is read. Without a `file` nothing is kept. `apart` are the names of the folders in it
    whose YAML files are looked at one by one: what is found in one of them depends on none of the others.
    """

    def __init__(self, file: Path | None, folder: Path, apart: Collection[str] = ()) -> None:
        self._file = file
        self._folder = folder
        self._begins = str(folder / "x").removesuffix("x")  # what every path in it begins with
        self._apart = apart
        self._states = States(folder if file else None, "" if file is None else self._within(str(file)))
        self._asked: list[str] = []
        self._kept = KeptLines()
        self._digests: dict[str, str] = {}
        self._before: Mapping[str, str] = {}  # the states that are kept, in the order of their paths
        self._bare: Collection[str] = ()  # YAML files of which no data is kept, because they were not understood
        self._changed: Collection[str] | None = None
        self._settled: dict[str, list[Problem]] = {}
        self._compared: Mapping[str, list[Any]] = {}
        self.problems: tuple[Problem, ...] | None = None
        """What was found wrong with the files, if that is known."""
        self.complete = False
        """Whether the files are those that were kept, each under its name, and only what is in them has changed."""

    def knows(self, asked: Iterable[object], types: Iterable[type]) -> bool:
        """Return whether the files are kept as they are now, with problems in the language of `speaking`.

        `asked` is what problems depend on beside the files, and `types` are the question types that are known.
        """
        if self._file is not None:
            self._asked = [*map(str, (*asked, spoken_language())), program(types)]
            self._kept = KeptLines(self._file)
            if self._kept.head.get("asked") == self._asked:
                self._take(self._kept.head)
        return self.problems is not None

    def is_known(self, path: Path) -> bool:
        """Return whether a file is as it was kept, and what was found in it by itself is known."""
        name = self._within(str(path))
        return self._changed is not None and name in self._states and name not in self._changed

    def known(self, folder: Path) -> set[str]:
        """Return the ids of the YAML files of a folder that are as they were kept, understood or not."""
        if self._changed is None:
            return set()
        within = self._within(str(folder / "x")).removesuffix("x")
        begins, ends = len(within), -len(YAML)
        inside = (path for path in self._states if path.startswith(within) and path.endswith(YAML))
        return {path[begins:ends] for path in inside if path not in self._changed}

    def names(self, folder: Path) -> list[str]:
        """Return the names, without endings, of the files of a folder that are kept and were understood."""
        return self._names.get(self._within(str(folder)), [])

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        """The ids of the files that are kept and were understood, in order, by their folder."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in self._before:
            folder, _, name = path.rpartition(os.sep)
            if path not in self._bare and path.endswith(YAML):
                found[folder].append(name[: -len(YAML)])
        return found

    def read(self, path: Path) -> Document:
        """Return a file as a document. What is kept is the data of files that were understood, without places."""
        name = self._within(str(path))
        if self.problems is None and (name in self._bare or not self.is_known(path)):
            return source.read_file(path)
        row = self._kept.data(name)
        if row is None:  # nothing is kept, or that line is broken
            row = {"data": None if name in self._bare else source.read_file(path).data, "beside": None}
        return Document(
            str(path), row["data"], checked=True, again=lambda: source.read_file(path).places, beside=row["beside"]
        )

    def beside(self, path: Path) -> Any:  # noqa: ANN401 - what was kept
        """Return what was kept beside the data of a file when it was read last; None if there is nothing."""
        row = self._kept.data(self._within(str(path))) if self._changed is not None else None
        return row and row["beside"]

    def settle(self, *documents: Document) -> None:
        """Remember what was found in documents that have been looked at one by one; give it back where it was kept.

        More can be found in a document afterwards, beside others.
        """
        for document in documents:
            if self.is_known(Path(document.file)):
                document.problems, document.checked = self.settled(document.file), False
            self._settled[self._within(document.file)] = list(document.problems)

    def settled(self, file: str) -> list[Problem]:
        """Return what was found in a file by itself."""
        return list(self._settled.get(self._within(file), ()))

    def settled_in(self, folder: Path) -> list[Problem]:
        """Return what was found in the files of a folder, each by itself."""
        within = self._within(str(folder))
        found = ((path.rpartition(os.sep)[0], problems) for path, problems in self._settled.items())
        return [problem for above, problems in found if above == within for problem in problems]

    def compared(self, name: str) -> list[Found]:
        """Return what a comparison of that name has found in files when they were kept."""
        return [(tuple(at), self._unpacked(problem)) for at, problem in self._compared.get(name, ())]

    def keep(
        self,
        understood: Iterable[Document],
        problems: Iterable[Problem],
        compared: Mapping[str, Iterable[Found]] | None = None,
    ) -> None:
        """Keep these documents and all problems, unless a file has changed meanwhile, or the file cannot be written.

        What is kept of files that are as they were stays. Any number of processes may use the file.
        """
        if self._file is None or self.problems is not None:
            return
        read = {path for path in self._states if self._changed is None or path in self._changed}
        digests = {path: self._digests.get(path) or digest_of(self._folder / path) for path in self._states}
        if any(state_of(self._folder / path) != self._states[path] for path in read):
            return
        data = {
            name: {"data": document.data, "beside": document.beside}
            for document in understood
            if (name := self._within(document.file)) in read
        }
        bare = [path for path in self._states if path.endswith(YAML) and path not in data]
        bare = [path for path in bare if path in read or path in self._bare]
        gone = (self._before.keys() - self._states.keys()) | (read - data.keys())
        found = {name: [*map(self._packed, some)] for name, some in self._settled.items() if some}
        between = {
            name: [(at, self._packed(problem)) for at, problem in some] for name, some in (compared or {}).items()
        }
        tables = {STATES: dict(sorted(self._states.items())), DIGESTS: digests, SETTLED: found, COMPARED: between}
        told = [*map(self._packed, problems)]
        head = {"asked": self._asked, "unsure": self._states.unsure, "bare": bare, "problems": told}
        with suppress(OSError):
            if self._changed is None:
                keep_lines(self._file, head, {**data, **tables})
            else:
                self._kept.add(head, {**data, **tables}, gone)

    def _take(self, head: Mapping[str, Any]) -> None:
        """Take what is kept of this program and what is asked: all of it, or what is known of each file by itself."""
        states = self._kept.data(STATES)
        if states is None:
            return
        self._before, self._bare = states, frozenset(head["bare"])
        others = set() if states == self._states else self._others(states)
        doubtful = others.union(head["unsure"])
        self._digests = (self._kept.data(DIGESTS) or {}) if doubtful else {}
        changed = {path for path in doubtful if not self._is_as_before(path, states)}
        for path in changed:
            self._digests.pop(path, None)
        if not changed:
            self.problems = tuple(map(self._unpacked, head["problems"]))
            if others or self._states.unsure != head["unsure"]:  # the next time nobody needs to look into the files
                with suppress(OSError):
                    self._kept.add(
                        {**head, "unsure": self._states.unsure}, {STATES: dict(sorted(self._states.items()))}
                    )
        elif all(map(self._is_apart, changed)):
            settled, compared = self._kept.data(SETTLED), self._kept.data(COMPARED)
            if settled is None or compared is None:
                return
            self._changed, self._compared = changed, compared
            self.complete = all(path in states and path in self._states for path in changed)
            self._settled = {
                path: [*map(self._unpacked, found)] for path, found in settled.items() if path not in changed
            }

    def _others(self, states: Mapping[str, str]) -> set[str]:
        """Return the files whose state is another one than before, and those that have come or gone."""
        others = {path for path, state in self._states.items() if states.get(path) != state}
        return others.union(path for path in states if path not in self._states)

    def _is_as_before(self, path: str, states: Mapping[str, str]) -> bool:
        known = path in states and path in self._states
        return known and digest_of(self._folder / path) == self._digests.get(path)

    def _is_apart(self, path: str) -> bool:
        return os.path.dirname(path) in self._apart and path.endswith(YAML)  # noqa: PTH120 - of thousands

    def _packed(self, problem: Problem) -> tuple[Any, ...]:
        return (problem.level, self._within(problem.file), *astuple(problem)[2:])

    def _unpacked(self, kept: list[Any]) -> Problem:
        level, file, *rest = kept
        inside = f"{self._begins}{file}" if file else str(self._folder)
        return Problem(level, file if os.path.isabs(file) else inside, *rest)  # noqa: PTH117 - of thousands

    def _within(self, path: str) -> str:
        """Return a path as it is in the folder, empty for the folder itself; as it is, if it is not in there."""
        return "" if path == str(self._folder) else path.removeprefix(self._begins)

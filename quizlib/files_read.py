"""FilesRead: the files of a folder. Only those are read and looked at that are not kept as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from quizlib.asked_for import AskedFor
from quizlib.problems import ContentError, Problem
from quizlib.progress import in_turn
from quizlib.reading.cache import Cache
from quizlib.reading.document import Document
from quizlib.reading.folder import YAML
from quizlib.say import say

T = TypeVar("T")


@dataclass(frozen=True)
class FilesRead(Generic[T]):
    """The files of a folder: their ids, and what could be made of them, by id, each when somebody asks for it.

    `documents` are those that have been read now, by id. `understood` are those among them that something was made of,
    and `problems` is what was found in each of all files by itself.
    """

    names: Sequence[str]
    made: Mapping[str, T]
    documents: Mapping[str, Document]
    understood: Sequence[Document]
    problems: Sequence[Problem]


def look_at(
    documents: Mapping[str, Document],
    names: Sequence[str],
    folder: Path,
    kept: Cache,
    make: Callable[[Document], T | None],
    *,
    doing: str,
) -> FilesRead[T]:
    """Make something of `documents`, the files that are not kept; `make` notes what is wrong with each.

    `names` are the ids of all files of the folder, and `doing` is what a command is told to do meanwhile.
    """
    made: dict[str, T] = {}
    for name, document in in_turn(list(documents.items()), doing):
        one = make(document)
        kept.settle(document)
        if one is not None:
            made[name] = one
    understood = [documents[name] for name in made]
    if len(documents) == len(names):
        problems = [problem for document in documents.values() for problem in kept.settled(document.file)]
        return FilesRead(names, made, documents, understood, problems)
    known = {*kept.names(folder)}.difference(documents).union(made)
    every = AskedFor(
        (name for name in names if name in known),
        lambda name: made[name] if name in made else made_of_kept(kept.read(folder / f"{name}{YAML}"), make),
    )
    return FilesRead(names, every, documents, understood, kept.settled_in(folder))


def kept_files(folder: Path, kept: Cache, make: Callable[[Document], T | None]) -> AskedFor[T]:
    """Return what `make` makes of the files of a folder that are all kept, each when somebody asks for it."""
    return AskedFor(kept.names(folder), lambda name: made_of_kept(kept.read(folder / f"{name}{YAML}"), make))


def made_of_kept(document: Document, make: Callable[[Document], T | None]) -> T:
    """Return what is made of a document that was kept; raise ContentError if neither that nor the file can be read."""
    made = make(document)
    if made is None:
        hint = say("read the library again")
        raise ContentError([document.report((), say("has changed while it was read"), hint)])
    return made

"""The kinds of files in a content folder: how each is called, and the model of what it holds.

An application registers the files of its own as entry points of the group `quizlib.files`, by the name of the file or
folder. A model with an `id` is that of every file in a folder, because a file's name is the id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from pydantic import BaseModel

from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.topic import Topic
from quizlib.reading.folder import yaml_files

GROUP = "quizlib.files"
Kinds = Mapping[str, type[BaseModel]]
OWN: Kinds = {"quizzes": Quiz, "library": LibrarySettings, "programmes": Programme, "check-ups": Topic}


@cache
def kinds() -> Kinds:
    """Return the models of this library's files and of those that are registered, by the name of file or folder."""
    registered: Kinds = {entry.name: entry.load() for entry in sorted(entry_points(group=GROUP))}
    return {**OWN, **registered}


def of_folder(model: type[BaseModel]) -> bool:
    """Return whether a model is that of every file in a folder."""
    return "id" in model.model_fields


def content_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (kind, file) for every file of a content folder, kind by kind; a folder may also hold only quizzes."""
    for name, model in kinds().items():
        if of_folder(model):
            yield from ((name, path) for path in yaml_files(folder / name))
        elif (path := folder / f"{name}.yaml").is_file():
            yield name, path
    if not (folder / "quizzes").is_dir():
        apart = {f"{name}.yaml" for name in kinds()}
        yield from (("quizzes", path) for path in yaml_files(folder) if path.name not in apart)

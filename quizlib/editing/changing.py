"""Changing a content folder: what is written, made and renamed together, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quizlib.editing.author_file import AuthorFile, Edit
from quizlib.editing.kinds import content_files
from quizlib.editing.whole_file import write_whole
from quizlib.say import say


class CannotChange(ValueError):  # noqa: N818 - it is no accident: nothing was changed
    """Raised if a change cannot be made; the message says why, and nothing is written."""


@dataclass
class Change:
    """A change of a folder that is not written yet: edits by file, new files with their text, and files to rename.

    `rewritten` are the whole texts of files that authors do not write by hand.
    """

    folder: Path
    edits: dict[Path, list[Edit]] = field(default_factory=dict)
    new: dict[Path, str] = field(default_factory=dict)
    rewritten: dict[Path, str] = field(default_factory=dict)
    renamed: dict[Path, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            self.files = {path: (kind, AuthorFile.read(path)) for kind, path in content_files(self.folder)}
        except ValueError as error:
            message = say("mend this first: {problem}", problem=error)
            raise CannotChange(message) from error

    def of_kind(self, *wanted: str) -> Iterator[AuthorFile]:
        """Yield the files of these kinds."""
        return (file for kind, file in self.files.values() if kind in wanted)

    def edit(self, file: AuthorFile, edit: Edit) -> None:
        """Add an edit of a file."""
        self.edits.setdefault(file.path, []).append(edit)

    def write(self) -> list[str]:
        """Write everything, and return a line for each file; raise CannotChange if a file would be overwritten."""
        for path in (*self.new, *self.renamed.values()):
            if path.exists():
                message = say("there is a {path} already", path=path)
                raise CannotChange(message)
        told = [say("new: {path}", path=path) for path in self.new]
        told += [say("{old} is now {new}", old=old, new=new) for old, new in self.renamed.items()]
        for path, edits in self.edits.items():
            write_whole(path, self.files[path][1].edited(edits))
            told.append(say("changed: {path}", path=path))
        for path, text in self.rewritten.items():
            write_whole(path, text)
            told.append(say("changed: {path}", path=path))
        for path, text in self.new.items():
            path.parent.mkdir(exist_ok=True)
            write_whole(path, text)
        for old, new in self.renamed.items():
            old.rename(new)
        return told

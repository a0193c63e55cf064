"""Renaming and moving: a quiz, topic, programme or question gets another id or place, and all that names it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizlib.content.media import NAME
from quizlib.editing.author_file import AuthorFile, Edit, members
from quizlib.editing.beginning import WHERE, file_of, no_lines
from quizlib.editing.changing import CannotChange, Change
from quizlib.editing.references import references
from quizlib.editing.translating.sources import follow
from quizlib.problems import did_you_mean
from quizlib.say import say

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DRAWINGS = "*/static/**/drawings"
"""Where drawings are beside the content in a checkout."""


def rename_file(change: Change, old: str, new: str) -> None:
    """Give a quiz, topic or programme another id: its file, its recordings and drawing, and what names it."""
    checked_id(new)
    found = {path.stem: (kind, file) for path, (kind, file) in change.files.items() if kind in WHERE.values()}
    if old not in found:
        message = say("there is no quiz, topic or programme ‹{name}›: {hint}", name=old, hint=did_you_mean(old, found))
        raise CannotChange(message)
    kind, file = found[old]
    change.renamed[file.path] = file.path.with_name(f"{new}.yaml")
    follow(change, f"{_key(change, file)}: ", f"{_key(change, file).removesuffix(old)}{new}: ")
    if kind != "quizzes":
        return
    _follow(change, "quiz", old, new)
    _recordings(change, file, f"{old}_", f"{new}_")
    for drawing in change.folder.resolve().parent.glob(f"{DRAWINGS}/{old}.svg"):
        change.renamed[drawing] = drawing.with_name(f"{new}.svg")


def rename_question(change: Change, where: str, old: str, new: str) -> None:
    """Give a question another id: in its file, in twins and lists that name it, and in the names of recordings."""
    checked_id(new)
    file = file_of(change, where)
    index = _index(file, old)
    if any(member.get("id") == new for _, member in members(file.document, "questions")):
        message = say("{path} has a question ‹{name}› already", path=file.path, name=new)
        raise CannotChange(message)
    word = file.word(("questions", index, "id"))
    change.edit(file, word.renamed(file.text, new))
    follow(change, f"{_key(change, file)}: questions[{old}]", f"{_key(change, file)}: questions[{new}]")
    kind, _ = change.files[file.path]
    for reference in references(kind, file):
        if reference.names == "question" and reference.word.value == old:
            change.edit(file, reference.word.renamed(file.text, new))
    if kind == "check-ups":
        _follow(change, "item", old, new)
        _recordings(change, file, f"{old}_", f"{new}_")
    else:
        _recordings(change, file, f"{where}_{old}_", f"{where}_{new}_")


def move_question(change: Change, where: str, name: str, to: str, before: str | None) -> list[str]:
    """Move a question to another quiz or place, with its twins; return the ids of all that move.

    It comes `before` the question with that id, or behind all others.
    """
    file, target = file_of(change, where), file_of(change, to)
    if change.files[file.path][0] != change.files[target.path][0]:
        message = say("a question of a quiz cannot move to the item bank, nor the other way")
        raise CannotChange(message)
    moving = [name] if file is target else _with_twins(file, name)
    if file is not target:
        _may_leave(file, target, moving)
    lines, dash = _lines(file)
    target_lines, target_dash = _lines(target)
    at = target_lines[_index(target, before)][0] if before else target_lines[-1][1]
    moved = ""
    for one in moving:
        begin, end = lines[_index(file, one)]
        moved += _as_far_in(file.text[begin:end], target_dash - dash)
        change.edit(file, Edit(begin, end, ""))
        if file is not target:
            _recordings(change, file, f"{where}_{one}_", f"{to}_{one}_")
            follow(change, f"{_key(change, file)}: questions[{one}]", f"{_key(change, target)}: questions[{one}]")
    newline = "" if target.text[:at].endswith("\n") else "\n"
    change.edit(target, Edit(at, at, newline + moved))
    return moving


def checked_id(name: str) -> str:
    """Return an id that a file may have; raise CannotChange for any other."""
    if not ID.fullmatch(name):
        message = say("‹{name}› is no id: write a–z, 0–9 and hyphens, as in parcel-fee", name=name)
        raise CannotChange(message)
    return name


def _follow(change: Change, names: str, old: str, new: str) -> None:
    """Edit every place of the folder that names something by its old id."""
    for kind, file in change.files.values():
        for reference in references(kind, file):
            if reference.names == names and reference.word.value == old:
                change.edit(file, reference.word.renamed(file.text, new))


def _key(change: Change, file: AuthorFile) -> str:
    """Return how the keys of a file's texts begin, as in quizzes/mitid."""
    return file.path.relative_to(change.folder).with_suffix("").as_posix()


def _recordings(change: Change, file: AuthorFile, old: str, new: str) -> None:
    """Rename the recordings whose names begin with the old words, where the file has them and beside it."""
    folder = file.path.parent if change.files[file.path][0] == "quizzes" else change.folder / "quizzes"
    for path in sorted(folder.glob(f"{old}*")):
        if NAME.fullmatch(path.name):
            change.renamed[path] = path.with_name(f"{new}{path.name.removeprefix(old)}")


def _index(file: AuthorFile, name: str) -> int:
    found = {str(member.get("id")): index for index, member in members(file.document, "questions")}
    if name not in found:
        hint = did_you_mean(name, found)
        message = say("{path} has no question ‹{name}›: {hint}", path=file.path, name=name, hint=hint)
        raise CannotChange(message)
    return found[name]


def _lines(file: AuthorFile) -> tuple[list[tuple[int, int]], int]:
    try:
        return file.lines(("questions",)), file.dash(("questions",))
    except (LookupError, ValueError) as error:
        message = no_lines(file)
        raise CannotChange(message) from error


def _with_twins(file: AuthorFile, name: str) -> list[str]:
    """Return a question with its twins, and theirs, in the order of the file."""
    twins = [(str(one.get("id")), one.get("twin")) for _, one in members(file.document, "questions")]
    moving = {name}
    for _ in twins:
        moving |= {one for pair in twins if moving & set(pair) for one in pair if one}
    return [one for one, _ in twins if one in moving]


def _may_leave(file: AuthorFile, target: AuthorFile, moving: list[str]) -> None:
    """Raise CannotChange if a question cannot leave its file for another one."""
    taken = {str(member.get("id")) for _, member in members(target.document, "questions")}
    there = {str(member.get("id")) for _, member in members(file.document, "questions")}
    named = set(file.document.data.get("three") or ())
    for one in moving:
        if one in taken:
            message = say("{path} has a question ‹{name}› already: rename one of the two", path=target.path, name=one)
            raise CannotChange(message)
        if one in named:
            message = say("{path} names ‹{name}› in three: name another one there", path=file.path, name=one)
            raise CannotChange(message)
    if there <= set(moving):
        message = say("{path} would have no question left", path=file.path)
        raise CannotChange(message)


def _as_far_in(lines: str, more: int) -> str:
    """Return lines indented by this much more, or less."""
    return "".join(_shifted(lines, more))


def _shifted(lines: str, more: int) -> Iterator[str]:
    for line in lines.splitlines(keepends=True):
        yield line if not line.strip() else " " * more + line if more > 0 else line[-more:]

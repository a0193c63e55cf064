"""Beginning: a new quiz, topic or programme, and a new question, with words in each place that is left to write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from quizlib.content.settings_file import SETTINGS
from quizlib.editing.author_file import AuthorFile, Edit, members
from quizlib.editing.blank_questions import QUESTIONS, BlankWords, Plain, blank_question
from quizlib.editing.blanks import blank_programme, blank_quiz, blank_topic
from quizlib.editing.changing import CannotChange, Change
from quizlib.editing.plain_yaml import as_yaml
from quizlib.editing.schema import SCHEMAS, first_line
from quizlib.library import Library
from quizlib.problems import did_you_mean
from quizlib.say import say

WHERE = {"quiz": "quizzes", "topic": "check-ups", "programme": "programmes"}
"""The folder of each kind of file that can begin."""


def blank_text(library: Library, today: date, types: Sequence[str] = ()) -> str:
    """Return the file of a new quiz: with the usual questions, or with one question of each of these types."""
    words = BlankWords.of(library)
    blank = blank_quiz(words, str(today))
    if types:
        blank["questions"] = [blank_question(words, kind, kind.replace("_", "-")) for kind in types]
    return as_yaml(blank)


def begin(change: Change, library: Library, what: str, name: str, today: date) -> None:
    """Add a new file to a change, and name a quiz in the last group of library.yaml."""
    words = BlankWords.of(library)
    blank = {
        "quiz": lambda: blank_quiz(words, str(today)),
        "topic": lambda: blank_topic(words, str(today), name),
        "programme": lambda: blank_programme(words, _first_quiz(library)),
    }[what]()
    if what == "topic":
        _not_in_bank(library, blank)
    folder = folder_of(change.folder, WHERE[what])
    below = folder != change.folder
    line = f"{first_line(WHERE[what], below=below)}\n" if (change.folder / SCHEMAS).is_dir() else ""
    change.new[folder / f"{name}.yaml"] = line + as_yaml(blank)
    if what == "quiz" and library.groups:
        _, settings = change.files[change.folder / SETTINGS]
        change.edit(settings, _named(settings, len(library.groups) - 1, name))


def in_group(settings: Path, group: int, quiz: str) -> str:
    """Return the text of library.yaml with a quiz behind the others of a group, which has this number, from 0."""
    try:
        file = AuthorFile.read(settings)
    except ValueError as error:
        message = say("mend this first: {problem}", problem=error)
        raise CannotChange(message) from error
    return file.edited([_named(file, group, quiz)])


def _named(settings: AuthorFile, group: int, quiz: str) -> Edit:
    try:
        return settings.appended(("groups", group, "quizzes"), quiz)
    except LookupError as error:
        message = say("that group of library.yaml has no list: write quizzes: [] there")
        raise CannotChange(message) from error


def add(change: Change, library: Library, where: str, kind: str, name: str | None) -> str:
    """Add a new question to a change, behind the others of a quiz or topic; return its id."""
    if kind not in QUESTIONS:
        message = say("there is no type ‹{kind}›: {hint}", kind=kind, hint=did_you_mean(kind, QUESTIONS))
        raise CannotChange(message)
    file = file_of(change, where)
    taken = {str(member.get("id")) for _, member in members(file.document, "questions")}
    taken |= {question.id for topic in library.bank.values() for question in topic.questions}
    stem = kind.replace("_", "-")
    free = name or next(one for number in range(1, 1000) if (one := f"{stem}-{number}") not in taken)
    if free in taken:
        message = say("there is a question ‹{name}› already", name=free)
        raise CannotChange(message)
    question = blank_question(BlankWords.of(library), kind, free)
    try:
        end, dash = file.lines(("questions",))[-1][1], file.dash(("questions",))
    except (LookupError, ValueError) as error:
        message = no_lines(file)
        raise CannotChange(message) from error
    newline = "" if file.text[:end].endswith("\n") else "\n"
    change.edit(file, Edit(end, end, newline + as_yaml([question], dash - 2)))
    return free


def folder_of(folder: Path, kind: str) -> Path:
    """Return where the files of a kind are: a folder may also hold its quizzes itself."""
    inside = folder / kind
    return folder if kind == "quizzes" and not inside.is_dir() and not (folder / SETTINGS).exists() else inside


def file_of(change: Change, name: str) -> AuthorFile:
    """Return the file of a quiz or topic."""
    found = {file.path.stem: file for file in change.of_kind("check-ups", "quizzes")}
    if name not in found:
        message = say("there is no quiz or topic ‹{name}›: {hint}", name=name, hint=did_you_mean(name, found))
        raise CannotChange(message)
    return found[name]


def no_lines(file: AuthorFile) -> str:
    """Return what is wrong with a file whose questions cannot be told apart by their lines."""
    return say("{path} has no list of questions with lines of their own", path=file.path)


def _first_quiz(library: Library) -> str:
    if first := library.begin or next((quiz.id for quiz in library.quizzes.values() if quiz.kind == "quiz"), None):
        return first
    message = say("a programme needs a quiz: begin with one")
    raise CannotChange(message)


def _not_in_bank(library: Library, blank: Plain) -> None:
    """Raise CannotChange if the bank has an item with the id of a blank one."""
    known = {question.id for topic in library.bank.values() for question in topic.questions}
    if taken := [one["id"] for one in blank["questions"] if one["id"] in known]:
        message = say("the item bank has ‹{name}› already", name=taken[0])
        raise CannotChange(message)

"""QuestionForm: one question of a file as its author fills it in, and the text of the file that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from quizlib.editing.author_file import AuthorFile
from quizlib.editing.blank_questions import QUESTIONS, BlankWords, blank_question
from quizlib.editing.changing import CannotChange
from quizlib.editing.forms.entries import Entry, Posted, entry
from quizlib.editing.forms.fields import Field, question_fields
from quizlib.editing.forms.posted import as_typed, blank, blank_member, taken
from quizlib.editing.forms.rewriting import reordered, rewritten
from quizlib.library import Library
from quizlib.problems import Location, Problem
from quizlib.questions import BaseQuestion
from quizlib.say import say

QUESTIONS_KEY = "questions"
KEPT = 8  # texts that were read


@dataclass(frozen=True)
class Listed:
    """A question as a list of them shows it: its id and type, as far as the file has them."""

    id: str
    kind: str


@dataclass(frozen=True)
class QuestionForm:
    """The form of question `number`, counted from 1, of a type `kind`. Its texts are asked for in `languages`.

    A text that has words has all languages that are `needed`. `whole` is the question as one block.
    """

    file: AuthorFile
    number: int
    kind: str
    languages: tuple[str, ...]
    needed: tuple[str, ...]
    whole: Entry

    @classmethod
    def of(cls, text: str, number: int, library: Library, types: Iterable[type[BaseQuestion]] = ()) -> QuestionForm:
        """Return the form of a question. CannotChange if the text has mistakes as YAML, or the question has no type.

        LookupError if there is no such question. `types` are known beside those of this library and of packages.
        """
        file = _file(text)
        if not 0 < number <= len(_questions(file)):
            raise LookupError(number)
        question = _questions(file)[number - 1]
        kinds = question_fields(library, types)
        kind = question.get("type") if isinstance(question, Mapping) else None
        if kind not in kinds:
            message = say("this question has no type that is known: write it in the text")
            raise CannotChange(message)
        languages = _languages(question, library)
        needed = tuple(one.id for one in library.languages if not one.draft) or languages
        field = Field("", "block", required=True, fields=kinds[str(kind)])
        return cls(file, number, str(kind), languages, needed, entry(field, question, languages, "", ()))

    @property
    def location(self) -> Location:
        """Where the question is in its file."""
        return (QUESTIONS_KEY, self.number - 1)

    def changed(self, posted: Posted) -> str:
        """Return the text of the file with what was posted; CannotChange if it cannot be written."""
        return rewritten(self.file, self.location, taken(self.whole, posted, self.needed))

    def as_typed(self, posted: Posted) -> QuestionForm:
        """Return the form with what was posted in its inputs."""
        return replace(self, whole=as_typed(self.whole, posted))

    def with_member(self, name: str) -> str:
        """Return the text with one more member in the list whose inputs begin with this name."""
        found = self._list(name)
        if found.kind == "named":
            return self._with(found, {**(found.plain or {}), "": blank_member(found, self.needed)})
        return self._with(found, [*(found.plain or ()), blank_member(found, self.needed)])

    def without_member(self, name: str, index: int) -> str:
        """Return the text without a member of a list."""
        found = self._list(name)
        if found.kind == "named":
            return self._with(found, {one.key: one.plain for n, one in enumerate(found.inner) if n != index})
        return self._in_order(found, [n for n in range(len(found.inner)) if n != index])

    def with_member_earlier(self, name: str, index: int) -> str:
        """Return the text with a member of a list before the one that is before it."""
        found = self._list(name)
        order = list(range(len(found.inner)))
        if not 0 < index < len(order) or found.kind == "named":
            raise LookupError(index)
        order[index - 1 : index + 1] = [index, index - 1]
        return self._in_order(found, order)

    def problems(self, found: Iterable[Problem]) -> dict[str, list[Problem]]:
        """Return the problems of this question by the name of the input to which each belongs; "" is the question."""
        names = dict(self._paths())
        mine: dict[str, list[Problem]] = {}
        for problem in found:
            path = max((one for one in names if _within(problem.path, one)), key=len, default=None)
            if path is not None:
                mine.setdefault(names[path], []).append(problem)
        return mine

    def _paths(self) -> Iterator[tuple[str, str]]:
        document = self.file.document
        for one in self.whole.every():
            yield document.path((*self.location, *one.location)), one.name
            for rest in one.values:
                if rest:
                    yield document.path((*self.location, *one.location, rest)), one.input(rest)

    def _list(self, name: str) -> Entry:
        found = next((one for one in self.whole.every() if one.name == name and one.kind in ("list", "named")), None)
        if found is None:
            raise LookupError(name)
        return found

    def _with(self, found: Entry, new: Any) -> str:  # noqa: ANN401 - plain data may be anything
        """Return the text with other data in one entry."""
        whole = _put(self.whole.plain, found.location, new, self.whole, self.needed)
        return rewritten(self.file, self.location, whole)

    def _in_order(self, found: Entry, order: Sequence[int]) -> str:
        return reordered(self.file, (*self.location, *found.location), order)


def listed(text: str) -> list[Listed]:
    """Return the questions of a text; none if it has mistakes as YAML."""
    try:
        found = _questions(_file(text))
    except CannotChange:
        return []
    return [_listed(one) for one in found]


def with_question(text: str, kind: str, library: Library) -> str:
    """Return a text with one more question of a type behind the others. CannotChange if it has no list of questions."""
    file, kinds = _file(text), question_fields(library)
    if kind not in kinds:
        raise LookupError(kind)
    taken_ids = {one.id for one in listed(text)} | {
        one.id for topic in library.bank.values() for one in topic.questions
    }
    stem = kind.replace("_", "-")
    name = next(one for number in range(1, 10_000) if (one := f"{stem}-{number}") not in taken_ids)
    if kind in QUESTIONS:
        made = blank_question(BlankWords.of(library), kind, name)
    else:
        needed = [one.id for one in library.languages if not one.draft]
        made = {"id": name, "type": kind, **blank(Field("", "block", fields=kinds[kind]), needed, name)}
    return reordered(file, (QUESTIONS_KEY,), range(len(_questions(file))), [made])


@lru_cache(maxsize=KEPT)
def _file(text: str) -> AuthorFile:
    try:
        return AuthorFile.of(text)
    except ValueError as error:
        message = say("mend this first: {problem}", problem=error)
        raise CannotChange(message) from error


def _questions(file: AuthorFile) -> list[Any]:
    data = file.document.data
    found = data.get(QUESTIONS_KEY) if isinstance(data, Mapping) else None
    return found if isinstance(found, list) else []


def _listed(question: object) -> Listed:
    found = question if isinstance(question, Mapping) else {}
    return Listed(*(value if isinstance(value := found.get(key), str) else "" for key in ("id", "type")))


def _languages(question: Mapping[str, Any], library: Library) -> tuple[str, ...]:
    """Return the languages that a library needs, and drafts that the question has words in."""
    return tuple(one.id for one in library.languages if not one.draft or _mentions(question, one.id))


def _mentions(plain: Any, language: str) -> bool:  # noqa: ANN401 - plain data may be anything
    if isinstance(plain, Mapping):
        return language in plain or any(_mentions(one, language) for one in plain.values())
    return isinstance(plain, list) and any(_mentions(one, language) for one in plain)


def _within(path: str, outer: str) -> bool:
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def _put(plain: Any, location: Location, new: Any, outer: Entry, needed: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    """Return plain data with other data at a location; blocks on the way that are not there yet begin."""
    if not location:
        return new
    first, rest = location[0], location[1:]
    inner = next(one for one in outer.inner if one.location[-1] == first)
    if isinstance(plain, list):
        return [_put(one, rest, new, inner, needed) if n == first else one for n, one in enumerate(plain)]
    begun = blank(outer.field, needed) if plain is None else plain
    return {**begun, first: _put(begun.get(first), rest, new, inner, needed)}

"""Entries: a form as it is filled in with plain data, and the plain data that comes back from it.

What nobody has changed comes back as it was, whatever a form can show of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizlib.editing.forms.fields import Field
from quizlib.problems import Location

YES = frozenset({"true", "yes", "on", "1"})
"""What counts as a yes in a file, as pydantic reads it."""
NUMBER = re.compile(r"(\d{1,15})(?:[.,](\d{1,15}))?", re.ASCII)
Posted = Mapping[str, str]
"""What a form sends: text by name; a box that is not ticked is not there."""


@dataclass(frozen=True)
class Entry:
    """A field with what it has now: `plain` is None where the file has nothing.

    `name` is that of its input, or what the names of its inputs begin with; `values` has the words of each input by the
    rest of its name, and `inner` the entries of a block, or those of each member of a list.
    """

    field: Field
    name: str
    location: Location
    plain: Any
    kind: str
    values: Mapping[str, str]
    inner: tuple[Entry, ...] = ()
    key: str = ""
    """Of a member that has a name in the file: that name."""

    @property
    def filled(self) -> bool:
        """Whether the file has something here, or a form has to ask for it."""
        return self.field.required or self.plain is not None

    def input(self, rest: str) -> str:
        """Return the name of an input."""
        return f"{self.name}.{rest}" if rest else self.name

    def every(self) -> Iterator[Entry]:
        """Yield the entry and all entries in it."""
        yield self
        for one in self.inner:
            yield from one.every()


def entry(field: Field, plain: Any, languages: Sequence[str], name: str, location: Location) -> Entry:  # noqa: ANN401 - plain data may be anything
    """Return the entry of a field; what has another shape than the field is of kind `other`, and stays as it is."""
    made = _READ[field.kind](field, plain, languages, name, location) if field.kind in _READ else None
    return made or Entry(field, name, location, plain, "other", {})


def _words(field: Field, plain: Any, languages: Sequence[str], name: str, location: Location) -> Entry | None:  # noqa: ANN401 - as above
    if plain is not None and not isinstance(plain, Mapping):
        return None
    found = {one: _shown(field, (plain or {}).get(one, "")) for one in languages}
    if any(words is None for words in found.values()):
        return None
    return Entry(field, name, location, plain, field.kind, {one: words or "" for one, words in found.items()})


def _shown(field: Field, words: Any) -> str | None:  # noqa: ANN401 - as above
    """Return words as an input has them; quotes have a line each. None if they are no words."""
    if field.kind == "quotes":
        quotes = words if isinstance(words, list) else [words]
        return (
            "\n".join(" ".join(one.split()) for one in quotes) if all(isinstance(one, str) for one in quotes) else None
        )
    return words.strip() if isinstance(words, str) else None


def _one(field: Field, plain: Any, _languages: Sequence[str], name: str, location: Location) -> Entry | None:  # noqa: ANN401 - as above
    if plain is not None and not isinstance(plain, str):
        return None
    shown = (plain or "").strip()
    if field.kind == "yes":
        shown = "true" if shown.lower() in YES else ""
    return Entry(field, name, location, plain, field.kind, {"": shown})


def _block(field: Field, plain: Any, languages: Sequence[str], name: str, location: Location) -> Entry | None:  # noqa: ANN401 - as above
    if plain is not None and not isinstance(plain, Mapping):
        return None
    inner = tuple(
        entry(
            one,
            (plain or {}).get(one.name),
            languages,
            f"{name}.{one.name}" if name else one.name,
            (*location, one.name),
        )
        for one in field.fields
    )
    return Entry(field, name, location, plain, "block", {}, inner)


def member_field(field: Field) -> Field:
    """Return the field of a member of a list: a block, or one value."""
    if [one.name for one in field.fields] == [""]:
        return field.fields[0]
    return Field("", "block", required=True, fields=field.fields, of=field.of)


def _list(field: Field, plain: Any, languages: Sequence[str], name: str, location: Location) -> Entry | None:  # noqa: ANN401 - as above
    if plain is not None and not isinstance(plain, list):
        return None
    member = member_field(field)
    inner = tuple(entry(member, one, languages, f"{name}.{n}", (*location, n)) for n, one in enumerate(plain or ()))
    return Entry(field, name, location, plain, "list", {}, inner)


def _named(field: Field, plain: Any, languages: Sequence[str], name: str, location: Location) -> Entry | None:  # noqa: ANN401 - as above
    if plain is not None and not isinstance(plain, Mapping):
        return None
    member, inner = member_field(field), []
    for n, (key, one) in enumerate((plain or {}).items()):
        made = entry(member, one, languages, f"{name}.{n}", (*location, key))
        inner.append(Entry(member, made.name, made.location, one, made.kind, made.values, made.inner, str(key)))
    return Entry(field, name, location, plain, "named", {}, tuple(inner))


def _either(field: Field, plain: Any, languages: Sequence[str], name: str, location: Location) -> Entry | None:  # noqa: ANN401 - as above
    tried = [entry(one, plain, languages, f"{name}.{one.name}", location) for one in field.fields]
    fitting = next((n for n, one in enumerate(tried) if one.kind != "other"), None)
    if fitting is None:
        return None
    empty = [entry(one, None, languages, f"{name}.{one.name}", location) for one in field.fields]
    inner = tuple(tried[n] if n == fitting else one for n, one in enumerate(empty))
    return Entry(field, name, location, plain, "either", {}, inner)


_READ = {
    "text": _words,
    "quotes": _words,
    "name": _one,
    "choice": _one,
    "number": _one,
    "yes": _one,
    "block": _block,
    "list": _list,
    "named": _named,
    "either": _either,
}
"""What makes an entry of each kind; None where the data has another shape."""

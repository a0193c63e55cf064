"""Posted: the plain data that a form sends back for its entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from quizlib.editing.forms.entries import NUMBER, Entry, Posted, member_field
from quizlib.editing.forms.fields import Field

KEY = "~"
"""The last part of the name of an input that has the name of a member."""


def taken(entry: Entry, posted: Posted, needed: Sequence[str]) -> Any:  # noqa: ANN401 - plain data may be anything
    """Return the plain data of an entry as it was posted; None if the file is to have nothing there.

    A text that has words has all languages that are `needed`, so that the check can say which of them are empty.
    """
    return _TAKE[entry.kind](entry, posted, needed) if changed(entry, posted) else entry.plain


def changed(entry: Entry, posted: Posted) -> bool:
    """Return whether a form came back with other values than it was filled in with."""
    if any(typed(entry, rest, posted) != shown for rest, shown in entry.values.items()):
        return True
    return any(changed(one, posted) or _key(one, posted) != one.key for one in entry.inner)


def typed(entry: Entry, rest: str, posted: Posted) -> str:
    """Return what an input came back with; what did not come back is as it was, but for a box."""
    found = posted.get(entry.input(rest), "" if entry.kind == "yes" else entry.values[rest])
    return found.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def as_typed(entry: Entry, posted: Posted) -> Entry:
    """Return an entry with what was posted in its inputs, to be shown once more."""
    values = {rest: typed(entry, rest, posted) for rest in entry.values}
    inner = tuple(as_typed(one, posted) for one in entry.inner)
    return replace(entry, values=values, inner=inner, key=_key(entry, posted))


def blank(field: Field, needed: Sequence[str], name: str = "") -> Any:  # noqa: ANN401 - as above
    """Return what a field has before anybody has filled it in: what it needs, with nothing in it, and an id."""
    match field.kind:
        case "text" | "quotes":
            return dict.fromkeys(needed, "")
        case "block":
            return {one.name: name if one.name == "id" else blank(one, needed) for one in field.fields if one.required}
        case "list":
            return []
        case "named":
            return {}
        case _:
            return ""


def blank_member(entry: Entry, needed: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    """Return a new member of a list, with an id that no other has."""
    ids = {str(one.plain.get("id")) for one in entry.inner if isinstance(one.plain, Mapping)}
    free = next(name for n in range(len(entry.inner) + 1, 10_000) if (name := f"{entry.field.of}-{n}") not in ids)
    return blank(member_field(entry.field), needed, free)


def _words(entry: Entry, posted: Posted, needed: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    found = {one: typed(entry, one, posted) for one in entry.values}
    if not entry.field.required and not any(found.values()):
        return None
    old = entry.plain or {}
    made = dict(old)
    for language, words in found.items():
        if words == entry.values[language] and language in old:
            continue
        if words or language in needed:
            made[language] = _quotes(words) if entry.kind == "quotes" else words
        else:
            made.pop(language, None)
    return made


def _quotes(words: str) -> str | list[str]:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return lines if len(lines) > 1 else "".join(lines)


def _one(entry: Entry, posted: Posted, _needed: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    words = typed(entry, "", posted)
    if entry.kind == "yes":
        return bool(words) or (False if entry.field.required else None)
    if entry.kind == "number" and (number := NUMBER.fullmatch(words)):
        return float(f"{number[1]}.{number[2]}") if number[2] else int(number[1])
    return words or ("" if entry.field.required else None)


def _block(entry: Entry, posted: Posted, needed: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    made = dict(entry.plain or {})
    for one in entry.inner:
        value = taken(one, posted, needed)
        if value is None and entry.plain is None and one.field.required:
            value = blank(one.field, needed)
        if value is None:
            made.pop(one.field.name, None)
        elif one.field.name in made:
            made[one.field.name] = value
        else:
            made = _in_its_place(made, one.field.name, value, [other.field.name for other in entry.inner])
    return made if entry.field.required or _has_something(made) else None


def _in_its_place(made: Mapping[str, Any], name: str, value: Any, order: Sequence[str]) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return a block with one more field, behind those that come before it in its model."""
    before = [key for key in made if key in order and order.index(key) < order.index(name)]
    keys = list(made)
    keys.insert(keys.index(before[-1]) + 1 if before else len(keys), name)
    return {key: value if key == name else made[key] for key in keys}


def _has_something(plain: object) -> bool:
    """Return whether there are words anywhere in plain data."""
    if isinstance(plain, Mapping):
        return any(map(_has_something, plain.values()))
    return any(map(_has_something, plain)) if isinstance(plain, list) else bool(plain)


def _list(entry: Entry, posted: Posted, needed: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    return [taken(one, posted, needed) for one in entry.inner]


def _named(entry: Entry, posted: Posted, needed: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    made: dict[str, Any] = {}
    for one in entry.inner:
        key = _key(one, posted)
        while key in made:
            key += "-2"
        made[key] = taken(one, posted, needed)
    return made


def _key(entry: Entry, posted: Posted) -> str:
    return posted.get(entry.input(KEY), entry.key).strip()


def _either(entry: Entry, posted: Posted, needed: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    """Return the one of two that was filled in; where both are, the one that was changed."""
    found = [(changed(one, posted), taken(one, posted, needed)) for one in entry.inner]
    other = [plain for new, plain in found if new and _has_something(plain)]
    kept = [plain for _, plain in found if plain is not None and _has_something(plain)]
    return next(iter(other or kept), "" if entry.field.required else None)


_TAKE = {
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
"""What takes each kind of entry that was changed."""

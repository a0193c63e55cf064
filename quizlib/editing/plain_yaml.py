"""Plain data as YAML in the one layout: texts in double quotes, ids and numbers without."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizlib.reading.source import INVISIBLE

BARE = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*|\d{4}-\d{2}-\d{2}|https://[a-z0-9./-]+|[A-C]")
"""What needs no quotes: an id, a date, an address, the letter of a form."""
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
TAKEN_FOR_OTHERS = frozenset("null true false yes no on off y n".split())  # noqa: SIM905 - words, of no language of ours
ESCAPED = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def as_yaml(plain: object, indent: int = 0, *, lines: bool = False) -> str:
    """Return plain data as YAML, this far in; a text is what has a place to write in it.

    With `lines`, a text of several lines has them below |, as authors write it; else it is in quotes.
    """
    space = " " * indent
    if isinstance(plain, Mapping):
        told = ((as_key(key), below(value, indent, lines=lines)) for key, value in plain.items())
        return "".join(f"{space}{key}:{value}" for key, value in told)
    if isinstance(plain, list):
        return "".join(f"{space}  - {as_yaml(member, indent + 4, lines=lines).lstrip(' ')}" for member in plain)
    return f"{_scalar(plain)}\n"


def below(value: object, indent: int, *, lines: bool = False) -> str:
    """Return what follows a key and its colon, where the key is this far in."""
    if isinstance(value, Mapping) and value:
        return f"\n{as_yaml(value, indent + 2, lines=lines)}"
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return f"\n{as_yaml(value, indent, lines=lines)}"
    if lines and isinstance(value, str) and (words := in_lines(value, indent + 2)):
        return f" {words}\n"
    return f" {in_one_line(value)}\n"


def in_one_line(plain: object) -> str:
    """Return plain data as YAML in { } and [ ], or as one value."""
    if isinstance(plain, Mapping):
        return "{" + ", ".join(f"{as_key(key)}: {in_one_line(value)}" for key, value in plain.items()) + "}"
    return f"[{', '.join(map(in_one_line, plain))}]" if isinstance(plain, list) else _scalar(plain)


def as_key(key: str) -> str:
    """Return a key, in quotes unless it is a name."""
    return key if NAME.fullmatch(key) else in_one_line(key)


def in_lines(words: str, indent: int) -> str:
    """Return a text of several lines as it is written below |, this far in; empty if it needs quotes."""
    lines = words.split("\n")
    if len(lines) == 1 or words.strip() != words or not all(map(_all_seen, lines)):
        return ""
    return "\n".join(["|-", *(f"{' ' * indent}{line}" if line else "" for line in lines)])


def _all_seen(words: str) -> bool:
    return words.isprintable() and not INVISIBLE.search(words)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str) or (BARE.fullmatch(value) and value not in TAKEN_FOR_OTHERS):
        return str(value)
    return '"' + "".join(map(_letter, value)) + '"'


def _letter(letter: str) -> str:
    """Return a letter as it is written in double quotes: what cannot be seen is written by its number."""
    if letter in ESCAPED:
        return ESCAPED[letter]
    if letter.isprintable() and not INVISIBLE.match(letter):
        return letter
    return f"\\U{ord(letter):08x}" if ord(letter) > 0xFFFF else f"\\u{ord(letter):04x}"  # noqa: PLR2004 - four digits

"""The keys and texts in braces on one line: the commas, colons, spaces and quotes that it lacks."""

from __future__ import annotations

import re
from collections.abc import Collection

from quizlib.reading.marks_of_text import closing_quote, in_quotes, members
from quizlib.say import later, say

KEY = re.compile(r"\s*(?P<key>[A-Za-z_][\w-]*)(?P<colon>:?)(?P<space> *)")
WITH_COLON = re.compile(r"\s*(?P<word>[^\s\"']+): ")
QUOTED = ("'", '"', "{", "[")
COLON = later("write a space after the colon")
QUOTES = later('put the whole text in quotes: "…"')
LONG = 40  # letters of a text that a problem shows

Found = tuple[int, str, str]
"""The column of a slip, from 0, what was found, and what to write."""


def mend_braces(text: str, known: Collection[str]) -> tuple[str, list[Found]]:
    """Return the text between braces, mended, and its slips; `known` are the keys that the file has."""
    mended: list[str] = []
    slips: list[Found] = []
    column = 0
    for part in members(text):
        key = KEY.match(part)
        before = KEY.match(mended[-1]) if mended else None
        if part.strip() and before and (key is None or not (key["colon"] or key["key"] in known)):
            slips.append((column, say("a comma stands in the text of ‹{key}›", key=before["key"]), say(QUOTES)))
            (mended[-1],) = in_quotes([f"{mended[-1]},{part}"], before.end())
        else:
            mended += _member(column, part, key, known, slips)
        column += len(part) + 1
    return ",".join(mended), slips


def _member(
    column: int, part: str, key: re.Match[str] | None, known: Collection[str], slips: list[Found]
) -> tuple[str, ...]:
    """Return the members that a part at a column should be, and add its slip."""
    if key is None or key["key"] not in known or not part[key.end() :].strip():
        return (part,)
    name, text = key["key"], part[key.end() :]
    if not (key["colon"] and key["space"]):
        found = (
            say("no space follows ‹{name}:›", name=name)
            if key["colon"]
            else say("no colon follows ‹{name}›", name=name)
        )
        slips.append((column + key.end("key"), found, say(COLON) if key["colon"] else say("write {name}:", name=name)))
        return (f"{part[: key.end('key')]}: {text}",)
    if text[0] in "\"'" and closing_quote(text) is None:
        slips.append(
            (
                column + key.end(),
                say("the quotation mark is never closed"),
                say("write {sign} where the text ends", sign=text[0]),
            )
        )
        return (f"{part.rstrip()}{text[0]}",)
    if missing := _before_a_key(text, known):
        comma, word = key.end() + missing.start(), missing["word"]
        slips.append((column + comma, say("no comma stands before ‹{word}:›", word=word), say("write a comma there")))
        rest = part[comma:]
        return part[:comma], *_member(column + comma, rest, KEY.match(rest), known, slips)
    colon = WITH_COLON.search(text)
    if text[0] in QUOTED or colon is None:
        return (part,)
    place = column + key.end() + colon.end("word")
    slips.append((place, say("a colon stands in the text ‹{text}›", text=shortened(text)), say(QUOTES)))
    return tuple(in_quotes([part], key.end()))


def _before_a_key(text: str, known: Collection[str]) -> re.Match[str] | None:
    """Return where the text of one key is followed by another key without a comma; None if it is not."""
    end = (closing_quote(text) or 0) + 1 if text[0] in "'\"" else 0
    found = None if text[0] in "{[" else WITH_COLON.search(text, end)
    return found if found and found.start() and found["word"] in known else None


def shortened(text: str) -> str:
    """Return as much of a text as a problem shows."""
    text = text.strip()
    return f"{text[:LONG]}…" if len(text) > LONG else text

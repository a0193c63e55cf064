"""The values of a file that should be YAML: quotes, brackets, blocks and plain texts, each mended where it slips."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizlib.reading.braces import QUOTES, mend_braces, shortened
from quizlib.reading.lines import ANCHOR, KEY, Lines, indent
from quizlib.reading.marks_of_text import CURLED, PAIRS, closing_bracket, closing_quote, is_curled
from quizlib.say import say

BLOCK = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?$")
SPECIAL = "@`%}],|>!"
"""The signs that no text may begin with, unless it has quotes; see `_beginning` for others."""


def mend_value(lines: Lines, at: int, value: str, start: int, column: int) -> int:
    """Mend a value that begins at a place of a line, under a key at a column; return where what follows begins."""
    if BLOCK.match(value):
        return _block(lines, at, column)
    end = lines.belonging(at, column)
    if value[0] in "\"'":
        return _quoted(lines, at, start, end)
    if value[0] in PAIRS:
        return _brackets(lines, at, start, end)
    end = _shallow(lines, at, end, column)
    if value[0] not in CURLED or not straighten(lines, at, start, end):
        _plain(lines, at, start, end)
    return end


def _shallow(lines: Lines, at: int, end: int, column: int) -> int:
    """Indent a key like the one before it, if that has a text and this is deeper; return where the text ends."""
    for place in range(at + 1, end):
        match = KEY.match(lines.lines[place])
        if match and match["key"].islower():
            found = say("‹{key}› stands deeper than the key before it, which has a text", key=match["key"])
            lines.slip(place, len(match["before"]), found, say("indent it like that key"), sure=False)
            lines.lines[place] = " " * column + lines.lines[place].lstrip()
            return place
    return end


def _block(lines: Lines, at: int, column: int) -> int:
    """Indent lines that belong to a text under | and are not deeper than its key."""
    end = place = lines.belonging(at, column)
    while place < len(lines.lines) and lines.lines[place].strip() and not lines.begins_anew(place):
        place += 1
    if place > end:
        wanted = next((indent(line) for line in lines.lines[at + 1 : end] if line.strip()), column + 2)
        lines.slip(
            end, indent(lines.lines[end]), say("the text under | is not indented"), say("indent it deeper than its key")
        )
        lines.lines[end:place] = [" " * wanted + line.lstrip() for line in lines.lines[end:place]]
    return place


def _quoted(lines: Lines, at: int, start: int, end: int) -> int:
    """Close a quotation mark where it is never closed, or quote a text that only begins with a quotation."""
    swallowed = next((one for one in range(at + 1, end) if KEY.match(lines.lines[one])), end)
    following = next((one for one in range(at + 1, len(lines.lines)) if lines.begins_anew(one)), len(lines.lines))
    text = "\n".join([lines.lines[at][start:], *lines.lines[at + 1 : min(swallowed, following)]])
    closed = closing_quote(text)
    if closed is None:
        lines.slip(
            at, start, say("the quotation mark is never closed"), say("write {sign} where the text ends", sign=text[0])
        )
        last = max(one for one in range(at, min(swallowed, following)) if lines.lines[one].strip())
        lines.lines[last] = lines.lines[last].rstrip() + text[0]
        return last + 1
    rest = text[closed + 1 :].split("\n", 1)[0].strip()
    if rest and not rest.startswith("#"):
        lines.slip(
            at,
            start,
            say("the text goes on behind its quotation mark: ‹{text}›", text=shortened(rest)),
            say("put the whole text in quotes, and write “ ” inside"),
        )
        lines.quote(at, start, end)
    return end


def straighten(lines: Lines, at: int, start: int, end: int) -> bool:
    """Write straight quotes where curled ones stand round a whole text; return whether they do."""
    text = "\n".join([lines.lines[at][start:], *lines.lines[at + 1 : end]]).rstrip()
    if not is_curled(text):
        return False
    lines.slip(at, start, say("‹{sign}› is no quotation mark in YAML", sign=text[0]), say('write straight ones: "…"'))
    lines.lines[at] = lines.lines[at][:start] + lines.lines[at][start + 1 :]
    lines.lines[end - 1] = lines.lines[end - 1].rstrip()[:-1]
    lines.quote(at, start, end)
    return True


def _brackets(lines: Lines, at: int, start: int, end: int) -> int:
    """Put a text that begins with a bracket in quotes, and look at keys in braces."""
    text = "\n".join([lines.lines[at][start:], *lines.lines[at + 1 : end]])
    closed = closing_bracket(text)
    if closed is None:
        lines.slip(
            at,
            start,
            say("‹{sign}› is never closed", sign=text[0]),
            say("write {close} where it ends", close=PAIRS[text[0]]),
            sure=False,
        )
        lines.lines[at] = lines.lines[at].rstrip() + PAIRS[text[0]]
        return at + 1
    rest = text[closed + 1 :].split("\n", 1)[0].strip()
    if rest and not rest.startswith("#"):
        lines.slip(at, start, say("a text begins with ‹{sign}›", sign=text[0]), say(QUOTES))
        lines.quote(at, start, end)
    elif text[0] == "{" and "\n" not in text[:closed]:
        _braces(lines, at, start + 1, start + closed)
    return end


def _braces(lines: Lines, at: int, start: int, end: int) -> None:
    """Mend the text between braces, from one column of a line to another."""
    line = lines.lines[at]
    mended, slips = mend_braces(line[start:end], lines.known)
    for column, found, hint in slips:
        lines.slip(at, start + column, found, hint)
    lines.lines[at] = line[:start] + mended + line[end:]


def _plain(lines: Lines, at: int, start: int, end: int) -> None:
    """Put a text in quotes that has none and needs them."""
    for place, column, found in (*_beginning(lines, at, start), *_colons(lines, at, start, end)):
        lines.slip(place, column, found, say(QUOTES))
        lines.quote(at, start, end)
        return


def _beginning(lines: Lines, at: int, start: int) -> Iterator[tuple[int, int, str]]:
    """Yield the place of a text that begins with a sign that it may not begin with."""
    value = lines.lines[at][start:]
    mark = ANCHOR.match(value)
    lonely = value[0] in "&*" and (mark is None or any(kind + mark[1][1:] not in lines.anchors for kind in "&*"))
    if lonely and mark and value[mark.end() :].lstrip()[:1] in ("", "[", "{") and value[0] == "&":
        lonely = False  # a mark that nothing uses: the builder says so
    if value[0] in SPECIAL or re.match(r"[-?]\s", value) or lonely:
        yield at, start, say("a text begins with ‹{sign}›", sign=value[0])


def _colons(lines: Lines, at: int, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the place of the first colon in a text that YAML would take for the end of a key."""
    for place in range(at, end):
        begin = start if place == at else 0
        text = re.split(r"\s#", lines.lines[place][begin:])[0]
        if colon := re.search(r":(?=\s|$)", text):
            yield place, begin + colon.start(), say("a colon stands in the text ‹{text}›", text=shortened(text.strip()))
            return

"""Slips: what a hand mistypes in YAML, found line by line, so that one of them does not hide the others.

A parser stops at the first line that it cannot read, often far behind the slip. These rules know the way our files are
written, find every slip at its own place, and mend the text, line for line, so that the rest can be read and checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizlib.reading.braces import COLON
from quizlib.reading.lines import CLOSE_KEY, KEY, MEMBER, Lines, Slip, indent
from quizlib.reading.marks_of_text import CURLED
from quizlib.reading.values import BLOCK, mend_value, straighten
from quizlib.say import say

BARE_KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[a-z_][\w.-]*) +(?P<value>\S.*)")
CLOSE_DASH = re.compile(r"(?P<before> *)-(?=[a-z_][\w.-]*:(?:\s|$))")
BEFORE_TEXT = re.compile(r"[ \t\u00a0\u202f]*(?:-[ \t\u00a0\u202f]+)*(?:[A-Za-z_][\w.-]*:[ \t\u00a0\u202f]+)?")
ODD_SPACE = re.compile("[\t\u00a0\u202f]")


@dataclass(frozen=True)
class Mended:
    """A text with its slips mended as well as they can be, in as many lines as before, and the slips.

    `sure` is the text with those slips alone mended that have one possible mending.
    """

    text: str
    sure: str
    slips: tuple[Slip, ...]


def mend(text: str) -> Mended:
    """Find the slips in a text that should be YAML, and mend them; its lines end as they did."""
    before = text.split("\n")
    ends = ["\r" if line.endswith("\r") else "" for line in before]
    lines = Lines([line.removesuffix("\r") for line in before])
    at = 0
    while at < len(lines.lines):
        at = _read(lines, at)
    slips = tuple(sorted(lines.slips, key=lambda slip: (slip.line, slip.column)))
    after = [line + end for line, end in zip(lines.lines, ends, strict=True)]
    unsure = {slip.line - 1 for slip in slips if not slip.sure}
    sure = (was if at in unsure else line for at, (was, line) in enumerate(zip(before, after, strict=True)))
    return Mended("\n".join(after), "\n".join(sure), slips)


def without_curled(text: str) -> str:
    """Return a text that is YAML with straight quotes where curled ones are round a whole value."""
    lines = Lines(text.split("\n"))
    at = 0
    while at < len(lines.lines):
        match = KEY.match(lines.lines[at]) or MEMBER.match(lines.lines[at])
        value = match["value"].strip() if match else ""
        end = at + 1
        if match and value and (BLOCK.match(value) or value[0] in CURLED):
            end = lines.belonging(at, indent(lines.lines[at]))
            if value[0] in CURLED:
                straighten(lines, at, match.start("value"), end)
        at = end
    return "\n".join(lines.lines)


def _read(lines: Lines, at: int) -> int:
    """Read the line at a place, and return the place of the next that does not belong to it."""
    _spaces(lines, at)
    line = lines.lines[at]
    if not line.strip() or line.lstrip().startswith("#") or line.startswith(("---", "...")):
        return at + 1
    _colon(lines, at)
    match = KEY.match(lines.lines[at]) or MEMBER.match(lines.lines[at])
    if match is None or not match["value"].strip() or match["value"].startswith("#"):
        return at + 1
    column = len(match["before"]) if "key" in match.groupdict() else indent(match["before"])
    return mend_value(lines, at, match["value"], match.start("value"), column)


def _spaces(lines: Lines, at: int) -> None:
    """Write spaces for tabs and no-break spaces before the text of a line."""
    line = lines.lines[at]
    before = BEFORE_TEXT.match(line)
    if before is None or not line.strip() or not (odd := ODD_SPACE.search(before[0])):
        return
    tab, inside = odd[0] == "\t", bool(before[0][: odd.start()].strip())
    found = say("a tab stands before the text") if tab else say("a no-break space stands before the text")
    lines.slip(at, odd.start(), found, say("write spaces"), sure=inside or not tab)
    lines.lines[at] = re.sub("[\t\u00a0\u202f]", " ", before[0]) + line[before.end() :]
    if tab and not inside:
        lines.lines[at] = " " * _likely(lines, at) + line.lstrip()


def _likely(lines: Lines, at: int) -> int:
    """Return how far a line is likely to be indented: as the key before it, or deeper if that has no value."""
    before = next((match for line in reversed(lines.lines[:at]) if (match := KEY.match(line))), None)
    if before is None:
        return 0
    return len(before["before"]) + (0 if before["value"].strip() else 2)


def _colon(lines: Lines, at: int) -> None:
    """Write the colon that a key lacks, or the space behind it or behind its dash."""
    line = lines.lines[at]
    if dash := CLOSE_DASH.match(line):
        lines.slip(at, dash.end() - 1, say("no space follows -"), say("write a space after the dash"))
        line = lines.lines[at] = f"{dash[0]} {line[dash.end() :]}"
    if KEY.match(line):
        return
    if close := CLOSE_KEY.fullmatch(line):
        lines.slip(at, close.end("key"), say("no space follows ‹{key}:›", key=close["key"]), say(COLON))
        lines.lines[at] = f"{close['before']}{close['key']}: {close['value']}"
    elif (bare := BARE_KEY.fullmatch(line)) and bare["key"] in lines.keys and _is_beside_keys(lines, at):
        lines.slip(
            at, bare.end("key"), say("no colon follows ‹{key}›", key=bare["key"]), say("write {key}:", key=bare["key"])
        )
        lines.lines[at] = f"{bare['before']}{bare['key']}: {bare['value']}"


def _is_beside_keys(lines: Lines, at: int) -> bool:
    """Return whether a line is indented like a key right before or behind it, so that it is no text of a key."""
    near = (KEY.match(lines.lines[one]) for one in (at - 1, at + 1) if 0 <= one < len(lines.lines))
    own = BARE_KEY.match(lines.lines[at])
    return any(own and match and len(match["before"]) == len(own["before"]) for match in near)

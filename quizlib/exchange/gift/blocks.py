"""Block: the lines of one question in a GIFT file, with the letters that are escaped put out of the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ESCAPED = "~=#{}:"
HIDDEN = {letter: chr(number) for number, letter in enumerate(f"{ESCAPED}\\", start=1)}
NEW_LINE = chr(14)
SHOWN = str.maketrans({hidden: letter for letter, hidden in HIDDEN.items()} | {NEW_LINE: "\n"})
CONTROLS = dict.fromkeys({*range(32), 127} - {9, 10}, " ")
CATEGORY = "$CATEGORY:"
COMMENT = "//"
NAME = "::"


@dataclass(frozen=True)
class Block:
    """The text of a question, the line where it begins, and the comments above it."""

    line: int
    text: str
    comments: tuple[str, ...] = ()


def shown(text: str) -> str:
    """Return a text with its escaped letters as people see them."""
    return text.translate(SHOWN)


def blocks(text: str) -> Iterator[Block]:
    """Yield the questions of a file and its $CATEGORY lines; empty lines are between them, and may be inside braces."""
    lines = [_hidden(line.strip()) for line in text.translate(CONTROLS).split("\n")]
    comments: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.startswith(COMMENT):
            comments.append(shown(line))
            number += 1
        elif not line:
            number += 1
        elif line.startswith(CATEGORY):
            yield Block(number + 1, line)
            comments, number = [], number + 1
        else:
            end = _end(lines, number)
            kept = [one for one in lines[number:end] if not one.startswith(COMMENT)]
            yield Block(number + 1, "\n".join(kept).strip(), tuple(comments))
            comments, number = [], end


def _end(lines: Sequence[str], begin: int) -> int:
    """Return the number of the line behind a question."""
    opened = closed = False
    closing = -1
    for number, line in enumerate(lines[begin:], start=begin):
        if line.startswith(COMMENT):
            continue
        if number > begin and line.startswith((CATEGORY, NAME)):
            return number
        if not line and number > closing:
            closing = _closing(lines, number) if opened and not closed else -1
            if closing < 0:
                return number
        opened, closed = opened or "{" in line, closed or "}" in line
    return len(lines)


def _closing(lines: Sequence[str], begin: int) -> int:
    """Return the number of the line on which a brace is closed; -1 if another question begins before."""
    for number in range(begin, len(lines)):
        line = lines[number]
        if line.startswith((CATEGORY, NAME)):
            return -1
        brace = next((letter for letter in line if letter in "{}"), "")
        if brace and not line.startswith(COMMENT):
            return number if brace == "}" else -1
    return -1


def _hidden(line: str) -> str:
    """Return a line in which an escaped letter is no sign of the format."""
    found = []
    letters = iter(line)
    for letter in letters:
        if letter != "\\":
            found.append(letter)
            continue
        following = next(letters, "")
        if following == "n":
            found.append(NEW_LINE)
        else:
            found.append(HIDDEN.get(following, HIDDEN["\\"] + following))
    return "".join(found)

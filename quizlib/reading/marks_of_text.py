"""Where quotes and brackets of YAML end, and how a text is written in quotes."""

from __future__ import annotations

PAIRS = {"[": "]", "{": "}"}
QUOTED = "'\""
CURLED = "“”„‟‘’‚"


def closing_quote(text: str) -> int | None:
    """Return where the quotation mark that a text begins with is closed; None if it is not."""
    quote, at = text[0], 1
    while at < len(text):
        if text[at] == "\\" and quote == '"':
            at += 1
        elif text[at] == quote:
            if quote == '"' or text[at + 1 : at + 2] != quote:
                return at
            at += 1  # two of them stand for one
        at += 1
    return None


def closing_bracket(text: str) -> int | None:
    """Return where the bracket that a text begins with is closed; None if it is not."""
    open_ones: list[str] = []
    before = ""  # the last sign that is no space
    at = 0
    while at < len(text):
        letter = text[at]
        if letter in PAIRS:
            open_ones.append(PAIRS[letter])
        elif open_ones and letter == open_ones[-1]:
            open_ones.pop()
            if not open_ones:
                return at
        elif letter in QUOTED and before in "[{,:":
            at += closing_quote(text[at:]) or 0
        before = before if letter.isspace() else letter
        at += 1
    return None


def is_curled(text: str) -> bool:
    """Return whether curled quotation marks are round a whole text, and none is inside it but for apostrophes."""
    inner = text[1:-1].replace("’", "")
    return bool(inner) and text[0] in CURLED and text[-1] in CURLED + QUOTED and not any(one in inner for one in CURLED)


def members(text: str) -> list[str]:
    """Return the parts of what is in brackets, divided at the commas outside of quotes and inner brackets."""
    parts, here, at, before = [], 0, 0, ","
    while at < len(text):
        letter = text[at]
        if letter in PAIRS:
            at += closing_bracket(text[at:]) or 0
        elif letter in QUOTED and before in ",:":
            at += closing_quote(text[at:]) or 0
        elif letter == ",":
            parts.append(text[here:at])
            here = at + 1
        before = before if letter.isspace() else letter
        at += 1
    return [*parts, text[here:]]


def in_quotes(lines: list[str], start: int) -> list[str]:
    """Return lines with all that follows a column of the first in double quotes; each stays a line of its own."""
    first = lines[0][:start] + '"' + _escaped(lines[0][start:])
    quoted = [first, *(_escaped(line) for line in lines[1:])]
    return [*quoted[:-1], quoted[-1].rstrip() + '"']


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')

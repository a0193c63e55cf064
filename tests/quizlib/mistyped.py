"""Slips and mistakes that a hand makes in a quiz: what each does with a line of it, and where it can be made."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.places import ROOT

QUIZZES = sorted((ROOT / "content" / "quizzes").glob("*.yaml"))
BEGIN = r"^(?P<before> *(?:- +)*)"
TEXT = rf"{BEGIN}(?P<key>da|en): (?P<text>[^\"'\[{{|>“”&*#\n][^#\n]*)$"
FIELD = rf"{BEGIN}(?P<key>[a-z_]+): (?P<text>[^\"'\[{{|>“”&*#\n]\S*)$"

Slip = Callable[[re.Match[str]], str]


def text(template: str) -> tuple[str, Slip]:
    """Return a slip in a text without quotes; {0} is what stands before it, {1} its key, {2} the text."""
    return TEXT, lambda match: template.format(match["before"], match["key"], match["text"])


def field(template: str) -> tuple[str, Slip]:
    """Return a slip in a field of one word."""
    return FIELD, lambda match: template.format(match["before"], match["key"], match["text"])


SLIPS = {
    "a colon in a text": text("{0}{1}: Husk: {2}"),
    "a quotation mark never closed": text('{0}{1}: "{2}'),
    "a single quotation mark never closed": text("{0}{1}: '{2} her"),
    "no space after a colon": text("{0}{1}:{2}"),
    "no space after the colon of a field": field("{0}{1}:{2}"),
    "no colon": text("{0}{1} {2}"),
    "a tab after a colon": text("{0}{1}:\t{2}: se"),
    "a no-break space before a key": (TEXT, lambda m: f"\u00a0{m['before'][1:]}{m['key']}: {m['text']}"),
    "a tab before a key": (TEXT.replace(" *", "  +"), lambda m: f"\t{m['before'].lstrip()}{m['key']}: {m['text']}"),
    "curled quotes round a text with a colon": text("{0}{1}: “Husk: {2}”"),
    "a quotation first": text('{0}{1}: "Scan" {2}'),
    "a single quotation first": text("{0}{1}: 'Scan' {2}"),
    "a text that begins with a bracket": text("{0}{1}: [Scan] {2}"),
    "a text that begins with a brace": text("{0}{1}: {{number:politi}} {2}"),
    **{
        f"a text that begins with {sign}": text(f"{{0}}{{1}}: {sign}{{2}}")
        for sign in ("@", "%", "*", "!!", "`", "- ", "? ", "> ", "| ")
    },
}

MISTAKES = {
    "a field that is mistyped": (
        r"(?P<before> *)(?P<key>rationale|message|check|options|steps):(?P<text>.*)$",
        lambda m: f"{m['before']}{m['key']}x:{m['text']}",
    ),
    "a side that is none": (r"(?P<before> *)(?P<key>truth):(?P<text> \w+)$", lambda m: f"{m['before']}truth: falsk"),
    "a channel that is none": (
        r"(?P<before> *)(?P<key>channel):(?P<text> \w+)$",
        lambda m: f"{m['before']}channel: brevdue",
    ),
    "a language that is none": (TEXT.replace("da|en", "en"), lambda m: f"{m['before']}eng: {m['text']}"),
    "an id with a space": (
        r"(?P<before> *- +)(?P<key>id):(?P<text> \S+)$",
        lambda m: f"{m['before']}id:{m['text']} to",
    ),
    "yes in Danish": (r"(?P<before> *)(?P<key>right):(?P<text> true)$", lambda m: f"{m['before']}right: ja"),
    "a real telephone number": text("{0}{1}: Ring til 86 12 34 57. {2}"),
}
"""Mistakes that are no slips of YAML, in fields and in words."""
MADE = {**SLIPS, **MISTAKES}


def applied(lines: list[str], name: str, at: int) -> str | None:
    """Return a line with a slip or mistake; None if the line is not one where it can be made."""
    pattern, slip = MADE[name]
    match = re.match(pattern, lines[at])
    return slip(match) if match else None


def places(lines: list[str], name: str) -> list[int]:
    """Return the lines in which a slip or mistake can be made: what stands alone, not inside a longer text."""
    block = re.compile(r": [|>]")
    inside, found = -1, []
    for at, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and (indent > inside or not line.strip()):
            continue
        inside = len(re.match(r" *(?:- +)*", line)[0]) if block.search(line) else -1  # type: ignore[index]  # matches always
        if applied(lines, name, at) is not None:
            found.append(at)
    return found

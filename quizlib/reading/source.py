"""Read a file of an author, who is not trusted: check size, encoding and invisible characters, then parse the YAML."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml

from quizlib.problems import Problem
from quizlib.reading.builder import MAX_PROBLEMS, Builder, TooMuch
from quizlib.reading.document import QUOTES, Document
from quizlib.reading.marks_of_languages import marks_of
from quizlib.say import later, say

try:
    from yaml._yaml import CParser
except ImportError as error:  # the pure Python parser reads another YAML, sixteen times slower
    message = "PyYAML was installed without libyaml: install a wheel of it, or libyaml before building it"
    raise ImportError(message) from error

MAX_BYTES = 1_000_000
MENDABLE = 200_000  # letters: several times what a long quiz has
TAG_DIRECTIVE = re.compile("(?:^|[\r\x85\u2028\u2029])%TAG", re.MULTILINE)  # thousands take the parser seconds
INVISIBLE = re.compile(
    "[\u0085\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
"""Soft hyphens, joiners, fillers, marks of direction, separators of lines, and tags."""
ASCII = bytes(range(128))
HINTS = {
    "mapping values are not allowed": later(
        "a text with a colon in it stands in quotes, or on lines of its own after |; or check the indentation"
    ),
    "found character that cannot start": later("a text that begins with @ ` or % stands in quotes; indent with spaces"),
    "found a tab character": later("indent with spaces"),
    "found unexpected end of stream": later("a quotation mark or a bracket is never closed"),
    "could not find expected ':'": later("a key is followed by a colon; check the indentation above"),
    "did not find expected comment or line break": later("a text that begins with > or | stands in quotes"),
    "did not find expected alphabetic": later("a text that begins with * or & stands in quotes"),
    "did not find expected key": later(
        "a text that begins with a quotation mark, [ or { stands in quotes as a whole; or check the indentation"
    ),
    "block sequence entries are not allowed": later(
        "a text that begins with - stands in quotes; a list has lines of its own"
    ),
    "mapping keys are not allowed": later("a text that begins with ? stands in quotes"),
    "did not find expected": later("check the quotation marks and the indentation here and above"),
}


def read_file(path: Path) -> Document:
    """Read a file and return it as a document; everything wrong with it is in the document's problems."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Document(
            str(path),
            problems=[Problem("error", str(path), 1, 1, "", say("cannot be read: {reason}", reason=error.strerror))],
        )
    return parse(raw, str(path))


def parse(raw: bytes, file: str) -> Document:
    """Parse YAML in UTF-8; `file` is the name used in problems."""
    if len(raw) > MAX_BYTES:
        return Document(
            file,
            problems=[
                Problem("error", file, 1, 1, "", say("is larger than {most:,} bytes", most=MAX_BYTES), say("split it"))
            ],
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(raw[: error.start].decode("utf-8", "replace"))
        found = say("byte 0x{byte:02x} is not UTF-8", byte=raw[error.start])
        return Document(
            file,
            problems=[
                Problem(
                    "error",
                    file,
                    line,
                    column,
                    "",
                    found,
                    say("save the file as UTF-8: in Notepad under Save as, at Encoding"),
                )
            ],
        )
    document = Document(file)
    if "%TAG" in text and (directive := TAG_DIRECTIVE.search(text)):
        document.problems += islice(_invisible(text, document), MAX_PROBLEMS)
        line, _ = _line_and_column(text[: directive.start()])
        document.problems.append(
            Problem("error", file, line, 1, "", say("%TAG has no meaning here"), say("remove the line"))
        )
        return document
    first = _parsed(document, text)
    if INVISIBLE.search(raw.translate(None, ASCII).decode("utf-8")):  # far shorter than the text
        document.problems[:0] = islice(_invisible(text, document), MAX_PROBLEMS)
    if first is None:
        return document
    from quizlib.reading.slips import mend  # noqa: PLC0415 - a file without mistakes needs none of it

    mended = mend(text if len(text) <= MENDABLE else "")
    if not mended.slips:
        document.problems.append(first)
        return document
    slips = islice(mended.slips, MAX_PROBLEMS)
    document.problems += [Problem("error", file, slip.line, slip.column, "", slip.found, slip.hint) for slip in slips]
    guessed = any(not slip.sure for slip in mended.slips)
    document = Document(file, problems=document.problems, guessed=guessed)
    if rest := _parsed(document, mended.text):
        document.problems.append(rest)
    return document


def can_be_parsed(text: str) -> bool:
    """Return whether a text is YAML, whatever it says."""
    parser = CParser(text)
    try:
        while parser.get_event() is not None:
            pass
    except yaml.YAMLError:
        return False
    return True


def _parsed(document: Document, text: str) -> Problem | None:
    """Fill a document from a text, and return None; if the parser stops, return why, and leave the document empty."""
    found = len(document.problems)
    try:
        Builder(document, text).run(CParser(text))
    except yaml.MarkedYAMLError as error:
        why = _broken(document, text, error)
    except yaml.reader.ReaderError as error:  # a character that YAML does not allow
        line, column = _line_and_column(text.encode()[: error.position].decode("utf-8", "ignore"))
        shown = say("broken YAML: a control character (U+{code:04X})", code=error.character)
        why = Problem("error", document.file, line, column, "", shown, say("remove it"))
    except TooMuch as error:
        why = error.problem
    else:
        if document.data is None and not document.problems:
            document.problems.append(Problem("error", document.file, 1, 1, "", say("is empty")))
        return None
    del document.problems[found:]
    document.data = None
    return why


def _broken(document: Document, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return what stopped the parser: an error of its own, or a comment before it that holds a closing bracket."""
    from quizlib.reading.lines import is_misaligned  # noqa: PLC0415 - as in `parse`

    if document.cut and any(bracket in document.cut[-1].comment for bracket in "]}"):
        cut = document.cut[-1]
        return Problem("error", document.file, cut.line, cut.column, "", cut.message, say(QUOTES))
    mark = error.problem_mark or error.context_mark
    if mark and is_misaligned(text.split("\n"), mark.line):
        place = mark.line + 1, mark.column + 1
        found, hint = (
            say("is indented as no line beside it"),
            say("indent it like the key or dash that it belongs beside"),
        )
        return Problem("error", document.file, *place, "", found, hint)
    found = " ".join(filter(None, (error.context, error.problem))) or say("cannot be parsed")
    hint = next((say(hint) for words, hint in HINTS.items() if words in found), "")
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem("error", document.file, line, column, "", say("broken YAML: {found}", found=found), hint)


def _is_meant(document: Document, at: int, mark: str) -> bool:
    """Return whether an invisible character is in a text whose language is written with it."""
    before = bisect(document.meant, at, key=lambda text: text[0]) - 1
    if before < 0:
        return False
    _, end, language = document.meant[before]
    return at < end and mark in marks_of(language)


def _invisible(text: str, document: Document) -> Iterator[Problem]:
    """Yield a problem for each invisible character that does not belong to the language of its text."""
    for match in INVISIBLE.finditer(text):
        if _is_meant(document, match.start(), match[0]):
            continue
        line, column = _line_and_column(text[: match.start()])
        code = f"{ord(match[0]):04X}"
        escape = f"\\u{code.lower()}" if len(code) == 4 else f"\\U{code.lower():0>8}"  # noqa: PLR2004 - YAML's two escapes
        hint = say('remove it; where it is meant, write {escape} in a text in double quotes ("…")', escape=escape)
        shown = say("an invisible character (U+{code})", code=code)
        yield Problem("error", document.file, line, column, "", shown, hint)


def _line_and_column(before: str) -> tuple[int, int]:
    """Return the line and column after a text, counted from 1."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")

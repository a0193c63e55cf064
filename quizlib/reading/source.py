"""Read a file of an author, who is not trusted: check size, encoding and invisible characters, then parse the YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml

from quizlib.problems import Problem
from quizlib.reading.builder import MAX_PROBLEMS, Builder, TooMuch
from quizlib.reading.document import Document

try:
    from yaml._yaml import CParser
except ImportError as error:  # the pure Python parser reads another YAML, sixteen times slower
    message = "PyYAML was installed without libyaml: install a wheel of it, or libyaml before building it"
    raise ImportError(message) from error

MAX_BYTES = 1_000_000
TAG_DIRECTIVE = re.compile("(?:^|[\r\x85\u2028\u2029])%TAG", re.MULTILINE)  # thousands take the parser seconds
INVISIBLE = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
HINTS = {
    "mapping values are not allowed": (
        "a text with a colon in it stands in quotes, or on lines of its own after |; or check the indentation"
    ),
    "found character that cannot start": "a text that begins with @ ` or % stands in quotes; indent with spaces",
    "found a tab character": "indent with spaces",
    "found unexpected end of stream": "a quotation mark or a bracket is never closed",
    "could not find expected ':'": "a key is followed by a colon; check the indentation above",
    "did not find expected": "check the quotation marks and the indentation here and above",
}


def read(path: Path) -> Document:
    """Read a file and return it as a document; everything wrong with it is in the document's problems."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Document(
            str(path), problems=[Problem("error", str(path), 1, 1, "", f"cannot be read: {error.strerror}")]
        )
    return parse(raw, str(path))


def parse(raw: bytes, file: str) -> Document:
    """Parse YAML in UTF-8; `file` is the name used in problems."""
    if len(raw) > MAX_BYTES:
        return Document(
            file, problems=[Problem("error", file, 1, 1, "", f"is larger than {MAX_BYTES:,} bytes", "split it")]
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(raw[: error.start].decode("utf-8", "replace"))
        found = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return Document(file, problems=[Problem("error", file, line, column, "", found, "save the file as UTF-8")])
    document = Document(file, problems=list(_invisible(text, file)))
    if "%TAG" in text and (directive := TAG_DIRECTIVE.search(text)):
        line, _ = _line_and_column(text[: directive.start()])
        document.problems.append(Problem("error", file, line, 1, "", "%TAG has no meaning here", "remove the line"))
        return document
    try:
        Builder(document).run(CParser(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found = " ".join(filter(None, (error.context, error.problem))) or "cannot be parsed"
        hint = next((hint for words, hint in HINTS.items() if words in found), "")
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        document.problems.append(Problem("error", file, line, column, "", f"broken YAML: {found}", hint))
        document.data = None
    except yaml.reader.ReaderError as error:  # a character that YAML does not allow
        line, column = _line_and_column(text.encode()[: error.position].decode("utf-8", "ignore"))
        found = f"broken YAML: a control character (U+{error.character:04X})"
        document.problems.append(Problem("error", file, line, column, "", found, "remove it"))
        document.data = None
    except TooMuch as error:
        document.problems.append(error.problem)
        document.data = None
    if document.data is None and not document.problems:
        document.problems.append(Problem("error", file, 1, 1, "", "is empty"))
    return document


def _invisible(text: str, file: str) -> Iterator[Problem]:
    for match in islice(INVISIBLE.finditer(text), MAX_PROBLEMS):
        line, column = _line_and_column(text[: match.start()])
        code = f"{ord(match[0]):04X}"
        hint = f'remove it; where it is meant, write \\u{code.lower()} in a text in double quotes ("…")'
        yield Problem("error", file, line, column, "", f"an invisible character (U+{code})", hint)


def _line_and_column(before: str) -> tuple[int, int]:
    """Return the line and column after a text, counted from 1."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")

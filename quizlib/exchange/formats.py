"""Formats: the kinds of files that questions come in and go out as, by name."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from quizlib.exchange.item import Imported, Item, NotReadable
from quizlib.say import say

Reader = Callable[[bytes, str, str], Imported]
"""Takes the bytes of a file, its name for messages, and the language of its texts; raises NotReadable."""
Writer = Callable[[Sequence[Item], str], bytes]
"""Takes items and the language to write them in; returns the bytes of a file."""
HEAD = 4000
MOST_BYTES = 100_000_000  # of a package with its pictures


@dataclass(frozen=True)
class Format:
    """A kind of file: the package with `reading` and `writing`, the ending of its files, and how one begins.

    A format that is only written has no beginning; another may be only read.
    """

    package: str
    ending: str
    begins: re.Pattern[bytes] | None = None
    written: bool = True

    @property
    def read(self) -> Reader:
        """The reader of this format; it is imported only now."""
        found: Reader = import_module(f"quizlib.exchange.{self.package}.reading").read
        return found

    @property
    def write(self) -> Writer:
        """The writer of this format; it is imported only now."""
        found: Writer = import_module(f"quizlib.exchange.{self.package}.writing").write
        return found


OFFICE = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|xl/|word/)", re.DOTALL)
"""How spreadsheets and documents begin: as a zip whose first file is one of theirs."""
FORMATS: Mapping[str, Format] = {
    "moodle": Format("moodle", ".xml", re.compile(rb"\s*(?:<[?!].*?)?<quiz[\s>/]", re.DOTALL)),
    "gift": Format("gift", ".gift", re.compile(rb"(?!\s*<|PK)")),
    "table": Format("table", ".xlsx", OFFICE, written=False),
    "qti": Format(
        "qti", ".zip", re.compile(rb"PK|(?s:.*)<(\w+:)?(questestinterop|assessmentItem|qti-assessment-item)\b")
    ),
    "csv": Format("csv_file", ".csv"),
}
"""Every format by its name; a file is in the first one whose files begin so."""
READ = [name for name, one in FORMATS.items() if one.begins]
WRITTEN = [name for name, one in FORMATS.items() if one.written]


def read_file(path: Path, language: str, name: str | None = None) -> Imported:
    """Return the questions of a file; see `read_questions`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotReadable(say("the file is larger than {most} MB", most=MOST_BYTES // 1_000_000))
        raw = path.read_bytes()
    except OSError as error:
        raise NotReadable(say("cannot be read: {reason}", reason=error.strerror)) from error
    return read_questions(raw, path.name, language, name)


def read_questions(raw: bytes, file: str, language: str, name: str | None = None) -> Imported:
    """Return the questions of a file in the format of this name, or in the one that it begins like.

    `file` is what messages call it. Raises NotReadable if it cannot be read, or if no format begins so; ImportError if
    the format is XML and the extra `exchange` is not installed.
    """
    if name is not None:
        return FORMATS[name].read(raw, file, language)
    head = _head(raw)
    for one in FORMATS.values():
        if one.begins and one.begins.match(head):
            return one.read(raw, file, language)
    raise NotReadable(say("the file is in none of these formats: {formats}", formats=", ".join(READ)))


def _head(raw: bytes) -> bytes:
    """Return how a file begins, without the mark of its encoding."""
    head = raw[:HEAD]
    if head.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return head.decode("utf-16", "ignore").encode()
    return head.removeprefix(BOM_UTF8)

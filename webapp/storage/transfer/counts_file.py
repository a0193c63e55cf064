"""Counts file: records on their way to another machine, a line of JSON for each row, under a header with a checksum."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from pydantic import ValidationError

from webapp.storage.transfer.atomic_file import FileError, atomic_file
from webapp.storage.transfer.lines import LINES, Line, first_mistake

FORMAT = "tryg-paa-nettet counts 2"
READ = (FORMAT, "tryg-paa-nettet counts 1")  # the first did not say which workshops were set aside
HEADER = 512  # bytes, so that it can be written last; spaces fill it up
NOTHING = "nothing was imported"
AGAIN = f"copy or export it once more; {NOTHING}"
CHANGED = "it was cut off or changed"
LONGEST = 2**20  # bytes of a line; the outline of a long quiz has thirty thousand
UNREADABLE = (ValueError, TypeError, KeyError, RecursionError)  # the last: it is nested too deeply


Proven = Callable[[str], dict[str, str]]
"""Makes what a header says of who wrote the lines, from their checksum."""


class Sender(NamedTuple):
    """The laptop that says it has written a file, the checksum of the lines, and the proof that it has."""

    laptop: str
    checksum: str
    proof: str


class Numbered(NamedTuple):
    """A line with its number."""

    number: int
    line: Line


def write(path: Path, rows: Iterable[tuple[str, dict[str, Any]]], proven: Proven | None = None) -> Counter[str]:
    """Write rows of tables into a file, whole or not at all; return how many of each there are.

    Raises FileError if it cannot be written.
    """
    count, checksum = Counter[str](), hashlib.sha256()
    with atomic_file(path) as written, written.open("wb") as file:
        file.write(b" " * HEADER)
        for table, row in rows:
            line = _json({"table": table, **row}) + b"\n"
            file.write(line)
            checksum.update(line)
            count[table] += 1
        header = {"format": FORMAT, "rows": _numbers(count), "sha256": checksum.hexdigest()}
        header |= proven(checksum.hexdigest()) if proven else {}
        file.seek(0)
        file.write(json.dumps(header).encode().ljust(HEADER - 1) + b"\n")
        file.flush()
    return count


@dataclass(frozen=True)
class CountsFile:
    """A file that is open for reading."""

    path: Path
    file: BufferedReader

    def check(self) -> None:
        """Raise FileError if this is no file of counts, or if it was cut off or changed."""
        header = self._header()
        if hashlib.file_digest(self.file, "sha256").hexdigest() != header.get("sha256"):
            self.refuse(CHANGED, AGAIN)

    def sender(self) -> Sender | None:
        """Return which laptop says that it has written this file; None if none does."""
        header = self._header()
        said = [header.get(name) for name in ("laptop", "sha256", "proof")]
        words = [one for one in said if isinstance(one, str)]
        return Sender(*words) if len(words) == len(said) else None

    def lines(self) -> Iterator[Numbered]:
        """Yield the lines of all rows. FileError names a line that is wrong.

        The checksum is compared again at the end. If that raises, undo what was done with the lines.
        """
        header = self._header()
        count, checksum = Counter[str](), hashlib.sha256()
        for number, data in enumerate(iter(partial(self.file.readline, LONGEST), b""), start=2):
            if len(data) == LONGEST:
                self.refuse(f"it has more than {LONGEST:,} bytes", AGAIN, line=number)
            checksum.update(data)
            line = self._line(number, data)
            count[line.table] += 1
            yield Numbered(number, line)
        if checksum.hexdigest() != header.get("sha256") or not _tells(header, count):
            self.refuse(CHANGED, AGAIN)

    def refuse(self, why: str, do: str = NOTHING, *, line: int | None = None) -> NoReturn:
        """Raise the FileError that says why the file, or a line of it, cannot be used."""
        where = "" if line is None else f"line {line}: "
        message = f"{self.path}: {where}{why}; {do}"
        raise FileError(message) from None

    def _header(self) -> dict[str, Any]:
        self.file.seek(0)
        try:
            header = json.loads(self.file.read(HEADER))
        except UNREADABLE:
            header = None
        if not isinstance(header, dict) or "format" not in header:
            self.refuse("it is no file of counts, or was cut off", AGAIN)
        if header["format"] not in READ:
            self.refuse(
                f"its format is {header['format']!r}, not {FORMAT!r}", f"export it with this version; {NOTHING}"
            )
        return header

    def _line(self, number: int, data: bytes) -> Line:
        try:
            plain_line = json.loads(data)
            return LINES[plain_line["table"]].model_validate(plain_line)
        except ValidationError as error:
            self.refuse(first_mistake(error), AGAIN, line=number)
        except UNREADABLE:
            self.refuse("it is no row of counts", AGAIN, line=number)


def _numbers(count: Counter[str]) -> dict[str, int]:
    """Return how many rows of each table a header tells. Only a file from a laptop has packets, and names them."""
    return {name: count[name] for name in LINES if name != "packet" or count[name]}


def _tells(header: dict[str, Any], count: Counter[str]) -> bool:
    """Return whether a header tells these numbers of rows; it may tell of tables that have none."""
    told = header.get("rows")
    return isinstance(told, dict) and {name: n for name, n in told.items() if n != 0} == dict(count)


@contextmanager
def counts_file(path: Path) -> Iterator[CountsFile]:
    """Open a file of counts; FileError if it cannot be read."""
    try:
        with path.open("rb") as file:
            yield CountsFile(path, file)
    except OSError as error:
        message = f"{path}: it cannot be read ({error.strerror}); {NOTHING}"
        raise FileError(message) from None


def _json(data: object) -> bytes:
    """Return plain data as JSON: the same data always as the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

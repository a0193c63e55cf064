"""Counts file: records on their way to another machine, a line of JSON for each row, under a header with a checksum."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webapp.storage.transfer.atomic_file import FileError, atomic_file
from webapp.storage.weeks import WEEK

FORMAT = "tryg-paa-nettet counts 1"
HEADER = 512  # bytes, so that it can be written last; spaces fill it up
NOTHING = "nothing was imported"
AGAIN = f"copy or export it once more; {NOTHING}"
CHANGED = "it was cut off or changed"

Id = Annotated[str, Field(min_length=1, max_length=100)]
Week = Annotated[str, Field(pattern=f"^{WEEK.pattern}$")]
Bare = Annotated[int, Field(ge=6, multiple_of=3)]
"""A number of people as it is kept: a multiple of 3, from 6 on."""


class Line(BaseModel):
    """A row of one of the tables."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    table: str


class OutlineLine(Line):
    """What counting needs to know of a quiz version."""

    table: Literal["outline"]
    quiz: Id
    version: Id
    whole: Id
    items: dict[str, Any]


class Once(Line):
    """A row that is counted once, by its id."""

    id: Id


class WorkshopLine(Once):
    """A workshop that is closed."""

    table: Literal["workshop"]
    place: Id
    week: Week
    programme: str | None
    meeting: Annotated[int, Field(ge=1)]
    quizzes: list[str]
    forms: str
    head_count: Annotated[int, Field(ge=5)] | None


class ResultLine(Once):
    """A row that people left. Those of a workshop come directly after the line of the workshop."""

    quiz: Id
    place: str
    week: Week
    mode: Literal["home", "workshop"]
    workshop: Id | None


class BlockLine(ResultLine):
    """A block's record."""

    table: Literal["block"]
    version: Id
    forms: str | None
    numbers: dict[str, Any]


class AttendanceLine(ResultLine):
    """How many people began and finished a quiz."""

    table: Literal["attendance"]
    starts: Bare | None
    finishes: Bare | None


class MonthlyLine(Once):
    """A tally of a month that is over."""

    table: Literal["monthly"]
    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    kind: Id
    name: Id
    n: Bare


LINES: dict[str, type[Line]] = {
    "outline": OutlineLine,
    "workshop": WorkshopLine,
    "block": BlockLine,
    "attendance": AttendanceLine,
    "monthly": MonthlyLine,
}


class Numbered(NamedTuple):
    """A line with its number."""

    number: int
    line: Line


def write(path: Path, rows: Iterable[tuple[str, dict[str, Any]]]) -> Counter[str]:
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
        header = {"format": FORMAT, "rows": {name: count[name] for name in LINES}, "sha256": checksum.hexdigest()}
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

    def lines(self) -> Iterator[Numbered]:
        """Yield the lines of all rows. FileError names a line that is wrong.

        The checksum is compared again at the end. If that raises, undo what was done with the lines.
        """
        header = self._header()
        count, checksum = Counter[str](), hashlib.sha256()
        for number, data in enumerate(self.file, start=2):
            checksum.update(data)
            line = self._line(number, data)
            count[line.table] += 1
            yield Numbered(number, line)
        if checksum.hexdigest() != header.get("sha256") or header.get("rows") != {name: count[name] for name in LINES}:
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
        except ValueError:
            header = None
        if not isinstance(header, dict) or "format" not in header:
            self.refuse("it is no file of counts, or was cut off", AGAIN)
        if header["format"] != FORMAT:
            self.refuse(
                f"its format is {header['format']!r}, not {FORMAT!r}", f"export it with this version; {NOTHING}"
            )
        return header

    def _line(self, number: int, data: bytes) -> Line:
        try:
            plain_line = json.loads(data)
            return LINES[plain_line["table"]].model_validate(plain_line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            self.refuse(f"{where}: {first['msg']}", AGAIN, line=number)
        except (ValueError, TypeError, KeyError):
            self.refuse("it is no row of counts", AGAIN, line=number)


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

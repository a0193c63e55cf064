"""A file of lines of JSON: a head, and data by name. A line is read and understood when somebody asks for it.

Lines are only ever added at its end, and after them a head that says where each of them is. The first line says where
the last head is. So a file that is read or written by several processes is whole for each of them at any moment.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

Place = tuple[int, int, int]
"""Where a line begins and its length, both in bytes, and its checksum."""
FIRST = 100  # bytes of the first line: the digest of the head, where it is, its length, and spaces
TABLE = "/"  # how the names of lines begin that nearly everybody asks for: the head itself says where they are
PLACES = "/places"  # where all other lines are
HELD = 8_000_000  # bytes; a file that is no larger is held in memory, and may be replaced or deleted meanwhile


class KeptLines:
    """What `keep_lines` has written: the head, and where the data of each name is. A file of anything else has neither.

    Of a file that is larger than HELD, a line is read when somebody asks for it. None is then open in between.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._first, self._whole, text = _opened(file) if file else (b"", b"", b"")
        head = _loaded(text) if text and _digest(text) == self._first[:64] else {}
        self.head: Mapping[str, Any] = head.get("head", {})
        self._tables: Mapping[str, Place] = head.get("tables", {})

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        """Where each line is, by its name. They are as many as the files of a library, and seldom asked for."""
        tables = dict(self._tables)
        line = self._lines({PLACES: tables.pop(PLACES)}).get(PLACES, b"{}") if tables else b"{}"
        return {**_loaded(line), **tables}

    def data(self, name: str) -> Any:  # noqa: ANN401 - what was kept
        """Return the data of a name; None if there is none, or if it is not as it was written."""
        places = self._tables if name in self._tables else self._places
        line = self._lines({name: places[name]}).get(name) if name in places else None
        return None if line is None else _loaded(line)

    def add(self, head: Mapping[str, Any], data: Mapping[str, Any], gone: Collection[str] = ()) -> None:
        """Write another head, and data in place of that of the same names; forget the names that are `gone`.

        Where too much of the file is of no use any more, all of it is written anew. If another process has written to
        it meanwhile, nothing is. Raise OSError if that fails.
        """
        if self._file is None:
            return
        left = {name: place for name, place in self._places.items() if name not in data and name not in gone}
        with self._file.open("r+b") as stream:
            if stream.read(FIRST) != self._first:
                return
            end = stream.seek(0, os.SEEK_END)
            if end <= 2 * sum(length for _, length, _ in left.values()) + HELD:
                _add(stream, head, left, {name: _dumped(one) for name, one in data.items()})
                return
        _write(self._file, head, {**self._lines(left), **{name: _dumped(one) for name, one in data.items()}})

    def _lines(self, places: Mapping[str, Place]) -> dict[str, bytes]:
        """Return the lines at some places that are as they were written."""
        if self._whole or self._file is None:
            read = [(name, self._whole[at : at + length], check) for name, (at, length, check) in places.items()]
        else:
            read = _read(self._file, places)
        return {name: line for name, line, check in read if crc32(line) == check}


def keep_lines(file: Path, head: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    """Write a file that only this user can read, under another name; then rename it. Raise OSError if that fails."""
    _write(file, head, {name: _dumped(one) for name, one in data.items()})


def _write(file: Path, head: Mapping[str, Any], lines: Mapping[str, bytes]) -> None:
    descriptor, written = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(b" " * FIRST)
            _add(stream, head, {}, lines)
        Path(written).replace(file)
    except OSError:
        Path(written).unlink(missing_ok=True)
        raise


def _add(stream: BinaryIO, head: Mapping[str, Any], places: Mapping[str, Place], lines: Mapping[str, bytes]) -> None:
    """Write lines and a head where a stream is, at its end; then the first line."""
    at, added = stream.tell(), {}
    for name, line in lines.items():
        added[name] = (at, len(line), crc32(line))
        at += len(line) + 1
    every = {**places, **added}
    tables = {name: every.pop(name) for name in [*every] if name.startswith(TABLE)}
    table = _dumped(every)
    tables[PLACES] = (at, len(table), crc32(table))
    text = _dumped({"head": head, "tables": tables})
    at += len(table) + 1
    stream.write(b"".join(line + b"\n" for line in (*lines.values(), table, text)))
    stream.flush()
    stream.seek(0)
    stream.write((b"%s %d %d" % (_digest(text), at, len(text))).ljust(FIRST - 1) + b"\n")


def _opened(file: Path) -> tuple[bytes, bytes, bytes]:
    """Return the first line of a file, all of it if it is held, and the text of its head; nothing of anything else."""
    with suppress(OSError, ValueError), file.open("rb") as stream:
        first = stream.read(FIRST)
        _, at, length = first.split()
        begins, ends, size = int(at), int(at) + int(length), os.fstat(stream.fileno()).st_size
        if FIRST <= begins <= ends <= size:
            whole = first + stream.read() if size <= HELD else b""
            stream.seek(begins)
            return first, whole, whole[begins:ends] or stream.read(ends - begins)
    return b"", b"", b""


def _read(file: Path, places: Mapping[str, Place]) -> list[tuple[str, bytes, int]]:
    """Return what is in a file at some places, each with the name and the checksum of the line that was there."""
    read = []
    with suppress(OSError), file.open("rb") as stream:
        for name, (at, length, check) in places.items():
            stream.seek(at)
            read.append((name, stream.read(length), check))
    return read


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _dumped(data: Any) -> bytes:  # noqa: ANN401 - anything that JSON can say
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _loaded(text: bytes) -> Any:  # noqa: ANN401 - as above
    return json.loads(text.decode("utf-8", "surrogatepass"))

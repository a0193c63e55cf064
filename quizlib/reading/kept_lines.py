"""A file of lines of JSON: a head, and data by name. A line is read and understood when somebody asks for it.

Lines are only ever added at its end, and after them a head that says where each of them is. The first line says where
the last head is. So a file that is read or written by several processes is whole for each of them at any moment.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

Place = tuple[int, int, int]
"""Where a line begins and its length, both in bytes, and its checksum."""
FIRST = 100  # bytes of the first line: the digest of the head, where it is, its length, and spaces
HELD = 8_000_000  # bytes; a file that is no larger is held in memory, and may be replaced or deleted meanwhile


class KeptLines:
    """What `keep_lines` has written: the head, and where the data of each name is. A file of anything else has neither.

    Of a file that is larger than HELD, a line is read when somebody asks for it. None is then open in between.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._first, self._whole, text = _opened(file) if file else (b"", b"", b"")
        whole: Mapping[str, Any] = _loaded(text) if text and _digest(text) == self._first[:64] else {}
        self.head: Mapping[str, Any] = whole.get("head", {})
        self.places: Mapping[str, Place] = whole.get("places", {})

    def data(self, name: str) -> Any:  # noqa: ANN401 - what was kept
        """Return the data of a name; None if there is none, or if it is not as it was written."""
        line = self._lines([name]).get(name)
        return None if line is None else _loaded(line)

    def add(self, head: Mapping[str, Any], data: Mapping[str, Any], gone: Collection[str] = ()) -> None:
        """Write another head, and data in place of that of the same names; forget the names that are `gone`.

        Where too much of the file is of no use any more, all of it is written anew. If another process has written to
        it meanwhile, nothing is. Raise OSError if that fails.
        """
        if self._file is None:
            return
        left = {name: place for name, place in self.places.items() if name not in data and name not in gone}
        with self._file.open("r+b") as stream:
            if stream.read(FIRST) != self._first:
                return
            end = stream.seek(0, os.SEEK_END)
            if end <= 2 * sum(length for _, length, _ in left.values()) + HELD:
                _add(stream, head, left, {name: _dumped(one) for name, one in data.items()})
                return
        _write(self._file, head, {**self._lines(left), **{name: _dumped(one) for name, one in data.items()}})

    def _lines(self, names: Collection[str]) -> dict[str, bytes]:
        """Return the lines of names that are as they were written."""
        asked = [(name, self.places[name]) for name in names if name in self.places]
        if self._whole or self._file is None:
            read = [(name, self._whole[at : at + length], check) for name, (at, length, check) in asked]
        else:
            read = _read(self._file, asked)
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
    text = _dumped({"head": head, "places": {**places, **added}})
    stream.write(b"".join(line + b"\n" for line in (*lines.values(), text)))
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


def _read(file: Path, asked: Iterable[tuple[str, Place]]) -> list[tuple[str, bytes, int]]:
    """Return what is in a file at some places, each with the name and the checksum of the line that was there."""
    read = []
    with suppress(OSError), file.open("rb") as stream:
        for name, (at, length, check) in asked:
            stream.seek(at)
            read.append((name, stream.read(length), check))
    return read


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _dumped(data: Any) -> bytes:  # noqa: ANN401 - anything that JSON can say
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _loaded(text: bytes) -> Any:  # noqa: ANN401 - as above
    return json.loads(text.decode("utf-8", "surrogatepass"))

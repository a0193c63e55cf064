"""A file of lines of JSON: a head, and data by name. A line is understood when somebody asks for it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Place = tuple[int, int, str]
"""Where a line begins after the head, its length, both in bytes, and its digest."""
FIRST = 90  # bytes of the first line: the digest of the head, its length, and spaces


class KeptLines:
    """What `keep_lines` has written: the head, and where the data of each name is. A file of anything else has neither.

    All of it is held in memory: the file may be replaced or deleted meanwhile, and nothing needs to be closed.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._whole = _bytes(file) if file else b""
        digest, _, length = self._whole[:FIRST].partition(b" ")
        text = self._read(FIRST, int(length)) if length.strip().isdigit() else b""
        self._begins = FIRST + len(text) + 1
        head = _loaded(text) if text and digest == _digest(text).encode() else {}
        self.head: Mapping[str, Any] = head if head and self._begins + head["length"] == len(self._whole) else {}
        self.places: Mapping[str, Place] = self.head.get("places", {})

    def data(self, name: str) -> Any:  # noqa: ANN401 - what was kept
        """Return the data of a name; None if there is none, or if it is not as it was written."""
        if name not in self.places:
            return None
        at, length, digest = self.places[name]
        text = self._read(self._begins + at, length)
        return _loaded(text) if _digest(text) == digest else None

    def again(self, file: Path, head: Mapping[str, Any]) -> None:
        """Write the same lines once more, after a head in which something is new. Raise OSError if that fails."""
        _write(file, {**self.head, **head}, self._read(self._begins, self.head["length"]))

    def _read(self, at: int, length: int) -> bytes:
        return self._whole[at : at + length]


def keep_lines(file: Path, head: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    """Write a file that only this user can read, under another name; then rename it. Raise OSError if that fails."""
    lines = {name: _dumped(one) for name, one in data.items()}
    places, at = {}, 0
    for name, line in lines.items():
        places[name] = (at, len(line), _digest(line))
        at += len(line) + 1
    _write(file, {**head, "places": places, "length": at - 1}, b"\n".join(lines.values()))


def _write(file: Path, head: Mapping[str, Any], lines: bytes) -> None:
    text = _dumped(head)
    first = f"{_digest(text)} {len(text)}".encode().ljust(FIRST - 1) + b"\n"
    descriptor, written = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines((first, text, b"\n", lines))
        Path(written).replace(file)
    except OSError:
        Path(written).unlink(missing_ok=True)
        raise


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def _dumped(data: Any) -> bytes:  # noqa: ANN401 - anything that JSON can say
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _loaded(text: bytes) -> Any:  # noqa: ANN401 - as above
    return json.loads(text.decode("utf-8", "surrogatepass"))

"""Atomic file: it is written under another name and then renamed, so that it is there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BESIDE = ("", "-wal", "-shm", "-journal")
"""The endings of the files that SQLite keeps beside a database."""


class FileError(Exception):
    """A file cannot be used. The message is one line: which file, why, and what to do."""


@contextmanager
def atomic_file(path: Path) -> Iterator[Path]:
    """Give the name of an empty file that only this user can read. Afterwards it replaces `path`, and is on the disk.

    Raises FileError if that fails, and then leaves nothing behind.
    """
    written = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        os.close(os.open(written, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            yield written
            _sync(written)
            written.replace(path)
            _sync(path.parent)
        finally:
            for ending in BESIDE:
                written.with_name(written.name + ending).unlink(missing_ok=True)
    except OSError as error:
        message = (
            f"{path}: it cannot be written ({error.strerror}); name a file in a folder that this user may write to"
        )
        raise FileError(message) from None


def _sync(path: Path) -> None:
    """Write a file, or the names in a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

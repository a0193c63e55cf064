"""Staging: a place beside a content folder in which new content is made ready, before it takes the place of the old."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from webapp.lock import locked

EXCHANGE = 2  # RENAME_EXCHANGE of Linux
HERE = -100  # AT_FDCWD
PAUSE = 0.02  # seconds between two tries


class BusyError(Exception):
    """Another process is putting content in this place."""


class Staged(NamedTuple):
    """A place beside the content folder `target`, for content whose generation has the name that is in `begins`."""

    place: Path
    target: Path

    @property
    def begins(self) -> Path:
        """The file that names the generation which begins."""
        return self.place / "begins"

    @property
    def new(self) -> Path:
        """The folder of the new content; where two folders can be exchanged at once, then that of the old."""
        return self.place / "new"

    @property
    def aside(self) -> Path:
        """Where the old content is elsewhere."""
        return self.place / "aside"

    def exchange(self) -> None:
        """Exchange the new content with the old: at once where Linux can; elsewhere nothing is there for a moment."""
        with suppress(AttributeError, OSError):
            import ctypes  # noqa: PLC0415 - only where content is published

            rename = ctypes.CDLL(None, use_errno=True).renameat2
            if rename(HERE, os.fsencode(self.new), HERE, os.fsencode(self.target), EXCHANGE) == 0:
                return
        self.target.rename(self.aside)
        try:
            self.new.rename(self.target)
        except OSError:
            self.aside.rename(self.target)
            raise

    def replaced(self) -> Path | None:
        """Return the folder of the old content after the exchange; None if it is somewhere else already."""
        return next((path for path in (self.aside, self.new) if path.is_dir()), None)

    def restore(self) -> None:
        """Put the old content back if a process was killed between the two steps of an exchange."""
        if self.aside.is_dir() and not self.target.exists():
            self.aside.rename(self.target)


@contextmanager
def alone(target: Path, patience: float = 0) -> Iterator[bool]:
    """Keep other processes from staging content for this folder, for the length of a with block.

    Yields False where the system has no such locks. BusyError if another process goes on for longer than `patience`,
    in seconds.
    """
    try:
        descriptor = os.open(target.parent, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        yield _is_mine(descriptor, patience)
    finally:
        os.close(descriptor)


@contextmanager
def staged(target: Path, name: str) -> Iterator[Staged]:
    """Lend a place for content whose generation has this name, for the length of a with block."""
    made = Staged(Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent)), target)
    try:
        made.begins.write_text(name, encoding="utf-8")
        made.new.mkdir()
        yield made
    finally:
        shutil.rmtree(made.place, ignore_errors=True)


def left_behind(target: Path) -> list[Staged]:
    """Return the places of processes that were killed. Nobody may be staging content meanwhile: see `alone`."""
    begun = _prefix(target)
    return [Staged(path, target) for path in target.parent.iterdir() if path.name.startswith(begun) and path.is_dir()]


def _prefix(target: Path) -> str:
    return f".{target.name}.staged-"


def _is_mine(descriptor: int, patience: float) -> bool:
    """Try to get the lock; return False where there are none."""
    give_up = time.monotonic() + patience
    with suppress(OSError):
        while not locked(descriptor):
            if time.monotonic() >= give_up:
                raise BusyError
            time.sleep(PAUSE)
        return True
    return False

"""Locks: one site alone serves a SQLite file, for as long as that site or its worker lives."""

from __future__ import annotations

import logging
import os
import sys
import time
from pathlib import Path

PATIENCE = 5  # seconds: what has just been killed may need some of them to end
PAUSE = 0.02  # seconds between two tries


def hold(file: Path) -> str | None:
    """Hold the lock until this process and all that it has forked have ended; return None.

    If another process holds it, and goes on holding it, return the id of that process.
    """
    descriptor = _open(file)
    give_up = time.monotonic() + PATIENCE
    while not locked(descriptor):
        if time.monotonic() > give_up:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
            os.close(descriptor)
            return holder
        time.sleep(PAUSE)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return None


def warn_if_held(file: Path) -> None:
    """Write a line into the log if `webapp serve` serves this file: it knows nothing of other processes."""
    try:
        descriptor = _open(file)
    except OSError:  # nobody can have locked it
        return
    if not locked(descriptor):
        logging.getLogger("webapp").warning(
            "%s is served by `webapp serve` at the same time: limits and notes hold in each process alone; end one",
            file,
        )
    os.close(descriptor)


def _open(file: Path) -> int:
    return os.open(f"{file}.lock", os.O_RDWR | os.O_CREAT, 0o600)


def locked(descriptor: int) -> bool:
    """Try to lock an open file; what forks inherit of it is the same lock."""
    if sys.platform == "win32":  # there is no such lock
        return True
    import fcntl  # noqa: PLC0415 - not everywhere

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

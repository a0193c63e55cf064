"""Disks that fail: one that is full, and real ones of a test's own, which can be filled or become read-only."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

PATIENCE = 30  # seconds until those that were killed have ended


@contextmanager
def full_disk(size: int, process: int = 0) -> Iterator[None]:
    """Let no file of a process (by default this one) grow beyond a number of bytes."""
    soft, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk of this size, in memory. The test is skipped where that is not allowed."""
    with _mounted(folder, "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs"):
        yield folder


@contextmanager
def mortal_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk that `becomes_read_only` can end, a second time with what it held.

    The test is skipped where mounting is not allowed.
    """
    image = folder.with_suffix(".image")
    if not image.exists():
        image.touch()
        os.truncate(image, 64 * 2**20)
        _run("mkfs.ext4", "-q", str(image))
    with _mounted(folder, "-o", "loop", str(image)):
        yield folder


def fill(file: Path) -> None:
    """Let a file take all the room that its disk has."""
    with file.open("wb", buffering=0) as open_file, suppress(OSError):
        while True:
            open_file.write(bytes(4096))


def becomes_read_only(folder: Path) -> None:
    """Let the system find an error on a mounted disk: from now on nobody can write to it, open files included."""
    _run("mount", "-o", "remount,abort", str(folder))


@contextmanager
def _mounted(folder: Path, *what: str) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    _run("mount", *what, str(folder))
    try:
        yield
    finally:
        _unmount(folder)


def _unmount(folder: Path) -> None:
    """Unmount a disk as soon as those that were killed have let go of it: otherwise it is mounted on, out of sight."""
    give_up = time.monotonic() + PATIENCE
    while subprocess.run(("umount", str(folder)), check=False, capture_output=True).returncode:  # noqa: S603, S607 - the system's own
        assert time.monotonic() < give_up, f"somebody still uses {folder}"
        time.sleep(0.05)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - the system's own
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"only root can mount a disk: {getattr(error, 'stderr', error)}")

"""Generations: a content folder that is replaced as a whole, and the folders that it has replaced within a day."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from quizlib import shipped
from quizlib.authoring import is_leftover
from webapp.publishing.staging import BusyError, Staged, alone, left_behind, staged

KEPT = timedelta(days=1)
"""How long content that was replaced stays: attempts that began with it go on with it."""
MARK = ".generation"
"""The file of a content folder that names its generation."""
PATIENCE = 10  # seconds: what another process that puts content there may need


class PlaceError(Exception):
    """Content cannot be put in its place. The message is one line: why, and what to do."""


class Generation(NamedTuple):
    """The content of a folder from one publishing to the next: its name, such as `12-3f9a`, and when it began."""

    name: str
    published: datetime

    @classmethod
    def of(cls, folder: Path) -> Generation | None:
        """Return the generation of a content folder; None if it was never published."""
        try:
            name, _, moment = (folder / MARK).read_text("utf-8").strip().partition(" ")
            return cls(name, datetime.fromisoformat(moment))
        except (OSError, ValueError):
            return None

    @classmethod
    def after(cls, other: Generation | None, now: datetime) -> Generation:
        """Return the generation that follows another one. No two have the same name."""
        number = other.name.partition("-")[0] if other else ""
        return cls(f"{int(number) + 1 if number.isdecimal() else 1}-{secrets.token_hex(2)}", now.astimezone(UTC))


def beside(folder: Path) -> Path:
    """Return the folder that keeps what a content folder has replaced."""
    target = folder.resolve()
    return target.with_name(f".{target.name}.earlier")


def earlier(folder: Path, now: datetime) -> Iterator[tuple[Generation | None, Path]]:
    """Yield the content that this folder has replaced within a day, the newest first, each with its generation."""
    kept = beside(folder)
    found = sorted(kept.iterdir(), key=_replaced, reverse=True) if kept.is_dir() else []
    yield from ((Generation.of(path), path) for path in found if now - _replaced(path) <= KEPT)


def put(source: Path, folder: Path, now: datetime) -> Generation:
    """Put a copy of `source` in the place of a content folder, all at once; return the generation that begins.

    Readers of the folder find the old content or the new, and never a mixture. The old content is kept for a day.
    Where both are the same folder, its content is not copied: it only begins a new generation. PlaceError if that
    cannot be done here; then nothing has changed.
    """
    target = folder.resolve()
    if target == shipped().resolve():
        message = (
            "TRYG_QUIZ_CONTENT is not set, and the content that is shipped with the site is not replaced; "
            f"copy {target} to a folder of your own, and let TRYG_QUIZ_CONTENT name it"
        )
        raise PlaceError(message)
    try:
        with alone(target, PATIENCE) as is_alone:
            if is_alone:
                _finish(target)
            generation = Generation.after(Generation.of(target), now)
            if source.resolve() == target:
                _mark(target, generation)
            else:
                _replace(source, target, generation, now)
            return generation
    except BusyError:
        message = f"TRYG_QUIZ_CONTENT={folder}: another process is putting content there; try again in a minute"
        raise PlaceError(message) from None
    except OSError as error:
        message = (
            f"TRYG_QUIZ_CONTENT={folder}: nothing can be put there ({error.strerror or error}); this user must be able "
            "to write to the folder that it is in, and it must be no mount of its own. Else put the new content where "
            "you keep it (git, an image) and start the site again, or send it SIGHUP"
        )
        raise PlaceError(message) from None


def tidy(folder: Path) -> None:
    """Finish what was begun by a process that was killed while it put content here, if nobody is doing so now."""
    target = folder.resolve()
    with suppress(OSError, BusyError), alone(target) as is_alone:
        if is_alone:
            _finish(target)


def _replace(source: Path, target: Path, generation: Generation, now: datetime) -> None:
    with staged(target, generation.name) as made:
        _copy(source, made.new)
        shutil.copymode(target, made.new)
        _mark(made.new, generation)
        made.exchange()
        _keep(made, target, now)


def _finish(target: Path) -> None:
    """Keep what processes that were killed have replaced, and delete what they had not put in its place yet."""
    for left in left_behind(target):
        left.restore()
        generation = Generation.of(target)
        with suppress(FileNotFoundError):
            if generation and generation.name == left.begins.read_text("utf-8"):
                _keep(left, target, generation.published)
        shutil.rmtree(left.place, ignore_errors=True)


def _copy(source: Path, staged: Path) -> None:
    """Copy what is read of a content folder onto the disk."""
    shutil.copytree(source, staged, dirs_exist_ok=True, ignore=lambda _, names: list(filter(is_leftover, names)))
    for here, _, files in os.walk(staged):
        for name in files:
            with Path(here, name).open("rb") as file:
                os.fsync(file.fileno())


def _mark(folder: Path, generation: Generation) -> None:
    written = folder / f"{MARK}.{secrets.token_hex(4)}"
    try:
        with written.open("w", encoding="utf-8") as file:
            file.write(f"{generation.name} {generation.published.isoformat()}\n")
            file.flush()
            os.fsync(file.fileno())
        written.replace(folder / MARK)
    finally:
        written.unlink(missing_ok=True)


def _keep(made: Staged, target: Path, now: datetime) -> None:
    """Keep what was replaced, and delete what was replaced more than a day ago."""
    kept = beside(target)
    kept.mkdir(exist_ok=True)
    if replaced := made.replaced():
        generation = Generation.of(replaced)
        os.utime(replaced, (now.timestamp(), now.timestamp()))
        replaced.rename(kept / (generation.name if generation else f"0-{secrets.token_hex(2)}"))
    for path in kept.iterdir():
        if now - _replaced(path) > KEPT:
            shutil.rmtree(path, ignore_errors=True)


def _replaced(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:  # somebody deletes it
        return datetime.min.replace(tzinfo=UTC)

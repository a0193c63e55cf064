"""Progress: how far a command is, as a bar on a terminal and in plain lines elsewhere, beside its output.

Long loops name what they do and go through `in_turn`. Where nobody shows it, nothing of this costs anything.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from contextvars import ContextVar
from threading import Event, Thread
from time import monotonic
from typing import TextIO, TypeVar, cast

T = TypeVar("T")
EVERY = 2.0
"""Seconds between two plain lines; what is done before the first needs none."""
EVERY_ON_A_TERMINAL = 0.25
WIDE = 30
"""Letters of a whole bar."""


class Progress:
    """What a command does now and how much of it is done, written to a stream when `tell` is called."""

    def __init__(self, stream: TextIO, doing: str) -> None:
        self.doing, self.done, self.of = doing, 0, 0
        self.terminal = stream.isatty()
        self._stream, self._began, self._shown = stream, monotonic(), False

    def tell(self) -> None:
        """Write how far the command is; on a terminal in the place of what was there before."""
        if not self.doing:
            return
        if self.terminal:
            filled = WIDE * self.done // self.of if self.of else 0
            self._stream.write(f"\r{self.doing} [{'#' * filled}{'-' * (WIDE - filled)}] {self._number()}\x1b[K")
        else:
            self._stream.write(f"{self.doing}: {self._number()}\n")
        self._stream.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the bar off the terminal, so that something else can be written there."""
        if self.terminal and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False

    def _number(self) -> str:
        return f"{self.done}/{self.of}" if self.of else f"{monotonic() - self._began:.0f} s"


class _AfterTheBar:
    """A stream that takes the bar away before anything is written to it."""

    def __init__(self, stream: TextIO, progress: Progress) -> None:
        self._stream, self._progress = stream, progress

    def write(self, text: str) -> int:
        self._progress.clear()
        return self._stream.write(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


_shown: ContextVar[Progress | None] = ContextVar("shown", default=None)


def in_turn(things: Sequence[T], doing: str) -> Iterable[T]:
    """Return things to go through one by one; where progress is shown, `doing` says in words what happens to them."""
    progress = _shown.get()
    return things if progress is None else _counted(progress, things, doing)


def _counted(progress: Progress, things: Sequence[T], doing: str) -> Iterator[T]:
    before = progress.doing
    progress.doing, progress.of = doing, len(things)
    for progress.done, thing in enumerate(things):
        yield thing
    progress.doing, progress.done, progress.of = before, 0, 0


@contextmanager
def showing(doing: str = "", stream: TextIO | None = None, every: float | None = None) -> Iterator[Progress]:
    """Show inside a `with` block how far it is; `doing` names what is not counted, if that takes long too."""
    progress = Progress(stream or sys.stderr, doing)
    ended = Event()
    pause = every if every is not None else EVERY_ON_A_TERMINAL if progress.terminal else EVERY
    telling = Thread(target=_tell, args=(progress, ended, pause), daemon=True)
    before = _shown.set(progress)
    telling.start()
    try:
        with _written_after(progress) if progress.terminal else nullcontext():
            yield progress
    finally:
        ended.set()
        telling.join()
        progress.clear()
        _shown.reset(before)


@contextmanager
def _written_after(progress: Progress) -> Iterator[None]:
    """Take the bar away before anything else is written."""
    out, err = (cast("TextIO", _AfterTheBar(stream, progress)) for stream in (sys.stdout, sys.stderr))
    with redirect_stdout(out), redirect_stderr(err):
        yield


def _tell(progress: Progress, ended: Event, pause: float) -> None:
    while not ended.wait(pause):
        progress.tell()

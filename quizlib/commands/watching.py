"""Watching: a command runs once, and again after every change of the files that it looks at."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from quizlib.reading.folder import is_leftover
from quizlib.say import say

WATCHER = "watchfiles"  # of the extra `authors`
BEGINNING = 200  # ms without a change until the first run, when all is watched already
CLEAR = "\x1b[2J\x1b[3J\x1b[H"  # the screen, what was above it, and the cursor to its beginning


def again_and_again(options: argparse.Namespace, paths: Sequence[Path], run: Callable[[], int]) -> int:
    """Run now and after every change below the paths, each time on a clear screen; return the last code at Ctrl-C."""
    if find_spec(WATCHER) is None:
        options.refuse(say("--watch needs the extra authors: pip install 'tryg-paa-nettet[authors]'"))
    code = 0
    with suppress(KeyboardInterrupt):
        for _ in _changes(paths):
            if sys.stdout.isatty():
                sys.stdout.write(CLEAR)
            code = run()
            sys.stdout.flush()
            now = f"{datetime.now().astimezone():%H.%M.%S}"
            sys.stderr.write(say("{time}: waiting for changes. Ctrl-C ends.", time=now) + "\n")
            sys.stderr.flush()
    return code


def _changes(paths: Sequence[Path]) -> Iterator[None]:
    """Yield once, and again after every change; editors replace files, so the folder of a file is watched."""
    from watchfiles import watch  # noqa: PLC0415 - it is optional

    wanted = [path.resolve() for path in paths]
    folders = {path if path.is_dir() else path.parent for path in wanted}
    changes = watch(
        *folders,
        watch_filter=lambda _change, name: _is_meant(Path(name), wanted),
        yield_on_timeout=True,
        rust_timeout=BEGINNING,
    )
    for number, changed in enumerate(changes):
        if changed or number == 0:
            yield


def _is_meant(path: Path, wanted: Sequence[Path]) -> bool:
    return not is_leftover(path.name) and any(path.is_relative_to(one) for one in wanted)

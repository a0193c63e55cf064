"""Watching a content folder: a quiz that was saved is shown at once, and the whole folder is checked a moment later."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

from quizlib.authoring import languages, of_the_machine, speaking
from webapp.preview.previewed import Previewed
from webapp.site_content.reading import read_content

STEP, LONGEST = 30, 200  # ms without another change until a change is told, and at most
PAUSE = 1.0  # seconds without a change before the whole folder is checked: until then pages are drawn undisturbed


class Watched:
    """A content folder, and what is shown of it now. `tell` is called whenever that is something else."""

    def __init__(self, folder: Path, tell: Callable[[Previewed], None]) -> None:
        self.shown = Previewed.first(folder.resolve(), of_the_machine())
        self._spoken = self.shown.spoken
        self._tell = tell
        self._lock = threading.Lock()
        self._changed = threading.Event()
        tell(self.shown)

    def begin(self) -> None:
        """Begin to watch, until the process ends."""
        for does in (self._watch, self._check):
            threading.Thread(target=does, name=f"preview{does.__name__}", daemon=True).start()

    def take(self, paths: Iterable[Path]) -> None:
        """Show the quizzes in these files as they are now, and have the whole folder checked."""
        with self._lock:
            self._changed.set()
            for path in filter(self._is_quiz, paths):
                with suppress(OSError):  # it is being replaced: that is told too
                    self._show(self.shown.after_quiz(path))

    def check(self) -> None:
        """Read the whole folder. What changes meanwhile is read once more, later."""
        self._changed.clear()
        try:
            with speaking(spoken := self._spoken):
                content, problems = read_content(self.shown.folder, drafts=True)
        except OSError:  # a file is being replaced: that is told too
            return
        with self._lock:
            if not self._changed.is_set():
                self._show(self.shown.after(content, problems, spoken))

    def speak(self, language: str) -> None:
        """Tell what is wrong in another language, a moment later; there may be no words in it."""
        if language != self._spoken and language in languages():
            self._spoken = language
            self._changed.set()

    def _is_quiz(self, path: Path) -> bool:
        return path == self.shown.path_of(path.stem) and path.name != "library.yaml" and path.exists()

    def _show(self, now: Previewed) -> None:
        if now is not self.shown:
            self.shown = now
            self._tell(now)

    def _watch(self) -> None:
        for changes in watch(self.shown.folder, step=STEP, debounce=LONGEST, raise_interrupt=False):
            self.take(sorted({Path(path) for _, path in changes}))

    def _check(self) -> None:
        while self._changed.wait():
            time.sleep(PAUSE)
            self.check()

"""Background: what a site does beside its requests, on threads that end with it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Background:
    """Threads that do something again and again until they are closed."""

    def __init__(self) -> None:
        self._closed = threading.Event()
        self._threads: list[threading.Thread] = []

    def repeat(self, work: Callable[[], object], pause: float, name: str, *, at_once: bool = False) -> None:
        """Do some work every `pause` seconds on a thread of its own; the first time after a pause, or `at_once`."""

        def again() -> None:
            if at_once:
                work()
            while not self._closed.wait(pause):
                work()

        thread = threading.Thread(target=again, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def close(self) -> None:
        """Let what is under way finish, and end all threads."""
        self._closed.set()
        for thread in self._threads:
            thread.join()

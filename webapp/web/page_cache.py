"""Drawings: pages that look the same for everybody, drawn once and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable

MOST = 1000  # pages of some 10 KB


class PageCache:
    """Finished pages by all that they depend on. Nothing in them tells who has seen them, or when."""

    def __init__(self) -> None:
        self._pages: dict[Hashable, bytes] = {}

    def get(self, key: Hashable, draw: Callable[[], str]) -> bytes:
        """Return the page for a key, drawn now if it is not there."""
        drawn = self._pages.get(key)
        if drawn is None:
            drawn = draw().encode()
            if len(self._pages) >= MOST:
                self._pages.clear()
            self._pages[key] = drawn
        return drawn

"""The page cache: pages that are the same for everybody are rendered once and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable

MOST = 1000  # pages of some 10 KB


class PageCache:
    """Keeps finished pages by everything that they depend on. It does not keep who has seen them, or when."""

    def __init__(self) -> None:
        self._pages: dict[Hashable, bytes] = {}

    def get(self, key: Hashable, draw: Callable[[], str]) -> bytes:
        """Return the page of a key; `draw` makes it if it is not there."""
        drawn = self._pages.get(key)
        if drawn is None:
            drawn = draw().encode()
            if len(self._pages) >= MOST:
                self._pages.clear()
            self._pages[key] = drawn
        return drawn

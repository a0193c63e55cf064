"""Plain data that is not as it was stored, for tests of what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Plain = dict[str, Any]


def setting(*path: Any, to: object) -> Callable[[Plain], None]:  # noqa: ANN401 - names and positions
    """Return a change to plain data."""

    def change(plain: Any) -> None:  # noqa: ANN401 - tables and lists
        for name in path[:-1]:
            plain = plain[name]
        plain[path[-1]] = to

    return change

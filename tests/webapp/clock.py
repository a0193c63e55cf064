"""The clock of a test: it stops on a Wednesday at noon, far from midnight and from the ends of weeks and months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = date(2026, 11, 25)


@dataclass
class Clock:
    """What time it is, in seconds since 1970."""

    now: float = NOON.timestamp()

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

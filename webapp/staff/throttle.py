"""Throttle: how often one may try to sign in. In memory, and it knows no address: only names, and those as hashes."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

Kind = Literal["password", "code"]

OVERALL = "300/15 minutes"
PER_NAME: dict[Kind, tuple[str, ...]] = {
    "password": ("10/15 minutes",),
    "code": ("10/15 minutes", "50/day"),  # a million codes, three of which are right
}


class Throttle:
    """Counts tries, of each name and of all together; those of a name are forgotten once one succeeds."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def allows(self, kind: Kind, name: str) -> bool:
        """Say whether a try may be made, and count it if so; an unknown name is as any other."""
        limits = [*_of(kind, name), *_limits(OVERALL, "all")]
        if not all(self._limiter.test(*each) for each in limits):
            return False
        return all([self._limiter.hit(*each) for each in limits])  # noqa: C419 - each is counted

    def passed(self, kind: Kind, name: str) -> None:
        """Forget the tries of a name."""
        for each in _of(kind, name):
            self._limiter.clear(*each)


def _of(kind: Kind, name: str) -> list[tuple[RateLimitItem, str]]:
    """Return the limits of a name, which is kept as a hash: people also type passwords into its field."""
    whose = f"{kind} {sha256(name.encode()).hexdigest()}"
    return [limit for text in PER_NAME[kind] for limit in _limits(text, whose)]


def _limits(text: str, whose: str) -> list[tuple[RateLimitItem, str]]:
    return [(each, whose) for each in parse_many(text)]

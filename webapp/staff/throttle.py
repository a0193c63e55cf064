"""Throttle: how often one may try to sign in. In memory, and it knows no address: only names, and those as hashes."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from limits import RateLimitItem
    from limits.strategies import RateLimiter

Kind = Literal["password", "code"]

OVERALL = "300/15 minutes"
PER_NAME: dict[Kind, tuple[str, ...]] = {
    "password": ("10/15 minutes",),
    "code": ("10/15 minutes", "50/day"),  # a million codes, three of which are right
}


class Throttle:
    """Counts tries, of each name and of all together; those of a name are forgotten once one succeeds."""

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

    @cached_property
    def _limiter(self) -> RateLimiter:
        from limits.storage import MemoryStorage  # noqa: PLC0415 - as in _limits
        from limits.strategies import FixedWindowRateLimiter  # noqa: PLC0415 - as in _limits

        return FixedWindowRateLimiter(MemoryStorage())


def _of(kind: Kind, name: str) -> list[tuple[RateLimitItem, str]]:
    """Return the limits of a name, which is kept as a hash: people also type passwords into its field."""
    whose = f"{kind} {sha256(name.encode()).hexdigest()}"
    return [limit for text in PER_NAME[kind] for limit in _limits(text, whose)]


def _limits(text: str, whose: str) -> list[tuple[RateLimitItem, str]]:
    from limits import parse_many  # noqa: PLC0415 - only when somebody signs in: the site starts without it

    return [(each, whose) for each in parse_many(text)]

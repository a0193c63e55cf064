"""Throttle: how often one may try to sign in. In memory, and it knows no address: only names, and those as hashes."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limits.strategies import RateLimiter

OVERALL = ("300/15 minutes",)
PER_NAME = {
    "password": ("10/15 minutes",),
    "code": ("10/15 minutes", "50/day"),  # a million codes, three of which are right
}


class Throttle:
    """Counts tries, of each name and of all together; those of a name are forgotten once one succeeds."""

    def allows(self, kind: str, name: str) -> bool:
        """Count a try, of a `password` or a `code`, and say whether it may be made; an unknown name is as any other."""
        from limits import parse  # noqa: PLC0415 - only when somebody signs in: the site starts without it

        if not all(self._limiter.test(parse(each), "all") for each in OVERALL):
            return False
        counted = [self._limiter.hit(parse(each), *_who(kind, name)) for each in PER_NAME[kind]]
        return all(counted) and all(self._limiter.hit(parse(each), "all") for each in OVERALL)

    def passed(self, kind: str, name: str) -> None:
        """Forget the tries of a name."""
        from limits import parse  # noqa: PLC0415 - as in allows

        for each in PER_NAME[kind]:
            self._limiter.clear(parse(each), *_who(kind, name))

    @cached_property
    def _limiter(self) -> RateLimiter:
        from limits.storage import MemoryStorage  # noqa: PLC0415 - as in allows
        from limits.strategies import FixedWindowRateLimiter  # noqa: PLC0415 - as in allows

        return FixedWindowRateLimiter(MemoryStorage())


def _who(kind: str, name: str) -> tuple[str, str]:
    """Return the two by which tries are counted: people also type passwords into the field of the name."""
    return kind, sha256(name.encode()).hexdigest()

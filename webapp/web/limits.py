"""Limits: how often a wrong join code may be typed, and how often somebody may try to sign in. In memory alone."""

from __future__ import annotations

import hashlib
import secrets
from typing import Literal

from limits import RateLimitItem, RateLimitItemPerMinute, parse_many
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter

MINUTES = 10
FROM_ONE = RateLimitItemPerMinute(40, MINUTES)  # a whole library has one address
FROM_ALL = RateLimitItemPerMinute(1000, MINUTES)  # of a million codes

Kind = Literal["password", "code"]

OVERALL = parse_many("300/15 minutes")
PER_NAME: dict[Kind, list[RateLimitItem]] = {
    "password": parse_many("10/15 minutes"),
    "code": parse_many("10/15 minutes;50/day"),  # a million codes, three of which are right
}


class JoinCodeLimits:
    """Counts wrong join codes. Of an address it knows a hash, under a key that ends with the process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._key = secrets.token_bytes()

    def allows(self, address: str) -> bool:
        """Return whether another join code may be tried from an address."""
        return self._limiter.test(FROM_ONE, self._hidden(address)) and self._limiter.test(FROM_ALL)

    def failed(self, address: str) -> None:
        """Count a wrong join code."""
        self._limiter.hit(FROM_ONE, self._hidden(address))
        self._limiter.hit(FROM_ALL)

    def _hidden(self, address: str) -> str:
        return hashlib.blake2b(address.encode(), key=self._key, digest_size=16).hexdigest()


class SignInLimits:
    """Counts tries to sign in, of each name and of all together. It knows no address; of a name it knows a hash."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def allows(self, kind: Kind, name: str) -> bool:
        """Return whether a try may be made, and count it if so; an unknown name is counted like any other."""
        limits = [*_limits_of(kind, name), *((limit, "all") for limit in OVERALL)]
        if not all(self._limiter.test(*each) for each in limits):
            return False
        return all([self._limiter.hit(*each) for each in limits])  # noqa: C419 - each is counted

    def passed(self, kind: Kind, name: str) -> None:
        """Forget the tries of a name after a try that succeeded."""
        for each in _limits_of(kind, name):
            self._limiter.clear(*each)


def _limits_of(kind: Kind, name: str) -> list[tuple[RateLimitItem, str]]:
    """Return the limits of a name, which is kept as a hash: people also type passwords into its field."""
    whose = f"{kind} {hashlib.sha256(name.encode()).hexdigest()}"
    return [(limit, whose) for limit in PER_NAME[kind]]

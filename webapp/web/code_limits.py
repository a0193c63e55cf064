"""Tries: how often people may type a wrong code, from one address and from all, before they are asked to wait."""

from __future__ import annotations

import hashlib
import secrets

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

MINUTES = 10
FROM_ONE = RateLimitItemPerMinute(40, MINUTES)  # a whole library has one address
FROM_ALL = RateLimitItemPerMinute(1000, MINUTES)  # of a million codes


class CodeLimits:
    """Counts wrong codes, in memory alone; of an address it knows a hash, under a key that ends with the process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._key = secrets.token_bytes()

    def may(self, address: str) -> bool:
        """Say whether another code may be tried from an address."""
        return self._limiter.test(FROM_ONE, self._hidden(address)) and self._limiter.test(FROM_ALL)

    def failed(self, address: str) -> None:
        """Count a wrong code."""
        self._limiter.hit(FROM_ONE, self._hidden(address))
        self._limiter.hit(FROM_ALL)

    def _hidden(self, address: str) -> str:
        return hashlib.blake2b(address.encode(), key=self._key, digest_size=16).hexdigest()

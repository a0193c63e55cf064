"""Counting for limits: how many by name, and how fast from all.

`InMemory` counts for one process, and forgets when it ends; `Shared` for all processes of a site, in its storage.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict, deque
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from webapp.storage.tries import Tries


MOST_NAMES = 100_000  # addresses that are counted at once; the oldest are forgotten first


class Rate(Protocol):
    """How fast something comes from all together."""

    @property
    def full(self) -> bool:
        """Whether the most that is allowed is reached now."""

    def add(self) -> None:
        """Count one more."""


class Counter(Protocol):
    """Counts by name, each for some seconds from its first on."""

    def of(self, name: bytes) -> int:
        """Return how many have been counted under a name."""

    def add(self, name: bytes) -> int:
        """Count one more under a name, and return how many there are."""

    def clear(self, name: bytes) -> None:
        """Forget what was counted under a name."""


class Counting(Protocol):
    """Makes what limits count with. `kind` says what is counted, in words of the code."""

    def hidden(self, *parts: str) -> bytes:
        """Return a hash of parts of a name, under a key that does not last."""

    def counter(self, kind: str, seconds: float) -> Counter:
        """Return counts that last this number of seconds each."""

    def rate(self, kind: str, amount: int, seconds: float) -> Rate:
        """Return a rate that is full at this amount in this number of seconds."""


class Pace:
    """A rate in memory: `full` while its last `amount` times lie within this number of `seconds`."""

    def __init__(self, amount: int, seconds: float) -> None:
        self._times: deque[float] = deque(maxlen=amount)
        self._seconds = seconds

    @property
    def full(self) -> bool:
        """Whether the amount is reached now."""
        return len(self._times) == self._times.maxlen and self._times[0] > time.time() - self._seconds

    def add(self) -> None:
        """Count one more."""
        self._times.append(time.time())


class Counts:
    """A counter in memory. Each count begins with its first, and is forgotten this number of `seconds` later."""

    def __init__(self, seconds: float) -> None:
        # when each began, and how many; its first is at hand however many were forgotten before it
        self._counts: OrderedDict[bytes, tuple[float, int]] = OrderedDict()
        self._seconds = seconds
        self._lock = threading.Lock()

    def of(self, name: bytes) -> int:
        """Return how many have been counted under a name."""
        begun, count = self._counts.get(name, (0.0, 0))
        return count if begun > time.time() - self._seconds else 0

    def add(self, name: bytes) -> int:
        """Count one more under a name, and return how many there are."""
        now = time.time()
        with self._lock:
            while self._counts and self._is_old(oldest := next(iter(self._counts)), now):
                del self._counts[oldest]
            begun, count = self._counts.get(name, (now, 0))
            self._counts[name] = begun, count + 1
            return count + 1

    def clear(self, name: bytes) -> None:
        """Forget what was counted under a name."""
        with self._lock:
            self._counts.pop(name, None)

    def _is_old(self, name: bytes, now: float) -> bool:
        return len(self._counts) > MOST_NAMES or self._counts[name][0] <= now - self._seconds


class InMemory:
    """Counts for one process, under a key that ends with it."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes()

    def hidden(self, *parts: str) -> bytes:
        """Return a hash of parts of a name."""
        return _hash(self._key, parts)

    def counter(self, _kind: str, seconds: float) -> Counter:
        """Return counts of their own."""
        return Counts(seconds)

    def rate(self, _kind: str, amount: int, seconds: float) -> Rate:
        """Return a rate of its own."""
        return Pace(amount, seconds)


class Shared:
    """Counts for all processes of a site, under a key of the day: at midnight (UTC) all begin anew."""

    def __init__(self, tries: Tries) -> None:
        self._tries = tries

    def hidden(self, *parts: str) -> bytes:
        """Return a hash of parts of a name."""
        return _hash(self._tries.key(time.time()), parts)

    def counter(self, kind: str, seconds: float) -> Counter:
        """Return the counts of this kind."""
        return _SharedCounter(self._tries, kind, seconds)

    def rate(self, kind: str, amount: int, seconds: float) -> Rate:
        """Return the rate of this kind."""
        return _SharedRate(self._tries, kind, amount, seconds)


class _SharedCounter:
    def __init__(self, tries: Tries, kind: str, seconds: float) -> None:
        self._tries = tries
        self._kind = kind
        self._seconds = seconds

    def of(self, name: bytes) -> int:
        return self._tries.of(f"{self._kind} {name.hex()}", time.time())

    def add(self, name: bytes) -> int:
        return self._tries.add(f"{self._kind} {name.hex()}", self._seconds, time.time())

    def clear(self, name: bytes) -> None:
        self._tries.clear(f"{self._kind} {name.hex()}")


class _SharedRate:
    """Counts in periods: those of the last one count as far as it lies within the last `seconds`."""

    def __init__(self, tries: Tries, kind: str, amount: int, seconds: float) -> None:
        self._tries = tries
        self._kind = kind
        self._amount = amount
        self._seconds = seconds

    @property
    def full(self) -> bool:
        now = time.time()
        period, gone = divmod(now, self._seconds)
        last, this = (self._tries.of(self._name(number), now) for number in (period - 1, period))
        return last * (1 - gone / self._seconds) + this >= self._amount

    def add(self) -> None:
        now = time.time()
        self._tries.add(self._name(now // self._seconds), 2 * self._seconds, now)

    def _name(self, period: float) -> str:
        return f"{self._kind} {period:.0f}"


def _hash(key: bytes, parts: tuple[str, ...]) -> bytes:
    return hashlib.blake2b("\n".join(parts).encode(), key=key, digest_size=16).digest()


def network(address: str) -> str:
    """Return the whole of an IPv4 address, and the first half of an IPv6 address: one customer has all of the rest."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
    return str(known)

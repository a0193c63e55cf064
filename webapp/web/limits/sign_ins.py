"""Limits on signing in: how often somebody may try, and how many strangers at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from webapp.web.limits.counting import Counting, InMemory

Kind = Literal["password", "code"]

MINUTE, QUARTER, DAY = 60, 15 * 60, 24 * 60 * 60  # seconds
FOR_ONE: dict[Kind, list[tuple[int, int]]] = {
    "password": [(10, QUARTER)],
    "code": [(10, QUARTER), (50, DAY)],  # a million codes, three of which are right
}
STRANGERS = 60  # a minute
STRANGERS_AT_ONCE = 2  # in one process: each keeps a thread waiting that pages need
USUAL_FAILURES = 100  # of strangers, in a quarter of an hour
ALL = b""


class SignInLimits:
    """Counts tries to sign in, each by what is tried with: a name, a browser that is known, or a session.

    Those who come from a browser that is not known are strangers; they are also counted together. It knows no address;
    of what people type it knows a hash: people also type passwords into the field of the name.
    """

    def __init__(self, counting: Counting | None = None) -> None:
        self._counting = counting = counting or InMemory()
        self._for_one = {
            kind: [(amount, counting.counter(f"{kind} {seconds}", seconds)) for amount, seconds in limits]
            for kind, limits in FOR_ONE.items()
        }
        self._strangers = counting.counter("strangers", MINUTE)
        self._failures = counting.counter("failures", QUARTER)
        self._room = threading.BoundedSemaphore(STRANGERS_AT_ONCE)

    def waits(self, kind: Kind, whose: str) -> bool:
        """Return whether somebody has used up all tries, and has to wait; counts nothing."""
        name = self._counting.hidden(kind, whose)
        return any(counter.of(name) >= amount for amount, counter in self._for_one[kind])

    def allows(self, kind: Kind, whose: str) -> bool:
        """Return whether somebody may try, and count the try if so; an unknown name is counted like any other."""
        if self.waits(kind, whose):
            return False
        name = self._counting.hidden(kind, whose)
        tries = [(amount, counter.add(name)) for amount, counter in self._for_one[kind]]
        return all(tried <= amount for amount, tried in tries)

    def passed(self, kind: Kind, whose: str) -> None:
        """Forget the tries of somebody after a try that succeeded."""
        for _, counter in self._for_one[kind]:
            counter.clear(self._counting.hidden(kind, whose))

    def crowded(self) -> bool:
        """Return whether there is no room for a stranger now: too many try, or too many have tried in this minute."""
        if self._strangers.of(ALL) >= STRANGERS:
            return True
        free = self._room.acquire(blocking=False)
        if free:
            self._room.release()
        return not free

    @contextmanager
    def room(self, *, stranger: bool) -> Iterator[bool]:
        """Yield whether there is room for one more try now; there always is for those who are no strangers."""
        if not stranger:
            yield True
        elif not self._room.acquire(blocking=False):
            yield False
        else:
            try:
                yield self._strangers.add(ALL) <= STRANGERS
            finally:
                self._room.release()

    def failed(self) -> bool:
        """Count a stranger's try that failed or was refused; return whether more of them fail than usual."""
        return self._failures.add(ALL) > USUAL_FAILURES

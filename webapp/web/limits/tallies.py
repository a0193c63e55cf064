"""Tally limits: how much one address, and one person at a browser, adds to what is counted."""

from __future__ import annotations

from typing import Literal

from webapp.web.limits.counting import Counting, InMemory, network

HOUR, MONTH = 60 * 60, 31 * 24 * 60 * 60  # seconds
MOST = 60
"""The most that an address adds in an hour to one tally, or to the attempts at one quiz at home: a library has one."""

Tallied = Literal["visits", "age", "home", "api"]


class TallyLimits:
    """Counts what addresses and turns add. Of both it knows a hash, under a key that does not last.

    What is over the limit is not counted, and nobody notices: it only keeps one machine from making the numbers.
    """

    def __init__(self, counting: Counting | None = None) -> None:
        self._counting = counting or InMemory()
        self._by_address = self._counting.counter("hour", HOUR)
        self._by_turn = self._counting.counter("month", MONTH)

    def counts(self, kind: Tallied, address: str, *, quiz: str = "", once: tuple[str, str] | None = None) -> bool:
        """Return whether one more counts that comes from an address, and note that it does.

        `once` is a turn and a month, in which it counts only once.
        """
        whose = self._counting.hidden(kind, quiz, network(address))
        mine = once and self._counting.hidden(kind, *once)
        if self._by_address.of(whose) >= MOST or (mine and self._by_turn.of(mine)):
            return False
        self._by_address.add(whose)
        if mine:
            self._by_turn.add(mine)
        return True

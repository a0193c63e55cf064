"""Limits on join codes: how often people may type a wrong join code."""

from __future__ import annotations

from webapp.web.limits.counting import Counting, InMemory, network

TEN_MINUTES, DAY = 600, 24 * 60 * 60  # seconds
BUDGETS = ((20, TEN_MINUTES), (100, DAY))  # wrong codes from one address: a whole library has one
FLOODS = ((50, 10), (600, TEN_MINUTES))  # wrong codes from all together: five a second, or one a second for long
BEYOND_BUDGETS = (3000, TEN_MINUTES)  # wrong codes from all addresses whose budgets are used up, with the place


class JoinCodeLimits:
    """Counts wrong join codes. Of an address it knows a hash, under a key that does not last.

    Every address has a budget of its own, which no other can use up. The place is asked for beside the code where the
    budget is used up, and everywhere during a flood. docs/operating.md computes how long a guess takes then.
    """

    def __init__(self, counting: Counting | None = None) -> None:
        self._counting = counting = counting or InMemory()
        self._budgets = [(amount, counting.counter(f"join {seconds}", seconds)) for amount, seconds in BUDGETS]
        self._floods = [counting.rate(f"flood {seconds}", amount, seconds) for amount, seconds in FLOODS]
        self._beyond = counting.rate("beyond", *BEYOND_BUDGETS)

    @property
    def flooded(self) -> bool:
        """Whether wrong codes come from all together so fast that somebody must be guessing."""
        return any(pace.full for pace in self._floods)

    def asks_place(self, address: str) -> bool:
        """Return whether a code from an address counts with the place of its workshop only."""
        return self.flooded or self._used_up(self._hidden(address))

    def allows(self, address: str) -> bool:
        """Return whether another join code may be tried from an address."""
        return not (self._used_up(self._hidden(address)) and self._beyond.full)

    def failed(self, address: str) -> None:
        """Count a wrong join code, or a wrong place."""
        whose = self._hidden(address)
        if self._used_up(whose):
            self._beyond.add()
        for _, counts in self._budgets:
            counts.add(whose)
        for pace in self._floods:
            pace.add()

    def _used_up(self, whose: bytes) -> bool:
        return any(counts.of(whose) >= amount for amount, counts in self._budgets)

    def _hidden(self, address: str) -> bytes:
        return self._counting.hidden("join", network(address))

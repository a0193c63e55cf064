"""`python -m benchmarks.scaling [SECONDS] [ROUNDS]`: 1, 2 and 4 workers on PostgreSQL, and what accidents leave.

Debian's nginx and PostgreSQL are installed if they are not here. People, nginx, workers and PostgreSQL share the cores
of this machine, so the ratios say more than the figures. It exits 1 if an answer was lost that should not be, or if
people saw an error while the database was there.
"""

from __future__ import annotations

import os
import sys
from statistics import median

from benchmarks.scaling.accidents import ACCIDENTS, FAILOVERS, Left, failover, stage
from benchmarks.scaling.figures import HEADINGS, Taken, measured
from benchmarks.scaling.postgresql import postgresql

WORKERS = (1, 2, 4)


def main() -> None:
    """Measure, let accidents happen, and print each line as it comes."""
    seconds, rounds = [*map(int, sys.argv[1:]), *(8, 3)[len(sys.argv) - 1 :]]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n{HEADINGS}", flush=True)
    taken: list[Taken] = []
    with postgresql() as server:
        for _ in range(rounds):
            for count in WORKERS:
                taken.append(measured(count, server, seconds))
                print(taken[-1], flush=True)
    rates = [median(one.rate for one in taken if one.workers == count) for count in WORKERS]
    ratios = " : ".join(f"{rate / rates[0]:.2f}" for rate in rates)
    print(f"answers a second, with {', '.join(map(str, WORKERS))} workers: {ratios}; load {os.getloadavg()[0]:.1f}\n")
    wrong = []
    with stage() as here:
        for name, accident in ACCIDENTS.items():
            wrong.append(_told(name, accident(here)))
    for name, waiting in FAILOVERS.items():
        wrong.append(_told(name, failover(waiting=waiting), may_lose=not waiting))
    sys.exit(any(wrong))


def _told(name: str, left: Left, *, may_lose: bool = False) -> bool:
    """Print what is left after an accident, and return whether something is wrong with it."""
    print(f"{name}: {left}", flush=True)
    for failure in left.errors[:5]:
        print(f"  {failure.words}")
    return bool(left.errors or (left.lost and not may_lose))


if __name__ == "__main__":
    main()

"""`python -m benchmarks [SUBJECT…]`: measure all subjects, or only some, and print one table."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time

from benchmarks import answers, counting, load, pages, painting, parse, starting, storing, weight
from benchmarks.figure import Figure, table

SUBJECTS = {
    "parse": parse.measure,
    "load": load.measure,
    "pages": pages.measure,
    "answers": answers.measure,
    "storing": storing.measure,
    "counting": counting.measure,
    "weight": weight.measure,
    "painting": painting.measure,
    "starting": starting.measure,
}


def main() -> None:
    """Measure and print; a goal that is missed is a figure like any other, a measurement that fails ends the run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, and compare with the limits.")
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"some of {', '.join(SUBJECTS)} (default: all)")
    wanted = parser.parse_args().subjects or list(SUBJECTS)
    for unknown in (name for name in wanted if name not in SUBJECTS):
        parser.error(f"unknown subject {unknown!r}: choose from {', '.join(SUBJECTS)}")
    begun = time.monotonic()
    print(_machine())
    figures: list[Figure] = []
    for name in wanted:
        print(f"{name} …", file=sys.stderr, flush=True)
        figures += SUBJECTS[name]()
    print(table(figures))
    print(f"{time.monotonic() - begun:.0f} seconds; load at the end {os.getloadavg()[0]:.1f}")


def _machine() -> str:
    """Return a line on where the figures come from: ratios hold elsewhere, figures do not."""
    load_now = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load_now:.1f}"


if __name__ == "__main__":
    main()

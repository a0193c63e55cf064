"""`python -m benchmarks [SUBJECT…]`: measure all subjects, or only some, and print each figure as it comes."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping

from benchmarks.figure import HEADINGS, Figure, line
from benchmarks.goals import answers, counting, drawing, load, pages, painting, parse, starting, storing, weight
from benchmarks.size import SMALLEST, Size

SUBJECTS: Mapping[str, Callable[[Size], Iterator[Figure]]] = {
    "parse": parse.measure,
    "load": load.measure,
    "drawing": drawing.measure,
    "pages": pages.measure,
    "answers": answers.measure,
    "storing": storing.measure,
    "counting": counting.measure,
    "weight": weight.measure,
    "painting": painting.measure,
    "starting": starting.measure,
}


def main() -> None:
    """Measure and print; a goal that is missed is a figure like any other, a measurement that fails is a line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, and compare with the limits.")
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"some of {', '.join(SUBJECTS)} (default: all)")
    parser.add_argument("--smallest", action="store_true", help="only see that everything can be measured")
    given = parser.parse_args()
    for unknown in (name for name in given.subjects if name not in SUBJECTS):
        parser.error(f"unknown subject {unknown!r}: choose from {', '.join(SUBJECTS)}")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled; else each start would compile ours
    begun = time.monotonic()
    print(_machine())
    print(line(HEADINGS), flush=True)
    failed = [
        name for name in given.subjects or SUBJECTS if not _measured(name, SMALLEST if given.smallest else Size())
    ]
    print(f"{time.monotonic() - begun:.0f} seconds; load at the end {os.getloadavg()[0]:.1f}")
    if failed:
        sys.exit(f"not measured: {', '.join(failed)}")


def _measured(name: str, size: Size) -> bool:
    """Print the figures of a subject, each as it comes; if one cannot be measured, say why and return False."""
    try:
        for figure in SUBJECTS[name](size):
            print(line(figure.cells()), flush=True)
    except Exception as error:  # noqa: BLE001 - whatever happens to one, the others are measured
        why = " ".join(str(error).split())
        print(f"{name} FAILED: {type(error).__name__}: {why}", flush=True)
        return False
    return True


def _machine() -> str:
    """Return a line on where the figures come from: ratios hold elsewhere, figures do not."""
    load_now = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load_now:.1f}"


if __name__ == "__main__":
    main()

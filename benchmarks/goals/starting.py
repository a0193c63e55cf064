"""G14: the memory of a worker, the time from starting the server to its first page, and what imports take of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from statistics import median

from benchmarks.figure import Figure
from benchmarks.goals.pages import read_pages
from benchmarks.rounds import in_turn, medians
from benchmarks.serving.server import Server, bare, data_folder, site
from benchmarks.size import Size

LIBRARIES, SITE = "flask, flask_babel, sqlmodel", "webapp.application"
Start = Callable[[], AbstractContextManager[Server]]


def measure(size: Size) -> Iterator[Figure]:
    """Yield all behind the front, with a data folder that is there already, as at every start but the first."""
    with data_folder() as data:
        ours = partial(site, "front", data)
        imports = partial(bare, "front", "benchmarks.serving.imports:app")
        imported, used = medians(
            partial(_memory, imports, "/", size.pages // 4),
            partial(_memory, ours, "/da/", size.pages // 4),
            rounds=size.rounds,
        )
        yield Figure("G14", "memory of a worker, against Flask with the same imports", imported, used, "MB", 1.5)
        starts = in_turn(partial(_start, imports), partial(_start, ours), rounds=size.rounds)
    limit, wall = [median(wall for wall, _ in side) * 1000 for side in starts]
    limit_cpu, cpu = [median(cpu for _, cpu in side) * 1000 for side in starts]
    yield Figure("G14", "start to first page, against hello with the same imports", limit, wall, "ms", 2)
    yield Figure("G14", "start to first page, against hello with the same imports", limit_cpu, cpu, "CPU ms", 2)
    limit, ours_cpu = medians(partial(_imported, LIBRARIES), partial(_imported, SITE), rounds=size.rounds)
    yield Figure("G14", f"import of {SITE}, against {LIBRARIES}", limit, ours_cpu, "CPU ms", 1.4)


def _imported(modules: str) -> float:
    """Return the CPU milliseconds that a new process takes to import modules."""
    program = f"import time; begun = time.process_time(); import {modules}; print(time.process_time() - begun)"
    done = subprocess.run((sys.executable, "-c", program), check=True, capture_output=True, text=True)
    return float(done.stdout) * 1000


def _memory(start: Start, page: str, pages: int) -> float:
    """Return the MB of a worker that has shown a page to each client so many times."""
    with start() as server:
        read_pages(server, page, pages)
        return server.worker_memory()


def _start(start: Start) -> tuple[float, float]:
    """Return the seconds until the first page was there, on the wall and of CPU."""
    with start() as server:
        return server.first_page, server.cpu()

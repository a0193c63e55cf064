"""G14: the memory of a worker, and the time from starting the server to its first page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from statistics import median

from benchmarks.figure import Figure
from benchmarks.pages import read_pages
from benchmarks.rounds import in_turn, medians
from benchmarks.server import Server, bare, data_folder, site

PAGES = 250  # for each client
Start = Callable[[], AbstractContextManager[Server]]


def measure() -> list[Figure]:
    """Return all under granian, with a data folder that is there already, as at every start but the first."""
    with data_folder() as data:
        hello, ours = partial(bare, "granian"), partial(site, "granian", data)
        imports = partial(bare, "granian", "benchmarks.imports:app")
        imported, used = medians(partial(_memory, imports, "/"), partial(_memory, ours, "/da/"))
        starts = in_turn(partial(_start, hello), partial(_start, ours))
    limit, wall = [median(wall for wall, _ in side) * 1000 for side in starts]
    limit_cpu, cpu = [median(cpu for _, cpu in side) * 1000 for side in starts]
    return [
        Figure("G14", "memory of a worker, against Flask with the same imports", imported, used, "MB", 1.5),
        Figure("G14", "start to first page, against hello", limit, wall, "ms", 2),
        Figure("G14", "start to first page, against hello", limit_cpu, cpu, "CPU ms", 2),
    ]


def _memory(start: Start, page: str) -> float:
    """Return the MB of a worker that has shown a page a thousand times."""
    with start() as server:
        read_pages(server, page, pages=PAGES)
        return server.worker_memory()


def _start(start: Start) -> tuple[float, float]:
    """Return the seconds until the first page was there, on the wall and of CPU."""
    with start() as server:
        return server.first_page, server.cpu()

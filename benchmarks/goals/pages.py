"""G5: a question page, against a bare application under the same server."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.figure import Figure
from benchmarks.rounds import in_turn
from benchmarks.serving.browser import Browser, Spent, load, rates
from benchmarks.serving.server import KINDS, THREADS, Kind, Server, bare, data_folder, site
from benchmarks.size import Size

QUIZ = "/da/quiz/falske-beskeder"
BOUNDS: dict[Kind, float] = {"gunicorn": 0.60, "granian": 0.35, "front": 0.50}


def measure(size: Size) -> Iterator[Figure]:
    """Yield the rates of requests under each server."""
    for kind in KINDS:
        yield from _under(kind, size)


def _under(kind: Kind, size: Size) -> list[Figure]:
    with bare(kind) as limit, data_folder() as data, site(kind, data) as ours:
        participant = Browser(ours.port)
        participant.submit(QUIZ)
        participant.close()
        sides = (
            partial(read_pages, limit, "/", size.pages),
            partial(read_pages, ours, f"{QUIZ}/1", size.pages, participant.cookie),
        )
        return rates("G5", "question page", kind, in_turn(*sides, rounds=size.rounds), BOUNDS[kind])


def read_pages(server: Server, path: str, pages: int, cookie: str = "") -> Spent:
    """Let clients read one page again and again, each on its connection."""

    def visit() -> int:
        browser = Browser(server.port, cookie)
        for _ in range(pages):
            browser.get(path)
        browser.close()
        return pages

    return load(server, [visit] * THREADS)

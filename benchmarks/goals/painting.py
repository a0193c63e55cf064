"""G13: when the largest thing on a question page is painted, over a slow mobile connection, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from benchmarks.figure import Figure
from benchmarks.goals.pages import QUIZ
from benchmarks.rounds import medians
from benchmarks.serving.chromium import chromium, participant
from benchmarks.serving.server import Server, bare, data_folder, site
from benchmarks.size import Size

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
LARGEST = """() => new Promise(resolve => new PerformanceObserver(
    entries => resolve(entries.getEntries().at(-1).startTime)
).observe({type: 'largest-contentful-paint', buffered: true}))"""


def measure(size: Size) -> Iterator[Figure]:
    """Yield the milliseconds of the front page, with nothing cached, and of a question after its start page."""
    with data_folder() as data, bare("front") as hello, site("front", data) as ours, chromium() as running:
        limit, first, question = medians(
            partial(_first, running, hello, "/"),
            partial(_first, running, ours, "/da/"),
            partial(_question, running, ours),
            rounds=size.rounds,
        )
    yield Figure("G13", "largest paint of the front page, nothing cached, against hello", limit, first, "ms", 1.5)
    yield Figure("G13", "largest paint of a question, from its start page, against hello", limit, question, "ms", 1.25)


def _first(running: Chromium, server: Server, path: str) -> float:
    context = running.new_context()
    try:
        return _largest(context.new_page(), f"http://127.0.0.1:{server.port}{path}")
    finally:
        context.close()


def _question(running: Chromium, server: Server) -> float:
    with participant(running, server) as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.port}{QUIZ}", wait_until="networkidle")
        return _largest(page, f"http://127.0.0.1:{server.port}{QUIZ}/1")


def _largest(page: Page, address: str) -> float:
    """Return the milliseconds from asking for the page to its largest paint."""
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_4G)
    page.goto(address, wait_until="load")
    painted: float = page.evaluate(LARGEST)
    return painted

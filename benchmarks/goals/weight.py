"""G12: what the first question weighs, as a browser asks for it and gets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Request

from benchmarks.figure import Figure
from benchmarks.goals.pages import QUIZ
from benchmarks.serving.chromium import chromium, participant
from benchmarks.serving.server import Server, data_folder, site
from benchmarks.size import Size

BEFORE_SHOWN = ("document", "stylesheet")  # scripts are deferred


@dataclass(frozen=True)
class Part:
    """Something the browser asked for: its kind, whether of this site, and its bytes as they were sent."""

    kind: str
    own: bool
    size: int


def measure(_size: Size) -> Iterator[Figure]:
    """Yield kilobytes (compressed, without headers) and numbers of requests."""
    with data_folder() as data, site("front", data) as server:
        parts = _parts(server)
    shown = sum(part.size for part in parts if part.kind in BEFORE_SHOWN) / 1024
    everything = sum(part.size for part in parts) / 1024
    fonts = sum(part.kind == "font" for part in parts)
    foreign = sum(not part.own for part in parts)
    yield Figure("G12", "question page: HTML and CSS", 8, shown, "KB")
    yield Figure("G12", "question page: everything", 20, everything, "KB")
    yield Figure("G12", "question page: requests", 4, len(parts), "requests")
    yield Figure("G12", "question page: fonts, and files from elsewhere", 0, fonts + foreign, "requests")


def _parts(server: Server) -> list[Part]:
    with chromium() as running, participant(running, server) as context:
        page = context.new_page()
        asked: list[Request] = []
        page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks what it is given
        page.goto(f"http://127.0.0.1:{server.port}{QUIZ}/1", wait_until="networkidle")
        own = f"http://127.0.0.1:{server.port}/"
        return [
            Part(request.resource_type, request.url.startswith(own), request.sizes()["responseBodySize"])
            for request in asked
            if not request.url.startswith("data:")
        ]

"""Chromium: a real browser without a screen, for what only a browser knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.goals.pages import QUIZ
from benchmarks.serving.browser import Browser
from benchmarks.serving.server import Server
from tests.browser.setup import browser

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium() -> Iterator[Chromium]:
    """Run it for the length of a with block; it asks nobody on the internet for anything."""
    path = browser()
    if path is None:
        message = "there is no Chromium: run make bench, which fetches one"
        raise RuntimeError(message)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=QUIET)
        try:
            yield running
        finally:
            running.close()


@contextmanager
def participant(running: Chromium, server: Server) -> Iterator[BrowserContext]:
    """Open it with nothing in its cache, as somebody who has begun the quiz."""
    begun = Browser(server.port)
    begun.submit(QUIZ)
    begun.close()
    name, _, value = begun.cookie.partition("=")
    context = running.new_context()
    try:
        context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{server.port}"}])
        yield context
    finally:
        context.close()

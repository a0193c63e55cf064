"""A Chromium to test and photograph with, and one person's fresh browser in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, expect, sync_playwright

from tests.browser import setup

QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 30_000  # milliseconds: what a machine that has much to do may need
HEIGHTS = {390: 844, 768: 1024, 1280: 800}  # a phone, a tablet, a laptop
TELL_VIOLATIONS = (
    "addEventListener('securitypolicyviolation', (event) => "
    "console.error(`content policy: ${event.effectiveDirective} ${event.blockedURI}`))"
)
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of \d+")


expect.set_options(timeout=PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run one for the length of a with block; it talks to nobody by itself."""
    as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    program = setup.browser()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=[*QUIET, *as_root])
        yield running
        running.close()


QUICK = "Object.defineProperty(window, 'name', { get: () => '', set: () => {} })"
"""For tours, which tap at one place page after page faster than a hand: no place is handed to the next page."""


def person(
    running: Browser,
    address: str,
    troubles: list[str],
    width: int = 390,
    *,
    scripts: bool = True,
    **more: Any,  # noqa: ANN401 - Playwright's own
) -> BrowserContext:
    """Return a fresh browser for the site at this address.

    What it ought not to do is noted in `troubles`: errors in its console, violations of the content policy,
    requests to anybody else. Replies with a status of 4xx or 5xx are not errors: some tests ask for them.
    """
    size = {"width": width, "height": HEIGHTS[width]}
    context = running.new_context(base_url=address, viewport=size, java_script_enabled=scripts, **more)  # type: ignore[arg-type]  # a size is a dict
    context.set_default_timeout(PATIENCE)
    context.add_init_script(TELL_VIOLATIONS)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not REFUSED.match(message.text):
            troubles.append(f"{message.type}: {message.text}")

    def notice(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "data:")):
            troubles.append(f"asked somebody else: {request.url}")

    context.on("console", hear)
    context.on("weberror", lambda error: troubles.append(f"exception: {error.error}"))
    context.on("request", notice)
    return context

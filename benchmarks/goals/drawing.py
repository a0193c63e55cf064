"""G15: the front page for a browser that is new, against a bare application, both in this process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial

from flask import Flask
from werkzeug.test import EnvironBuilder

from benchmarks.figure import Figure
from benchmarks.rounds import medians
from benchmarks.serving.hello import app as hello
from benchmarks.serving.server import data_folder
from benchmarks.size import Size
from webapp import create_app
from webapp.config.settings import Settings

HEADERS = {
    "Accept": "text/html",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "da,en;q=0.5",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
}
"""What a browser sends that comes for the first time."""


def measure(size: Size) -> Iterator[Figure]:
    """Yield the milliseconds of CPU a page."""
    with data_folder() as data:
        site = create_app(Settings.read(data_dir=str(data)), housekeeping=False)
        limit, ours = medians(
            partial(_spent, hello, "/", size.pages), partial(_spent, site, "/da/", size.pages), rounds=size.rounds
        )
        site.close()
    yield Figure("G15", "front page for a new browser, in process, against hello", limit, ours, "CPU ms", 3)


def _spent(app: Flask, address: str, pages: int) -> float:
    environs = [EnvironBuilder(address, headers=HEADERS.items()).get_environ() for _ in range(pages)]
    begun = time.process_time()
    for environ in environs:
        b"".join(app(environ, lambda *_reply: bytes))
    return (time.process_time() - begun) / pages * 1000

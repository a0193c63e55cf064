"""One browser and one running site for all tests of this folder; a fresh person for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chromium import chromium, person
from tests.browser.stored import Added, answers
from tests.debian import program
from tests.places import LIBRARY
from tests.webapp.serving import Server, running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def firefox() -> str:
    """The program of Firefox, installed if it is not there."""
    return program("firefox-esr", "firefox-esr", "firefox")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the site keeps its data."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def server(data: Path) -> Iterator[Server]:
    """The site, really running, with a library of messages as long as real ones."""
    with running(data, content=LIBRARY) as started:
        yield started


@pytest.fixture
def added(data: Path, server: Server) -> Added:  # noqa: ARG001 - nothing is stored before the site runs
    """What has been stored since the test began."""
    before = set(answers(data))
    return lambda: [(question, response) for attempt, question, response in set(answers(data)) - before]


@pytest.fixture
def troubles() -> Iterator[list[str]]:
    """What browsers noted that ought not to be; a test that expects some takes them out."""
    noted: list[str] = []
    yield noted
    assert noted == []


@pytest.fixture
def visit(browser: Browser, server: Server, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a page of the site as a person whose browser is new: `visit(path, width, scripts=…, before=…)`."""
    opened: list[BrowserContext] = []

    def visit(path: str, width: int = 390, *, before: str = "", **more: object) -> Page:
        context = person(browser, server.address, troubles, width, **more)  # type: ignore[arg-type]  # handed on
        opened.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto(path)
        return page

    yield visit
    for context in opened:
        context.close()

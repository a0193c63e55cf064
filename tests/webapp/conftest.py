"""The site on a small fixture library, and on a larger one with every way of asking; with a real SQLite file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from tests.places import FIXTURE, LIBRARY
from tests.webapp.clock import Clock
from tests.webapp.made_once import make_once
from tests.webapp.tables import put_tables
from webapp import create_app
from webapp.config.settings import Settings
from webapp.staff.sign_in import passwords
from webapp.web.devices.device import Device
from webapp.web.services import Services


class Returning(FlaskClient):
    """A browser that has been here before, and remembers nothing else: its first reply is as any other."""

    def __init__(self, *args: Any, **arguments: Any) -> None:  # noqa: ANN401 - as its base
        super().__init__(*args, **arguments)
        services: Services | None = self.application.extensions.get("services")
        if services:
            self.set_cookie(services.device_cookie.place().name, services.device_cookie.seal(Device()))


CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
Flask.test_client_class = Returning


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Make what all sites have alike once, not for every site that starts."""
    with pytest.MonkeyPatch.context() as patch:
        make_once(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Hash passwords at a thousandth of the cost; test_passwords sees what the real hasher costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: CHEAP)
        yield


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands until the test moves it."""
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: clock.now)
    return clock


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:  # noqa: ARG001 - a site of a test asks no real clock
    """Return a folder of the test's own for the data of a site, its tables ready."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    put_tables(folder / "tryg.sqlite")
    return folder


@pytest.fixture
def settings(folder: Path) -> Settings:
    """Settings of a site that keeps its data in a folder of the test's own."""
    return Settings.read(data_dir=str(folder), quiz_content=str(FIXTURE))


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The site."""
    app = create_app(settings)
    yield app
    app.extensions["services"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def serve(folder: Path) -> Iterator[Callable[[Path], Flask]]:
    """Start the site on a library; started a second time it finds what the first has stored, and its secret."""
    started: list[Flask] = []

    def serve(library: Path) -> Flask:
        app = create_app(Settings.read(data_dir=str(folder), quiz_content=str(library)))
        started.append(app)
        return app

    yield serve
    for app in started:
        app.extensions["services"].close()


@pytest.fixture
def course(serve: Callable[[Path], Flask]) -> FlaskClient:
    """A browser without JavaScript, on the larger library."""
    return serve(LIBRARY).test_client()

"""The site on a small fixture library, and on a larger one with every way of asking; with a real SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import FIXTURE, LIBRARY
from webapp import create_app
from webapp.config.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a site that keeps its data in a folder of the test's own."""
    return Settings.read(data_dir=str(tmp_path / "data"), quiz_content=str(FIXTURE))


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The site."""
    app = create_app(settings)
    yield app
    app.extensions["services"].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], Flask]]:
    """Start the site on a library; started a second time it finds what the first has stored, and its secret."""
    started: list[Flask] = []

    def serve(library: Path) -> Flask:
        app = create_app(Settings.read(data_dir=str(tmp_path / "data"), quiz_content=str(library)))
        started.append(app)
        return app

    yield serve
    for app in started:
        app.extensions["services"].database.close()


@pytest.fixture
def course(serve: Callable[[Path], Flask]) -> FlaskClient:
    """A browser without JavaScript, on the larger library."""
    return serve(LIBRARY).test_client()

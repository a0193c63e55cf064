"""The site on a small fixture library, with a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import create_app
from webapp.settings import Settings

FIXTURE = Path(__file__).parent.parent / "fixture"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a site that keeps its data in a folder of the test's own."""
    return Settings.read(data_dir=str(tmp_path / "data"), quiz_content=str(FIXTURE))


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The site."""
    app = create_app(settings)
    yield app
    app.extensions["site"].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()

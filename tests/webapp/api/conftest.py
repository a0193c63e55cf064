"""A site that other apps may ask: on the larger library, with a client whose answers are counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import LIBRARY
from tests.webapp.api.app import CLIENT, ORIGIN, App
from webapp import create_app
from webapp.application import Application
from webapp.config.settings import Settings


@pytest.fixture
def settings(folder: Path) -> Settings:
    """Settings that turn the API on."""
    return Settings.read(
        data_dir=str(folder), quiz_content=str(LIBRARY), api="true", api_origins=ORIGIN, api_clients=CLIENT
    )


@pytest.fixture
def site(settings: Settings) -> Iterator[Application]:
    """The site with the API."""
    site = create_app(settings, housekeeping=False)
    yield site
    site.close()


@pytest.fixture
def app(site: Application) -> App:
    """An app that takes quizzes for people in English."""
    return App(site)

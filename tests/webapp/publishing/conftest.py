"""A site whose content can be published: on a copy of the larger library that the test may change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import LIBRARY
from webapp.publishing.generations import put
from webapp.publishing.taking import Taking
from webapp.web.services import Services, now


@dataclass
class Site:
    """A running site, its content folder, and a copy of that to change."""

    app: Flask
    folder: Path
    draft: Path

    @property
    def services(self) -> Services:
        """What views are given now."""
        found: Services = self.app.extensions["services"]
        return found

    def client(self) -> FlaskClient:
        """Return a browser."""
        return self.app.test_client()

    def change(self, file: str, old: str, new: str) -> None:
        """Write other words into the draft, at one place."""
        path = self.draft / file
        words = path.read_text(encoding="utf-8")
        assert words.count(old) == 1
        path.write_text(words.replace(old, new), encoding="utf-8")

    def publish(self, ago: timedelta = timedelta(0)) -> None:
        """Put the draft in the place of the content, and let the site look."""
        put(self.draft, self.folder, now() - ago)
        self.look()

    def look(self) -> None:
        """Let the site look for new content, as it does every second."""
        taking: Taking = self.app.extensions["content"]
        taking.look(self.app)


@pytest.fixture
def site(tmp_path: Path, serve: Callable[[Path], Flask]) -> Site:
    """The site on a library of its own."""
    folder, draft = tmp_path / "content", tmp_path / "draft"
    shutil.copytree(LIBRARY, folder)
    shutil.copytree(LIBRARY, draft)
    return Site(serve(folder), folder, draft)

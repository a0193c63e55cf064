"""A site whose address people can open, and the browser of somebody who plans workshops there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.signed_in import signed_in
from tests.webapp.taking import altered

ADDRESS = "tryg.bibliotek.dk"


@pytest.fixture
def organiser(serve: Callable[[Path], Flask], tmp_path: Path) -> FlaskClient:
    """Return the browser of somebody who plans workshops."""
    library = altered(tmp_path, "library.yaml", "address: tryg.example", f"address: {ADDRESS}")
    return signed_in(serve(library), "organiser")

"""Where the workshops of these tests are stored."""

from __future__ import annotations

import pytest

from webapp.storage.database.engine import Database
from webapp.storage.workshops.store import Workshops


@pytest.fixture
def workshops(database: Database) -> Workshops:
    """Return where they are stored."""
    return Workshops(database)

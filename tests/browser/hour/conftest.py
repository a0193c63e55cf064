"""Where pictures of an hour go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    """A folder for pictures of the hour: the one that `SCREENS` names, so that they can be looked at."""
    folder = Path(os.environ.get("SCREENS", tmp_path / "screens"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder

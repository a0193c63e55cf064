"""`webapp serve` builds the site before it answers."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.places import FIXTURE
from webapp.cli import serve as serving_command
from webapp.cli.main import main
from webapp.config.settings import Settings
from webapp.server import serving


def test_no_garbage_is_collected_while_the_site_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collects: list[bool] = []

    def ready(_settings: Settings) -> str:
        collects.append(gc.isenabled())
        return "127.0.0.1"

    monkeypatch.setenv("TRYG_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TRYG_QUIZ_CONTENT", str(FIXTURE))
    monkeypatch.setattr(serving_command, "ready", ready)
    monkeypatch.setattr(serving, "serve", lambda *_: collects.append(gc.isenabled()))
    assert CliRunner().invoke(main, ["serve"]).exit_code == 0
    assert collects == [False, True]

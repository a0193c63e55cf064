"""What the operator surely does not mean is said at the start; files of the site are its user's alone."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest

from tests.places import FIXTURE
from webapp import create_app
from webapp.config.settings import Settings
from webapp.config.warnings import warnings


def read(folder: Path, **more: object) -> Settings:
    return Settings.read(data_dir=str(folder / "data"), quiz_content=str(FIXTURE), **more)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, []),
        ({"secure": True, "proxies": 1, "proxy_prefix": True, "hsts_subdomains": True}, []),
        ({"proxies": 1}, ["TRYG_PROXIES=1 TRYG_SECURE=false: "]),
        ({"hsts_subdomains": True}, ["TRYG_HSTS_SUBDOMAINS=true TRYG_SECURE=false: "]),
        ({"proxy_prefix": True}, ["TRYG_PROXY_PREFIX=true TRYG_PROXIES=0: "]),
    ],
)
def test_settings_that_do_not_go_together_are_named(tmp_path: Path, given: dict[str, object], said: list[str]) -> None:
    lines = list(warnings(read(tmp_path, **given)))
    assert [line[: len(begins)] for line, begins in zip(lines, said, strict=True)] == said


@pytest.mark.slow
def test_they_are_in_the_log_when_the_site_starts(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    create_app(read(tmp_path, proxies=1)).extensions["services"].close()
    assert [line for line in caplog.messages if "TRYG_SECURE=true" in line]
    assert caplog.records[0].levelno == logging.WARNING


def test_files_that_others_could_read_are_tightened_and_the_folder_is_named(tmp_path: Path) -> None:
    settings = read(tmp_path)
    files = [settings.data_dir / name for name in ("secret_key", "tryg.sqlite", "tryg.sqlite-wal", "tryg.sqlite-shm")]
    for file in files:
        file.touch()
        file.chmod(0o644)
    settings.data_dir.chmod(0o755)
    assert list(warnings(settings)) == [
        f"TRYG_DATA_DIR={settings.data_dir}: others can look into it; run: chmod 700 {settings.data_dir}"
    ]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    settings.data_dir.chmod(0o700)
    assert list(warnings(settings)) == []


def test_a_file_that_cannot_be_tightened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(tmp_path)
    file = settings.data_dir / "tryg.sqlite"
    file.touch()
    file.chmod(0o640)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "chmod", refuse)
        assert list(warnings(settings)) == [f"{file}: others can read it; run: chmod 600 {file}"]


def refuse(_path: Path, _mode: int) -> None:
    """Refuse, as the system does to a user who does not own the file."""
    raise PermissionError

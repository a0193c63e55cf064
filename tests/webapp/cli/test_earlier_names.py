"""Variables had no prefix once: commands still read those names and say how they are called now; the site does not."""

from __future__ import annotations

import http.client
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.places import FIXTURE
from tests.webapp.serving import running
from webapp.cli.main import main
from webapp.config.settings import Settings


def test_a_command_reads_earlier_names_and_says_how_they_are_called_now(tmp_path: Path) -> None:
    earlier = {"DATA_DIR": str(tmp_path / "data"), "QUIZ_CONTENT": str(FIXTURE), "WORKSHOP_HOURS": "3"}
    done = CliRunner().invoke(main, ["privacy-report"], env=earlier)
    assert done.exit_code == 0
    assert "TRYG_WORKSHOP_HOURS=3: " in done.stdout
    assert done.stderr == (
        "webapp: DATA_DIR, QUIZ_CONTENT, WORKSHOP_HOURS: later versions will not read this; "
        "write TRYG_DATA_DIR, TRYG_QUIZ_CONTENT, TRYG_WORKSHOP_HOURS\n"
    )


def test_a_name_with_the_prefix_wins_and_the_other_is_somebody_elses(tmp_path: Path) -> None:
    ours = {"TRYG_DATA_DIR": str(tmp_path / "data"), "TRYG_QUIZ_CONTENT": str(FIXTURE), "TRYG_PORT": "8001"}
    done = CliRunner().invoke(main, ["privacy-report"], env=ours | {"DATA_DIR": "/nowhere", "PORT": "eight"})
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_value_that_cannot_be_used_is_told_with_the_name_to_write(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["privacy-report"], env={"TRYG_DATA_DIR": str(tmp_path), "PORT": "eight"})
    assert done.exit_code == 2
    assert "webapp: TRYG_PORT=eight: " in done.stderr


def test_what_the_server_works_with_has_the_earlier_names_too(tmp_path: Path) -> None:
    with running(tmp_path, SECURE="true") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("GET", "/healthz")
        assert connection.getresponse().headers["Strict-Transport-Security"]
        connection.close()


def test_a_site_inside_another_application_reads_names_with_the_prefix_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRYG_DATA_DIR", str(tmp_path / "data"))
    for name, value in {"SECRET_KEY": "h" * 50, "DATABASE_URL": "mysql://host/db", "PORT": "eight"}.items():
        monkeypatch.setenv(name, value)
    settings = Settings.read()
    assert settings.secret_key != "h" * 50
    assert settings.database_url == f"sqlite:///{tmp_path / 'data' / 'tryg.sqlite'}"
    assert settings.port == 8000

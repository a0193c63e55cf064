"""The commands about counts and the database print one line, also when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.webapp.storage.gathering import House
from webapp.cli.main import main
from webapp.config.settings import Settings
from webapp.storage.batches import home_batch
from webapp.web.services import Services

Run = Callable[..., Result]
LONG_AGO = date(2026, 1, 5)


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `webapp` with arguments, on the data of the site."""
    monkeypatch.setenv("TRYG_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("TRYG_QUIZ_CONTENT", str(settings.quiz_content))
    return lambda *words: CliRunner().invoke(main, list(map(str, words)))


@pytest.fixture
def house(app: Flask) -> House:
    """Return the storage of the site."""
    site: Services = app.extensions["services"]
    return House(site.database, site.library.quizzes["kort"])


def test_the_command_tells_its_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"webapp {version('tryg-paa-nettet')}\n"


def test_close_says_what_was_done_but_no_number_of_people(run: Run, house: House) -> None:
    assert run("close").output == "nothing had ended\n"
    house.crowd(13, home_batch("kort", LONG_AGO))
    house.crowd(7, home_batch("kort", date.today() - timedelta(weeks=3)))  # noqa: DTZ011 - the local day is meant
    house.crowd(2, home_batch("kort", LONG_AGO), stop=0)
    house.crowd(3, home_batch("kort", LONG_AGO), counted=False)
    told = run("close")
    assert (told.exit_code, told.output) == (
        0,
        "closed: 1 blocks counted, some wait until they are 10, some were dropped, practice was deleted\n",
    )
    assert house.count("block") == 1


def test_verify_says_that_all_is_well_or_what_is_not_and_mends_it(run: Run, house: House) -> None:
    house.crowd(13, home_batch("kort", LONG_AGO))
    run("close")
    assert run("counts", "verify").output == "the sums agree with the records (1 blocks, 0 workshops, 5 sums)\n"
    house.database.write(lambda connection: connection.execute("DELETE FROM summed WHERE period = '2026'").rowcount)
    for words in (("counts", "verify"), ("counts", "verify")):
        told = run(*words)
        assert told.exit_code == 1
        assert told.output.startswith("campaign, 2026, home, all quizzes: ")
        assert told.output.endswith("the sums do not agree with the records (1 blocks, 0 workshops, 4 sums)\n")
    mended = run("counts", "verify", "--mend")
    assert mended.exit_code == 0
    assert "the sums that differed were written anew" in mended.output
    assert run("counts", "verify").exit_code == 0


def test_what_is_exported_is_imported_once(run: Run, house: House, tmp_path: Path) -> None:
    house.crowd(13, home_batch("kort", LONG_AGO))
    run("close")
    file = tmp_path / "counts"
    assert run("counts", "export", file).output == f"exported to {file}: 1 blocks, 1 lines of attendance\n"
    assert run("counts", "import", file).output == f"all that {file} has was counted already\n"
    told = run("counts", "import", file, "--receipt", "receipt").output.splitlines()[1]
    assert told == f"there is no receipt: no laptop with a file of this campaign has written {file}"
    house.database.write(lambda connection: connection.execute("DELETE FROM block").rowcount)
    house.database.write(lambda connection: connection.execute("DELETE FROM summed").rowcount)
    house.database.write(lambda connection: connection.execute("DELETE FROM attendance").rowcount)
    assert run("counts", "import", file).output == f"imported from {file}: 1 blocks, 1 lines of attendance\n"
    assert run("counts", "verify").exit_code == 0


def test_a_backup_is_restored_and_what_has_ended_is_closed(run: Run, house: House, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    assert (
        run("backup", file).output
        == f"all that is kept is in {file}: no answer, but the staff's names and password hashes\n"
    )
    house.crowd(13, home_batch("kort", LONG_AGO))
    assert run("restore", file).output == f"restored from {file}; closed: 1 blocks counted\n"
    assert house.count("block") == 1


def test_rewriting_says_what_is_left(run: Run) -> None:
    assert run("rewrite").output == "nothing that was deleted is in a table\n"


def test_the_privacy_report_is_printed(run: Run, house: House) -> None:
    house.crowd(13, home_batch("kort", date.today()))  # noqa: DTZ011 - the local day is meant
    told = run("privacy-report").output
    assert told.startswith("What is stored on ")
    assert "at home: 10 or more attempts with 10 or more answers; the oldest of week " in told


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("counts", "import", "nowhere/counts"), "webapp: nowhere/counts: it cannot be read"),
        (("counts", "export", "nowhere/counts"), "webapp: nowhere/counts: it cannot be written"),
        (("backup", "nowhere/backup"), "webapp: nowhere/backup: it cannot be written"),
        (("restore", "nowhere/backup"), "webapp: nowhere/backup: it cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(run: Run, words: tuple[str, ...], why: str) -> None:
    told = run(*words)
    assert told.exit_code == 2
    assert told.stderr.startswith(why)
    assert told.stderr.count("\n") == 1

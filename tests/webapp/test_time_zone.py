"""Days, weeks and months are those of TIME_ZONE, whatever zone the machine is in."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from tests.places import LIBRARY
from tests.webapp.clock import Clock
from tests.webapp.serving import running
from tests.webapp.taking import rows, site
from tests.webapp.words import text
from webapp.cli.main import main
from webapp.config.settings import Settings, SettingsError
from webapp.storage.workshops.planning import Plan
from webapp.web.services import now

Serve = Callable[[Path], Flask]
LAST_HOUR = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)  # half past midnight on 1 December in Denmark
LAST_WEEK = datetime(2027, 1, 3, 23, 30, tzinfo=UTC)  # Monday of the first week in Denmark


@pytest.fixture(autouse=True, params=["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let the machine be in another zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def at(clock: Clock, moment: datetime) -> None:
    clock.now = moment.timestamp()


def test_an_attempt_belongs_to_the_danish_week(serve: Serve, clock: Clock) -> None:
    at(clock, LAST_WEEK)
    client = serve(LIBRARY).test_client()
    client.post("/da/quiz/kort")
    assert rows(client, "SELECT batch FROM liveattempt") == [("home-2027-W01-kort",)]


def test_a_visit_belongs_to_the_danish_month(serve: Serve, clock: Clock) -> None:
    at(clock, LAST_HOUR)
    client = serve(LIBRARY).test_client()
    channel = site(client).places.channels[0].id
    client.post(f"/da/quiz/kort?via={channel}")
    assert {month for (month,) in rows(client, "SELECT month FROM tally WHERE kind = 'visits'")} == {"2026-12"}


def test_the_message_of_the_month_comes_at_danish_midnight(serve: Serve, tmp_path: Path, clock: Clock) -> None:
    library = shutil.copytree(LIBRARY, tmp_path / "library")
    (library / "monthly" / "2099-01.yaml").rename(library / "monthly" / "2026-12.yaml")
    client = serve(library).test_client()
    at(clock, LAST_HOUR - timedelta(minutes=31))
    assert "december 2026" not in text(client.get("/da/month?at=2026-12"))
    at(clock, LAST_HOUR)
    assert "december 2026" in text(client.get("/da/month?at=2026-12"))


def test_a_leader_link_that_never_began_ends_at_danish_midnight(serve: Serve, clock: Clock) -> None:
    client = serve(LIBRARY).test_client()
    _, token = site(client).planning.create(Plan("hovedbiblioteket", date(2026, 11, 30), quizzes=("kort",)))
    at(clock, LAST_HOUR - timedelta(minutes=31))
    assert client.get(f"/da/lead/{token}").status_code == 200
    at(clock, LAST_HOUR)
    assert client.get(f"/da/lead/{token}").status_code == 404


def test_a_quiz_is_offered_until_the_danish_end_of_its_last_day(serve: Serve, tmp_path: Path, clock: Clock) -> None:
    library = shutil.copytree(LIBRARY, tmp_path / "library")
    path = library / "quizzes" / "kort.yaml"
    path.write_text(path.read_text("utf-8") + "valid_until: 2026-11-30\n", encoding="utf-8")
    client = serve(library).test_client()
    at(clock, LAST_HOUR - timedelta(minutes=31))
    assert client.get("/da/quiz/kort").status_code == 200
    at(clock, LAST_HOUR)
    assert client.get("/da/quiz/kort").status_code == 404


def test_a_week_at_home_is_closed_at_the_danish_end_of_the_next(serve: Serve, clock: Clock) -> None:
    at(clock, datetime(2026, 12, 20, 12, tzinfo=UTC))
    client = serve(LIBRARY).test_client()
    client.post("/da/quiz/kort")
    services = site(client)
    for moment, left in ((LAST_WEEK - timedelta(minutes=31), 1), (LAST_WEEK, 0)):
        at(clock, moment - timedelta(weeks=1))
        services.closing.run(now(services.settings.zone))
        assert rows(client, "SELECT count(*) FROM liveattempt") == [(left,)]


def test_two_minutes_are_two_minutes_in_the_night_when_the_hour_comes_twice(serve: Serve, clock: Clock) -> None:
    before = datetime(2026, 10, 25, 0, 59, tzinfo=UTC)  # 02:59 in summer time; a minute later it is 02:00 once more
    client = serve(LIBRARY).test_client()
    workshops = site(client).workshops
    made, token = site(client).planning.create(Plan("hovedbiblioteket", date(2026, 10, 25), quizzes=("kort",)))
    at(clock, before)
    client.post(f"/da/lead/{token}", data={"action": "open"})
    client.post(f"/da/lead/{token}", data={"action": "end"})
    found = workshops.by_id(made.id)
    assert found is not None
    assert found.begun == before
    assert found.ends == before + timedelta(minutes=2)


def test_the_zone_comes_from_the_setting_else_from_the_library_else_it_is_that_of_denmark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = shutil.copytree(LIBRARY, tmp_path / "library")
    assert Settings.read(quiz_content=str(library)).time_zone == "Europe/Copenhagen"
    settings = library / "library.yaml"
    settings.write_text(settings.read_text("utf-8") + "time_zone: America/Nuuk\n", encoding="utf-8")
    assert Settings.read(quiz_content=str(library)).time_zone == "America/Nuuk"
    monkeypatch.setenv("TRYG_TIME_ZONE", "Atlantic/Faroe")
    assert Settings.read(quiz_content=str(library)).time_zone == "Atlantic/Faroe"
    for wrong in ("Europe/Nowhere", "../etc/passwd", "Europe", "x" * 300):
        monkeypatch.setenv("TRYG_TIME_ZONE", wrong)
        with pytest.raises(SettingsError, match=r"TRYG_TIME_ZONE=.*: there is no such time zone; write a time zone"):
            Settings.read()


def test_a_zone_of_the_library_that_there_is_not_is_told_at_its_line(tmp_path: Path) -> None:
    library = shutil.copytree(LIBRARY, tmp_path / "library")
    settings = library / "library.yaml"
    settings.write_text(settings.read_text("utf-8") + "time_zone: Europe/Kopenhagen\n", encoding="utf-8")
    ended = CliRunner().invoke(main, ["check", str(library)])
    assert ended.exit_code == 1
    assert ": time_zone: there is no time zone ‹Europe/Kopenhagen› – write it as in Europe/Copenhagen" in ended.output


@pytest.mark.trial
def test_the_server_says_which_zone_it_keeps(tmp_path: Path, machine: str, capfd: pytest.CaptureFixture[str]) -> None:
    with running(tmp_path, TZ=machine, TRYG_TIME_ZONE="Europe/Copenhagen"):
        assert "Days begin at midnight in Europe/Copenhagen, where it is now " in capfd.readouterr().out

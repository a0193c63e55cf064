"""A monitor, the staff and participants hear at once that an answer could not be stored, and that it is mended."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.disks import full_disk
from tests.webapp.signed_in import signed_in
from tests.webapp.taking import led, site
from tests.webapp.test_faults import lines
from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings
from webapp.web.services import Services

QUESTION = "/da/quiz/kort/1"
LOST = "Dit svar kom ikke frem, men det er ikke tabt. Prøv igen."


def nothing_can_be_written(_folder: Path) -> AbstractContextManager[None]:
    return full_disk(0)


@contextmanager
def file_is_away(folder: Path) -> Iterator[None]:
    away = (folder / "tryg.sqlite").rename(folder / "away")
    yield
    away.rename(folder / "tryg.sqlite")


@contextmanager
def folder_is_away(folder: Path) -> Iterator[None]:
    away = folder.rename(folder.with_name("away"))
    yield
    away.rename(folder)


FAULTS = [nothing_can_be_written, file_is_away, folder_is_away]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_stored_is_said_to_everybody_once_and_heals(
    client: FlaskClient,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    fault: Callable[[Path], AbstractContextManager[None]],
) -> None:
    client.post("/da/quiz/kort")
    assert client.get("/healthz").status_code == 200
    with caplog.at_level(logging.WARNING, "webapp"):
        with fault(folder):
            for _ in range(3):
                reply = client.post(QUESTION, data={"response": "genuine"})
                assert reply.status_code == 503
                assert LOST in text(reply)
                assert re.search(r"<input[^>]*genuine[^>]* checked", reply.text)
                assert client.get("/healthz").status_code == 503
        (begun,) = lines(caplog)
        assert begun.startswith("answers cannot be stored")
        assert led(client.post(QUESTION, data={"response": "genuine"})) == QUESTION
    assert client.get("/healthz").status_code == 200
    assert lines(caplog) == [begun, "answers are stored again"]


@pytest.mark.parametrize("fault", FAULTS)
def test_health_alone_sees_a_fault_that_nobody_has_met_yet(
    client: FlaskClient, folder: Path, fault: Callable[[Path], AbstractContextManager[None]]
) -> None:
    with fault(folder):
        reply = client.get("/healthz")
        assert (reply.status_code, reply.json and reply.json["status"]) == (503, "storage unavailable")
        assert site(client).faults.going_on("storage")
    assert client.get("/healthz").status_code == 200
    assert not site(client).faults.going_on("storage")


def test_housekeeping_sees_a_fault_when_nobody_is_there(client: FlaskClient, folder: Path) -> None:
    with file_is_away(folder):
        site(client).health.look()
        assert site(client).faults.going_on("storage")
    site(client).health.look()
    assert not site(client).faults.going_on("storage")


def test_little_room_on_the_disk_is_told_while_the_site_goes_on(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "webapp"):
        app: Flask = create_app(settings.model_copy(update={"low_disk": 10**9}))
        reply = app.test_client().get("/healthz")
        assert reply.json is not None
        assert (reply.status_code, reply.json["status"], reply.json["disk"]) == (200, "ok", "low")
        assert "Næsten ingen plads på disken" in signed_in(app, "analyst").get("/da/staff/").text
        services: Services = app.extensions["services"]
        assert replace(services.health, least_room=0).has_room()
    assert lines(caplog) == [
        "little room is left on the disk of the data folder",
        "there is room on the disk again",
    ]
    services.close()

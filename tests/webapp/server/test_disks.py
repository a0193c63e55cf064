"""A real site on a real disk that fails: everybody is told, and it goes on when the disk does."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.webapp.client import Participant
from tests.webapp.disks import becomes_read_only, fill, mortal_disk, small_disk
from tests.webapp.serving import Server, running, start

pytestmark = pytest.mark.trial

QUESTION = "/da/quiz/kort/1"


def health(server: Server) -> int:
    return Participant(server.port).get("/healthz").status


def told(capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Return what the log says of answers that cannot be stored."""
    return re.findall(r"answers (cannot be stored|are stored again)", capfd.readouterr().err)


def stored(data: Path) -> int:
    with closing(sqlite3.connect(data / "tryg.sqlite")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM liveanswer").fetchone()
    return int(count)


def test_a_disk_that_is_full_until_somebody_makes_room(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with small_disk(tmp_path / "data", 8) as data, running(data, TRYG_LOW_DISK="1") as server:
        participant = Participant(server.port)
        assert participant.post("/da/quiz/kort").status == 303
        fill(data / "other")
        refused = participant.post(QUESTION, response="scam")
        assert (refused.status, health(server)) == (503, 503)
        assert re.search(r"<input[^>]*scam[^>]* checked", participant.page)
        (data / "other").unlink()
        assert (health(server), participant.post(QUESTION, response="scam").status) == (200, 303)
        assert stored(data) == 1
    assert told(capfd) == ["cannot be stored", "are stored again"]


def test_a_disk_that_becomes_read_only(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with mortal_disk(tmp_path / "data") as data:
        with running(data, TRYG_LOW_DISK="0") as server:
            participant = Participant(server.port)
            assert participant.post("/da/quiz/kort").status == 303
            assert participant.post(QUESTION, response="scam").status == 303
            becomes_read_only(data)
            refused = participant.post("/da/quiz/kort/2", response="genuine")
            assert (refused.status, health(server)) == (503, 503)
            assert re.search(r"<input[^>]*genuine[^>]* checked", participant.page)
            assert Participant(server.port).get("/da/help").status == 200
        assert told(capfd) == ["cannot be stored"]
    with mortal_disk(tmp_path / "data") as data:  # repaired and mounted again
        server = start(data, TRYG_LOW_DISK="0")
        participant.port = server.port
        try:
            assert participant.post("/da/quiz/kort/2", response="genuine").status == 303
        finally:
            server.kill()
        assert stored(data) == 2

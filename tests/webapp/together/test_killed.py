"""A room goes on where it was when the server is killed: step, picture and answers, on a server that really runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from tests.places import LIBRARY
from tests.webapp.serving import Server, running
from webapp.storage.database.engine import Database
from webapp.storage.workshops.planning import NewWorkshop, Plan, Planning
from webapp.storage.workshops.store import Workshops
from webapp.web.services import now, today

pytestmark = pytest.mark.trial


class Browser:
    """A browser without scripts, of a server that may come back at another port."""

    def __init__(self) -> None:
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self._address = ""

    def go_to(self, server: Server) -> None:
        """Take the next pages from this server."""
        self._address = server.address

    def get(self, path: str) -> str:
        """Return a page."""
        with self._opener.open(self._address + path, timeout=30) as reply:
            return str(reply.read().decode())

    def post(self, path: str, **form: str) -> str:
        """Send a form, and return the page that follows."""
        with self._opener.open(self._address + path, urlencode(form).encode(), timeout=30) as reply:
            return str(reply.read().decode())


def planned(data: Path) -> NewWorkshop:
    """Return a workshop that lets people in."""
    database = Database(f"sqlite:///{data / 'tryg.sqlite'}")
    workshops = Workshops(database)
    plan = Plan("hovedbiblioteket", today(), quizzes=("beskeder",), way="together")
    made = Planning(workshops, b"a key").create(plan)
    workshops.let_in(made.workshop.id, now())
    database.close()
    return made


def test_a_room_goes_on_where_it_was(tmp_path: Path) -> None:
    leader, wall, people = Browser(), Browser(), [Browser() for _ in range(6)]

    @contextmanager
    def served() -> Iterator[None]:
        """Serve, and kill the server at the end."""
        with running(tmp_path, content=LIBRARY) as server:
            for one in (leader, wall, *people):
                one.go_to(server)
            yield

    def press(seen: int) -> None:
        leader.post(f"/da/lead/{made.token}", action="on", seen=str(seen))

    with served():
        made = planned(tmp_path)
        for one in people:
            one.post(f"/da/d/{made.workshop.code}")
            one.post("/da/people", people="1")
        press(0)
        for one in people:
            one.post("/da/together/beskeder/parcel", response="genuine")
        press(1)
        for one in people:
            one.post("/da/together/beskeder/parcel/talk", response="scam")
    with served():
        assert "6 har svaret igen" in leader.get(f"/da/lead/{made.token}")
        press(2)
        shown = shares(wall.get(f"/da/screen/{made.workshop.id}"))
        assert shown == ["få eller ingen", "de fleste", "få eller ingen"]
    with served():
        press(1)
        assert shares(wall.get(f"/da/screen/{made.workshop.id}")) == shown
        assert all("Se op" in one.get("/da/together") for one in people)


def shares(wall: str) -> list[str]:
    """Return what the wall says of the answers."""
    return re.findall(r"<dd>([^<]*?)\s*</dd>", wall)

"""After closing there is no trace of anybody: no answer, id, cookie, address or browser, in no file and no log.

On PostgreSQL the files are those of the server: its tables at once, its own log when it has begun another file of it.

Before closing the same search finds what is there: answers, ids and batches in the database, and no more than that.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from tests.places import FIXTURE, LIBRARY
from tests.webapp.client import Participant
from tests.webapp.serving import running
from tests.webapp.storage.conftest import POSTGRESQL
from tests.webapp.storage.gathering import House
from tests.webapp.taking import answer, begin, questions, rows, site
from tests.webapp.workshops import close, joined, workshop
from webapp import create_app
from webapp.cli.main import main
from webapp.config.settings import Settings
from webapp.storage.transfer.backup import back_up
from webapp.storage.transfer.exchange import Exchange
from webapp.web.services import Services, now

pytestmark = pytest.mark.trial

COMMANDS = (("close",), ("privacy-report",), ("counts", "verify"))
ADDRESS, FORWARDED = "203.0.113.77", "198.51.100.23"
AGENT, TONGUE, FROM = "Kanariefugl/7.1", "da;q=0.7137", "https://kanarie.example/her"
SAID = (ADDRESS, FORWARDED, AGENT, TONGUE, FROM)
WEEKS = 7
WHERE = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"


@dataclass
class Traces:
    """What could be told of people: in the live tier for a while (`lives`), or nowhere ever (`never`)."""

    lives: set[bytes] = field(default_factory=set)
    never: set[bytes] = field(
        default_factory=lambda: {one.encode() for one in (ADDRESS, FORWARDED, AGENT, TONGUE, FROM)}
    )

    def found(self, texts: Iterable[bytes]) -> set[bytes]:
        """Return those of both that occur in one of the texts."""
        texts = list(texts)
        return {one for one in self.lives | self.never if any(one in text for text in texts)}


def contents(*places: Path) -> list[bytes]:
    """Return what is in every file of these folders, or in these files."""
    files = [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*")))]
    return [file.read_bytes() for file in files if file.is_file()]


@dataclass(frozen=True)
class Disk:
    """A site, and all files in which its storage may leave something."""

    client: FlaskClient
    folder: Path
    server: str | None = None

    def texts(self) -> list[bytes]:
        """Return what is in every file."""
        if self.server is None:
            return contents(self.folder)
        with closing(psycopg.connect(self.server, autocommit=True)) as connection:
            connection.execute("SELECT pg_switch_wal()")
            connection.execute("CHECKPOINT")
            ((data, own),) = connection.execute(WHERE).fetchall()
        return contents(self.folder, Path(data, "base", str(own)), Path(data, "pg_wal"))


@pytest.fixture(params=["sqlite", POSTGRESQL])
def disk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Start the site on the larger library and a database of either kind."""
    monkeypatch.setenv("TRYG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TRYG_QUIZ_CONTENT", str(LIBRARY))
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("server")()
        monkeypatch.setenv("TRYG_DATABASE_URL", url)
        with closing(psycopg.connect(url, autocommit=True)) as connection:
            connection.execute("ALTER SYSTEM SET wal_recycle = off")  # as docs/operating.md says
            connection.execute("SELECT pg_reload_conf()")
        assert CliRunner().invoke(main, ["migrate"]).exit_code == 0
    app = create_app(Settings.read())
    yield Disk(app.test_client(), tmp_path / "data", url)
    app.extensions["services"].close()


def person(client: FlaskClient) -> FlaskClient:
    """Let a browser say all that browsers say of themselves."""
    client.environ_base |= {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT, "HTTP_ACCEPT_LANGUAGE": TONGUE}
    client.environ_base |= {"HTTP_X_FORWARDED_FOR": FORWARDED, "HTTP_REFERER": FROM}
    return client


def take(client: FlaskClient, quiz: str, traces: Traces) -> None:
    """Take a whole quiz, and note every cookie on the way."""
    address = begin(client, quiz)
    for number, question in enumerate(questions(client, quiz), start=1):
        answer(client, f"{address}/{number}", *(question.key or ()))
        cookie = client.get_cookie("device")
        assert cookie is not None
        traces.never.add(cookie.value.encode())
    answer(client, f"{address}/8", "answer")
    answer(client, f"{address}/8", "wait", again="1")


def note(client: FlaskClient, traces: Traces) -> None:
    """Note what the live tier holds of people, and nothing that stands in the outlines of quizzes anyway."""
    content = " ".join(items for (items,) in rows(client, "SELECT items FROM outline"))
    answers = rows(client, "SELECT response FROM liveanswer UNION SELECT again FROM liveanswer WHERE again IS NOT NULL")
    lived = [text for (text,) in answers if text not in content]
    lived += [text for row in rows(client, "SELECT id, batch FROM liveattempt") for text in row]
    traces.lives |= {text.encode() for text in lived}


def weeks_later(found: Services, weeks: int = WEEKS) -> None:
    """Close as the site does, week by week."""
    for week in range(1, weeks + 1):
        found.closing.run(now() + timedelta(weeks=week))


def left(found: Services, folder: Path, run: CliRunner) -> list[bytes]:
    """Return all that is left: the data folder, a backup, an export, and what the commands say."""
    back_up(found.database, folder / "backup")
    Exchange(found.database, found.records, ["hovedbiblioteket"]).export(folder / "counts")
    told = [
        run.invoke(main, [*words]).output.encode() for words in (("close",), ("privacy-report",), ("counts", "verify"))
    ]
    assert all(told)
    return [*contents(folder / "data", folder / "backup", folder / "counts"), *told]


def test_nothing_of_anybody_is_in_any_file_or_log_afterwards(
    disk: Disk, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    course = disk.client
    app, traces = course.application, Traces()
    for _ in range(12):
        take(person(app.test_client()), "maader", traces)
    for _ in range(3):  # who wait, and go
        take(person(app.test_client()), "beskeder", traces)
    held, _ = workshop(course)
    for _ in range(4):
        client = person(joined(app, held))
        take(client, "beskeder", traces)
    fail(client, monkeypatch)
    note(course, traces)
    assert b'["call-bank", "look", "report"]' in traces.lives, "an answer, as it is stored"
    assert traces.found(disk.texts()) == traces.lives, "all that lives is there, and nothing else"
    close(course, held)
    note(course, traces)
    assert any(trace.startswith(b"wait-") for trace in traces.found(disk.texts()))
    weeks_later(site(course))
    assert rows(course, "SELECT count(*) FROM liveattempt") == [(0,)]
    assert rows(course, "SELECT count(*) FROM block") == [(1,)]
    texts = [*left(site(course), tmp_path, CliRunner()), *disk.texts(), caplog.text.encode()]
    assert traces.found(texts) == set()
    assert "RuntimeError in" in caplog.text, "it was logged, without its words"


def fail(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something go wrong that knows an answer by heart."""

    def broken(*given: object, **more: object) -> None:
        message = f"{given} {more} {AGENT} {ADDRESS}"
        raise RuntimeError(message)

    address = begin(client, "kort")
    with monkeypatch.context() as patch:
        patch.setattr(site(client).live, "save", broken)
        assert answer(client, f"{address}/1", "scam").status_code == 500


def test_a_server_that_was_killed_has_said_nothing_and_leaves_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRYG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TRYG_QUIZ_CONTENT", str(FIXTURE))
    traces = Traces()
    with running(tmp_path / "data") as server:  # it ends with kill -9
        for _ in range(12):
            participant = Participant(server.port, headers={"User-Agent": AGENT, "X-Forwarded-For": FORWARDED})
            participant.post("/da/quiz/kort")
            for number, key in enumerate(("scam", "genuine", "call-back", "code"), start=1):
                participant.post(f"/da/quiz/kort/{number}", response=key)
            participant.post("/da/quiz/kort/9", response=AGENT)
            traces.never.add(participant.cookie.partition("=")[2].encode())
    app = create_app(Settings.read())
    client = app.test_client()
    note(client, traces)
    assert traces.found(contents(tmp_path / "data")) == traces.lives
    weeks_later(site(client))
    assert rows(client, "SELECT count(*) FROM block") == [(1,)]
    told = capfd.readouterr()
    assert "Tryg på nettet" in told.out
    assert traces.found([*left(site(client), tmp_path, CliRunner()), f"{told.out} {told.err}".encode()]) == set()
    site(client).close()


def test_of_very_many_nothing_is_left_in_the_gaps_of_the_file(tmp_path: Path) -> None:
    app = create_app(Settings.read(data_dir=str(tmp_path / "data"), quiz_content=str(FIXTURE)))
    client = app.test_client()
    found = site(client)
    house = House(found.database, found.library.quizzes["kort"])
    names = []
    for week in range(1, 9):
        names += house.crowd(400, f"home-2026-W{week:02}-kort")
    found.closing.run(now())
    (text,) = contents(tmp_path / "data" / "tryg.sqlite")
    assert len(text) > 1_000_000
    assert not [name for name in names if name.encode() in text]
    found.database.close()

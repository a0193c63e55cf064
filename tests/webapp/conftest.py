"""The site on a small fixture library, and on a larger one with every way of asking; with a real SQLite file."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache

from tests.places import CONTENT, FIXTURE, LIBRARY
from tests.webapp.clock import Clock
from webapp import application, create_app
from webapp.config.settings import Settings
from webapp.site_content.reading import SiteContent
from webapp.staff.sign_in import passwords
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import migrate


class Compiled(BytecodeCache):
    """Templates compiled once for all tests: every site has an environment of its own, and most start one."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what has been compiled of this text before."""
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if bucket.code:
            self.kept[bucket.key, bucket.checksum] = bucket.code


CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
Flask.jinja_options = {"bytecode_cache": Compiled()}


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Read the libraries that no test changes once, not for every site that starts."""
    ready, kept = application.ready_content, dict[Path, SiteContent]()

    def ready_content(settings: Settings) -> SiteContent:
        if settings.quiz_content not in (CONTENT, FIXTURE, LIBRARY):
            return ready(settings)
        if settings.quiz_content not in kept:
            kept[settings.quiz_content] = ready(settings)
        return kept[settings.quiz_content]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(application, "ready_content", ready_content)
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Hash passwords at a thousandth of the cost; test_passwords sees what the real hasher costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: CHEAP)
        yield


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file with this version's tables, to copy."""
    file = tmp_path_factory.mktemp("tables") / "tryg.sqlite"
    database = Database(f"sqlite:///{file}")
    migrate(database)
    database.close()
    return file


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands until the test moves it."""
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: clock.now)
    return clock


@pytest.fixture
def folder(tmp_path: Path, tables: Path, clock: Clock) -> Path:  # noqa: ARG001 - a site of a test asks no real clock
    """Return a folder of the test's own for the data of a site, its tables ready."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy(tables, folder)
    return folder


@pytest.fixture
def settings(folder: Path) -> Settings:
    """Settings of a site that keeps its data in a folder of the test's own."""
    return Settings.read(data_dir=str(folder), quiz_content=str(FIXTURE))


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The site."""
    app = create_app(settings)
    yield app
    app.extensions["services"].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def serve(folder: Path) -> Iterator[Callable[[Path], Flask]]:
    """Start the site on a library; started a second time it finds what the first has stored, and its secret."""
    started: list[Flask] = []

    def serve(library: Path) -> Flask:
        app = create_app(Settings.read(data_dir=str(folder), quiz_content=str(library)))
        started.append(app)
        return app

    yield serve
    for app in started:
        app.extensions["services"].database.close()


@pytest.fixture
def course(serve: Callable[[Path], Flask]) -> FlaskClient:
    """A browser without JavaScript, on the larger library."""
    return serve(LIBRARY).test_client()

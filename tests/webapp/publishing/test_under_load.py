"""Publishing while thirty people answer, on two processes and PostgreSQL: no error, no answer lost."""

from __future__ import annotations

import http.client
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from itertools import cycle
from pathlib import Path

import psycopg
import pytest

from quizlib import Quiz, read_library
from tests.attacks.participants import Browser, right
from tests.places import LIBRARY
from tests.webapp.serving import Server, running
from tests.webapp.storage.conftest import server

__all__ = ["server"]

PEOPLE, PUBLISHED, BROKEN = 30, 20, 5
QUIZ = "kort"
KEY = "k" * 43
TAKEN_WITHIN = 10  # seconds
PAUSE = 0.2  # seconds


@pytest.fixture
def site(tmp_path: Path, server: Callable[[], str]) -> Iterator[tuple[list[Server], Path, str]]:
    """Two processes of one site, its content, and its database."""
    url, content = server(), Path(shutil.copytree(LIBRARY, tmp_path / "content"))
    shared = {"TRYG_DATABASE_URL": url, "TRYG_SECRET_KEY": KEY}
    command = [sys.executable, "-m", "webapp", "migrate"]
    environment = {**shared, "TRYG_DATA_DIR": str(tmp_path / "migrating")}
    subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 - our own command
    with ExitStack() as stack:
        servers = [stack.enter_context(running(tmp_path / str(n), content=content, **shared)) for n in range(2)]
        yield servers, content, url


class Behind(Browser):
    """A browser behind a proxy that sends each request to the other process in turn."""

    def __init__(self, servers: list[Server]) -> None:
        super().__init__(servers[0])
        self.turn = cycle(servers)

    def post(self, path: str, *fields: tuple[str, str]) -> str:
        """Send a form to the process whose turn it is."""
        self.server = next(self.turn)
        return super().post(path, *fields)


def draft(folder: Path, number: int, *, broken: bool) -> Path:
    """Return a library with other questions in the quiz, or with an error in it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(LIBRARY, folder)
    file = folder / "quizzes" / f"{QUIZ}.yaml"
    words = file.read_text(encoding="utf-8").replace("Er den ægte?", f"Er nummer {number} ægte?")
    file.write_text(words.replace("truth: genuine", "truth: real") if broken else words, encoding="utf-8")
    return folder


def publish(folder: Path, content: Path, data: Path) -> int:
    """Publish a folder with the command, and return its exit code."""
    environment = {"TRYG_QUIZ_CONTENT": str(content), "TRYG_DATA_DIR": str(data)}
    command = [sys.executable, "-m", "webapp", "content", "publish", str(folder)]
    return subprocess.run(command, env=environment, check=False, capture_output=True).returncode  # noqa: S603 - our own command


def version_of(folder: Path) -> tuple[str, Quiz]:
    quiz = read_library(folder)[0].quizzes[QUIZ]
    return quiz.version, quiz


@pytest.mark.trial
def test_nobody_notices_that_content_is_published_while_they_answer(
    site: tuple[list[Server], Path, str], tmp_path: Path
) -> None:
    servers, content, url = site
    version, quiz = version_of(content)
    versions, ended, answers = {version: quiz}, threading.Event(), right(quiz)

    def person() -> int:
        taken = 0
        while not ended.is_set() or not taken:
            Behind(servers).take(quiz, answers)  # a new browser: everybody counts once a version
            taken += 1
            ended.wait(PAUSE)
        return taken

    with ThreadPoolExecutor(PEOPLE) as pool:
        people = [pool.submit(person) for _ in range(PEOPLE)]
        try:
            for number in range(PUBLISHED):
                broken = number % (PUBLISHED // BROKEN) == 1
                folder = draft(tmp_path / "draft", number, broken=broken)
                assert publish(folder, content, tmp_path / "publisher") == (1 if broken else 0)
                if not broken:
                    versions |= dict([version_of(folder)])
        finally:
            ended.set()
        taken = sum(one.result() for one in people)
    with psycopg.connect(url) as connection:
        attempts = connection.execute("SELECT id, version, finished FROM liveattempt").fetchall()
        stored = connection.execute("SELECT attempt, question, version FROM liveanswer").fetchall()
    assert len(attempts) == taken
    assert all(finished for _, _, finished in attempts)
    assert len(stored) == taken * len(quiz.questions)
    of = {name: version for name, version, _ in attempts}
    for attempt, question, version in stored:
        mine = versions[of[attempt]]
        assert version == next(one.version for one in mine.questions if one.id == question)
    assert len(set(of.values())) > (PUBLISHED - BROKEN) // 2  # people began with most of the versions

    until = time.monotonic() + TAKEN_WITHIN
    for one in servers:
        while f"nummer {PUBLISHED - 1}" not in shown(one):
            assert time.monotonic() < until


def shown(server: Server) -> str:
    """Return the first question of the quiz as a new browser is asked it."""
    browser = Browser(server)
    browser.post(f"/da/quiz/{QUIZ}")
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        connection.request("GET", f"/da/quiz/{QUIZ}/1", headers={"Cookie": browser.cookie})
        return connection.getresponse().read().decode()

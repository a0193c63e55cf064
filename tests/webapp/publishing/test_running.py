"""A server that runs takes content that was published, and on SIGHUP content that was changed in place."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tests.places import FIXTURE
from tests.webapp.serving import Server, running
from webapp.publishing.generations import put

FILE = Path("quizzes") / "kort.yaml"
TAKEN_WITHIN = 30  # seconds; ten, and what a machine takes that has much to do
OLD = "title: {da: "


def titled(folder: Path, title: str) -> None:
    """Give a quiz another title."""
    words = (folder / FILE).read_text(encoding="utf-8")
    assert words.count(OLD) == 1
    (folder / FILE).write_text(words.replace(OLD, f"{OLD}{title} "), encoding="utf-8")


def shows(server: Server, title: str) -> bool:
    """Return whether the quiz has a title, as soon as that is so."""
    until = time.monotonic() + TAKEN_WITHIN
    while time.monotonic() < until:
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
            connection.request("GET", "/da/quiz/kort")
            if title in connection.getresponse().read().decode():
                return True
    return False


def test_a_server_takes_new_content_and_its_worker_goes_on(tmp_path: Path) -> None:
    content, draft = (Path(shutil.copytree(FIXTURE, tmp_path / name)) for name in ("content", "draft"))
    titled(draft, "Udgivet")
    with running(tmp_path / "data", content=content) as server:
        children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        worker = children.read_text("ascii")
        put(draft, content, datetime.now(UTC))
        assert shows(server, "Udgivet")
        shutil.rmtree(content / "quizzes")
        shutil.copytree(FIXTURE / "quizzes", content / "quizzes")
        titled(content, "Ændret")
        os.kill(server.process.pid, signal.SIGHUP)
        assert shows(server, "Ændret")
        assert children.read_text("ascii") == worker

"""Under real servers every acknowledged answer is on the disk, even if the process is killed."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.places import FIXTURE
from tests.webapp.client import Participant
from tests.webapp.serving import GRANIAN, running, start

pytestmark = pytest.mark.slow

KEYS = ("scam", "genuine", "call-back", "code")
SERVERS = {
    "granian": GRANIAN,
    "gunicorn": (sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:{port}", "--threads=4", "webapp:create_app()"),
    "waitress": (sys.executable, "-m", "waitress", "--listen=127.0.0.1:{port}", "--call", "webapp:create_app"),
}


@pytest.mark.parametrize("command", SERVERS.values(), ids=SERVERS)
def test_the_site_runs_under_every_server_we_name(tmp_path: Path, command: tuple[str, ...]) -> None:
    with running(tmp_path, command) as server:
        participant = Participant(server.port)
        assert participant.post("/da/quiz/kort").status == 303
        for n, key in enumerate(KEYS, start=1):
            reply = participant.post(f"/da/quiz/kort/{n}", response=key)
            assert (reply.status, reply.headers["Location"]) == (303, f"/da/quiz/kort/{n}")


def test_sigterm_lets_what_is_under_way_finish(tmp_path: Path) -> None:
    server = start(tmp_path)
    outcomes: list[int | None] = []
    stop = threading.Event()

    def answer() -> None:
        while not stop.is_set():
            participant = Participant(server.port)
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
            try:
                connection.connect()
            except OSError:  # nobody listens any more: nothing was under way
                return
            try:
                connection.request("POST", "/da/quiz/kort", "", {"Cookie": participant.cookie})
                outcomes.append(connection.getresponse().status)
            except ConnectionResetError:  # it was never taken up
                return
            except (OSError, http.client.HTTPException):
                outcomes.append(None)
                return
            finally:
                connection.close()

    threads = [threading.Thread(target=answer) for _ in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(20)
    stop.set()
    for thread in threads:
        thread.join()
    assert server.process.returncode == 0
    assert len(outcomes) > len(threads)
    assert set(outcomes) == {303}, "a request that was taken up was answered"


def test_a_client_that_stalls_does_not_keep_the_site_from_ending(tmp_path: Path) -> None:
    server = start(tmp_path)
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"POST /da/display HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nsize")
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        try:
            assert server.process.wait(20) == 0
        except subprocess.TimeoutExpired:
            server.kill()
            raise


def test_an_address_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        environment = {**os.environ, "DATA_DIR": str(tmp_path), "QUIZ_CONTENT": str(FIXTURE), "PORT": port}
        ended = subprocess.run(GRANIAN, env=environment, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own command
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)
    assert f"HOST=127.0.0.1 PORT={port}: the site cannot listen there (Address already in use)" in ended.stderr


def test_a_host_may_be_a_name(tmp_path: Path) -> None:
    with running(tmp_path, HOST="localhost") as server:
        assert Participant(server.port).post("/da/quiz/kort").status == 303


@pytest.mark.trial
def test_fifty_kills_lose_no_acknowledged_answer_and_store_none_twice(tmp_path: Path) -> None:
    clients, kills = 10, 50
    server = start(tmp_path)
    port = server.port
    stop = threading.Event()
    everyone: list[Participant] = []

    def answer_on_and_on() -> None:
        while not stop.is_set():
            participant = Participant(port)
            everyone.append(participant)
            try:
                if participant.post("/da/quiz/kort").status != 303:
                    continue
                for n, key in enumerate(KEYS, start=1):
                    if participant.post(f"/da/quiz/kort/{n}", response=key).status == 303:
                        participant.acknowledged.append((n, key))
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)

    threads = [threading.Thread(target=answer_on_and_on) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for kill in range(kills):
        time.sleep(0.05 + 0.01 * (kill % 10))
        server.kill()
        server = start(tmp_path, port=port)
    stop.set()
    for thread in threads:
        thread.join()
    server.kill()

    with sqlite3.connect(tmp_path / "tryg.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        stored = connection.execute("SELECT question, count(*) FROM liveanswer GROUP BY question").fetchall()
        twice = connection.execute(
            "SELECT attempt, question FROM liveanswer GROUP BY attempt, question HAVING count(*) > 1"
        ).fetchall()
    acknowledged = sum(len(participant.acknowledged) for participant in everyone)
    assert acknowledged > kills
    assert twice == []
    assert acknowledged <= sum(count for _, count in stored) <= acknowledged + clients * (kills + 1)
    assert lost(tmp_path, everyone) == []


def lost(data: Path, everyone: list[Participant]) -> list[tuple[int, str]]:
    """Return the acknowledged answers that cannot be found under the attempt of the one who gave them."""
    from webapp.config.settings import Settings  # noqa: PLC0415 - as above
    from webapp.web.device_cookie import DeviceCookie  # noqa: PLC0415 - the tests' only look inside

    settings = Settings.read(data_dir=str(data))
    jar = DeviceCookie(settings.secret_key, (), secure=False)
    questions = ("parcel", "library", "hang-up", "share")
    missing = []
    with sqlite3.connect(data / "tryg.sqlite") as connection:
        for participant in everyone:
            attempt = jar.read(participant.cookie).attempts.get("kort")
            for n, key in participant.acknowledged:
                row = connection.execute(
                    "SELECT response FROM liveanswer WHERE attempt = ? AND question = ?", (attempt, questions[n - 1])
                ).fetchone()
                if row is None or key not in row[0]:
                    missing.append((n, key))
    return missing


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eight"), ("THREADS", "0"), ("QUIZ_CONTENT", "/nowhere"), ("DATABASE_URL", "mysql://x")],
)
def test_a_wrong_setting_stops_the_start_with_one_line_that_names_it(tmp_path: Path, name: str, value: str) -> None:
    environment = {**os.environ, "DATA_DIR": str(tmp_path), name: value}
    ended = subprocess.run(GRANIAN, env=environment, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own command
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert name in ended.stderr


def test_broken_content_stops_the_start_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "library.yaml").write_text("languages: [{id: en, name: English}]\n")
    (tmp_path / "quizzes" / "bad.yaml").write_text("title: {en: Bad}\n")
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "QUIZ_CONTENT": str(tmp_path)}
    ended = subprocess.run(GRANIAN, env=environment, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own command
    assert ended.returncode == 2
    assert "bad.yaml:1:1: questions: is missing" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_language_the_interface_cannot_speak_stops_the_start_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "library.yaml").write_text("languages: [{id: sv, name: Svenska}]\n")
    (tmp_path / "help.yaml").write_text(
        "first: {sv: Ring}\n"
        "steps: []\n"
        "doubt: {ask: {sv: Vad}, choices: [{text: {sv: A}, do: {sv: B}}, {text: {sv: C}, do: {sv: D}}]}\n"
    )
    quiz = "{title: {sv: T}, summary: {sv: s}, minutes: 1, questions: [%s]}"
    rating = "{id: q, type: rating, scale: worry, stem: {sv: s}}"
    (tmp_path / "quizzes" / "q.yaml").write_text(quiz % rating)
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "QUIZ_CONTENT": str(tmp_path)}
    ended = subprocess.run(GRANIAN, env=environment, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own command
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "sv" in ended.stderr

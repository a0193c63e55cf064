"""Under real servers every acknowledged answer is on the disk, even if the process is killed."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.attacks import power
from tests.attacks.kills import KEYS, attack
from tests.places import FIXTURE
from tests.webapp.client import Participant
from tests.webapp.serving import GRANIAN, running, start

pytestmark = pytest.mark.trial

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
        for n, key in enumerate(KEYS.values(), start=1):
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
        environment = {
            **os.environ,
            "TRYG_DATA_DIR": str(tmp_path),
            "TRYG_QUIZ_CONTENT": str(FIXTURE),
            "TRYG_PORT": port,
        }
        ended = subprocess.run(GRANIAN, env=environment, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own command
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)
    assert (
        f"TRYG_HOST=127.0.0.1 TRYG_PORT={port}: the site cannot listen there (Address already in use)" in ended.stderr
    )


def test_a_host_may_be_a_name(tmp_path: Path) -> None:
    with running(tmp_path, TRYG_HOST="localhost") as server:
        assert Participant(server.port).post("/da/quiz/kort").status == 303


def test_fifty_kills_lose_no_acknowledged_answer_and_store_none_twice(tmp_path: Path) -> None:
    clients, kills = 10, 50
    outcome = attack(tmp_path, kills, clients)
    assert outcome.acknowledged > kills
    assert (outcome.lost, outcome.twice, outcome.intact) == (0, 0, True)
    assert outcome.acknowledged <= outcome.stored <= outcome.acknowledged + clients * (kills + 1)


@pytest.mark.skipif(shutil.which("cc") is None or sys.platform != "linux", reason="only Linux with a C compiler")
def test_a_power_loss_at_any_of_fifty_moments_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    lost = power.attack(tmp_path, 50)
    assert {variant: sum(each) for variant, each in lost.items()} == dict.fromkeys(power.VARIANTS, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRYG_PORT", "eight"),
        ("TRYG_THREADS", "0"),
        ("TRYG_QUIZ_CONTENT", "/nowhere"),
        ("TRYG_DATABASE_URL", "mysql://x"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line_that_names_it(tmp_path: Path, name: str, value: str) -> None:
    environment = {**os.environ, "TRYG_DATA_DIR": str(tmp_path), name: value}
    ended = subprocess.run(GRANIAN, env=environment, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own command
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert name in ended.stderr


def test_broken_content_stops_the_start_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "library.yaml").write_text("languages: [{id: en, name: English}]\n")
    (tmp_path / "quizzes" / "bad.yaml").write_text("title: {en: Bad}\n")
    environment = {**os.environ, "TRYG_DATA_DIR": str(tmp_path / "data"), "TRYG_QUIZ_CONTENT": str(tmp_path)}
    ended = subprocess.run(GRANIAN, env=environment, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own command
    assert ended.returncode == 2
    assert "bad.yaml:1:1: questions: is missing" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_language_the_interface_cannot_speak_stops_the_start_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "library.yaml").write_text("languages: [{id: nb, name: Norsk}]\n")
    (tmp_path / "help.yaml").write_text(
        "first: {nb: Ring}\n"
        "steps: []\n"
        "doubt: {ask: {nb: Vad}, choices: [{text: {nb: A}, do: {nb: B}}, {text: {nb: C}, do: {nb: D}}]}\n"
    )
    quiz = "{title: {nb: T}, summary: {nb: s}, minutes: 1, questions: [%s]}"
    rating = "{id: q, type: rating, scale: worry, stem: {nb: s}}"
    (tmp_path / "quizzes" / "q.yaml").write_text(quiz % rating)
    environment = {**os.environ, "TRYG_DATA_DIR": str(tmp_path / "data"), "TRYG_QUIZ_CONTENT": str(tmp_path)}
    ended = subprocess.run(GRANIAN, env=environment, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own command
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "nb" in ended.stderr

"""`webapp serve` under attack and after accidents: connections, open files, a worker that is killed."""

from __future__ import annotations

import http.client
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest

from tests.attacks.connections import HALF_BODY, KINDS, LIMIT, attack, held, waits
from tests.attacks.kills import KEYS
from tests.places import FIXTURE, ROOT
from tests.webapp.cli.test_servers import SERVERS
from tests.webapp.client import Participant
from tests.webapp.serving import GRANIAN, Server, free_port, running, start
from webapp.lock import hold
from webapp.server.serving import CONNECTIONS, OTHER_FILES, possible_connections

pytestmark = pytest.mark.trial
HOLD = """
import sys, time, pathlib
from webapp.lock import hold
print(hold(pathlib.Path(sys.argv[1])), flush=True)
time.sleep(60)
"""


def worker(server: Server) -> int:
    """Return the id of the process that answers."""
    (found,) = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    return int(found)


def answered(participant: Participant, n: int, key: str) -> None:
    """Send an answer until it is stored, for half a minute at most."""
    give_up = time.monotonic() + 30
    while True:
        try:
            assert participant.post(f"/da/quiz/kort/{n}", response=key).status == 303
        except (OSError, http.client.HTTPException):
            assert time.monotonic() < give_up
            time.sleep(0.05)
        else:
            return


def test_four_half_sent_answers_do_not_stop_the_site(tmp_path: Path) -> None:
    with running(tmp_path) as server, held(server.port, HALF_BODY, 4):
        time.sleep(0.5)
        assert Participant(server.port).post("/da/quiz/kort").status == 303
        assert waits(server.port, 20).longest < 5, "they are dropped after ten seconds"


def test_hundreds_of_connections_of_every_kind_keep_nobody_waiting(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        undisturbed = max(waits(server.port).most for _ in range(2))
        assert attack(server.port, 800 // len(KINDS)).most < LIMIT + undisturbed


def test_three_thousand_connections_of_each_kind_keep_nobody_waiting() -> None:
    command = (sys.executable, "-m", "tests.attacks.connections", "3000")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_worker_that_is_killed_comes_back_by_itself(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with running(tmp_path) as server:
        participant = Participant(server.port)
        assert participant.post("/da/quiz/kort").status == 303
        before = worker(server)
        os.kill(before, signal.SIGKILL)
        answered(participant, 1, "scam")
        assert worker(server) != before
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
    assert "Unexpected exit from worker-1" in "".join(capfd.readouterr())


def test_workers_that_are_killed_one_after_another_come_back_all_the_same(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        participant = Participant(server.port)
        assert participant.post("/da/quiz/kort").status == 303
        for n, key in enumerate(KEYS.values(), start=1):
            os.kill(worker(server), signal.SIGKILL)
            answered(participant, n, key)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0


def test_a_worker_whose_server_was_killed_ends_and_makes_way_for_another(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        participant = Participant(server.port)
        assert participant.post("/da/quiz/kort").status == 303
        server.process.kill()
        server.process.wait()
        with running(tmp_path) as another:
            participant.port = another.port
            answered(participant, 1, "scam")


def test_a_second_server_of_the_same_database_is_refused_in_one_line(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        environment = {
            **os.environ,
            "TRYG_DATA_DIR": str(tmp_path),
            "TRYG_QUIZ_CONTENT": str(FIXTURE),
            "TRYG_PORT": str(free_port()),
        }
        ended = subprocess.run(GRANIAN, env=environment, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - our own
        assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)
        assert f"{tmp_path}/tryg.sqlite is served already, by process {server.process.pid}" in ended.stderr
        assert Participant(server.port).post("/da/quiz/kort").status == 303


@pytest.mark.parametrize("command", [["backup", "kept"], ["close"], ["figures", "figures.csv"], ["privacy-report"]])
def test_commands_run_beside_the_server(tmp_path: Path, command: list[str]) -> None:
    data = tmp_path / "data"
    with running(data) as server:
        environment = {**os.environ, "TRYG_DATA_DIR": str(data), "TRYG_QUIZ_CONTENT": str(FIXTURE)}
        line = [sys.executable, "-m", "webapp", *command]
        subprocess.run(line, env=environment, cwd=tmp_path, capture_output=True, timeout=60, check=True)  # noqa: S603 - our own
        assert Participant(server.port).post("/da/quiz/kort").status == 303


def test_another_server_beside_ours_is_told_so_and_runs(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with running(tmp_path), running(tmp_path, SERVERS["waitress"]) as other:
        assert Participant(other.port).post("/da/quiz/kort").status == 303
    (line,) = (line for line in capfd.readouterr().err.splitlines() if "served by" in line)
    assert f"{tmp_path}/tryg.sqlite is served by `webapp serve` at the same time" in line


def test_a_port_that_a_dying_server_still_holds_is_waited_for(tmp_path: Path) -> None:
    lock = tmp_path / "tryg.sqlite.lock"
    with ThreadPoolExecutor(1) as threads, socket.create_server(("127.0.0.1", 0)) as dying:
        starting = threads.submit(start, tmp_path, port=dying.getsockname()[1])
        while not (lock.exists() and lock.read_text()):
            time.sleep(0.01)
        dying.close()
        server = starting.result()
    assert Participant(server.port).post("/da/quiz/kort").status == 303
    server.kill()


def test_a_lock_that_a_dying_server_still_holds_is_waited_for(tmp_path: Path) -> None:
    command = (sys.executable, "-c", HOLD, str(tmp_path / "tryg.sqlite"))
    with subprocess.Popen(command, stdout=subprocess.PIPE) as dying:  # noqa: S603 - our own
        assert dying.stdout is not None
        dying.stdout.readline()
        Timer(0.2, dying.kill).start()
        assert hold(tmp_path / "tryg.sqlite") is None


def test_the_limit_of_open_files_is_raised_where_that_is_allowed() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1000, before[1]))
    try:
        assert possible_connections() == CONNECTIONS
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (CONNECTIONS + OTHER_FILES, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_limit_of_open_files_that_is_too_low_is_told_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    limited = ("sh", "-c", 'ulimit -n 1000 && exec "$@"', "sh", *GRANIAN)
    with running(tmp_path, limited) as server:
        assert Participant(server.port).post("/da/quiz/kort").status == 303
    (line,) = (line for line in capfd.readouterr().err.splitlines() if "ulimit" in line)
    assert line.startswith("ulimit -n is 1000: only 744 connections can be open at once")
    assert "allow 16640 open files" in line

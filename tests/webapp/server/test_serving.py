"""`webapp serve` under attack and after accidents: connections, open files, a worker that is killed."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.attacks.connections import HALF_BODY, KINDS, LIMIT, attack, held, waits
from tests.places import ROOT
from tests.webapp.client import Participant
from tests.webapp.serving import GRANIAN, Server, running
from webapp.server.serving import CONNECTIONS, OTHER_FILES, possible_connections

pytestmark = pytest.mark.slow


def worker(server: Server) -> int:
    """Return the id of the process that answers."""
    (found,) = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    return int(found)


def test_four_half_sent_answers_do_not_stop_the_site(tmp_path: Path) -> None:
    with running(tmp_path) as server, held(server.port, HALF_BODY, 4):
        time.sleep(0.5)
        assert Participant(server.port).post("/da/quiz/kort").status == 303
        assert waits(server.port, 20).longest < 1


def test_hundreds_of_connections_of_every_kind_keep_nobody_waiting(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        undisturbed = max(waits(server.port).most for _ in range(2))
        assert attack(server.port, 800 // len(KINDS)).most < LIMIT + undisturbed


@pytest.mark.trial
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
        give_up = time.monotonic() + 5
        while True:
            try:
                assert participant.post("/da/quiz/kort/1", response="scam").status == 303
                break
            except OSError:
                assert time.monotonic() < give_up
                time.sleep(0.05)
        assert worker(server) != before
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
    assert "Unexpected exit from worker-1" in "".join(capfd.readouterr())


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

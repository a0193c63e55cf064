"""A real server under a flood of sign-ins: somebody known gets in, strangers are told to come again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks.sign_ins import add_member, attack
from tests.places import ROOT
from tests.webapp.serving import running

pytestmark = pytest.mark.trial


def test_under_a_flood_a_known_browser_gets_in_and_strangers_are_told_to_come_again(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        add_member(tmp_path)
        found = attack(server.port, at_once=8, requests=5)
    assert found.signed_in
    assert set(found.replies) == {303, 503}
    assert found.replies[303] <= 120, "sixty in a minute"


def test_a_flood_keeps_nobody_waiting() -> None:
    command = (sys.executable, "-m", "tests.attacks.sign_ins")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout + done.stderr

"""The project's own promises: what is committed works for everybody, and `make` says what it can do."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from itertools import combinations

import pytest

from tests.places import ROOT
from tests.run import TARGETS

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
REGISTRIES = [".".join(name) for name in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))]


def test_no_file_names_the_host_of_a_registry() -> None:
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    files = [ROOT / name for name in listed if (ROOT / name).is_file()]
    assert files
    naming = [str(file) for file in files for host in REGISTRIES if host.encode() in file.read_bytes()]
    assert naming == []


def test_every_locked_package_has_its_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
        assert [entry for entry in entries if not re.fullmatch(r"\S+==\S+.*(\n +--hash=sha256:\S+.*)+", entry)] == []
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and not package["integrity"]] == []


def test_what_runs_has_the_same_versions_where_it_is_developed() -> None:
    run_lock, dev_lock = (
        {*re.findall(r"^\S+==\S+", (ROOT / "requirements" / name).read_text("utf-8"), re.MULTILINE)}
        for name in ("run.txt", "dev.txt")
    )
    assert run_lock <= dev_lock


def test_make_alone_says_what_there_is() -> None:
    targets = set(re.findall(r"^\.PHONY: (\w+)$", MAKEFILE, re.MULTILINE))
    said = {line.split()[0] for line in run("make", "--no-print-directory").splitlines()[1:]}
    assert {"run", "setup", "test", "trials", "check", "bench", "mutants", "lock", "clean"} <= targets
    assert said == targets


def test_what_is_checked_before_a_change_is_taken_in_is_decided_by_make_test_and_make_trials() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert commands[-2:] == ["make test", "exec make trials"]


@pytest.mark.parametrize("marks", [each for n in range(4) for each in combinations(("browser", "slow", "trial"), n)])
def test_a_test_is_in_make_test_or_in_make_trials_and_the_fast_half_is_in_make_test(marks: tuple[str, ...]) -> None:
    within = {target: sum(chooses(arguments, marks) for arguments in TARGETS[target].values()) for target in TARGETS}
    if "trial" in marks:
        assert within == {"check": 0, "test": 0, "trials": 2}, "in each part that has its file"
    else:
        assert within["test"] == 1
        assert within["trials"] == 0
    assert within["check"] == (0 if marks else 2), "as above"


def chooses(arguments: Sequence[str], marks: Sequence[str]) -> bool:
    """Return whether a part of a target runs a test with these marks, if it has its file."""
    known = {name: name in marks for name in ("browser", "slow", "trial")}
    return bool(eval(arguments[arguments.index("-m") + 1], known))  # noqa: S307 - our own


def run(*command: str) -> str:
    """Return what a command says in the project's folder."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own

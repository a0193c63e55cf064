"""The folder that `make laptop` builds leads a workshop where there is no Python at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.webapp.laptop.test_running import asked
from tests.webapp.serving import Server, free_port, waited_for

pytestmark = pytest.mark.trial


@pytest.mark.skipif(sys.platform == "win32", reason="the folder is tried by hand there: docs/laptop.md")
def test_it_starts_from_anywhere_in_an_empty_environment(tmp_path: Path) -> None:
    subprocess.run(["make", "laptop"], cwd=ROOT, check=True, capture_output=True)  # noqa: S607 - as anybody would
    folder = Path(shutil.copytree(ROOT / "dist" / "tryg", tmp_path / "tryg"))
    port = free_port()
    process = subprocess.Popen(  # noqa: S603 - what has just been built
        [str(folder / "tryg"), "--port", str(port), "--no-browser"],
        env={"PATH": "/nowhere"},
        cwd="/",
        start_new_session=True,
    )
    server = Server(process, port)
    try:
        waited_for(server)
        assert "Denne bærbare styrer arrangementet" in asked(server, "/da/laptop")[2]
        begun = asked(server, "/da/laptop/begin", place="esbjerg-hovedbibliotek", programme="en-time")
        assert begun[1].startswith("/da/lead/")
        assert asked(server, begun[1])[0] == 200
        assert (folder / "data" / "tryg.sqlite").is_file()
    finally:
        server.kill()

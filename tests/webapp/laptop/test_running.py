"""`webapp workshop` really runs: it prints where phones go, leads a workshop without an account, survives the power."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from tests.places import LIBRARY
from tests.webapp.serving import Server, start

WORKSHOP = (sys.executable, "-m", "webapp", "workshop", "--no-browser")


def asked(server: Server, address: str, **form: str) -> tuple[int, str, str]:
    """Ask for a page at the laptop, or send a form; return the status, where it leads, and the page."""
    connection = http.client.HTTPConnection("localhost", server.port, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST" if form else "GET", address, urlencode(form), headers)
    reply = connection.getresponse()
    page = reply.read().decode()
    connection.close()
    return reply.status, reply.getheader("Location", ""), page


def test_a_workshop_goes_on_after_the_power_was_gone_and_after_sleep(tmp_path: Path) -> None:
    server = start(tmp_path / "data", WORKSHOP, LIBRARY)
    try:
        _, _, home = asked(server, "/da/laptop")
        programme = re.search(r'name="programme">\s*<option value="([^"]+)"', home)
        assert programme is not None
        begin = {"place": "hovedbiblioteket", "programme": programme[1]}
        status, lead, _ = asked(server, "/da/laptop/begin", **begin)
        assert (status, lead.startswith("/da/lead/")) == (303, True)
        asked(server, lead, action="open")
        code = re.search(r'class="code">(\d{3})\D+(\d{3})<', asked(server, lead)[2])
        assert code is not None
        assert asked(server, f"/da/d/{code[1]}{code[2]}", people="1")[0] == 303
        server.kill()
        server = start(tmp_path / "data", WORKSHOP, LIBRARY, port=server.port)
        shown = asked(server, lead)[2]
        assert f"{code[1]}&nbsp;{code[2]}" in shown
        assert "1 skærm er med" in shown
        assert f'href="{lead}"' in asked(server, "/da/laptop")[2]
        os.killpg(server.process.pid, signal.SIGSTOP)  # the lid is closed
        os.killpg(server.process.pid, signal.SIGCONT)
        assert asked(server, lead)[0] == 200
    finally:
        server.kill()


def test_it_prints_where_phones_go_and_a_second_start_leads_to_the_first(tmp_path: Path) -> None:
    server = start(tmp_path / "data", WORKSHOP, LIBRARY)
    try:
        environment = {**os.environ, "TRYG_DATA_DIR": str(tmp_path / "data"), "TRYG_QUIZ_CONTENT": str(LIBRARY)}
        again = subprocess.run(  # noqa: S603 - our own command
            [*WORKSHOP, "--port", str(server.port)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert again.stdout == f"Tryg på nettet runs here already: http://localhost:{server.port}/da/laptop\n"
    finally:
        server.kill()

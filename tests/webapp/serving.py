"""A site that really runs: started as its users start it, on a port of its own, and stopped again."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from tests.places import FIXTURE

GRANIAN = (sys.executable, "-m", "webapp", "serve")


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End it and its workers at once, as a power cut would; what has ended already stays so."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def free_port() -> int:
    """Return a port that nobody uses right now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def start(
    data: Path, command: Sequence[str] = GRANIAN, content: Path = FIXTURE, port: int = 0, **settings: str
) -> Server:
    """Start a server and wait until it answers."""
    port = port or free_port()
    environment = {
        **os.environ,
        **settings,
        "PORT": str(port),
        "DATA_DIR": str(data),
        "QUIZ_CONTENT": str(content),
        "PYTHONUNBUFFERED": "1",
    }
    arguments = [part.replace("{port}", str(port)) for part in command]
    process = subprocess.Popen(arguments, env=environment, start_new_session=True)  # noqa: S603 - our own command
    server = Server(process, port)
    give_up = time.monotonic() + 30
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == HTTPStatus.OK:
                return server
        except (OSError, http.client.HTTPException):
            if process.poll() is not None or time.monotonic() > give_up:
                server.kill()
                raise
            time.sleep(0.05)
        finally:
            connection.close()


@contextmanager
def running(data: Path, command: Sequence[str] = GRANIAN, content: Path = FIXTURE, **settings: str) -> Iterator[Server]:
    """Serve for the length of a with block."""
    server = start(data, command, content, 0, **settings)
    try:
        yield server
    finally:
        server.kill()

"""A site that really runs: started as its users start it, on a port of its own, and stopped again."""

from __future__ import annotations

import http.client
import os
import secrets
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

RANGE = range(10_000, 32_000)  # below those that Linux and others give to clients
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
    """Return a port that nobody uses right now, and that the system gives to no client.

    A client that asks for such a port while nobody listens there may be given the same one, connect to itself, and so
    keep the port from the server for a minute.
    """
    while True:
        port = secrets.choice(RANGE)
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port


def start(
    data: Path, command: Sequence[str] = GRANIAN, content: Path = FIXTURE, port: int = 0, **settings: str
) -> Server:
    """Start a server and wait until it answers. Its days are those of the tests, which count them in UTC."""
    port = port or free_port()
    environment = {
        **os.environ,
        "TRYG_TIME_ZONE": "UTC",
        **settings,
        "TRYG_PORT": str(port),
        "TRYG_DATA_DIR": str(data),
        "TRYG_QUIZ_CONTENT": str(content),
        "PYTHONUNBUFFERED": "1",
    }
    arguments = [part.replace("{port}", str(port)) for part in command]
    process = subprocess.Popen(arguments, env=environment, start_new_session=True)  # noqa: S603 - our own command
    server = Server(process, port)
    return waited_for(server)


def waited_for(server: Server, address: str = "/healthz") -> Server:
    """Return a server once it answers at an address."""
    give_up = time.monotonic() + 30
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
            connection.request("GET", address)
            if connection.getresponse().status == HTTPStatus.OK:
                return server
        except (OSError, http.client.HTTPException):
            if server.process.poll() is not None or time.monotonic() > give_up:
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

"""A site that really runs: started as its users start it, on a port of its own, and stopped again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FIXTURE = Path(__file__).parent.parent / "fixture"
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
        """End it and its workers at once, as a power cut would."""
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
            with urllib.request.urlopen(f"{server.address}/healthz", timeout=5):
                return server
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if process.poll() is not None or time.monotonic() > give_up:
                server.kill()
                raise
            time.sleep(0.05)


@contextmanager
def running(data: Path, command: Sequence[str] = GRANIAN, content: Path = FIXTURE, **settings: str) -> Iterator[Server]:
    """Serve for the length of a with block."""
    server = start(data, command, content, **settings)
    try:
        yield server
    finally:
        server.kill()

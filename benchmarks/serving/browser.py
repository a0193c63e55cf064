"""Browser: a client that costs little, on one connection; and many of them, whose load is measured."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode

from benchmarks.figure import Figure
from benchmarks.serving.server import Server

TIMEOUT = 30  # seconds
CHUNK = 65_536


@dataclass
class Browser:
    """Sends what a browser sends, keeps the connection as long as the server does, and keeps the cookie."""

    port: int
    cookie: str = ""
    _socket: socket.socket | None = field(default=None, repr=False)

    def get(self, path: str) -> bytes:
        """Return the page at a path."""
        return self._send(f"GET {path} HTTP/1.1\r\nSec-Fetch-Mode: navigate\r\n", b"", 200)

    def ask(self, path: str) -> bytes:
        """Ask as htmx does whether there is news, and return the fragment, empty if there is none."""
        return self._send(f"GET {path} HTTP/1.1\r\nHX-Request: true\r\nSec-Fetch-Mode: cors\r\n", b"", 200, 204)

    def submit(self, path: str, **form: str) -> None:
        """Post a form as a page does, and follow nothing."""
        self._send(f"POST {path} HTTP/1.1\r\nSec-Fetch-Mode: navigate\r\n", urlencode(form).encode(), 303)

    def answer(self, path: str, response: Sequence[str]) -> bytes:
        """Post a response as htmx does, and return the fragment."""
        form = urlencode([("response", chosen) for chosen in response]).encode()
        return self._send(f"POST {path} HTTP/1.1\r\nHX-Request: true\r\nSec-Fetch-Mode: cors\r\n", form, 200)

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _send(self, head: str, body: bytes, *expected: int) -> bytes:
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        form = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        headers = (
            f"Host: 127.0.0.1:{self.port}\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n"
            f"Accept-Encoding: gzip, deflate\r\nAccept-Language: da,en;q=0.5\r\n{cookie}"
        )
        request = f"{head}{headers}{form if head.startswith('POST') else ''}\r\n".encode() + body
        got, fields, page = self._exchange(request)
        if got not in expected:
            message = f"{head.splitlines()[0]}: {got} instead of {expected[0]}"
            raise RuntimeError(message)
        if "set-cookie" in fields:
            self.cookie = fields["set-cookie"].partition(";")[0]
        return page

    def _exchange(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._socket is not None and _ended(self._socket):
            self.close()
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._receive()
        head, _, body = got.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        while len(body) < int(fields.get("content-length", 0)):
            body += self._receive()
        if fields.get("connection", "").lower() == "close":
            self.close()
        return int(first.split()[1]), fields, body

    def _receive(self) -> bytes:
        part = self._socket.recv(CHUNK) if self._socket else b""
        if not part:
            raise ConnectionResetError
        return part


def _ended(connection: socket.socket) -> bool:
    """Return whether the server has closed a connection: nothing else can have come since the last reply."""
    return bool(select.select([connection], [], [], 0)[0])


@dataclass(frozen=True)
class Spent:
    """What a load took: seconds of CPU of the server, and on the wall."""

    requests: int
    cpu: float
    wall: float


def load(server: Server, visits: Sequence[Callable[[], int]]) -> Spent:
    """Let all visits run at once, a thread each; a visit returns how many requests it made."""
    made: list[int] = []
    threads = [threading.Thread(target=lambda visit=visit: made.append(visit())) for visit in visits]
    cpu, wall = server.cpu(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(made) != len(visits):
        message = "a client failed: see above"
        raise RuntimeError(message)
    return Spent(sum(made), server.cpu() - cpu, time.perf_counter() - wall)


def rates(goal: str, what: str, server: str, spent: Sequence[Sequence[Spent]], bound: float) -> list[Figure]:
    """Return requests a second of CPU, which holds on a busy machine too, and a second on the wall.

    `spent` holds the rounds of the limit, then ours.
    """
    limit_by_cpu, ours_by_cpu = [median(one.requests / one.cpu for one in side) for side in spent]
    limit_by_wall, ours_by_wall = [median(one.requests / one.wall for one in side) for side in spent]
    title = f"{what} ({server}), against hello"
    return [
        Figure(goal, title, limit_by_cpu, ours_by_cpu, "a CPU second", bound, at_least=True),
        Figure(goal, title, limit_by_wall, ours_by_wall, "a second", bound, at_least=True),
    ]

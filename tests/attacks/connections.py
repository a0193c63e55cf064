"""Connections held open to keep others out: `python -m tests.attacks.connections [HOW MANY OF EACH KIND]`.

Starts `webapp serve` on this machine, holds connections of four kinds open, and measures how long others wait.
"""

from __future__ import annotations

import http.client
import resource
import socket
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.webapp.serving import running

HEAD = b"POST /da/display HTTP/1.1\r\nHost: x\r\n"
HALF_BODY = HEAD + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nsize=1"
KINDS = {
    "idle after a reply": b"GET /da/about HTTP/1.1\r\nHost: x\r\n\r\n",
    "nothing sent": b"",
    "half a header": HEAD,
    "half a body": HALF_BODY,  # last: it is dropped after ten seconds
}
REQUESTS = 100
LIMIT = 0.1  # seconds
OTHER_FILES = 100


@dataclass(frozen=True)
class Waits:
    """How long others waited for their replies, in seconds."""

    half: float
    """Half of them waited no longer than this."""
    most: float
    """19 of 20 waited no longer than this."""
    longest: float

    def __str__(self) -> str:
        return f"half {self.half * 1000:.1f} ms, 19 of 20 {self.most * 1000:.1f} ms, all {self.longest * 1000:.1f} ms"


@contextmanager
def held(port: int, sent: bytes, count: int, *, answered: bool = False) -> Iterator[Sequence[socket.socket]]:
    """Hold connections open on which only this much was sent; `answered` says that a reply comes to it."""
    with ExitStack() as stack:
        open_ones = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30)) for _ in range(count)
        ]
        for one in open_ones:
            one.sendall(sent)
        if answered:
            for one in open_ones:
                reply = http.client.HTTPResponse(one)
                reply.begin()
                reply.read()
        yield open_ones


def waits(port: int, requests: int = REQUESTS) -> Waits:
    """Return how long somebody waits who comes now, each time with a connection of their own."""
    measured = []
    for number in range(requests):
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        if number % 2:
            connection.request("POST", "/da/join", "code=1234", {"Content-Type": "application/x-www-form-urlencoded"})
        else:
            connection.request("GET", "/da/about")
        connection.getresponse().read()
        measured.append(time.perf_counter() - begun)
        connection.close()
    measured.sort()
    return Waits(median(measured), measured[requests * 19 // 20 - 1], measured[-1])


def attack(port: int, count: int) -> Waits:
    """Hold this many connections of each kind open, all at once, and return how long others wait meanwhile."""
    with ExitStack() as stack:
        for kind, sent in KINDS.items():
            begun = time.perf_counter()
            stack.enter_context(held(port, sent, count, answered="reply" in kind))
            print(f"{count:,} × {kind}: open after {time.perf_counter() - begun:.1f} s", flush=True)  # noqa: T201 - a script
        time.sleep(1)  # until the server has taken them all
        return waits(port)


def allow_files(count: int) -> None:
    """Let this process open so many files; exit with a line if the system does not allow it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < count:
        sys.exit(f"ulimit -Hn is {hard}: {count} are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))


def main() -> None:
    """Attack, print what was measured, and exit 1 if somebody waited too long."""
    count = int(sys.argv[1]) if sys.argv[1:] else 3_000
    allow_files(len(KINDS) * count + OTHER_FILES)
    with tempfile.TemporaryDirectory() as data, running(Path(data)) as server:
        waits(server.port)  # the first pages are drawn
        print(f"before: {waits(server.port)}")  # noqa: T201 - a script
        under_attack = attack(server.port, count)
        print(f"under attack: {under_attack}")  # noqa: T201 - a script
    sys.exit(under_attack.most > LIMIT)


if __name__ == "__main__":
    main()

"""Requests written byte by byte, as no client library would send them."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    """What came back on one connection."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float
    """From sending to the end of the reply."""
    closed: bool
    """Whether the server closed the connection then."""


def exchange(port: int, sent: bytes, method: str = "GET") -> Reply:
    """Send these bytes on a connection of their own and return the reply; `method` says whether a body follows."""
    with connection(port) as client:
        begun = time.perf_counter()
        client.sendall(sent)
        response = http.client.HTTPResponse(client, method=method)
        response.begin()
        body = response.read()
        seconds = time.perf_counter() - begun
        client.settimeout(0.5)
        try:
            closed = client.recv(1) == b""
        except TimeoutError:
            closed = False
        except ConnectionResetError:
            closed = True
        return Reply(response.status, dict(response.headers.items()), body, seconds, closed)


def connection(port: int) -> socket.socket:
    """Open a connection; it is closed at the end of a with block."""
    return socket.create_connection(("127.0.0.1", port), timeout=20)

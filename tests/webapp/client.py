"""A participant on a real connection: keeps the cookie and the last page, and follows nothing."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass
class Participant:
    """One browser, on one port."""

    port: int
    cookie: str = ""
    acknowledged: list[tuple[int, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    page: str = ""

    def get(self, path: str) -> http.client.HTTPResponse:
        """Get a page; raises as `post` does."""
        return self._ask("GET", path, "", {})

    def post(self, path: str, **form: str) -> http.client.HTTPResponse:
        """Post a form; raises OSError or HTTPException when the connection breaks before the reply is whole."""
        return self._ask("POST", path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, {**self.headers, **headers, "Cookie": self.cookie})
            reply = connection.getresponse()
            self.page = reply.read().decode()
        finally:
            connection.close()
        kept = reply.headers.get("Set-Cookie")
        if kept:
            self.cookie = kept.split(";")[0]
        return reply

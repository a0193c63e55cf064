"""A participant on a real connection: keeps the cookie, follows nothing, and notes what was acknowledged."""

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

    def post(self, path: str, **form: str) -> http.client.HTTPResponse:
        """Post a form; raises OSError or HTTPException when the connection breaks before the reply is whole."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            headers = {**self.headers, "Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
            connection.request("POST", path, urlencode(form), headers)
            reply = connection.getresponse()
            reply.read()
        finally:
            connection.close()
        kept = reply.headers.get("Set-Cookie")
        if kept:
            self.cookie = kept.split(";")[0]
        return reply

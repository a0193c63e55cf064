"""The WSGI environ of a request that came over RSGI."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from granian.rsgi import Scope


def wsgi_environ(scope: Scope, headers: Iterable[tuple[str, str]], body: bytes) -> WSGIEnvironment:
    """Return the environ of a request whose body is here as a whole.

    Several headers of one name become one value, with commas between; cookies, with semicolons. Names with an
    underscore are left out: in the environ nobody could tell `X_Forwarded_For` from the header that a proxy sets.
    """
    server, port = address(scope.server)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),  # WSGI's texts are bytes, one a character
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.0" if scope.http_version == "1" else f"HTTP/{scope.http_version}",
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": address(scope.client)[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers:
        if "_" in name or name == "content-length":
            continue
        key = "CONTENT_TYPE" if name == "content-type" else "HTTP_" + name.upper().replace("-", "_")
        if key in environ:
            environ[key] += ("; " if key == "HTTP_COOKIE" else ", ") + value
        else:
            environ[key] = value
    return environ


def address(text: str) -> tuple[str, str]:
    """Return host and port of "127.0.0.1:8000" or "[::1]:8000", the host without brackets."""
    host, _, port = text.rpartition(":")
    return host.strip("[]"), port

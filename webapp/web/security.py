"""Protection of every reply: security headers, compression, and the rule against requests of other sites."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from webapp.config.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DEFAULT_PORTS = {"http": 80, "https": 443}
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors "
)
UNUSED_FEATURES = (
    "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope magnetometer "
    "microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock usb "
    "xr-spatial-tracking"
)
YEAR = 365 * 24 * 60 * 60  # seconds
COMPRESSIBLE = ("text/", "application/json", "application/javascript", "image/svg+xml")
WORTH_IT = 600  # bytes: what is shorter fits into one packet anyway
LEVEL = 5
OURS = ("Tryg", "1")  # no proxy, filter or portal sends it; where it is missing, site.js puts nothing into the page


class Secured:
    """The outermost WSGI layer: it marks every reply as ours, adds security headers, and compresses long ones.

    The application inside must call `start_response` before it returns, as Flask and WhiteNoise do.
    """

    def __init__(self, app: WSGIApplication, settings: Settings) -> None:
        self._app = app
        self._headers = [*security_headers(settings), OURS]
        self._names = frozenset(name.lower() for name, _ in self._headers)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        held: list[Any] = []

        def hold(*reply: Any) -> Any:  # noqa: ANN401 - WSGI's own loose types
            held[:] = reply

        body = self._app(environ, hold)
        status, given, *error = held
        known = {name.lower(): value for name, value in given}
        headers = [pair for pair in given if pair[0].lower() not in self._names] + self._headers
        if "cache-control" not in known:
            headers.append(("Cache-Control", "no-store"))
        if _compressible(status, known):
            headers = _without("vary", headers)
            headers.append(("Vary", ", ".join(filter(None, (known.get("vary"), "Accept-Encoding")))))
            if parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING"), Accept)["gzip"] > 0:
                headers = _without("content-length", headers)
                headers.append(("Content-Encoding", "gzip"))
                if environ["REQUEST_METHOD"] != "HEAD":  # which has no body, and gets the headers that GET would
                    body = _compress(body, headers)
        start_response(status, headers, *error)
        return body


def security_headers(settings: Settings) -> list[tuple[str, str]]:
    """Return the headers that every reply carries."""
    headers = {
        "Content-Security-Policy": CONTENT_POLICY + (" ".join(settings.frame_ancestors) or "'none'"),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES.split()),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if settings.secure:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    return list(headers.items())


def refuse_cross_site(environ: WSGIEnvironment) -> bool:
    """Return whether this request could change something, and another site may have made the browser send it.

    `HTTP_HOST` must be the host that the browser asked for (behind a proxy: after ProxyFix). A request with neither
    `Sec-Fetch-Site` nor `Origin` does not come from a browser.
    """
    if environ["REQUEST_METHOD"] in SAFE_METHODS:
        return False
    fetch_site, origin = environ.get("HTTP_SEC_FETCH_SITE"), environ.get("HTTP_ORIGIN")
    if fetch_site is not None:
        return bool(fetch_site != "same-origin")
    return origin is not None and not _same_host(origin, environ.get("HTTP_HOST", ""))


def _same_host(origin: str, host: str) -> bool:
    try:
        theirs, ours = urlsplit(origin), urlsplit(f"//{host}")
        port = DEFAULT_PORTS.get(theirs.scheme)  # browsers leave it out of both headers alike
        same_port = (theirs.port or port) == (ours.port or port)
    except ValueError:  # a port that is no number, a broken IPv6 address
        return False
    return same_port and theirs.hostname is not None and theirs.hostname == ours.hostname


def _without(name: str, headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in headers if pair[0].lower() != name]


def _compressible(status: str, headers: Mapping[str, str]) -> bool:
    """Return whether the reply is text that is complete, long enough and not compressed yet, and has no ETag.

    An ETag identifies exact bytes, so these must not change.
    """
    return (
        status[:3] not in ("204", "206", "304")
        and "content-encoding" not in headers
        and "etag" not in headers
        and headers.get("content-type", "").startswith(COMPRESSIBLE)
        and int(headers.get("content-length", 0)) >= WORTH_IT
    )


def _compress(body: Iterable[bytes], headers: list[tuple[str, str]]) -> Iterable[bytes]:
    try:
        packed = _packed(b"".join(body))
    finally:
        getattr(body, "close", lambda: None)()
    headers.append(("Content-Length", str(len(packed))))
    return [packed]


@lru_cache(maxsize=500)  # pages that are drawn once are packed once
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)

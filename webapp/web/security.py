"""Protection of every reply: security headers, compression, and the rule against requests of other sites."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header
from werkzeug.sansio.utils import host_is_trusted

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from webapp.config.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DEFAULT_PORTS = {"http": 80, "https": 443}
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
POLICY = "Content-Security-Policy"
STYLES = "style-src 'self'"
RESOURCES = "Cross-Origin-Resource-Policy"
FOR_ALL = (RESOURCES, "cross-origin")
"""What a file asks for that pages of other sites may load."""
FRAMED = CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-src 'self'; frame-ancestors 'self'")
"""The policy of pages that have frames with pages of ours, and of those pages."""
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

    No reply can loosen them, but may ask for one of `others`: a page that has frames with pages of ours, or is in a
    frame, and a file that pages of other sites load. A page may hold `sheet`, to the letter, and no other rules.

    The application inside must call `start_response` before it returns, as Flask and WhiteNoise do.
    """

    def __init__(
        self,
        app: WSGIApplication,
        headers: Iterable[tuple[str, str]],
        others: Iterable[tuple[str, str]] = ((POLICY, FRAMED),),
        sheet: str = "",
    ) -> None:
        self._app = app
        self._headers = [(name, _allowing(sheet, value)) for name, value in (*headers, OURS)]
        self._others = {(name, value): _allowing(sheet, value) for name, value in others}
        ours = frozenset(name.lower() for name, _ in self._headers)
        self._dropped = (ours, ours | {"vary"}, ours | {"vary", "content-length"})
        """The headers that others take the place of: in a reply that stays, that could be compressed, that is."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        held: list[Any] = []

        def hold(*reply: Any) -> Any:  # noqa: ANN401 - WSGI's own loose types
            held[:] = reply

        body = self._app(environ, hold)
        status, given, *error = held
        known = {name.lower(): value for name, value in given}
        compressible = _compressible(status, known)
        packs = compressible and _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING"))
        dropped = self._dropped[compressible + packs]
        wanted = {pair[0]: self._others[pair] for pair in given if pair in self._others}
        headers = [pair for pair in given if pair[0].lower() not in dropped]
        headers += [(name, wanted.get(name, value)) for name, value in self._headers] if wanted else self._headers
        if "cache-control" not in known:
            headers.append(("Cache-Control", "no-store"))
        if compressible:
            vary = known.get("vary")
            headers.append(("Vary", f"{vary}, Accept-Encoding" if vary else "Accept-Encoding"))
        if packs:
            headers.append(("Content-Encoding", "gzip"))
            if environ["REQUEST_METHOD"] != "HEAD":  # which has no body, and gets the headers that GET would
                body = _compress(body, headers)
        start_response(status, headers, *error)
        return body


def _allowing(sheet: str, policy: str) -> str:
    """Return a policy that lets a page hold this sheet, if there is one."""
    digest = base64.b64encode(sha256(sheet.encode()).digest()).decode()
    return policy.replace(STYLES, f"{STYLES} 'sha256-{digest}'") if sheet else policy


def security_headers(settings: Settings) -> list[tuple[str, str]]:
    """Return the headers that every reply carries."""
    headers = {
        POLICY: CONTENT_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        RESOURCES: "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES.split()),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if settings.secure:
        subdomains = "; includeSubDomains" if settings.hsts_subdomains else ""
        headers["Strict-Transport-Security"] = f"max-age={YEAR}{subdomains}"
    return list(headers.items())


def others_may_frame(settings: Settings) -> str:
    """Return the policy of pages that the sites of the settings may show within theirs; without sites, nobody may."""
    ancestors = " ".join(settings.frame_ancestors) or "'none'"
    return CONTENT_POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {ancestors}")


def refuse_cross_site(environ: WSGIEnvironment, own_hosts: Collection[str] = ()) -> bool:
    """Return whether this request could change something, and another site may have made the browser send it.

    `HTTP_HOST` should be the host that the browser asked for (behind a proxy: after ProxyFix); `own_hosts` are other
    names of this site, where one that begins with a dot has all names below it. A request with neither
    `Sec-Fetch-Site` nor `Origin` does not come from a browser.
    """
    if environ["REQUEST_METHOD"] in SAFE_METHODS:
        return False
    fetch_site, origin = environ.get("HTTP_SEC_FETCH_SITE"), environ.get("HTTP_ORIGIN")
    if fetch_site is not None:
        return bool(fetch_site != "same-origin")
    if origin is None or _same_host(origin, environ.get("HTTP_HOST", "")):
        return False
    return not _is_own(origin, own_hosts)


def host_is_rewritten(environ: WSGIEnvironment) -> bool:
    """Return whether a form was sent from another host than the request names: a proxy changes Host, or it is not ours.

    A browser that says that another site sent it says nothing about the proxy.
    """
    origin = environ.get("HTTP_ORIGIN")
    if environ["REQUEST_METHOD"] in SAFE_METHODS or not origin or _host(origin) is None:
        return False
    ours = environ.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
    return ours and not _same_host(origin, environ.get("HTTP_HOST", ""))


def own_hosts(trusted: Iterable[str], address: str | None) -> tuple[str, ...]:
    """Return the names of this site: those that the operator trusts, and that of the address in library.yaml."""
    named = urlsplit(address if "//" in address else f"//{address}").hostname if address else None
    return (*trusted, *filter(None, (named,)))


def fetched_by_another_site(environ: WSGIEnvironment) -> bool:
    """Return whether a page of another site had the browser fetch this, as an image or a frame: nobody followed a link.

    A browser that does not say so, and whatever is no browser, is taken for a person.
    """
    followed = environ.get("HTTP_SEC_FETCH_MODE") == "navigate" and environ.get("HTTP_SEC_FETCH_DEST") == "document"
    return environ.get("HTTP_SEC_FETCH_SITE") in ("cross-site", "same-site") and not followed


@lru_cache(maxsize=500)
def _same_host(origin: str, host: str) -> bool:
    try:
        theirs, ours = urlsplit(origin), urlsplit(f"//{host}")
        port = DEFAULT_PORTS.get(theirs.scheme)  # browsers leave it out of both headers alike
        same_port = (theirs.port or port) == (ours.port or port)
    except ValueError:  # a port that is no number, a broken IPv6 address
        return False
    return same_port and theirs.hostname is not None and theirs.hostname == ours.hostname


def _is_own(origin: str, own_hosts: Collection[str]) -> bool:
    """Return whether an origin is one of these hosts, at the port that they name or at none."""
    place, name = origin.partition("//")[2].lower(), _host(origin)
    return bool(own_hosts) and (place in own_hosts or (place == name and host_is_trusted(name, own_hosts)))


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).hostname
    except ValueError:
        return None


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


@lru_cache(maxsize=100)  # browsers send one of a few
def _takes_gzip(accepted: str | None) -> bool:
    return parse_accept_header(accepted, Accept)["gzip"] > 0


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

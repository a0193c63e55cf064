"""Invitation: the addresses, typed or as a QR code, with which people join a workshop or lead it."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import segno
from flask import request
from markupsafe import Markup

from webapp.web.render import path
from webapp.web.services import services

GROUP = 4  # letters of a token between two strokes, which make it easier to type
QUIET = 2  # modules of white around a QR code; the page around it is white too


def address() -> str:
    """Return the address that people type: the site's own if it leads here, otherwise the host of this page."""
    own, host = services().library.address, request.host
    if own and (host in (own, f"www.{own}") or (_is_this_machine(host) and _is_this_machine(services().settings.host))):
        return own
    return host + request.root_path.rstrip("/")


def only_here() -> bool:
    """Return whether this page has an address that only this machine can open, but the site serves others too."""
    return _is_this_machine(request.host) and not _is_this_machine(services().settings.host)


def joining(code: str) -> str:
    """Return the address with which people join a workshop."""
    return f"{request.scheme}://{address()}/d/{code}"


def leading(token: str) -> str:
    """Return the leader link."""
    groups = "-".join(token[start : start + GROUP] for start in range(0, len(token), GROUP))
    root = request.root_path.rstrip("/")
    return f"{request.scheme}://{address()}{path('lead', groups).removeprefix(root)}"


def qr(text: str) -> Markup:
    """Return a QR code as SVG, hidden from screen readers, since the page shows its text beside it."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=QUIET, svgclass="qr")
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704 - drawn here


def _is_this_machine(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"

"""Invitation: the address that people type or photograph to come to a workshop, and to lead one."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import segno
from flask import request
from markupsafe import Markup

from webapp.web.render import path
from webapp.web.services import services

GROUP = 4  # letters of a token between two strokes, where it is to be typed
QUIET = 2  # modules of white around a QR code: what surrounds it on the page is white as well


def address() -> str:
    """Return what people type to come here: the site's own address if it leads here, else the host of this page."""
    own, host = services().library.address, request.host
    if own and (host in (own, f"www.{own}") or (_is_this_machine(host) and _is_this_machine(services().settings.host))):
        return own
    return host + request.root_path.rstrip("/")


def only_here() -> bool:
    """Say whether this page was opened at an address that no other machine can open, though others could come."""
    return _is_this_machine(request.host) and not _is_this_machine(services().settings.host)


def joining(code: str) -> str:
    """Return the address that leads to joining a workshop."""
    return f"{request.scheme}://{address()}/d/{code}"


def leading(token: str) -> str:
    """Return the leader link."""
    groups = "-".join(token[start : start + GROUP] for start in range(0, len(token), GROUP))
    root = request.root_path.rstrip("/")
    return f"{request.scheme}://{address()}{path('lead', groups).removeprefix(root)}"


def qr(text: str) -> Markup:
    """Return a QR code as SVG; its words stand beside it, so that it says nothing itself."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=QUIET, svgclass="qr")
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704 - drawn here


def _is_this_machine(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"

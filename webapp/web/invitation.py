"""Invitation: the addresses, typed or as a QR code, with which people join a workshop or lead it."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import segno
from markupsafe import Markup

from webapp.web.visit import Visit

GROUP = 4  # letters of a token between two strokes, which make it easier to type
QUIET = 2  # modules of white around a QR code; the page around it is white too


def site_address(visit: Visit) -> str:
    """Return the address that people type: the site's own if it leads here, otherwise the host of this page."""
    own, host, served = visit.services.library.address, visit.host, visit.services.settings.host
    if own and (host in (own, f"www.{own}") or (_is_this_machine(host) and _is_this_machine(served))):
        return own
    return host + visit.root


def only_here(visit: Visit) -> bool:
    """Return whether this page has an address that only this machine can open, but the site serves others too."""
    return _is_this_machine(visit.host) and not _is_this_machine(visit.services.settings.host)


def joining(visit: Visit, code: str) -> str:
    """Return the address with which people join a workshop."""
    return f"{visit.scheme}://{site_address(visit)}/d/{code}"


def leading(visit: Visit, token: str) -> str:
    """Return the leader link."""
    groups = "-".join(token[start : start + GROUP] for start in range(0, len(token), GROUP))
    return f"{visit.scheme}://{site_address(visit)}{visit.path('lead', groups).removeprefix(visit.root)}"


def qr(text: str) -> Markup:
    """Return a QR code as SVG. Screen readers skip it: its words are beside it."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=QUIET, svgclass="qr")
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704 - drawn here


def _is_this_machine(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"

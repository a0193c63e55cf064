"""Invitation: the addresses, typed or as a QR code, with which people join a workshop or lead it."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Literal
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup

from webapp.storage.workshops.workshop import Workshop
from webapp.web.visit import Visit

GROUP = 4  # letters of a token between two strokes, which make it easier to type
NEXT = "next"  # what an address says of a screen that has been handed on to the next person
QUIET = 2  # modules of white around a QR code; the page around it is white too
MADE_UP = ("example", "invalid", "test")  # the last part of names that lead nowhere, RFC 2606
EXAMPLES = (".example.com", ".example.net", ".example.org")  # as these do, by the same document

Unreachable = Literal["this-machine", "made-up"]


def site_address(visit: Visit) -> str:
    """Return the address that people type: the site's own if it leads here, otherwise the host of this page."""
    if visit.services.laptop and is_this_machine(visit.host) and visit.services.laptop.host:
        return visit.services.laptop.host
    own, host, served = visit.services.library.address, visit.host, visit.services.settings.host
    if own and (host in (own, f"www.{own}") or (is_this_machine(host) and is_this_machine(served))):
        return own
    return host + visit.root


def only_here(visit: Visit) -> bool:
    """Return whether this page has an address that only this machine can open, but the site serves others too."""
    laptop = visit.services.laptop
    served = laptop is None and not is_this_machine(visit.services.settings.host)
    return is_this_machine(visit.host) and (served or (laptop is not None and not laptop.host))


def unreachable(address: str) -> Unreachable | None:
    """Return why nobody else can open an address that would be printed; None if they can, as far as it shows."""
    name, ip = _name(address), _ip(address)
    if is_this_machine(address) or (ip and ip.is_unspecified):
        return "this-machine"
    made_up = not name or name.rpartition(".")[2] in MADE_UP or f".{name}".endswith(EXAMPLES)
    return "made-up" if made_up else None


def joining(visit: Visit, workshop: Workshop) -> str:
    """Return the address with which people join a workshop, in its language if it has one."""
    language = f"/{workshop.language}" if workshop.language else ""
    return f"{visit.scheme}://{site_address(visit)}{language}/d/{workshop.code}"


def welcome(visit: Visit, workshop: Workshop) -> str:
    """Return where the next person at a screen begins that has joined; it lets in even if nobody else is let in.

    The address alone says so: the browser has forgotten everything.
    """
    passed = visit.services.encryption.close(workshop.id, NEXT)
    return f"{visit.path('d', workshop.code)}?{urlencode({NEXT: passed})}"


def handed_on(visit: Visit) -> str | None:
    """Return the id of the workshop to whose next person this address belongs; None if it is no such address."""
    return visit.services.encryption.open(visit.argument(NEXT), NEXT)


def leading(visit: Visit, token: str) -> str:
    """Return the leader link."""
    groups = "-".join(token[start : start + GROUP] for start in range(0, len(token), GROUP))
    return f"{visit.scheme}://{site_address(visit)}{visit.path('lead', groups).removeprefix(visit.root)}"


def square(text: str) -> str:
    """Return a QR code as a drawing, SVG."""
    import segno  # noqa: PLC0415 - few pages draw one, and each start of the site would wait for it

    return segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=QUIET, svgclass="qr")


def qr(text: str) -> Markup:
    """Return a QR code as SVG. Screen readers skip it: its words are beside it."""
    drawn = square(text)
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704 - drawn here


def is_this_machine(host: str) -> bool:
    """Return whether a host is one that every machine has for itself."""
    name, ip = _name(host), _ip(host)
    return ip.is_loopback if ip else name == "localhost" or name.endswith(".localhost")


def _ip(host: str) -> IPv4Address | IPv6Address | None:
    """Return the number of a host; None if it has a name."""
    try:
        found = ip_address(_name(host))
    except ValueError:
        return None
    return (found.ipv4_mapped if isinstance(found, IPv6Address) else None) or found


def _name(host: str) -> str:
    return (urlsplit(f"//{host}").hostname or "").rstrip(".")

"""Addresses of this site as text: which are ours, what their query gives, and what they say has been saved."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

OWN_PATH = re.compile(r"/(?![/\\])[\w/.?=&%+~-]{0,500}")  # no address of ours is longer


def saying(address: str, what: str) -> str:
    """Return an address of ours at which the page says, in words of `base/said.html`, that something has been saved."""
    address = without_saying(address)
    return f"{address}{'&' if '?' in address else '?'}said={what}"


def without_saying(address: str) -> str:
    """Return the address of the same page that says nothing."""
    page, _, query = address.partition("?")
    kept = "&".join(part for part in query.split("&") if not part.startswith("said="))
    return f"{page}?{kept}" if kept else page


def own_address(wanted: str | None, default: str) -> str:
    """Return an address that came with the request, if it is one of this site, else the default."""
    return wanted if wanted and OWN_PATH.fullmatch(wanted) else default


def given(query: str, field: str) -> str:
    """Return what the query of an address gives for a field, or an empty text."""
    return parse_qs(query).get(field, [""])[0] if query else ""

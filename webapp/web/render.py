"""A page or, for htmx, the part of it that changes; and where to go next."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

from flask import Response, g, make_response, redirect, render_template, request
from markupsafe import Markup, escape

from quizlib import Language
from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.workshops.workshop import Phase, Workshop
from webapp.web.device import Device
from webapp.web.languages import current_language, words
from webapp.web.services import now, services

HTML = "text/html; charset=utf-8"
OWN_PATH = re.compile(r"/(?![/\\])[\w/.?=&%+~-]{0,500}")  # no address of ours is longer


def asked_by_htmx() -> bool:
    """Say whether a part of a page is wanted; never a reason to allow or refuse anything."""
    return "HX-Request" in request.headers


def device() -> Device:
    """Return what this browser remembers."""
    if "device" not in g:
        g.device = services().device_cookie.read(request.headers.get("Cookie"))
    known: Device = g.device
    return known


def workshop() -> Workshop | None:
    """Return the workshop that this browser has joined, as it stands now, closed ones too; None if there is none."""
    if "workshop" not in g:
        joined = device().workshop
        g.workshop = services().workshops.by_id(joined) if joined else None
    found: Workshop | None = g.workshop
    return found


def phase() -> Phase | None:
    """Return where that workshop stands; None if this browser has joined none."""
    if device().workshop is None:
        return None
    try:
        found = workshop()
    except StorageUnavailable:  # a page that says so has to be drawn too
        return "running"
    return found.phase(now()) if found else "closed"


def via() -> str:
    """Return the channel that the address names, through which one came; nothing if it is none of ours."""
    named = request.values.get("via", "")
    return named if named in {channel.id for channel in services().places.channels} else ""


def with_via(*parts: object) -> str:
    """Return the address of a page, with the channel through which one came: until a quiz is begun, links carry it."""
    return path(*parts) + (f"?via={via()}" if via() else "")


def path(*parts: object) -> str:
    """Return the address of a page of this site in the language of this one."""
    return "/".join((request.root_path.rstrip("/"), language().id, *map(str, parts)))


def language() -> Language:
    """Return the language of this request."""
    return current_language(services().languages)


def current_address() -> str:
    """Return the address of this request; of the front page where it can be none of ours: nothing else is repeated."""
    query = request.query_string.decode(errors="replace")
    address = request.root_path.rstrip("/") + request.path + (f"?{query}" if query else "")
    return address if OWN_PATH.fullmatch(address) else path("")


def render(template: str, code: int = 200, /, *, key: Hashable = None, **variables: Any) -> Response:  # noqa: ANN401 - what templates take
    """Render a template as a page, or as a fragment for htmx.

    A `key` says that the page depends on it, and on language, text size and address, alone: then it is drawn only once.
    """
    spoken, fragment, size, address, event = language(), asked_by_htmx(), device().size, current_address(), phase()

    def draw() -> str:
        current = services()
        return render_template(
            template,
            layout="fragment.html" if fragment else "page.html",
            fragment=fragment,
            lang=spoken,
            languages=current.languages,
            library=current.library,
            switch=[(other, _in_language(address, other)) for other in current.languages if other != spoken],
            size=size,
            here=address,
            path=path,
            with_via=with_via,
            event=event,
            asset=current.assets.url,
            has_htmx=current.assets.has("htmx.min.js"),
            updated=current.updated,
            **words(),
            **variables,
        )

    whole = (template, key, spoken.id, fragment, size, event, request.root_path, address)
    body = draw() if key is None else services().page_cache.get(whole, draw)
    return Response(body, code, {"Cache-Control": "no-store", "Vary": "HX-Request"}, content_type=HTML)


def redirect_to(address: str) -> Response:
    """Send the browser to an address of this site, after a POST or from a page that is not for now."""
    if asked_by_htmx():
        response = make_response("")
        response.headers["HX-Redirect"] = address
        return response
    return make_response(redirect(address, 303))


def set_device(response: Response, changed: Device) -> Response:
    """Let the browser remember; only ever in reply to a POST."""
    services().device_cookie.set(response, changed)
    return response


def way_back(default: str) -> str:
    """Return the page named by `from`, if it is one of this site, else the default."""
    wanted = request.values.get("from", "")
    return wanted if OWN_PATH.fullmatch(wanted) else default


def paragraphs(text: str) -> Markup:
    """Return an author's text as escaped paragraphs: a blank line ends one."""
    parts = re.split(r"\n\s*\n", text.strip())
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(map(escape, part.split("\n")))) for part in parts
    )


def _in_language(address: str, other: Language) -> str:
    root = request.root_path.rstrip("/")
    first, _, rest = address.removeprefix(root).lstrip("/").partition("/")
    if first not in {language.id for language in services().languages}:  # as in /d/CODE
        rest = "/".join(filter(None, (first, rest)))
    return f"{root}/{other.id}/{rest}"

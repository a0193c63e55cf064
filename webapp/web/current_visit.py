"""Beginning a visit: the request that Flask answers becomes a visit, once, and views get it first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from flask import Flask, Request, Response, current_app, g
from flask.globals import request_ctx
from werkzeug.datastructures import LanguageAccept
from werkzeug.wrappers import Request as AnyRequest
from werkzeug.wsgi import get_host

from quizlib import Language
from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.workshops.workshop import Workshop
from webapp.web.addresses import given, own_address
from webapp.web.devices.device import Device
from webapp.web.services import Services, now
from webapp.web.typed import name
from webapp.web.visit import Visit

NEAR = dict.fromkeys(("nb", "nn", "no", "fo", "kl"), "da")
ViewArguments = ParamSpec("ViewArguments")


def bind(app: Flask) -> None:
    """Take the language out of the arguments of every view of an application: the visit has it."""

    @app.url_value_preprocessor
    def without_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values:
            values.pop("lang", None)


def with_visit(view: Callable[Concatenate[Visit, ViewArguments], Response]) -> Callable[ViewArguments, Response]:
    """Return a view as Flask calls it: the visit of the request is put before the arguments."""

    @wraps(view)
    def called(*args: ViewArguments.args, **arguments: ViewArguments.kwargs) -> Response:
        return view(current_visit(), *args, **arguments)

    return called


def current_visit() -> Visit:
    """Return the visit of this request, for what Flask calls: views, error handlers, the choice of a catalogue."""
    visit: Visit | None = g.get("visit")
    if visit is None:
        visit = g.visit = _begun(current_app.extensions["services"], request_ctx.request)
    return visit


def _begun(services: Services, request: Request) -> Visit:
    root = request.root_path.rstrip("/")
    language = language_of(services.languages, request.path.split("/")[1], request)
    query = request.query_string.decode(errors="replace")  # an address that is no text gets an error page too
    cookies = request.environ.get("HTTP_COOKIE")
    device = services.device_cookie.read(cookies, root)
    joined = _joined(services, device)
    return Visit(
        services=services.when(joined.begun) if isinstance(joined, Workshop) else services,
        language=language,
        device=device,
        remembers=services.device_cookie.is_in(cookies, root),
        cookies=cookies,
        client=request.remote_addr or "",
        now=now(services.settings.zone),
        channel=_channel(services, query),
        address=own_address(f"{root}{request.path}" + (f"?{query}" if query else ""), f"{root}/{language.id}/"),
        root=root,
        mount=root,
        scheme=request.scheme,
        host=get_host(request.environ),  # of a host that is not trusted, too: it gets an error page
        embedded=bool(services.settings.frame_ancestors) and _embedded(request, query),
        htmx="HTTP_HX_REQUEST" in request.environ,
        joined=joined,
    )


def language_of(languages: tuple[Language, ...], named: str, request: AnyRequest) -> Language:
    """Return the language that an address names; where it names none of ours, the one that is preferred of ours."""
    for language in languages:
        if language.id == named:
            return language
    ids = [language.id for language in languages]
    known = [(_near(tag, ids), quality) for tag, quality in request.accept_languages]
    preferred = LanguageAccept(known).best_match(ids, ids[0])
    return next(language for language in languages if language.id == preferred)


def _near(tag: str, ids: Collection[str]) -> str:
    """Return a language tag, or in its place the language that its speakers read better than English."""
    first = tag.partition("-")[0].lower()
    return tag if first in ids else NEAR.get(first, tag)


def _channel(services: Services, query: str) -> str:
    typed = given(query, "via")
    named = name(typed) if typed else ""
    return named if named and any(channel.id == named for channel in services.places.channels) else ""


def _embedded(request: Request, query: str) -> bool:
    """Return whether a page goes into a frame. Older browsers do not say so: the address of the first page does."""
    return request.headers.get("Sec-Fetch-Dest") == "iframe" or given(query, "embed") == "1"


def _joined(services: Services, device: Device) -> Workshop | StorageUnavailable | None:
    if device.workshop is None:
        return None
    try:
        return services.workshops.by_id(device.workshop)
    except StorageUnavailable as unavailable:
        return unavailable

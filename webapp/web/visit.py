"""Visit: what one request means, worked out once where the request begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import parse_qs

from flask import Flask, Response, current_app, g, request
from werkzeug.wsgi import get_host

from quizlib import Language
from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.workshops.workshop import Phase, Workshop, local_day
from webapp.web.device import Device
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.services import Services, now

OWN_PATH = re.compile(r"/(?![/\\])[\w/.?=&%+~-]{0,500}")  # no address of ours is longer
ViewArguments = ParamSpec("ViewArguments")


@dataclass(frozen=True)
class Visit:
    """What one request means. Views get it first and hand it on; nothing below a view asks the request itself.

    - `device` is what this browser remembers, and `now` the moment of the request (UTC);
    - `channel` is the channel that the address names with `?via=`, empty if it is none of ours;
    - `address` is the address of this request, `scheme` and `host` what the browser asked for, and `root` the path
      under which the site is mounted, empty at the top of a host;
    - `htmx` says that a part of a page is wanted; it never decides what is allowed;
    - `joined` is the workshop that this browser has joined, or why it could not be read. Views use `workshop`.
    """

    services: Services
    language: Language
    device: Device
    now: datetime
    channel: str
    address: str
    root: str
    scheme: str
    host: str
    htmx: bool
    joined: Workshop | StorageUnavailable | None

    @cached_property
    def today(self) -> date:
        """The day of the request, where the site runs: campaigns, batches and reviews are dated by it."""
        return local_day(self.now)

    @cached_property
    def offered(self) -> OfferedQuizzes:
        """The quizzes that are offered today."""
        return OfferedQuizzes(self.services.library, self.today)

    @property
    def workshop(self) -> Workshop | None:
        """The workshop that this browser has joined, closed or not. StorageUnavailable if it could not be read."""
        if isinstance(self.joined, StorageUnavailable):
            raise StorageUnavailable(str(self.joined)) from self.joined
        return self.joined

    @cached_property
    def phase(self) -> Phase | None:
        """The phase of that workshop; None if this browser has joined none, `running` if it cannot be read."""
        if self.device.workshop is None:
            return None
        if isinstance(self.joined, StorageUnavailable):
            return "running"
        return self.joined.phase(self.now) if self.joined else "closed"

    @property
    def running(self) -> Workshop | None:
        """The workshop that this browser has joined, until it ends. StorageUnavailable if it could not be read."""
        return self.workshop if self.phase in ("running", "ending") else None

    @property
    def over(self) -> bool:
        """Whether the workshop that this browser has joined has ended."""
        return self.phase in ("ended", "closed")

    def path(self, *parts: object) -> str:
        """Return the address of a page of this site, in the language of this visit."""
        return "/".join((self.root, self.language.id, *map(str, parts)))

    def path_with_channel(self, *parts: object) -> str:
        """Return the address of a page with the channel of this visit: links carry it until a quiz is begun."""
        return self.path(*parts) + (f"?via={self.channel}" if self.channel else "")

    def in_templates(self) -> dict[str, Any]:
        """Return what every template knows of the visit. Pages are kept by it, so it holds no more of the device."""
        return {
            "lang": self.language,
            "size": self.device.size,
            "here": self.address,
            "path": self.path,
            "path_with_channel": self.path_with_channel,
            "workshop_phase": self.phase,
        }


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
    if "visit" not in g:
        g.visit = _begun(current_app.extensions["services"])
    visit: Visit = g.visit
    return visit


def own_address(wanted: str | None, default: str) -> str:
    """Return an address that came with the request, if it is one of this site, else the default."""
    return wanted if wanted and OWN_PATH.fullmatch(wanted) else default


def _begun(services: Services) -> Visit:
    root = request.root_path.rstrip("/")
    language = _language(services.languages)
    query = request.query_string.decode(errors="replace")  # an address that is no text gets an error page too
    device = services.device_cookie.read(request.headers.get("Cookie"))
    return Visit(
        services=services,
        language=language,
        device=device,
        now=now(),
        channel=_channel(services, query),
        address=own_address(f"{root}{request.path}" + (f"?{query}" if query else ""), f"{root}/{language.id}/"),
        root=root,
        scheme=request.scheme,
        host=get_host(request.environ),  # of a host that is not trusted, too: it gets an error page
        htmx="HX-Request" in request.headers,
        joined=_joined(services, device),
    )


def _language(languages: tuple[Language, ...]) -> Language:
    """Return the language that the address begins with; where it has none, the one the browser prefers of ours."""
    named = request.path.split("/")[1]
    for language in languages:
        if language.id == named:
            return language
    ids = [language.id for language in languages]
    preferred = request.accept_languages.best_match(ids, ids[0])
    return next(language for language in languages if language.id == preferred)


def _channel(services: Services, query: str) -> str:
    named = parse_qs(query).get("via", [""])[0] if query else ""
    return named if named in {channel.id for channel in services.places.channels} else ""


def _joined(services: Services, device: Device) -> Workshop | StorageUnavailable | None:
    if device.workshop is None:
        return None
    try:
        return services.workshops.by_id(device.workshop)
    except StorageUnavailable as unavailable:
        return unavailable

"""The preview as an application: the pages of the site that need no storage, once for each look, and its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request

from webapp.application import drawing, services_of
from webapp.authors.seen.addresses import SEEN, View
from webapp.authors.seen.looks import Mounted, look_of
from webapp.config.settings import Settings
from webapp.faults import Faults
from webapp.open_storage import Storage
from webapp.participant import pages
from webapp.preview.pages import Pages
from webapp.preview.previewed import Previewed
from webapp.preview.watching import Watched
from webapp.site_content.reading import SiteContent
from webapp.storage.batches import Retention
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.records.store import Records
from webapp.web import every_request
from webapp.web.current_visit import current_visit
from webapp.web.devices.device import Device
from webapp.web.replying.assets import Assets
from webapp.web.security import FRAMED, POLICY, Secured, security_headers
from webapp.web.visit import Visit

HOSTS = ["127.0.0.1", "localhost"]
LARGEST = 2  # the text size


def build(folder: Path) -> tuple[Flask, Watched]:
    """Return the preview of a folder, and what keeps it up to date once that is begun.

    Raises ContentError if the folder names no languages, StartError if the interface lacks one of them.
    """
    settings = _settings(folder)
    found: list[Flask] = []

    def tell(now: Previewed) -> None:
        for app in found:
            app.extensions["services"] = app.extensions["services"].with_content(now.content)

    watched = Watched(folder, tell)
    content = watched.shown.content
    app = drawing(content.library.languages[0])
    app.config["TRUSTED_HOSTS"] = HOSTS
    app.extensions["services"] = services_of(settings, content, _nowhere(settings, content), Faults(), Assets(app))
    found.append(app)
    app.register_blueprint(_blueprint(Pages(lambda: watched.shown, watched.speak)))
    every_request.bind(app)
    headers = {**dict(security_headers(settings)), POLICY: FRAMED}
    assets: Assets = app.extensions["services"].assets
    secured = Secured(assets.wrap(app.wsgi_app), headers.items(), sheet=assets.first_look)
    app.wsgi_app = Mounted(secured)  # type: ignore[method-assign]  # Flask's own way to wrap itself
    return app, watched


def _settings(folder: Path) -> Settings:
    """Return settings that have a secret of their own and no place to store anything."""
    address = "sqlite:///nowhere"
    key = secrets.token_urlsafe(32)
    return Settings.read(quiz_content=folder, database_url=address, secret_key=key, secure=False, laptop=False)


def _nowhere(settings: Settings, content: SiteContent) -> Storage:
    """Return the storage of a preview, which is never opened: no page of it asks for what is stored."""
    database = Database("sqlite://")
    records = Records(database, content.places.lineage)
    retention = Retention(settings.workshop_hours, settings.wait_weeks)
    return Storage(database, records, Closing(database, records, retention), retention, settings.zone, made_up=False)


def _blueprint(own: Pages) -> Blueprint:
    """Return all pages."""
    blueprint = Blueprint("preview", __name__)

    def add(view: View, *rules: str, method: str = "GET", name: str = "") -> None:
        called = _called(view)
        for rule in rules:
            blueprint.add_url_rule(rule, name or view.__name__, called, methods=(method,))

    add(own.begin, "/", name="root")
    add(_either(own.every_quiz, pages.front), "/<lang>/", name="first")
    add(own.see, "/<lang>/see/<look>/", "/<lang>/see/<look>/<path:what>")
    add(own.news, "/<lang>/news/<int:seen>")
    for page in SEEN:
        add(page.view, *page.rules, method=page.method, name=page.name)
    return blueprint


def _either(own: View, of_site: View) -> View:
    """Return a view of the preview that is one of the site under each look."""

    def either(visit: Visit) -> Response:
        return (of_site if look_of(visit.root) else own)(visit)

    return either


def _called(view: View) -> Callable[..., Response]:
    """Return a view as Flask calls it, for a browser that remembers nothing but the text size of its look."""

    @wraps(view)
    def called(**arguments: object) -> Response:
        visit = current_visit()
        if request.path.split("/")[1] not in {"", *(language.id for language in visit.services.languages)}:
            abort(404)
        device = Device().with_size(LARGEST if look_of(visit.root) == "large" else 0)
        return view(replace(visit, device=device, joined=None), **arguments)

    return called

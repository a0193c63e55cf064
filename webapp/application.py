"""The parts of the site, joined: content, storage, languages, pages, errors, and the protection around them."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from types import TracebackType
from typing import Any

from flask import Flask, Request, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import MapAdapter

from quizlib import ContentError, Language, Problem
from webapp.authors import routes as authors
from webapp.config.settings import Settings
from webapp.config.warnings import warnings
from webapp.faults import Faults
from webapp.health import Health
from webapp.hooks import Hooks, Listening
from webapp.housekeeping import keep_house
from webapp.laptop import routes as laptop
from webapp.leader import routes as leader
from webapp.open_storage import Storage, open_storage
from webapp.paints import PAINTS, patterns
from webapp.participant import routes as participant
from webapp.publishing.generations import Generation
from webapp.publishing.taking import Taking, cache_of
from webapp.site_content import shipped
from webapp.site_content.reading import SiteContent, read_content, told
from webapp.staff import routes as staff
from webapp.staff.sign_in import cookie
from webapp.storage.laptops.laptop_keys import LaptopKeys
from webapp.storage.live import Live
from webapp.storage.tallies import Tallies
from webapp.storage.workshops.store import Workshops
from webapp.web import every_request
from webapp.web import languages as i18n
from webapp.web.current_visit import bind, current_visit
from webapp.web.devices.device_cookie import DeviceCookie
from webapp.web.devices.encryption import Encryption
from webapp.web.limits.counting import Counting, InMemory, Shared
from webapp.web.limits.join_codes import JoinCodeLimits
from webapp.web.limits.sign_ins import SignInLimits
from webapp.web.limits.tallies import TallyLimits
from webapp.web.replying.assets import Assets
from webapp.web.replying.page_cache import PageCache
from webapp.web.replying.render import breakable, paragraphs, template_of
from webapp.web.routing import Address, Rules, Word
from webapp.web.security import FOR_ALL, FRAMED, POLICY, Secured, others_may_frame, security_headers
from webapp.web.services import ALWAYS, Clock, Services, now

LIMITS = {"MAX_CONTENT_LENGTH": 64 * 1024, "MAX_FORM_MEMORY_SIZE": 16 * 1024, "MAX_FORM_PARTS": 50}


class StartError(Exception):
    """The site cannot be served: one line says why."""


class Application(Flask):
    """The site as Flask's application: it can be closed, and its log never holds what a person sent."""

    url_rule_class = Address
    url_map_class = Rules  # type: ignore[assignment]  # Flask says that it is `Map`, not that it is one
    url_map: Rules

    def close(self) -> None:
        """Let what is under way finish, then end the threads of the site and close its files."""
        services: Services = self.extensions["services"]
        services.close()

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Return what finds the rule of a request."""
        if request is None:
            return super().create_url_adapter(None)
        request.trusted_hosts = self.config["TRUSTED_HOSTS"]
        return self.url_map.of(request)

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function as it is: none of ours has to be awaited, and to look took a twentieth of a short page."""
        return func

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log where an error arose: never its message, the address, or anything a participant sent."""
        kind, _, trace = exc_info
        lines = "".join(traceback.format_tb(trace))
        logging.getLogger("webapp").error("%s in %s\n%s", kind and kind.__name__, request.endpoint, lines)


def build(settings: Settings, hooks: Hooks | None = None) -> Application:
    """Return the application, its storage ready; see `webapp.create_app`."""
    for warning in warnings(settings):
        logging.getLogger("webapp").warning("%s", warning)
    taking, content, faults = Taking(settings), ready_content(settings), Faults()
    app = drawing(content.library.languages[0])
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts) or None
    cookie.bind(app, settings)
    listening = Listening(hooks, faults)
    storage = open_storage(settings, content, faults, listening.recorded)
    services = replace(services_of(settings, content, storage, faults, Assets(app)), hooks=listening)
    laptop_mode = services.laptop
    Clock.behind = (lambda: laptop_mode.behind) if laptop_mode else (lambda: 0.0)
    services = replace(services, newest=partial(taking.newest, app))
    app.extensions["services"], app.extensions["content"] = services, taking
    if content.forgone:
        faults.seen("content", *told(content.forgone, settings.quiz_content))
    app.register_blueprint(participant.blueprint(content.library.languages))
    app.register_blueprint(leader.blueprint(content.library.languages))
    app.register_blueprint(laptop.blueprint(content.library.languages))
    app.register_blueprint(authors.blueprint(content.library.languages))
    app.register_blueprint(staff.blueprint(content.library.languages, authors.ROUTES))
    every_request.bind(app)
    pages = app.wsgi_app
    if settings.api:
        from webapp.api.application import Api, Beside  # noqa: PLC0415 - a site without it needs none of it

        pages = Beside(pages, Api(lambda: app.extensions["services"], app.jinja_env))
    wsgi = services.assets.wrap(pages)
    if settings.proxies:
        count = settings.proxies
        prefix = count if settings.proxy_prefix else 0  # a proxy that does not set it hands on what anybody sends
        wsgi = ProxyFix(wsgi, x_for=count, x_proto=count, x_host=count, x_prefix=prefix)
    others = ((POLICY, FRAMED), (POLICY, others_may_frame(settings)), FOR_ALL)
    app.wsgi_app = Secured(wsgi, security_headers(settings), others, services.assets.first_look)  # type: ignore[method-assign]  # Flask's own way to wrap itself
    return app


def drawing(default: Language) -> Application:
    """Return an application that can draw the pages of the site in its languages; it has no page yet."""
    app = Application("webapp", static_folder=None)
    app.config.update(LIMITS)
    app.jinja_env.filters["paragraphs"] = paragraphs
    app.jinja_env.filters["breakable"] = breakable
    app.jinja_env.globals["template_of"] = partial(template_of, app.jinja_env)
    app.jinja_env.globals |= {"paints": PAINTS, "patterns": patterns}
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.converters["default"] = Word
    i18n.bind(app, default, shipped.translations(), lambda: current_visit().language)
    bind(app)
    return app


def services_of(settings: Settings, content: SiteContent, storage: Storage, faults: Faults, assets: Assets) -> Services:
    """Return what views are given."""
    database = storage.database
    generation = Generation.of(settings.quiz_content)
    workshops = Workshops(database, timedelta(hours=settings.workshop_hours))
    counting: Counting = InMemory()
    tries = laptop_mode = None
    if not database.is_sqlite:
        from webapp.storage.tries import Tries  # noqa: PLC0415 - SQLite serves one process, which counts in memory

        tries = Tries(database)
        counting = Shared(tries)
    if settings.laptop:
        from webapp.web.laptop_mode import LaptopMode  # noqa: PLC0415 - a server is no laptop

        laptop_mode = LaptopMode(settings.data_dir, settings.port)
    return Services(
        settings=settings,
        content=content,
        database=database,
        live=Live(database),
        workshops=workshops,
        tallies=Tallies(database),
        tries=tries,
        join_code_limits=JoinCodeLimits(counting),
        tally_limits=TallyLimits(counting),
        sign_in_limits=SignInLimits(counting),
        records=storage.records,
        closing=storage.closing,
        laptop_keys=LaptopKeys(database),
        packing=storage.packing,
        laptop=laptop_mode,
        device_cookie=DeviceCookie(
            settings.secret_key,
            settings.secret_key_fallbacks,
            secure=settings.secure,
            framed=bool(settings.frame_ancestors),
        ),
        encryption=Encryption(settings.secret_key, settings.secret_key_fallbacks),
        assets=assets,
        page_cache=PageCache(),
        faults=faults,
        health=Health(database, faults, settings.database_folder, settings.low_disk),
        made_up=storage.made_up,
        published=generation.published if generation else ALWAYS,
    )


def begin(app: Application) -> Application:
    """Start what runs beside the requests, in the process that answers them."""
    services: Services = app.extensions["services"]
    if services.packing or services.laptop:
        from webapp.laptop.sending import keep_sending  # noqa: PLC0415 - a server never sends

        keep_sending(services)
    taking: Taking = app.extensions["content"]
    taking.begin(app)
    zoned = partial(now, services.settings.zone)
    keep_house(services.closing, services.tries, services.health, zoned, services.background)
    return app


def ready_content(settings: Settings) -> SiteContent:
    """Return the content, without the quizzes, programmes, months and outside figures that have errors.

    Raises ContentError if there are other errors, if no quiz is left, or for any error if the settings are strict;
    StartError if the interface lacks one of the languages.
    """
    content, problems = read_content(settings.quiz_content, cache=cache_of(settings.quiz_content, settings))
    errors = [problem for problem in problems if problem.level == "error"]
    if not content.library.quizzes:
        file, hint = str(settings.quiz_content / "library.yaml"), "mend one, or what this file lists for all of them"
        raise ContentError([Problem("error", file, 1, 1, "", "no quiz is without errors", hint), *errors])
    forgone = () if settings.strict else content.forgone
    if refused := [problem for problem in errors if problem not in forgone]:
        raise ContentError(refused)
    for line in i18n.incomplete(content.library.languages, shipped.translations()):
        raise StartError(line)
    return content

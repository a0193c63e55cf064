"""The parts of the site, joined: content, storage, languages, pages, errors, and the protection around them."""

from __future__ import annotations

import gc
import logging
import traceback
from datetime import timedelta
from functools import partial
from types import TracebackType

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from quizlib import ContentError
from webapp import leader, staff
from webapp.config.settings import Settings
from webapp.housekeeping import keep_house
from webapp.open_storage import open_storage
from webapp.participant import blueprint
from webapp.site_content import shipped
from webapp.site_content.reading import SiteContent, read_content
from webapp.staff.sign_in import session
from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.live import Live
from webapp.storage.records.figure_queries import FigureQueries
from webapp.storage.staff.accounts import Accounts
from webapp.storage.tallies import Tallies
from webapp.storage.workshops.store import Workshops
from webapp.web import languages as i18n
from webapp.web.assets import Assets
from webapp.web.device_cookie import DeviceCookie
from webapp.web.encryption import Encryption
from webapp.web.limits import JoinCodeLimits, SignInLimits
from webapp.web.page_cache import PageCache
from webapp.web.render import paragraphs, render, template_of
from webapp.web.security import Secured, refuse_cross_site
from webapp.web.services import Services, now
from webapp.web.visit import bind, current_visit

LIMITS = {"MAX_CONTENT_LENGTH": 64 * 1024, "MAX_FORM_MEMORY_SIZE": 16 * 1024, "MAX_FORM_PARTS": 50}


class StartError(Exception):
    """The site cannot be served: one line says why."""


class Application(Flask):
    """Flask, but for what it writes into the log."""

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log where an error arose: never its message, the address, or anything a participant sent."""
        kind, _, trace = exc_info
        lines = "".join(traceback.format_tb(trace))
        logging.getLogger("webapp").error("%s in %s\n%s", kind and kind.__name__, request.endpoint, lines)


def build(settings: Settings) -> Flask:
    """Return the application, its storage ready; see `webapp.create_app`."""
    content = ready_content(settings)
    app = Application("webapp", static_folder=None)
    app.config.update(LIMITS, TRUSTED_HOSTS=list(settings.trusted_hosts) or None)
    app.jinja_env.filters["paragraphs"] = paragraphs
    app.jinja_env.globals["template_of"] = partial(template_of, app.jinja_env)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    i18n.bind(app, content.library.languages[0], shipped.translations(), lambda: current_visit().language)
    bind(app)
    session.bind(app, settings)
    storage = open_storage(settings, content)
    database = storage.database
    assets = Assets(app)
    app.extensions["services"] = Services(
        settings=settings,
        library=content.library,
        help=content.help,
        months=content.months,
        places=content.places,
        outside=content.outside,
        database=database,
        live=Live(database),
        workshops=Workshops(database, timedelta(hours=settings.workshop_hours)),
        tallies=Tallies(database),
        join_code_limits=JoinCodeLimits(),
        sign_in_limits=SignInLimits(),
        records=storage.records,
        closing=storage.closing,
        accounts=Accounts(database),
        figure_queries=FigureQueries(database),
        device_cookie=DeviceCookie(settings.secret_key, settings.secret_key_fallbacks, secure=settings.secure),
        encryption=Encryption(settings.secret_key, settings.secret_key_fallbacks),
        assets=assets,
        page_cache=PageCache(),
    )
    app.register_blueprint(blueprint(content.library.languages))
    app.register_blueprint(leader.blueprint(content.library.languages))
    app.register_blueprint(staff.blueprint(content.library.languages))
    app.before_request(_refuse_strange_requests)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(StorageUnavailable, _unavailable)
    wsgi = assets.wrap(app.wsgi_app)
    if settings.proxies:
        count = settings.proxies
        wsgi = ProxyFix(wsgi, x_for=count, x_proto=count, x_host=count, x_prefix=count)
    app.wsgi_app = Secured(wsgi, settings)  # type: ignore[method-assign]  # Flask's own way to wrap itself
    return app


def begin(app: Flask) -> Flask:
    """Start what runs beside the requests, in the process that answers them."""
    keep_house(app.extensions["services"].closing, now)
    gc.collect()
    gc.freeze()  # what has been built stays: never look through it for garbage
    return app


def ready_content(settings: Settings) -> SiteContent:
    """Return the content; ContentError if it has errors, StartError if the interface lacks one of its languages."""
    content, problems = read_content(settings.quiz_content)
    if any(problem.level == "error" for problem in problems):
        raise ContentError([problem for problem in problems if problem.level == "error"])
    for line in i18n.incomplete(content.library.languages, shipped.translations()):
        raise StartError(line)
    return content


def _refuse_strange_requests() -> None:
    """Let nothing in that another site sent, or whose address is no text."""
    if refuse_cross_site(request.environ):
        abort(403)
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        abort(400)


def _explain(error: HTTPException) -> Response:
    """Say kindly what went wrong, always with a way back."""
    visit, status = current_visit(), error.code or 500
    to_question = request.method == "POST" and (request.view_args or {}).get("quiz_id")
    back = visit.address if to_question else visit.path("")
    response = render(visit, "error.html", status, status=status, back=back)
    response.headers.extend(header for header in error.get_headers() if header[0] != "Content-Type")  # Allow of a 405
    return response


def _unavailable(_error: StorageUnavailable) -> Response:
    visit = current_visit()
    back = visit.address if request.method == "GET" else visit.path("")
    return render(visit, "error.html", 503, status=503, back=back)

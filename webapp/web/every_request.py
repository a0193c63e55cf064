"""What holds for every request: what is refused before a view, what is added after it, what errors say."""

from __future__ import annotations

import contextlib
from functools import partial
from http import HTTPStatus
from urllib.parse import quote

from flask import Flask, Request, Response, abort, current_app, make_response, redirect, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException

from webapp.storage.database.engine import StorageUnavailable
from webapp.web.current_visit import current_visit
from webapp.web.large_bodies import LARGEST_FILE, takes_files
from webapp.web.replying.render import render
from webapp.web.security import POLICY, host_is_rewritten, others_may_frame, refuse_cross_site
from webapp.web.services import Services
from webapp.web.typed_addresses import meant
from webapp.web.visit import Visit

NUL = "%00"  # in an address
IN_QUERY = "%/?:@!$&'()*+,;="  # what stands in a query as it is
NO_FORMS = ("staff", "laptop")  # whose views read what is sent themselves


def bind(app: Flask) -> None:
    """Let an application treat every request like this."""
    app.before_request(partial(_before, app))
    app.after_request(partial(_after, app))
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(StorageUnavailable, _unavailable)


def _before(app: Flask) -> None:
    asked = request_ctx.request
    services: Services = app.extensions["services"]
    if takes_files(asked.path):
        asked.max_content_length = asked.max_form_memory_size = LARGEST_FILE
    if services.laptop:  # a phone has reached it
        services.laptop.opened_by(asked.remote_addr or "")
    _refuse_strange_requests(asked, services)


def _refuse_strange_requests(asked: Request, services: Services) -> None:
    """Let nothing in that another site sent, or whose address is no text, or that holds what no keyboard types.

    What a proxy does to the requests is told: newer browsers get by without it, so nobody would see it here.

    The staff's forms say themselves what is wrong with a name.
    """
    if host_is_rewritten(asked.environ):
        services.faults.seen("proxy")
    if refuse_cross_site(asked.environ, services.own_hosts):
        abort(403)
    try:
        query = asked.query_string.decode()
    except UnicodeDecodeError:
        abort(400)
    has_form = asked.method == "POST" and asked.blueprint not in NO_FORMS
    values = (value for _, value in asked.form.items(multi=True)) if has_form else ()
    if NUL in query or any("\0" in value for value in values):  # PostgreSQL cannot store it
        abort(400)


def _after(app: Flask, response: Response) -> Response:
    """Add what a page asks of search engines and of other sites.

    Search engines are to leave out a page whose address is a secret, and those of the staff. Pages of participants may
    be shown within those of the sites that the settings name; all others never.
    """
    asked = request_ctx.request
    services: Services = app.extensions["services"]
    part = asked.blueprint
    if part in ("leader", "staff") or "code" in (asked.view_args or {}):
        response.headers["X-Robots-Tag"] = "noindex"
    if services.settings.frame_ancestors and part == "participant":
        response.headers[POLICY] = others_may_frame(services.settings)
    return response


def _explain(error: HTTPException) -> Response:
    """Say kindly what went wrong, always with a way back."""
    visit, status = current_visit(), error.code or 500
    if status == HTTPStatus.NOT_FOUND and request.method in ("GET", "HEAD") and (address := _meant(visit)):
        return make_response(redirect(address, 308))
    to_question = request.method == "POST" and (request.view_args or {}).get("quiz_id")
    back = visit.address if to_question else visit.path("")
    response = render(visit, "base/error.html", status, status=status, back=back)
    response.headers.extend(header for header in error.get_headers() if header[0] != "Content-Type")  # Allow of a 405
    return response


def _meant(visit: Visit) -> str | None:
    """Return the address of the page that was meant by the one of this request, with its query."""
    with contextlib.suppress(StorageUnavailable):
        addresses, query = current_app.create_url_adapter(request), request.query_string.decode()
        typed = "\0" not in request.path  # else it is an attack
        if typed and addresses and (path := meant(visit, addresses, request.path)):
            return visit.root + quote(path) + (f"?{quote(query, IN_QUERY)}" if query else "")
    return None


def _unavailable(_error: StorageUnavailable) -> Response:
    visit = current_visit()
    back = visit.address if request.method == "GET" else visit.path("")
    return render(visit, "base/error.html", 503, status=503, back=back)

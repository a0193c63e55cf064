"""The API as a WSGI application beside the site's pages: it reads no cookie, and every reply of it is JSON."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from jinja2 import Environment
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from webapp.api.call import LARGEST, Call
from webapp.api.crossing import allow
from webapp.api.document import JSON, OPENAPI, PROBLEM, document
from webapp.api.operations import OPERATIONS, ROOT
from webapp.api.problems import STATUS, ProblemError, problem
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.limits.counting import InMemory, network
from webapp.web.services import Services

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BELOW = "/api/"
MINUTE = 60  # seconds


class Beside:
    """A WSGI application that hands everything below `/api/` to the API, and all else to the pages."""

    def __init__(self, pages: WSGIApplication, api: WSGIApplication) -> None:
        self._pages = pages
        self._api = api

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        chosen = self._api if environ.get("PATH_INFO", "").startswith(BELOW) else self._pages
        return chosen(environ, start_response)


class Api:
    """Answers the requests of apps. `services` gives those of the moment, `templates` are those of the pages.

    Each process counts for itself how often an address asks, and forgets it within a minute.
    """

    def __init__(self, services: Callable[[], Services], templates: Environment) -> None:
        self._services = services
        self._templates = templates
        self._rules = Map([Rule(f"{ROOT}{OPENAPI}", methods=["GET"], endpoint=None), *_rules()])
        self._counting = InMemory()
        self._calls = self._counting.counter("api", MINUTE)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        services, request = self._services(), Request(environ)
        request.max_content_length = LARGEST
        request.trusted_hosts = list(services.settings.trusted_hosts) or None
        response = allow(request, self._answer(services, request), services.settings.api_origins)
        return response(environ, start_response)

    def _answer(self, services: Services, request: Request) -> Response:
        """Return the reply to a request, whatever happens."""
        call = Call(services, request, {}, self._templates)
        try:
            return self._reply(call)
        except ProblemError as error:
            return _refused(error, call)
        except MethodNotAllowed as error:
            response = _refused(ProblemError("method"), call)
            response.allow.update(error.valid_methods or ())
            return response
        except HTTPException as error:
            return _refused(ProblemError("nowhere" if isinstance(error, NotFound) else "unreadable"), call)
        except StorageUnavailable:
            return _refused(ProblemError("unavailable"), call)
        except Exception as error:  # noqa: BLE001 - whatever it is, the app is told in JSON
            lines = "".join(traceback.format_tb(error.__traceback__))
            logging.getLogger("webapp").error("%s in %s\n%s", type(error).__name__, __name__, lines)  # noqa: TRY400 - never the message
            return _refused(ProblemError("broken"), call)

    def _reply(self, call: Call) -> Response:
        request, settings = call.request, call.services.settings
        asked = self._counting.hidden(network(call.client_address))
        if self._calls.add(asked) > settings.api_calls:
            raise ProblemError("too-many")
        adapter = self._rules.bind_to_environ(request.environ, server_name=request.host)
        if request.method == "OPTIONS":
            return _options(adapter.allowed_methods())
        operation, arguments = adapter.match()
        if operation is None:
            return Response(_contract(request.root_path), content_type=JSON)
        call = Call(call.services, request, arguments, self._templates)
        return Response(operation.answer(call).model_dump_json(), operation.status, content_type=JSON)


@lru_cache(maxsize=4)  # a site has one mount, or few
def _contract(mount: str) -> str:
    return json.dumps(document(mount), ensure_ascii=False)


def _rules() -> Iterable[Rule]:
    for one in OPERATIONS:
        path = one.path.replace("{", "<").replace("}", ">")
        yield Rule(f"{ROOT}{path}", methods=[one.method], endpoint=one)


def _options(methods: Iterable[str]) -> Response:
    """Return the reply to a browser that asks what it may send; ProblemError if the address leads nowhere."""
    known = sorted({*methods} - {"OPTIONS"})
    if not known:
        raise ProblemError("nowhere")
    response = Response(status=HTTPStatus.NO_CONTENT)
    response.headers["Allow"] = ", ".join([*known, "OPTIONS"])
    return response


def _refused(error: ProblemError, call: Call) -> Response:
    status = STATUS[error.kind]
    response = Response(problem(error, call.words).model_dump_json(), status, content_type=PROBLEM)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        response.headers["Retry-After"] = str(MINUTE)
    return response

"""What a view replies: a page or, for htmx, the part of it that changes; the next address; a cookie for the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Response, make_response, redirect, render_template
from jinja2 import Environment, Template
from markupsafe import Markup, escape
from werkzeug.urls import iri_to_uri

from quizlib import Question
from webapp.web.devices.device import Device
from webapp.web.languages import words
from webapp.web.visit import Visit

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ADDRESS = re.compile(r"[^\s<>]*[^\W\d_][./@][^\W_][^\s<>]{6,}")  # longer than a short form such as f.eks.
BETWEEN = re.compile(r"(?<=[\w:])([./@?=]+)(?=\w)")
PAGE = [("Cache-Control", "no-store"), ("Vary", "HX-Request"), ("Content-Type", "text/html; charset=utf-8")]
"""The headers of a page, and of a part of one."""


class Page(Response):
    """A page or a part of one, all of it here: it goes out as it is, and is not looked through once more."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send it; what only wants its headers gets no more."""
        start_response(self.status, self.headers.to_wsgi_list())
        return () if environ["REQUEST_METHOD"] == "HEAD" else [self.get_data()]


def render(
    visit: Visit,
    template: str,
    code: int = 200,
    later: Callable[[], Mapping[str, Any]] = dict,
    /,
    *,
    key: Hashable = None,
    stage: Hashable = None,
    **variables: Any,  # noqa: ANN401 - what templates take
) -> Response:
    """Return a template as a page, or as a fragment for htmx.

    `stage` is the step of a programme that the page belongs to. A `key` says that the page depends on it and on stage,
    language, text size, workshop and address alone: then the page is drawn only once, unless it leads back to where the
    person came from. `later` returns variables that take time; it is called only when the page is drawn.
    """

    def draw() -> str:
        services = visit.services
        return render_template(
            template,
            layout="base/fragment.html" if visit.htmx else "base/page.html",
            fragment=visit.htmx,
            languages=services.languages,
            library=services.library,
            switch=[
                (other, visit.in_language(other, visit.address))
                for other in services.languages
                if other != visit.language
            ],
            asset=partial(services.assets.url, root=visit.mount),
            drawing=partial(services.assets.drawing, root=visit.mount),
            has_htmx=services.assets.has("htmx.min.js"),
            updated=services.updated,
            embedded_in=services.settings.frame_ancestors if visit.embedded else (),
            made_up=services.made_up,
            stage=stage,
            **visit.in_templates(),
            **words(),
            **variables,
            **later(),
        )

    place = (visit.language.id, visit.htmx, visit.device.size, visit.phase, visit.embedded, visit.root, visit.address)
    page = (template, key, stage, *place)
    body = draw() if key is None or visit.came_from else visit.services.page_cache.get(page, draw)
    return Page(body, code, PAGE)


def redirect_to(visit: Visit, address: str) -> Response:
    """Send the browser to an address of this site, after a POST or from a page that cannot be shown now."""
    if visit.htmx:
        response = make_response("")
        response.headers["HX-Redirect"] = iri_to_uri(address)
        return response
    return make_response(redirect(address, 303))


def set_device(visit: Visit, response: Response, device: Device) -> Response:
    """Let the browser remember a device; only ever in reply to a POST.

    A browser that has not shown yet that it remembers is sent past the page that looks whether it does.
    """
    visit.services.device_cookie.set(response, device, visit.mount, visit.cookies)
    for header in () if visit.remembers else ("Location", "HX-Redirect"):
        if address := response.headers.get(header):
            response.headers[header] = f"{visit.path('kept')}?to={quote(address)}"
    return response


def template_of(environment: Environment, question: Question) -> Template:
    """Return the template of a question's type, or the one that draws any type from its prompt and explanation."""
    return environment.select_template([f"questions/{question.type}.html", "questions/any.html"])


def breakable(text: str) -> Markup:
    """Return an author's text, escaped, in which addresses may break after their dots, slashes and at signs."""
    return Markup(ADDRESS.sub(lambda found: BETWEEN.sub(r"\1<wbr>", found[0]), str(escape(text))))  # noqa: S704 - escaped


def paragraphs(text: str) -> Markup:
    """Return an author's text as escaped paragraphs: a blank line ends one."""
    parts = re.split(r"\n\s*\n", text.strip())
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(map(breakable, part.split("\n")))) for part in parts
    )

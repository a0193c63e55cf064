"""What a view replies: a page or, for htmx, the part of it that changes; the next address; a cookie for the browser."""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import partial
from typing import Any

from flask import Response, make_response, redirect, render_template
from jinja2 import Environment, Template
from markupsafe import Markup, escape

from quizlib import Language, Question
from webapp.web.device import Device
from webapp.web.languages import words
from webapp.web.visit import Visit

HTML = "text/html; charset=utf-8"


def render(visit: Visit, template: str, code: int = 200, /, *, key: Hashable = None, **variables: Any) -> Response:  # noqa: ANN401 - what templates take
    """Return a template as a page, or as a fragment for htmx.

    A `key` says that the page depends on it and on language, text size, workshop and address alone: then the page is
    drawn only once.
    """

    def draw() -> str:
        services = visit.services
        return render_template(
            template,
            layout="fragment.html" if visit.htmx else "page.html",
            fragment=visit.htmx,
            languages=services.languages,
            library=services.library,
            switch=[(other, _in_language(visit, other)) for other in services.languages if other != visit.language],
            asset=partial(services.assets.url, root=visit.root),
            has_htmx=services.assets.has("htmx.min.js"),
            updated=services.updated,
            **visit.in_templates(),
            **words(),
            **variables,
        )

    page = (template, key, visit.language.id, visit.htmx, visit.device.size, visit.phase, visit.root, visit.address)
    body = draw() if key is None else visit.services.page_cache.get(page, draw)
    return Response(body, code, {"Cache-Control": "no-store", "Vary": "HX-Request"}, content_type=HTML)


def redirect_to(visit: Visit, address: str) -> Response:
    """Send the browser to an address of this site, after a POST or from a page that cannot be shown now."""
    if visit.htmx:
        response = make_response("")
        response.headers["HX-Redirect"] = address
        return response
    return make_response(redirect(address, 303))


def set_device(visit: Visit, response: Response, device: Device) -> Response:
    """Let the browser remember a device; only ever in reply to a POST."""
    visit.services.device_cookie.set(response, device)
    return response


def template_of(environment: Environment, question: Question) -> Template:
    """Return the template of a question's type, or the one that draws any type from its prompt and explanation."""
    return environment.select_template([f"questions/{question.type}.html", "questions/any.html"])


def paragraphs(text: str) -> Markup:
    """Return an author's text as escaped paragraphs: a blank line ends one."""
    parts = re.split(r"\n\s*\n", text.strip())
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(map(escape, part.split("\n")))) for part in parts
    )


def _in_language(visit: Visit, other: Language) -> str:
    """Return the address of this page in another language."""
    first, _, rest = visit.address.removeprefix(visit.root).lstrip("/").partition("/")
    if first not in {language.id for language in visit.services.languages}:  # as in /d/CODE
        rest = "/".join(filter(None, (first, rest)))
    return f"{visit.root}/{other.id}/{rest}"

"""What is the same for everybody is drawn once, and what differs is drawn for each."""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from tests.places import LIBRARY
from tests.webapp.clock import Clock

ALIKE = ["", "help", "beside", "doubt", "doubt?at=1", "month", "quiz/maader", "privacy", "about", "accessibility"]


@contextmanager
def drawn(app: Flask) -> Iterator[list[str]]:
    """Yield the names of the templates that are drawn meanwhile."""
    names: list[str] = []

    def note(_app: Flask, template: object, **_more: object) -> None:
        names.append(str(getattr(template, "name", "")))

    with template_rendered.connected_to(note, app):
        yield names


def called(app: Flask, address: str, cookie: str = "") -> int:
    """Return how many functions of Python an application calls for a page that it has drawn before."""
    calls = [0]

    def note(_frame: object, event: str, _argument: object) -> None:
        calls[-1] += event == "call"

    for _ in range(20):  # each form of the page is drawn once
        calls.append(0)
        environ = EnvironBuilder(address, headers=[("Cookie", cookie)]).get_environ()
        sys.setprofile(note)
        try:
            b"".join(app(environ, lambda *_reply: bytes))
        finally:
            sys.setprofile(None)
    return min(calls[1:])


def test_pages_that_are_kept_call_little_more_than_the_barest_page_calls(serve: Callable[[Path], Flask]) -> None:
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "Hello")
    app, barest = serve(LIBRARY), called(bare, "/")
    begun = app.test_client().post("/da/quiz/kort").headers["Set-Cookie"].partition(";")[0]
    assert called(app, "/da/") <= 1.5 * barest
    assert called(app, "/da/quiz/kort/1", begun) <= 2 * barest


@pytest.mark.parametrize("page", ALIKE)
def test_a_page_is_drawn_once_for_all_browsers_that_are_new(serve: Callable[[Path], Flask], page: str) -> None:
    app = serve(LIBRARY)
    forms = {"": 2}  # the front page leads to one of the two check-ups, which is drawn by lot: each is a page
    with drawn(app) as names:
        replies = [app.test_client().get(f"/da/{page}") for _ in range(6)]
    assert {reply.status_code for reply in replies} == {200}
    assert len(names) == len({reply.data for reply in replies}) <= forms.get(page, 1)


def test_a_page_that_leads_back_to_where_one_was_is_not_kept_for_others(app: Flask) -> None:
    with drawn(app) as names:
        for _ in range(2):
            app.test_client().get("/da/help?from=/da/quiz/kort")
    assert names == ["visit/help.html"] * 2


def test_the_other_language_and_the_other_text_size_are_drawn_for_themselves(app: Flask) -> None:
    larger = app.test_client()
    larger.post("/da/display", data={"size": "2"})
    with drawn(app) as names:
        danish, english, large = (
            client.get(f"/{page}").text
            for client, page in ((app.test_client(), "da/"), (app.test_client(), "en/"), (larger, "da/"))
        )
    assert len(names) == 3
    assert len({danish, english, large}) == 3


@pytest.mark.parametrize("page", ["", "quiz/kort"])
def test_a_browser_that_has_begun_gets_a_page_of_its_own_and_leaves_that_of_others(
    app: Flask, client: FlaskClient, page: str
) -> None:
    before = app.test_client().get(f"/da/{page}").text
    client.post("/da/quiz/kort")
    client.post("/da/quiz/kort/1", data={"response": "scam"})
    with drawn(app) as names:
        mine = [client.get(f"/da/{page}").text for _ in range(2)]
    assert len(names) == 2
    assert before not in mine
    assert app.test_client().get(f"/da/{page}").text == before


def test_only_a_browser_that_is_new_gets_the_sheets_within_its_front_page(app: Flask, client: FlaskClient) -> None:
    reply = app.test_client().get("/da/")
    (sheet,) = re.findall(r"<style>(.*)</style>", reply.text, re.DOTALL)
    digest = base64.b64encode(sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in reply.headers["Content-Security-Policy"]
    head, _, body = reply.text.partition("</head>")
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', body)
    assert "stylesheet" not in head
    assert sheet == "".join(app.test_client().get(address, buffered=True).text for address in sheets), (
        "which the next page needs"
    )
    client.post("/da/quiz/kort")
    mine, _, rest = client.get("/da/").text.partition("</head>")
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)">', mine) == sheets
    assert not [page for page in (mine, rest, client.get("/da/help").text) if "<style>" in page]
    assert "stylesheet" not in rest


def test_the_front_page_of_the_next_day_is_drawn_anew(app: Flask, clock: Clock) -> None:
    app.test_client().get("/da/")
    clock.later(24 * 60 * 60)
    with drawn(app) as names:
        app.test_client().get("/da/")
    assert names == ["visit/front.html"]


def test_links_keep_the_channel_of_each_address(app: Flask) -> None:
    plain, poster = (app.test_client().get(f"/da/{query}").text for query in ("", "?via=plakat"))
    assert "via=plakat" not in plain
    assert "via=plakat" in poster

"""Browsers keep static files for good; they are compressed at build time, and never served in an old form."""

from __future__ import annotations

import gzip
import importlib.util
import re
import shutil
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client, TestResponse

import webapp
from tests.places import ROOT
from webapp.web.replying.assets import Assets

STATIC = Path(webapp.__file__).parent / "static"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with static files as a build leaves them."""
    for name in ("sheets/site.css", "sheets/front.css", "scripts/site.js"):
        (tmp_path / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(STATIC / name, tmp_path / "static" / name)
    found = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert found
    assert found.loader
    build = importlib.util.module_from_spec(found)
    found.loader.exec_module(build)
    build.compress(tmp_path / "static")
    return tmp_path


def get(package: Path, name: str, encoding: str = "", **headers: str) -> TestResponse:
    """Return a static file as an application in this folder serves it when it has just started."""
    app = Flask("site", root_path=str(package), static_folder=None)
    assets = Assets(app)
    address = assets.url(name, "")
    return Client(assets.wrap(app.wsgi_app)).get(
        address, buffered=True, headers={"Accept-Encoding": encoding, **headers}
    )


@pytest.mark.parametrize(
    ("accepted", "sent", "decode"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
def test_a_file_is_sent_in_the_smallest_form_the_browser_takes(
    package: Path, accepted: str, sent: str | None, decode: type[bytes]
) -> None:
    reply = get(package, "site.css", accepted)
    assert reply.headers.get("Content-Encoding") == sent
    assert reply.headers["Vary"] == "Accept-Encoding"
    assert reply.headers["Content-Type"] == "text/css; charset=utf-8"
    assert decode(reply.data) == (STATIC / "sheets" / "site.css").read_bytes()


def test_a_browser_keeps_a_file_for_good_and_asks_for_a_changed_one_elsewhere(package: Path) -> None:
    before = get(package, "site.css")
    assert before.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    (package / "static" / "sheets" / "site.css").write_text("main { color: black }")
    assert get(package, "site.css").request.path != before.request.path


def test_an_edited_file_is_never_served_as_it_was_compressed_before(package: Path) -> None:
    (package / "static" / "sheets" / "site.css").write_text("main { color: black }")
    reply = get(package, "site.css", "gzip, br")
    assert "Content-Encoding" not in reply.headers
    assert reply.text == "main { color: black }"


def test_a_build_without_htmx_says_so(package: Path) -> None:
    app = Flask("site", root_path=str(package), static_folder=None)
    assert Assets(app).has("site.js")
    assert not Assets(app).has("htmx.min.js")
    (package / "static" / "build" / "htmx.min.js").write_text("htmx = 1")
    assert Assets(app).has("htmx.min.js")


def test_static_files_stand_below_the_place_where_the_site_is_mounted(package: Path) -> None:
    app = Flask("site", root_path=str(package), static_folder=None)
    assert Assets(app).url("site.js", "/tryg").startswith("/tryg/static/site.")


def test_a_page_names_its_files_by_their_content_and_the_site_serves_them(client: FlaskClient) -> None:
    page = client.get("/da/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert address.startswith("/static/site.")
    reply = client.get(address, buffered=True)
    assert reply.status_code == 200
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "kind", "begins"),
    [
        ("/favicon.ico", "image/x-icon", b"\0\0\1\0"),
        ("/apple-touch-icon.png", "image/png", b"\x89PNG"),
        ("/robots.txt", "text/plain; charset=utf-8", b"#"),
    ],
)
def test_what_browsers_ask_for_by_its_name_is_there(client: FlaskClient, path: str, kind: str, begins: bytes) -> None:
    reply = client.get(path, buffered=True)
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, kind)
    assert reply.headers["Cache-Control"] == "public, max-age=86400"
    assert reply.data.startswith(begins)


def test_a_page_names_its_icon_below_the_place_where_the_site_is_mounted(client: FlaskClient) -> None:
    page = client.get("/da/", environ_overrides={"SCRIPT_NAME": "/tryg"}).text
    assert '<link rel="icon" href="/tryg/favicon.ico">' in page


def test_a_page_leaves_it_to_the_script_whether_htmx_can_run(client: FlaskClient) -> None:
    page = client.get("/da/").text
    scripts = re.findall(r"<script[^>]*>", page)
    assert [re.search(r'src="/static/(\w+)', script)[1] for script in scripts] == ["site"]  # type: ignore[index]  # each has one
    assert ('data-htmx="/static/htmx.min.' in page) is Assets(client.application).has("htmx.min.js")


def test_numbers_are_no_links_to_call(client: FlaskClient) -> None:
    assert '<meta name="format-detection" content="telephone=no">' in client.get("/da/").text

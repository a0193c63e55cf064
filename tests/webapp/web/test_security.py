"""Every reply has security headers, compression changes no content, and no other site can change anything."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.test import Client, create_environ
from werkzeug.wrappers import Request, Response
from whitenoise import WhiteNoise

from webapp.config.settings import Settings
from webapp.web.security import (
    Secured,
    fetched_by_another_site,
    host_is_rewritten,
    own_hosts,
    refuse_cross_site,
    security_headers,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LONG = "<p>Stop op, og tænk dig om.</p>\n" * 100
STYLE = "main { margin: 0 }\n" * 100
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
REPLIES: dict[str, Callable[[], Response]] = {
    "/long": lambda: Response(LONG, mimetype="text/html", headers={"Vary": "HX-Request"}),
    "/short": lambda: Response("<p>Hej</p>", mimetype="text/html"),
    "/nothing": lambda: Response(status=204),
    "/image": lambda: Response(b"\x89PNG" * 1000, mimetype="image/png"),
    "/tagged": lambda: Response(LONG, mimetype="text/html", headers={"ETag": '"these-bytes"'}),
    "/packed": lambda: Response(b"packed" * 200, mimetype="text/html", headers={"Content-Encoding": "br"}),
    "/streamed": lambda: Response((part for part in [LONG]), mimetype="text/html"),
    "/stored": lambda: Response(LONG, headers={"Cache-Control": "public, max-age=60"}),
    "/loose": lambda: Response(
        "x", headers={"Content-Security-Policy": "default-src *", "Referrer-Policy": "no-referrer"}
    ),
    "/error": lambda: Response(LONG, status=500, mimetype="text/html"),
    "/elsewhere": lambda: Response(status=303, headers={"Location": "/da/"}),
}


@Request.application
def inner(request: Request) -> Response:
    return REPLIES[request.path]()


@pytest.fixture
def client(tmp_path: Path) -> Callable[..., Client]:
    """Return a function that makes a browser for a site with these settings."""

    def build(**settings: object) -> Client:
        static = tmp_path / "static"
        static.mkdir(exist_ok=True)
        (static / "site.css").write_text(STYLE)
        (static / "site.css.gz").write_bytes(gzip.compress(STYLE.encode()))
        served = WhiteNoise(inner, root=static, prefix="/static", max_age=60)
        read = Settings.read(data_dir=tmp_path / "data", secret_key="k" * 43, **settings)
        return Client(Secured(served, security_headers(read)))

    return build


GZIP = {"Accept-Encoding": "br;q=0.5, gzip"}


@pytest.mark.parametrize("path", [*REPLIES, "/static/site.css"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_reply_brings_every_header_once(client: Callable[..., Client], path: str, method: str) -> None:
    reply = client().open(path, method=method, headers=GZIP, buffered=True)
    assert reply.headers.getlist("Content-Security-Policy") == [POLICY]
    assert reply.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert reply.headers.getlist("Referrer-Policy") == ["same-origin"]
    assert reply.headers.getlist("Tryg") == ["1"]
    assert reply.headers["Cross-Origin-Opener-Policy"] == reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    features = reply.headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(features)
    assert all(feature.endswith("=()") for feature in features)
    assert "Strict-Transport-Security" not in reply.headers
    assert len(reply.headers.getlist("Cache-Control")) == 1


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {}, 200),
        ("HEAD", {}, 200),
        ("POST", {}, 405),
        ("GET", {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 304),
        ("GET", {"Range": "bytes=0-9"}, 206),
        ("GET", {"Range": "bytes=99999-"}, 416),
    ],
)
def test_static_replies_of_every_kind_are_protected_and_otherwise_untouched(
    client: Callable[..., Client], method: str, headers: dict[str, str], status: int
) -> None:
    reply = client().open("/static/site.css", method=method, headers={**headers, **GZIP}, buffered=True)
    assert reply.status_code == status
    assert reply.headers["Content-Security-Policy"] == POLICY
    if status in (200, 206, 304):
        assert reply.headers["Cache-Control"] == "max-age=60, public"
    else:
        assert reply.headers["Cache-Control"] == "no-store"
    if status == 200:
        assert reply.headers.getlist("Content-Encoding") == ["gzip"]
        assert reply.headers.getlist("Vary") == ["Accept-Encoding"]
        assert int(reply.headers["Content-Length"]) < len(STYLE)
    if status == 200 and method == "GET":
        assert gzip.decompress(reply.data) == STYLE.encode()


def test_a_long_page_is_compressed_for_those_who_take_it(client: Callable[..., Client]) -> None:
    for path, status in (("/long", 200), ("/error", 500)):
        reply = client().get(path, headers=GZIP)
        assert reply.status_code == status
        assert reply.headers.getlist("Content-Encoding") == ["gzip"]
        assert gzip.decompress(reply.data) == LONG.encode()
        assert int(reply.headers["Content-Length"]) == len(reply.data) < len(LONG)
    assert client().get("/long", headers=GZIP).headers.getlist("Vary") == ["HX-Request, Accept-Encoding"]


@pytest.mark.parametrize("accepted", [None, "", "br", "gzip;q=0", "identity", "nonsense;;q=,"])
def test_nobody_else_gets_it_and_caches_learn_of_it(client: Callable[..., Client], accepted: str | None) -> None:
    reply = client().get("/long", headers={} if accepted is None else {"Accept-Encoding": accepted})
    assert "Content-Encoding" not in reply.headers
    assert reply.get_data(as_text=True) == LONG
    assert reply.headers["Vary"] == "HX-Request, Accept-Encoding"


@pytest.mark.parametrize("path", ["/short", "/nothing", "/image", "/tagged", "/packed", "/streamed", "/elsewhere"])
def test_what_is_short_or_packed_or_named_by_its_bytes_is_left_alone(client: Callable[..., Client], path: str) -> None:
    reply = client().get(path, headers=GZIP)
    assert reply.headers.getlist("Content-Encoding") == (["br"] if path == "/packed" else [])
    assert reply.data == REPLIES[path]().get_data()


@pytest.mark.parametrize("headers", [{}, GZIP])
def test_head_says_what_get_would(client: Callable[..., Client], headers: dict[str, str]) -> None:
    browser = client()
    for path in REPLIES:
        got, head = browser.get(path, headers=headers), browser.head(path, headers=headers)
        assert head.data == b""
        assert head.status_code == got.status_code
        kept = dict(head.headers)
        assert kept == {name: value for name, value in got.headers.items() if name != "Content-Length" or name in kept}


def test_the_body_is_closed_once_also_when_it_is_compressed(tmp_path: Path) -> None:
    closed = []
    settings = Settings.read(data_dir=tmp_path, secret_key="k" * 43)

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        response = Response(LONG, mimetype="text/html")
        response.call_on_close(lambda: closed.append(environ["PATH_INFO"]))
        return response(environ, start_response)

    reply = Client(Secured(app, security_headers(settings))).get("/once", headers=GZIP)
    reply.close()
    assert closed == ["/once"]


def test_a_reply_keeps_its_own_caching_and_nothing_else_is_stored(client: Callable[..., Client]) -> None:
    assert client().get("/stored").headers["Cache-Control"] == "public, max-age=60"
    assert client().get("/long").headers["Cache-Control"] == "no-store"


def test_transport_security_is_asked_for_where_it_is_served(client: Callable[..., Client]) -> None:
    assert client(secure=True).get("/long").headers["Strict-Transport-Security"] == "max-age=31536000"
    with_subdomains = client(secure=True, hsts_subdomains=True).get("/long").headers["Strict-Transport-Security"]
    assert with_subdomains == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in client(hsts_subdomains=True).get("/long").headers


OWN = "http://biblioteket.local:8000"


@pytest.mark.parametrize(
    ("base", "headers", "refused"),
    [
        (OWN, {}, False),
        (OWN, {"Origin": "http://biblioteket.local:8000"}, False),
        (OWN, {"Origin": "http://BIBLIOTEKET.local:8000"}, False),
        (OWN, {"Origin": "http://biblioteket.local"}, True),
        (OWN, {"Origin": "http://biblioteket.local:8001"}, True),
        (OWN, {"Origin": "http://biblioteket.local.attacker.example:8000"}, True),
        (OWN, {"Origin": "http://biblioteket.local:8000@attacker.example"}, True),
        (OWN, {"Origin": "null"}, True),
        (OWN, {"Origin": ""}, True),
        (OWN, {"Origin": "http://[broken"}, True),
        (OWN, {"Origin": "http://biblioteket.local:port"}, True),
        ("http://biblioteket.local", {"Origin": "http://biblioteket.local"}, False),
        ("http://biblioteket.local", {"Origin": "http://biblioteket.local:80"}, False),
        ("http://[2001:db8::1]:8000", {"Origin": "http://[2001:db8::1]:8000"}, False),
        ("https://tryg.example", {"Origin": "https://tryg.example"}, False),
        ("https://tryg.example", {"Origin": "https://tryg.example", "Sec-Fetch-Site": "same-origin"}, False),
        ("https://tryg.example", {"Origin": "https://tryg.example", "Sec-Fetch-Site": "same-site"}, True),
        ("https://tryg.example", {"Origin": "https://tryg.example", "Sec-Fetch-Site": "cross-site"}, True),
        ("https://tryg.example", {"Origin": "https://tryg.example", "Sec-Fetch-Site": "none"}, True),
        ("https://tryg.example", {"Sec-Fetch-Site": ""}, True),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_pages_of_this_site_may_send(method: str, base: str, headers: dict[str, str], refused: bool) -> None:  # noqa: FBT001
    environ = create_environ("/da/quiz/mitid/1", base, method=method, headers=headers)
    assert refuse_cross_site(environ) is refused


@pytest.mark.parametrize(
    ("site", "mode", "destination", "fetched"),
    [
        ("cross-site", "no-cors", "image", True),
        ("same-site", "no-cors", "image", True),
        ("cross-site", "navigate", "iframe", True),
        ("cross-site", "no-cors", "document", True),
        ("cross-site", "navigate", "document", False),
        ("same-origin", "no-cors", "image", False),
        ("none", "navigate", "document", False),
        (None, None, None, False),
    ],
)
def test_a_link_is_followed_by_a_person_and_an_image_or_a_frame_is_fetched_by_a_page(
    site: str | None, mode: str | None, destination: str | None, *, fetched: bool
) -> None:
    sent = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": destination}
    headers = {name: value for name, value in sent.items() if value is not None}
    assert fetched_by_another_site(create_environ(headers=headers)) is fetched


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_looking_is_allowed_from_everywhere(method: str) -> None:
    headers = {"Origin": "https://attacker.example", "Sec-Fetch-Site": "cross-site"}
    assert not refuse_cross_site(create_environ("/da/", OWN, method=method, headers=headers))


@pytest.mark.parametrize(("origin", "refused"), [("https://tryg.example", False), ("https://attacker.example", True)])
def test_over_https_behind_a_proxy_it_is_the_public_name_that_counts(origin: str, refused: bool) -> None:  # noqa: FBT001
    seen = []

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        seen.append(refuse_cross_site(environ))
        return Response()(environ, start_response)

    forwarded = {"X-Forwarded-Host": "tryg.example", "X-Forwarded-Proto": "https", "Origin": origin}
    behind = ProxyFix(app, x_proto=1, x_host=1)
    Client(behind).post("/", base_url="http://127.0.0.1:8000", headers=forwarded)
    assert seen == [refused]


REWRITTEN = "http://127.0.0.1:8000"  # what a proxy that changes Host lets the site see


@pytest.mark.parametrize(
    ("trusted", "address", "origin", "refused"),
    [
        ((), None, "https://tryg.example", True),
        ((), "tryg.example", "https://tryg.example", False),
        ((), "https://tryg.example/da/", "https://tryg.example", False),
        ((), "TRYG.example", "https://tryg.EXAMPLE", False),
        (("tryg.example",), None, "http://tryg.example", False),
        (("tryg.example",), None, "https://www.tryg.example", True),
        ((".tryg.example",), None, "https://www.tryg.example", False),
        ((".tryg.example",), None, "https://nottryg.example", True),
        (("tryg.example",), None, "https://tryg.example:8443", True),
        (("tryg.example:8443",), None, "https://tryg.example:8443", False),
        (("tryg.example",), None, "https://tryg.example.attacker.example", True),
        (("tryg.example",), None, "https://tryg.example@attacker.example", True),
        (("tryg.example",), None, "https://attacker@tryg.example", True),
        (("tryg.example",), None, "null", True),
        (("tryg.example",), None, "", True),
        (("tryg.example",), None, "http://[broken", True),
    ],
)
def test_behind_a_proxy_that_changes_host_the_known_names_of_the_site_count(
    trusted: tuple[str, ...],
    address: str | None,
    origin: str,
    refused: bool,  # noqa: FBT001
) -> None:
    environ = create_environ("/da/quiz/mitid/1", REWRITTEN, method="POST", headers={"Origin": origin})
    assert refuse_cross_site(environ, own_hosts(trusted, address)) is refused
    environ["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert refuse_cross_site(environ, own_hosts(trusted, address)), "a browser that knows better is believed"


@pytest.mark.parametrize(
    ("method", "base", "headers", "rewritten"),
    [
        ("POST", REWRITTEN, {"Origin": "https://tryg.example", "Sec-Fetch-Site": "same-origin"}, True),
        ("POST", REWRITTEN, {"Origin": "https://tryg.example"}, True),
        ("POST", REWRITTEN, {"Origin": "https://tryg.example", "Sec-Fetch-Site": "cross-site"}, False),
        ("POST", "https://tryg.example", {"Origin": "https://tryg.example"}, False),
        ("POST", REWRITTEN, {"Origin": "null"}, False),
        ("POST", REWRITTEN, {}, False),
        ("GET", REWRITTEN, {"Origin": "https://tryg.example"}, False),
    ],
)
def test_a_host_that_a_proxy_has_changed_is_seen(
    method: str,
    base: str,
    headers: dict[str, str],
    rewritten: bool,  # noqa: FBT001
) -> None:
    assert host_is_rewritten(create_environ("/da/", base, method=method, headers=headers)) is rewritten

"""The front under a real Granian: whole requests only, complete environs, and refusals that are protected too."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.attacks.connections import held
from tests.webapp.server.raw import Reply, connection, exchange
from tests.webapp.serving import Server, running

pytestmark = pytest.mark.trial

ECHO = (sys.executable, "-m", "tests.webapp.server.echo")
LONG = os.urandom(3_000_000)
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


@contextmanager
def echoing(folder: Path) -> Iterator[Server]:
    """Run a server whose application says what it was given."""
    (folder / "voice.mp3").write_bytes(LONG)
    with running(folder, ECHO, LONG=str(folder / "voice.mp3")) as server:
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all tests."""
    with echoing(tmp_path_factory.mktemp("echo")) as server:
        yield server


def request(first: str, *headers: str, body: bytes = b"") -> bytes:
    """Write a request with these headers."""
    return "\r\n".join((first, *headers, "", "")).encode("latin-1") + body


def told(reply: Reply) -> dict[str, str]:
    """Return the environ that the application was given."""
    assert reply.status == 200
    environ: dict[str, str] = json.loads(reply.body)["environ"]
    return environ


def test_the_environ_says_all_of_a_request(server: Server) -> None:
    first = "POST /da/bl%C3%A5b%C3%A6r%20%00%ff?svar=%C3%A6&b HTTP/1.1"
    headers = ("Host: tryg.example:8000", "Content-Length: 5", "Content-Type: text/plain", "X-Twice: 1", "x-twice: 2")
    cookies = ("Cookie: a=1", "Cookie: b=2; c=3")
    environ = told(exchange(server.port, request(first, *headers, *cookies, body=b"hello")))
    expected = {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/da/blåbær \0\ufffd".encode().decode("latin-1"),
        "QUERY_STRING": "svar=%C3%A6&b",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": str(server.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": "5",
        "CONTENT_TYPE": "text/plain",
        "HTTP_HOST": "tryg.example:8000",
        "HTTP_X_TWICE": "1, 2",
        "HTTP_COOKIE": "a=1; b=2; c=3",
        "wsgi.url_scheme": "http",
    }
    assert {key: environ[key] for key in expected} == expected
    assert {key for key in environ if key.startswith("HTTP_")} == {"HTTP_HOST", "HTTP_X_TWICE", "HTTP_COOKIE"}


def test_a_header_with_an_underscore_cannot_pass_for_a_proxys(server: Server) -> None:
    headers = ("Host: x", "X_Forwarded_For: 203.0.113.1", "X-Forwarded-For: 198.51.100.1")
    assert told(exchange(server.port, request("GET / HTTP/1.1", *headers)))["HTTP_X_FORWARDED_FOR"] == "198.51.100.1"


def test_a_connection_is_used_again_and_again(server: Server) -> None:
    with connection(server.port) as client:
        for number in range(3):
            body = f"n={number}".encode()
            client.sendall(request("POST / HTTP/1.1", "Host: x", FORM.decode().strip(), "Content-Length: 3", body=body))
            assert f'"form":{{"n":"{number}"}}'.encode() in client.recv(100_000)


def test_a_body_that_comes_in_pieces_is_whole_when_it_is_read(server: Server) -> None:
    with connection(server.port) as client:
        client.sendall(request("POST / HTTP/1.1", "Host: x", "Content-Length: 65536", "Connection: close"))
        for _ in range(16):
            client.sendall(b"x" * 4096)
            time.sleep(0.01)
        reply = b"".join(iter(lambda: client.recv(1_000_000), b""))
    assert b"x" * 65536 in reply


HOST = "Host: x"
AT_ONCE = 5  # seconds: well before those who keep others waiting are dropped, on any machine
REFUSED = {
    "no host": (request("GET / HTTP/1.1"), 400),
    "no host, HTTP/1.0": (request("GET / HTTP/1.0"), 400),
    "two hosts": (request("GET / HTTP/1.1", HOST, "Host: y"), 400),
    "twice the same host": (request("GET / HTTP/1.1", HOST, HOST), 400),
    "two hosts in one": (request("GET / HTTP/1.1", "Host: x, y"), 400),
    "an empty host": (request("GET / HTTP/1.1", "Host: "), 400),
    "a host that is markup": (request("GET / HTTP/1.1", "Host: x<b>"), 400),
    "a long header": (request("GET / HTTP/1.1", HOST, "X-Long: " + "a" * 65_536), 431),
    "many long headers": (request("GET / HTTP/1.1", HOST, *(f"X-{n}: {'a' * 7_000}" for n in range(10))), 431),
    "a long body": (request("POST / HTTP/1.1", HOST, "Content-Length: 65537"), 413),
    "a body without length": (request("POST / HTTP/1.1", HOST, "Transfer-Encoding: chunked", body=b"0\r\n\r\n"), 411),
}


@pytest.mark.parametrize(("sent", "status"), REFUSED.values(), ids=REFUSED)
def test_what_the_application_never_sees_is_refused_with_every_header_and_in_words(
    server: Server, sent: bytes, status: int
) -> None:
    reply = exchange(server.port, sent)
    assert (reply.status, reply.closed) == (status, True)
    assert reply.headers["x-protected"] == "yes"
    assert "tryg" not in reply.headers, "site.js must not put it into a page"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["server"] == "web"
    assert "Gå tilbage, og prøv igen." in reply.body.decode()


def test_a_header_of_megabytes_is_refused_too(server: Server) -> None:
    assert exchange(server.port, request("GET / HTTP/1.1", HOST, "X-Long: " + "a" * 1_000_000)).status == 431


def test_what_is_just_short_enough_is_taken(server: Server) -> None:
    assert exchange(server.port, request("GET / HTTP/1.1", HOST, "X-Long: " + "a" * 65_000)).status == 200
    reply = exchange(server.port, request("POST / HTTP/1.1", HOST, "Content-Length: 65536", body=b"x" * 65_536))
    assert reply.status == 200


def test_http_2_is_not_spoken(server: Server) -> None:
    with connection(server.port) as client:
        client.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00")
        assert not client.recv(100).startswith(b"\x00"), "a frame of HTTP/2"
    upgrade = request("GET / HTTP/1.1", HOST, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: ")
    assert exchange(server.port, upgrade).status == 200


def test_half_sent_bodies_keep_nobody_waiting_and_are_dropped_after_ten_seconds(server: Server) -> None:
    sent = request("POST / HTTP/1.1", HOST, "Content-Length: 1000", body=b"size=1")
    with held(server.port, sent, 20) as open_ones:
        begun = time.perf_counter()
        assert exchange(server.port, request("GET / HTTP/1.1", HOST)).seconds < AT_ONCE
        for one in open_ones:
            reply = b"".join(iter(lambda one=one: one.recv(10_000), b""))  # type: ignore[misc]  # mypy cannot infer it
            assert reply.startswith(b"HTTP/1.1 408 ")
            assert b"x-protected: yes\r\n" in reply
        assert 9 < time.perf_counter() - begun < 20


def test_who_goes_away_in_the_middle_of_a_body_leaves_no_line_in_the_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with echoing(tmp_path) as server:
        for _ in range(5):
            with connection(server.port) as client:
                client.sendall(request("POST / HTTP/1.1", HOST, "Content-Length: 1000", body=b"size=1"))
        time.sleep(0.5)
        assert exchange(server.port, request("GET / HTTP/1.1", HOST)).status == 200
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_long_file_is_sent_whole_or_in_part(server: Server) -> None:
    whole = exchange(server.port, request("GET /long HTTP/1.1", HOST))
    assert (whole.status, whole.body == LONG) == (200, True)
    for wanted, part in {
        "0-999": LONG[:1000],
        "500000-1999999": LONG[500_000:2_000_000],
        "2000000-": LONG[2_000_000:],
        "-300000": LONG[-300_000:],
    }.items():
        reply = exchange(server.port, request("GET /long HTTP/1.1", HOST, f"Range: bytes={wanted}"))
        assert (reply.status, reply.body == part) == (206, True), wanted
        assert reply.headers["content-length"] == str(len(part))
        assert reply.headers["content-range"].endswith("/3000000")
    past = exchange(server.port, request("GET /long HTTP/1.1", HOST, "Range: bytes=3000000-"))
    assert past.status == 416
    tag = whole.headers["etag"]
    assert exchange(server.port, request("GET /long HTTP/1.1", HOST, f"If-None-Match: {tag}")).status == 304


def test_head_brings_the_headers_of_get_and_no_body(server: Server) -> None:
    got = exchange(server.port, request("GET /long HTTP/1.1", HOST))
    head = exchange(server.port, request("HEAD /long HTTP/1.1", HOST), "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "3000000")
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def test_those_who_read_a_long_file_slowly_keep_nobody_waiting(server: Server) -> None:
    with held(server.port, request("GET /long HTTP/1.1", HOST), 20):
        time.sleep(0.5)
        assert exchange(server.port, request("GET / HTTP/1.1", HOST)).seconds < AT_ONCE


def test_a_reply_in_pieces_is_whole(server: Server) -> None:
    assert exchange(server.port, request("GET /stream HTTP/1.1", HOST)).body == b"abc"


def test_an_application_that_fails_is_answered_for_and_its_message_is_not_logged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with echoing(tmp_path) as server:
        reply = exchange(server.port, request("GET /broken HTTP/1.1", HOST))
    assert (reply.status, reply.headers["x-protected"]) == (500, "yes")
    logged = "".join(capfd.readouterr())
    assert "RuntimeError\n" in logged
    assert "secret" not in logged


def test_everybody_is_answered_also_when_more_come_than_there_are_threads(server: Server) -> None:
    with held(server.port, request("GET / HTTP/1.1", HOST), 50, answered=True) as open_ones:
        assert len(open_ones) == 50


def test_a_file_may_be_larger_than_a_form_where_files_are_taken_and_four_may_come_at_once(server: Server) -> None:
    large = request("POST /da/staff/laptops/file HTTP/1.1", "Host: x", "Content-Length: 100000", body=b"x" * 100_000)
    assert exchange(server.port, large).status == 200
    elsewhere = request("POST /da/staff/laptops HTTP/1.1", "Host: x", "Content-Length: 100000")
    assert exchange(server.port, elsewhere).status == 413
    too_large = request("POST /laptop/file HTTP/1.1", "Host: x", f"Content-Length: {8 * 2**20 + 1}")
    assert exchange(server.port, too_large).status == 413
    with held(server.port, large[:-1], 4):
        assert any(exchange(server.port, large).status == 503 for _ in range(50))  # the first may overtake the four
        form = request("POST /laptop/file HTTP/1.1", "Host: x", "Content-Length: 5", body=b"hello")
        assert exchange(server.port, form).status == 200

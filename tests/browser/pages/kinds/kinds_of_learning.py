"""The way through what is more than one quiz: a reminder code, a programme with its check-ups, a refresher."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page

from quizlib import ReminderCode, Share, VerdictCounts
from tests.browser.pages.kinds.kinds_of_question import ways_of_asking
from tests.browser.taking import arrived, choose, onward, questions, send, skip
from webapp.config.data_folder import secret_key
from webapp.web.devices.device import Device
from webapp.web.devices.device_cookie import DeviceCookie
from webapp.web.devices.remembered_result import RememberedResult
from webapp.web.services import today

CODE = str(
    ReminderCode("C", short=True, month="2026-09", harmful=VerdictCounts(1, 1, 1), harmless=VerdictCounts(2, 0, 1))
)


def code(page: Page, lang: str) -> Iterator[str]:
    """Lead a page to a check-up, and past a code that was mistyped first."""
    page.goto(f"/{lang}/quiz/tjek-a")
    yield "start: check-up"
    page.goto(f"/{lang}/code")
    yield "code"
    _type(page, CODE[:-1])
    arrived(page, "#errors")
    yield "code: mistyped"
    _type(page, CODE)
    page.wait_for_url("**/quiz/tjek-*")
    yield "start: a code is noted"


def course(page: Page, lang: str) -> Iterator[str]:
    """Lead a page through the programme."""
    page.goto(f"/{lang}/programme/forloeb")
    yield "programme"
    onward(page)
    yield "question: rating"
    skip(page, questions("bekymring"))
    page.goto(page.url)
    yield "feedback: rating"
    page.goto(f"/{lang}/")
    yield "front: in a programme"
    page.locator(".first .button").click()
    page.wait_for_url("**/forloeb")
    yield "programme: under way"
    onward(page)
    yield from _check_up(page)
    onward(page)
    skip(page, questions("kort"))
    _go_on(page, lang)
    yield from ways_of_asking(page)
    onward(page)
    quiz = page.url.rpartition("/")[0]
    skip(page, questions("kanaler")[:4])
    page.goto(f"{quiz}/result")
    yield "result: practice"
    onward(page)
    choose(page, "unsure")
    _send_onward(page)
    quiz = page.url.rpartition("/")[0]
    skip(page, questions(quiz.rpartition("/")[2])[1:])
    page.goto(f"{quiz}/result")
    yield "result: explained"
    page.locator("summary").first.click()
    yield "result: explained and opened"
    onward(page)
    skip(page, questions("bekymring"))
    page.goto(f"/{lang}/programme/forloeb")
    yield "programme: done"


def refresher(page: Page, lang: str, data: Path) -> Iterator[str]:
    """Lead a page through the refresher: its browser remembers a quiz of two months ago, and nothing else."""
    remember(page, Device(remember=True, results={"beskeder": _two_months_ago()}), data)
    page.goto(f"/{lang}/")
    yield "front: refresher"
    page.goto(f"/{lang}/refresh")
    yield "refresher"
    onward(page)
    skip(page, questions("kanaler")[:4])
    page.goto(f"/{lang}/quiz/kanaler/practise/result")
    yield "refresher: result"


def remember(page: Page, device: Device, data: Path) -> None:
    """Let a browser remember this, sealed with the key that the site keeps in its folder."""
    jar = DeviceCookie(secret_key(data), (), secure=False)
    page.context.clear_cookies()
    site = urljoin(page.url, "/")
    page.context.add_cookies([{"name": "device", "value": jar.seal(device), "url": site}])


def _check_up(page: Page) -> Iterator[str]:
    yield "question: check-up"
    quiz = page.url.rpartition("/")[0]
    choose(page, "unsure")
    _send_onward(page)
    page.goto(f"{quiz}/1")
    yield "saved"
    onward(page)
    skip(page, questions(quiz.rpartition("/")[2])[1:6])
    page.goto(f"{quiz}/result")
    yield "result: another check-up waits"


def _type(page: Page, letters: str) -> None:
    page.locator("#code").fill(letters)
    page.locator("main form .button").click()


def _send_onward(page: Page) -> None:
    here = page.url
    send(page)
    page.wait_for_url(lambda url: url != here)


def _go_on(page: Page, lang: str) -> None:
    page.goto(f"/{lang}/programme/forloeb")
    onward(page)


def _two_months_ago() -> RememberedResult:
    year, month = divmod(today().year * 12 + today().month - 1 - 2, 12)
    return RememberedResult(f"{year}-{month + 1:02}", VerdictCounts(1), VerdictCounts(1, 1), Share(1, 1), {}, done=True)

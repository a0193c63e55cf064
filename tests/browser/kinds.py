"""The way past every kind of page, as one person goes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Page

PLAIN = ("help", "doubt", "display", "keep", "done", "delete", "privacy", "accessibility", "about")


def begin(page: Page, lang: str, quiz: str) -> None:
    """Begin a quiz: its first question is shown."""
    page.goto(f"/{lang}/quiz/{quiz}")
    page.locator("main form button").last.click()
    page.wait_for_url("**/1")


def choose(page: Page, *response: str) -> None:
    """Choose answers, and send nothing yet."""
    for value in response:
        page.locator(f'main input[value="{value}"]').check()


def send(page: Page) -> None:
    """Press *Svar*."""
    page.locator(".ask .button").click()


def answer(page: Page, *response: str) -> None:
    """Answer the question: its feedback is shown."""
    choose(page, *response)
    send(page)
    arrived(page, ".verdict h1")


def arrived(page: Page, selector: str) -> None:
    """Wait for what follows a form, its style sheet too."""
    page.locator(selector).wait_for()
    page.wait_for_load_state()


def onward(page: Page) -> None:
    """Press the main button below the feedback: the next question or the result is shown."""
    here = page.url
    page.locator("main .actions .button").first.click()
    page.wait_for_url(lambda url: url != here)


def kinds(page: Page, lang: str) -> Iterator[str]:
    """Lead a page past every kind of page in a language, and say at each what it is."""
    page.goto(f"/{lang}/")
    yield "front"
    page.goto(f"/{lang}/quiz/beskeder")
    yield "start"
    yield from _quiz(page, lang)
    begin(page, lang, "bekymring")
    yield "question: rating"
    answer(page, "3")
    yield "feedback: rating"
    begin(page, lang, "kanaler")
    for channel in ("call", "chat", "web", "app", "poster"):
        yield f"question: {channel}"
        answer(page, "scam")
        yield f"feedback: {channel}"
        onward(page)
    for name in PLAIN:
        page.goto(f"/{lang}/{name}")
        yield name
    page.goto(f"/{lang}/doubt?at=1.1")
    yield "doubt: the end"
    page.goto(f"/{lang}/nowhere")
    yield "404"


def _quiz(page: Page, lang: str) -> Iterator[str]:
    begin(page, lang, "beskeder")
    yield "question: sms"
    send(page)
    arrived(page, "#errors")
    yield "question: nothing chosen"
    answer(page, "scam")
    yield "feedback: right"
    onward(page)
    yield "question: email"
    answer(page, "scam")
    yield "feedback: wrong"
    onward(page)
    yield "question: single choice"
    page.goto(f"/{lang}/quiz/beskeder/result")
    yield "result: half-way"
    page.goto(f"/{lang}/quiz/beskeder")
    yield "start: under way"
    page.goto(f"/{lang}/")
    yield "front: under way"
    page.goto(f"/{lang}/quiz/beskeder/3")
    answer(page, "give-code")
    yield "feedback: single choice"
    onward(page)
    yield "question: multiple choice"
    answer(page, "code", "weather")
    yield "feedback: multiple choice"
    onward(page)
    yield "question: letter"
    answer(page, "unsure")
    yield "feedback: in doubt"
    onward(page)
    yield "result"
    page.locator("main form .button").click()
    page.wait_for_url("**/practise/1")
    yield "practice"
    page.goto(f"/{lang}/quiz/beskeder/remember")
    page.locator("main [type=checkbox], main [type=radio]").first.check()
    yield "reminder sheet"


def unavailable(page: Page, lang: str, data: Path) -> None:
    """Lead a page to what one sees when an answer cannot be stored: its form, with the answer still chosen."""
    begin(page, lang, "kort")
    choose(page, "scam")
    with locked(data):
        send(page)
        arrived(page, "#errors")


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Keep the site from storing anything, as a backup program that holds its database would."""
    with closing(sqlite3.connect(data / "tryg.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield

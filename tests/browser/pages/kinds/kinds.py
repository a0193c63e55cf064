"""The way past every kind of page, as one person goes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.pages.kinds.kinds_of_learning import code, course, refresher
from tests.browser.pages.kinds.kinds_of_rooms import by_hands, together
from tests.browser.pages.kinds.kinds_of_staff import staff
from tests.browser.pages.kinds.kinds_of_workshops import finished, planning, taking_part
from tests.browser.taking import answer, arrived, begin, choose, onward, questions, send, skip

PLAIN = ("help", "doubt", "beside", "send", "display", "keep", "done", "delete", "privacy", "accessibility", "about")


def kinds(page: Page, lang: str, data: Path) -> Iterator[str]:
    """Lead a page past every kind of page in a language, and say at each what it is; `data` is the site's folder."""
    page.goto(f"/{lang}/")
    yield "front"
    page.goto(f"/{lang}/kept?to=/{lang}/quiz/beskeder/1")
    yield "no cookie kept"
    page.goto(f"/{lang}/quiz/beskeder/three")
    yield "start: three messages"
    onward(page)
    yield "question: the first of three"
    skip(page, questions("beskeder")[:3])
    page.goto(f"/{lang}/quiz/beskeder/result")
    yield "result: three messages"
    page.goto(f"/{lang}/quiz/beskeder")
    yield "start: going on from three"
    page.context.clear_cookies()
    page.goto(f"/{lang}/quiz/beskeder")
    yield "start"
    yield from _quiz(page, lang)
    begin(page, lang, "kanaler")
    for channel in ("call", "chat", "web", "app", "poster", "letter", "door"):
        yield f"question: {channel}"
        answer(page, "scam")
        yield f"feedback: {channel}"
        onward(page)
    yield from code(page, lang)
    yield from course(page, lang)
    yield from refresher(page, lang, data)
    yield from taking_part(page, lang, data)
    yield from finished(page, lang, data)
    yield from together(page, lang, data)
    yield from by_hands(page, lang, data)
    yield from planning(page, lang, data)
    for name in PLAIN:
        page.goto(f"/{lang}/{name}")
        yield name
    page.goto(f"/{lang}/doubt?at=1.1")
    yield "doubt: the end"
    page.goto(f"/{lang}/month")
    yield "month"
    page.locator(".choices a").first.click()
    arrived(page, ".verdict h1")
    yield "month: told"
    yield from staff(page, lang, data)
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
    choose(page, "give-code")
    send(page)
    arrived(page, "[data-arrive]")
    yield "second try: single choice"
    page.get_by_role("link", name="Vis mig svaret" if lang == "da" else "Show me the answer").click()
    arrived(page, ".told")
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
    page.locator("main form[action$=practise] button").click()
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

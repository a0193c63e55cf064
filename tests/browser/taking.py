"""What one does to take a quiz in a browser: begin, choose, send, go on; and how to skip what is not looked at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlencode

from playwright.sync_api import Page

from quizlib import Question, load_library
from tests.places import LIBRARY

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def begin(page: Page, lang: str, quiz: str) -> None:
    """Begin a quiz: its first question is shown."""
    page.goto(f"/{lang}/quiz/{quiz}")
    page.locator("main form button").last.click()
    page.wait_for_url("**/1")


def choose(page: Page, *response: str) -> None:
    """Choose answers, and send nothing yet."""
    tap_elsewhere(page)  # one of them may stand where the last tap was
    for value in response:
        page.locator(f'main input[name^=response][value="{value}"]').check()


def send(page: Page) -> None:
    """Press *Svar*."""
    page.locator(".ask .button").click()


def answer(page: Page, *response: str) -> None:
    """Answer the question: its feedback is shown."""
    choose(page, *response)
    send(page)
    arrived(page, ".verdict h1")


def tap_elsewhere(page: Page) -> None:
    """Tap where there is nothing: the next tap at the place of the last one is no second one then, however soon."""
    page.mouse.click(1, 1)


def say(page: Page, choice: str) -> None:
    """Answer in a conversation: what the other one says to it is shown, or how it ended."""
    tap_elsewhere(page)
    lines = page.locator(".before > li").count()
    page.locator(f'.reply[value="{choice}"]').click()
    arrived(page, f".before > li:nth-child({lines + 2}), .verdict h1")


def arrived(page: Page, selector: str) -> None:
    """Wait for what follows a form, its style sheet too."""
    page.locator(selector).wait_for()
    page.wait_for_load_state()


def onward(page: Page) -> None:
    """Press the main button of a page: the next question, the next step or the result is shown."""
    here = page.url
    tap_elsewhere(page)
    page.locator("main .actions .button").first.click()
    page.wait_for_url(lambda url: url != here)


@cache
def questions(quiz: str) -> tuple[Question, ...]:
    """Return the questions of a quiz of these tests."""
    return load_library(LIBRARY).quizzes[quiz].questions


def skip(page: Page, passed: Iterable[Question]) -> None:
    """From the question that is shown, give the right answers to these without looking; the page stays as it is."""
    address, _, number = page.url.rpartition("/")
    for n, question in enumerate(passed, start=int(number)):
        response = ("3",) if question.type == "rating" else question.key or ()
        fields = urlencode([("response", value) for value in response])
        assert page.request.post(f"{address}/{n}", data=fields, headers=FORM, max_redirects=0).status == 303


def begin_at(page: Page, lang: str, quiz: str, question: str) -> None:
    """Begin a quiz, and come to the question with this id."""
    begin(page, lang, quiz)
    before = [asked.id for asked in questions(quiz)].index(question)
    skip(page, questions(quiz)[:before])
    page.goto(f"/{lang}/quiz/{quiz}/{before + 1}")

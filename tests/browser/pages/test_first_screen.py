"""What a phone shows without scrolling: the answers to a question, its feedback, a second try; the bar at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from quizlib import InvalidResponse, Question, Quiz
from tests.browser.chromium import person
from tests.browser.taking import FORM, begin
from tests.places import CONTENT
from tests.shipped import library
from tests.webapp.serving import running

pytestmark = [pytest.mark.browser, pytest.mark.trial]

LOW, HIGH = 660, 844  # px: a phone whose browser shows its bars, and the whole screen
BAND = 160  # px
IN_SIGHT = 8  # questions of the first two quizzes
SEEN = """() => {
  const bar = document.querySelector(".foot"), place = (one) => one && one.getBoundingClientRect().bottom;
  const answers = [...document.querySelectorAll("main .option, main .order li, main .part")].map(place);
  const band = document.querySelector(".band");
  return {
    bar: bar.getBoundingClientRect().top, position: getComputedStyle(bar).position,
    button: [...bar.querySelectorAll(".button")].map((one) => Math.round(one.getBoundingClientRect().top))[0],
    first: answers[0], last: answers[answers.length - 1],
    verdict: place(document.querySelector(".verdict")), check: place(document.querySelector("section.check")),
    band: band && band.offsetHeight,
  };
}"""


@pytest.fixture(scope="module")
def first() -> list[Quiz]:
    """The first two quizzes that are shipped, in the order of the front page."""
    names = (name for group in library().groups for name in group.quizzes)
    return [library().quizzes[name] for name in islice(names, 2)]


@pytest.fixture(scope="module")
def phone(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A phone at the site with the quizzes that are shipped."""
    troubles: list[str] = []
    with running(tmp_path_factory.mktemp("first"), content=CONTENT) as server:
        context = person(browser, server.address, troubles)
        yield context.new_page()
        context.close()
    assert troubles == []


def answered(page: Page, quiz: Quiz, lang: str, *, rightly: bool) -> Iterator[tuple[int, Question]]:
    """Begin a quiz; yield each question, and answer it afterwards without looking."""
    begin(page, lang, quiz.id)
    for n, question in enumerate(quiz.questions, start=1):
        yield n, question
        address = f"/{lang}/quiz/{quiz.id}/{n}"
        response = question.key or () if rightly else wrong(question)
        fields = urlencode([("response", value) for value in response])
        assert page.request.post(address, data=fields, headers=FORM, max_redirects=0).status == 303, address


def wrong(question: Question) -> list[str]:
    """Return a response that is possible and not right, if there is one."""
    key = list(question.key or ())
    choices = [choice.id for choice in question.choices()]
    places = [category.id for category in getattr(question, "categories", ())]
    tries: list[list[str]] = [[name] for name in choices] + [
        choices,
        [f"{name}:{place}" for place in places for name in choices],
    ]
    tries += [[f"{name}:{place}" for name in choices] for place in places]
    for response in (*tries, *paths(question)):
        if response == key:
            continue
        try:
            if question.mark(response).score != 1:
                return response
        except InvalidResponse:
            continue
    return key


def paths(question: Question, so_far: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Yield the ways through a conversation that take at most four choices."""
    for choice in question.choices(so_far) if question.asks == "path" and len(so_far) < 4 else ():
        path = (*so_far, choice.id)
        yield list(path)
        if question.goes_on(path):
            yield from paths(question, path)


def seen(page: Page, height: int, address: str) -> dict[str, Any]:
    """Return where things stand on a page in a window of this height."""
    page.set_viewport_size({"width": 390, "height": height})
    page.goto(address)
    found: dict[str, Any] = page.evaluate(SEEN)
    return found


@pytest.mark.parametrize("lang", ["da", "en"])
def test_on_a_low_phone_one_sees_all_answers_of_most_questions_and_the_first_of_every_one(
    phone: Page, first: list[Quiz], lang: str
) -> None:
    below, whole = [], []
    for quiz in first:
        for question, place in low(phone, quiz, lang):
            below += [(quiz.id, question.id)] if place["first"] > place["bar"] else []
            whole.append(place["last"] <= place["bar"] and place["button"] is not None)
    assert below == []
    assert sum(whole) >= IN_SIGHT, whole


def test_on_a_low_phone_the_first_answer_is_seen_in_all_quizzes_unless_a_page_of_the_web_is_longer(phone: Page) -> None:
    quizzes = [quiz for quiz in library().quizzes.values() if quiz.kind == "quiz"]
    below = {
        f"{quiz.id}/{question.id}": round(place["first"] - place["bar"])
        for quiz in quizzes
        for question, place in low(phone, quiz, "da")
        if place["first"] > place["bar"] and (question.message is None or question.message.channel != "web")
    }
    assert below == {}


def low(page: Page, quiz: Quiz, lang: str) -> Iterator[tuple[Question, dict[str, Any]]]:
    """Yield the questions of a quiz that have answers, and where things stand on a low phone."""
    for n, question in answered(page, quiz, lang, rightly=True):
        if question.asks != "none":
            yield question, seen(page, LOW, f"/{lang}/quiz/{quiz.id}/{n}")


def test_verdict_check_and_the_way_on_fit_a_screen_and_the_button_stays_in_its_place(
    phone: Page, first: list[Quiz]
) -> None:
    buttons, long, bands = set(), [], [0]
    for quiz in first:
        for n, question in answered(phone, quiz, "da", rightly=False):
            address = f"/da/quiz/{quiz.id}/{n}"
            buttons.add(seen(phone, HIGH, address)["button"])
            phone.request.post(
                address,
                data=urlencode([("response", value) for value in wrong(question)]),
                headers=FORM,
                max_redirects=0,
            )
            place = seen(phone, HIGH, f"{address}?show=1")
            assert place["verdict"], (address, phone.url, wrong(question))
            buttons.add(place["button"])
            if question.asks != "none" and max(place["verdict"], place["check"] or 0) > place["bar"]:
                long.append((quiz.id, n, place))
            if question.asks != "none" and question.second_try:
                bands.append(seen(phone, HIGH, address)["band"] or 0)
    assert long == []
    assert 0 < max(bands) <= BAND
    assert len(buttons - {None}) == 1, buttons


def test_nothing_that_is_focused_lies_under_the_bar(phone: Page, first: list[Quiz]) -> None:
    quiz = first[0]
    for n, _ in answered(phone, quiz, "da", rightly=False):
        if n == 4:
            break
    for address in (f"/da/quiz/{quiz.id}/2", f"/da/quiz/{quiz.id}/4", f"/da/quiz/{quiz.id}/result"):
        seen(phone, LOW, address)
        for _ in range(40):
            phone.keyboard.press("Tab")
            hidden = phone.evaluate("""() => {
              const one = document.activeElement, bar = document.querySelector(".foot");
              if (one === document.body || bar.contains(one)) return false;
              return one.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1
                && one.closest("main") && one.getBoundingClientRect().top < innerHeight ? one.outerHTML : false;
            }""")
            assert not hidden, address


def test_in_low_windows_and_at_the_largest_text_there_is_no_bar(phone: Page, first: list[Quiz]) -> None:
    begin(phone, "da", first[1].id)
    address = f"/da/quiz/{first[1].id}/1"
    assert seen(phone, HIGH, address)["position"] == "sticky"
    assert seen(phone, 479, address)["position"] == "static"
    phone.emulate_media(media="print")
    assert phone.locator(".foot").is_hidden()
    phone.emulate_media(media="screen")
    phone.goto("/da/display")
    phone.locator('button[value="2"]').click()
    phone.wait_for_load_state()
    assert seen(phone, HIGH, address)["position"] == "static"

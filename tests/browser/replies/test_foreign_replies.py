"""A reply that the site did not send (of a proxy, a filter, a portal) changes no page, and no answer is lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.pages.kinds.kinds_of_question import put_in_order
from tests.browser.pages.kinds.kinds_of_workshops import join, stored, workshop
from tests.browser.taking import FORM, answer, begin, begin_at, choose, onward, questions, skip
from webapp.storage.workshops.planning import NewWorkshop
from webapp.storage.workshops.store import Workshops
from webapp.web.services import now

pytestmark = pytest.mark.browser

LOST = "Dit svar kom ikke frem, men det er ikke tabt. Prøv igen."
OLD = "Der er ingen forbindelse lige nu. Det, der står her, er fra kl. "
STATUSES = (200, 302, 401, 403, 404, 407, 413, 429, 451, 500, 502, 503, 504)
BODIES = {
    "text/html": "<title>Gæstenet</title><h1>Velkommen på nettet</h1>",
    "text/plain": "Bad gateway",
    "": "",
}
FOREIGN = list(product(STATUSES, BODIES))
TROUBLES = ("net::ERR", "Failed to fetch", "redirect", "login.example")  # what Chromium notes of a 302 that leads away
# The title, what is read and what is chosen; not the words that nothing came through, which stand in the page already.
STATE = """() => [
  document.title,
  document.querySelector("main").innerText,
  [...document.querySelectorAll("main form")].map((form) => [...new FormData(form)].join("&")),
]"""


def foreign(status: int, kind: str) -> Callable[[Route], None]:
    """Return what answers in the site's place."""
    headers = {"Content-Type": kind} if kind else {}
    if status == 302:
        headers["Location"] = "http://login.example/"
    return lambda route: route.fulfill(status=status, body=BODIES[kind], headers=headers)


def quieten(troubles: list[str]) -> None:
    """Take out what Chromium notes of replies that lead away."""
    assert all(any(words in trouble for words in TROUBLES) for trouble in troubles), troubles
    troubles.clear()


def asked(page: Page, kind: str) -> str:
    """Come to a question of this kind, and answer it; return what sends the answer."""
    if kind == "question":
        begin(page, "da", "beskeder")
        choose(page, "scam")
    elif kind == "practice":
        begin(page, "da", "beskeder")
        answer(page, "genuine")
        onward(page)
        skip(page, questions("beskeder")[1:])
        assert page.request.post("/da/quiz/beskeder/practise", headers=FORM, max_redirects=0).status == 303
        page.goto("/da/quiz/beskeder/practise/1")
        choose(page, "scam")
    elif kind == "check-up":
        begin(page, "da", "tjek-a")
        choose(page, "scam")
    elif kind == "order":
        begin_at(page, "da", "maader", "lost-card")
        put_in_order(page)
    elif kind == "sort":
        begin_at(page, "da", "maader", "share")
        choose(page, "code:never")
    else:
        begin_at(page, "da", "maader", "bank-call")
        return '.reply[value="listen"]'
    return ".ask .button"


@pytest.mark.trial
@pytest.mark.parametrize("kind", ["question", "practice", "check-up", "conversation", "order", "sort"])
def test_the_question_stays_and_the_answer_can_be_sent_again(
    visit: Callable[..., Page], troubles: list[str], kind: str
) -> None:
    page = visit("/da/")
    button = asked(page, kind)
    page.evaluate("window.same = true")
    before, address = page.evaluate(STATE), page.url
    for status, body in FOREIGN:
        page.route(address, foreign(status, body))
        page.locator("[data-lost]").evaluate("(words) => { words.hidden = true }")
        page.locator(button).click()
        expect(page.locator("[data-lost]"), f"{status} {body}").to_have_text(LOST)
        expect(page.locator("[data-lost]")).to_be_visible()
        expect(page.locator("[role=status]").last).to_have_text(LOST)
        page.locator("[data-lost]").evaluate("(words) => { words.hidden = true }")
        assert page.evaluate(STATE) == before, f"{status} {body}"
        page.unroute(address)
    assert page.evaluate("window.same"), "no page was loaded"
    quieten(troubles)
    with page.expect_response(address) as reply:
        page.locator(button).click()
    assert reply.value.headers["tryg"] == "1"
    expect(page.locator("[data-lost]:visible")).to_have_count(0)
    expect(page.locator("main")).not_to_have_js_property("innerText", before[1])


@pytest.fixture
def made(data: Path) -> NewWorkshop:
    """A workshop that lets people in."""
    return workshop(data)


@pytest.mark.parametrize("kind", ["leader", "projector", "event"])
def test_a_page_that_follows_an_event_stays_and_goes_on_asking(
    visit: Callable[..., Page], made: NewWorkshop, data: Path, troubles: list[str], kind: str
) -> None:
    page = visit("/da/")
    page.clock.install()
    if kind == "event":
        join(page, "da", made)
        begin(page, "da", "beskeder")
        choose(page, "scam")
    else:
        page.goto(f"/da/lead/{made.token}" if kind == "leader" else f"/da/screen/{made.workshop.id}")
    page.evaluate("window.same = true")
    before = page.evaluate(STATE)
    for status, body in FOREIGN:
        page.route("**/now**", foreign(status, body))
        with page.expect_request("**/now**"):
            page.clock.fast_forward(10_000)
        page.wait_for_timeout(20)
        page.unroute("**/now**")
        assert page.evaluate(STATE)[0] == before[0], f"{status} {body}"
        expect(page.locator("body")).not_to_contain_text("Velkommen på nettet")
        if kind == "event":
            assert page.evaluate(STATE) == before, f"{status} {body}"
        else:
            expect(page.locator("[data-old]")).to_contain_text(OLD)
    assert page.evaluate("window.same"), "no page was loaded"
    quieten(troubles)
    with stored(data) as database:
        Workshops(database).end(made.workshop.id, now())
    page.clock.fast_forward(10_000)
    expect(page.locator({"leader": "#live", "projector": "main h1", "event": "#event"}[kind])).to_contain_text(
        "Vi slutter nu"
    )
    if kind != "event":
        expect(page.locator("[data-old]")).to_be_hidden()


def test_a_page_that_follows_an_event_says_since_when_it_is_old(
    visit: Callable[..., Page], made: NewWorkshop, troubles: list[str]
) -> None:
    page = visit(f"/da/lead/{made.token}", 1280)
    page.clock.install(time="2026-11-29T14:05:00")
    page.reload()
    note = page.locator("[data-old]")
    expect(note).to_be_hidden()
    page.context.set_offline(True)
    page.clock.fast_forward(6_000)
    expect(note).to_be_hidden()
    page.clock.fast_forward(5 * 60 * 1000)
    expect(note).to_have_text(f"{OLD}14.05.")
    page.context.set_offline(False)
    page.clock.fast_forward(2_000)
    expect(note).to_be_hidden()
    quieten(troubles)

"""Words break only where words may: layout gives way before letters do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.pages.checks import measured, restyle, wholeness
from tests.browser.taking import FORM, answer, begin, onward

pytestmark = [pytest.mark.browser, pytest.mark.trial]

PLAIN = ("", "quiz/beskeder", "help", "about", "privacy", "doubt", "keep", "display")
DOUBLE = "html { font-size: 40px !important }"


def pages(page: Page) -> Iterator[str]:
    """Lead a page past what has long words: messages of every channel, and their explanations."""
    for name in PLAIN:
        page.goto(f"/da/{name}")
        yield name or "front"
    begin(page, "da", "kanaler")
    for channel in ("call", "chat", "web", "app", "poster"):
        yield f"question: {channel}"
        answer(page, "scam")
        yield f"feedback: {channel}"
        onward(page)
    begin(page, "da", "beskeder")
    for channel in ("sms", "email"):
        yield f"question: {channel}"
        answer(page, "scam")
        yield f"feedback: {channel}"
        onward(page)
    page.goto("/da/quiz/beskeder/result")
    yield "result"


@pytest.mark.parametrize(("size", "rules"), [("0", ""), ("2", ""), ("0", DOUBLE)], ids=["normal", "largest", "200 %"])
def test_no_word_is_cut_inside_and_no_badge_leaves_its_word(visit: Callable[..., Page], size: str, rules: str) -> None:
    page = visit("/da/")
    assert page.request.post("/da/display", data=f"size={size}", headers=FORM, max_redirects=0).status == 303
    found = []
    for kind in pages(page):
        if rules:
            restyle(page, rules)
        found += [f"{kind}: {finding}" for finding in (*measured(page, "broken()"), *wholeness(page))]
    assert found == []


@pytest.mark.parametrize(
    ("rules", "finding"),
    [
        ("h1 { width: 3em; overflow-wrap: anywhere }", "is cut: h1"),
        ("mark > b { display: block }", "a badge is alone"),
    ],
)
def test_what_breaks_where_it_may_not_is_found(visit: Callable[..., Page], rules: str, finding: str) -> None:
    page = visit("/da/")
    begin(page, "da", "beskeder")
    answer(page, "scam")
    restyle(page, rules)
    assert any(finding in one for one in measured(page, "broken()"))

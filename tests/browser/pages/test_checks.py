"""Each check finds what it is there for: on a page that has been broken in one place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.pages.checks import CHECKS, markup, measured, restyle
from tests.browser.taking import begin

pytestmark = [pytest.mark.browser, pytest.mark.trial]

BREAKS = {
    "axe: contrast under 7 to 1": "p, span { color: #767676 !important }",
    "axe: contrast with what is behind it": ".screen { background: #999 !important }",
    "targets: a link 30 px high": ".back { min-height: 0 !important; height: 30px }",
    "targets: an answer 50 px high": ".option { min-height: 0 !important; height: 50px; padding: 0 !important }",
    "text: 16 px": ".where { font-size: 16px !important }",
    "text: body 19 px": "body { font-size: 19px !important }",
    "wholeness: a heading that does not break": "h1 { white-space: nowrap }",
    "wholeness: a box that cuts": ".body { height: 30px; overflow: hidden }",
    "wholeness: text over text": ".from { margin-block-end: -60px !important }",
    "reflow: a page that is never narrower": "main { min-width: 370px }",
    "double_text: a height that does not grow": "h1 { height: 90px; overflow: hidden }",
    "spacing: a height that does not grow": ".from { height: 62px; overflow: hidden }",
    "stillness: a heading that blinks": "@keyframes blink { to { opacity: .5 } } h1 { animation: blink 1s infinite }",
}


@pytest.mark.parametrize("broken", BREAKS)
def test_a_broken_page_is_found(visit: Callable[..., Page], broken: str) -> None:
    check = CHECKS[broken.partition(":")[0]]
    page = visit("/da/")
    begin(page, "da", "beskeder")
    assert check(page) == []
    restyle(page, BREAKS[broken])
    assert check(page) != []


def test_an_image_without_words_is_found(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(finding.startswith("image-alt") for finding in CHECKS["axe"](page))


def test_a_focus_that_cannot_be_seen_is_found(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    page.keyboard.press("Tab")
    assert measured(page, "unseen()") == []
    restyle(page, ":focus-visible { outline: none !important; box-shadow: none !important }")
    assert measured(page, "unseen()") != []


def test_html_that_is_not_valid_is_found() -> None:
    assert markup({"page": "<!DOCTYPE html><html lang=da><title>x</title><p><div>x</div></p>"}) != []


def test_what_a_page_ought_not_to_do_is_noted(visit: Callable[..., Page], troubles: list[str]) -> None:
    page = visit("/da/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'x'}))")
    page.evaluate("console.error('oh')")
    page.evaluate("setTimeout(() => missing.thing)")
    page.wait_for_timeout(100)
    for expected in ("content policy: script-src", "error: oh", "exception: "):
        assert any(expected in trouble for trouble in troubles), expected
    troubles.clear()


def test_a_request_to_somebody_else_is_noted(visit: Callable[..., Page], troubles: list[str]) -> None:
    page = visit("/da/", bypass_csp=True)
    page.route(
        "https://elsewhere.example/*",
        lambda route: route.fulfill(body="", headers={"Access-Control-Allow-Origin": "*"}),
    )
    page.evaluate("fetch('https://elsewhere.example/count')")
    assert troubles == ["asked somebody else: https://elsewhere.example/count"]
    troubles.clear()

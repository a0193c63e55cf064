"""Taking a quiz in a real browser: by keyboard, without scripts, with htmx, and when something goes wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import measured
from tests.browser.kinds import answer, begin, choose, onward, send

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
VERDICT = "Det her er faktisk ægte."  # to `scam`, on the first question
LOST = "Dit svar kom ikke frem, men det er ikke tabt. Prøv igen."


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; at every stop one can see where it is."""
    for _ in range(40):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
        assert measured(page, "unseen()") == []
    message = f"Tab never reaches {selector}"
    raise AssertionError(message)


def stored(data: Path) -> int:
    """Return how many answers are on the disk."""
    with closing(sqlite3.connect(data / "tryg.sqlite")) as connection:
        count: int = connection.execute("SELECT count(*) FROM liveanswer").fetchone()[0]
    return count


def test_a_whole_quiz_by_keyboard_alone(visit: Visit) -> None:
    page = visit("/da/quiz/kort")
    tab_to(page, "main form .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1")
    for _ in range(10):
        tab_to(page, "input[name=response]")
        page.keyboard.press("Space")
        if page.locator("input[name=response]").first.get_attribute("type") == "radio":
            page.keyboard.press("ArrowDown")
        tab_to(page, ".ask .button")
        page.keyboard.press("Enter")
        page.locator(".verdict h1").wait_for()
        expect(page.locator("main h1")).to_be_focused()
        tab_to(page, "main .actions a.button")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if page.url.endswith("/result"):
            break
    expect(page.locator("h1")).to_have_text("Sådan gik det")


def test_the_skip_link_is_the_first_stop_and_help_the_second(visit: Visit) -> None:
    page = visit("/da/quiz/kort")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Blevet snydt?")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_whole_quiz_in_english_without_scripts(visit: Visit) -> None:
    page = visit("/en/", scripts=False)
    begin(page, "en", "beskeder")
    for response in (["scam"], ["unsure"], ["give-code"], ["code", "weather"], ["genuine"]):
        answer(page, *response)
        onward(page)
    expect(page.locator("h1")).to_have_text("How it went")


def test_feedback_comes_in_the_questions_place_and_is_told(visit: Visit) -> None:
    page = visit("/da/quiz/kort")
    begin(page, "da", "kort")
    page.evaluate("window.same = true")
    send(page)
    expect(page.locator("#errors")).to_be_focused()
    assert page.title().startswith("Fejl:")
    choose(page, "scam")
    send(page)
    expect(page.locator(".verdict h1")).to_be_focused()
    assert page.evaluate("window.same"), "no page was loaded"
    page.reload()
    expect(page.locator(".verdict h1")).to_be_visible()


def test_two_taps_back_forward_reload_and_a_second_tab_are_safe(visit: Visit, data: Path) -> None:
    page = visit("/da/quiz/kort")
    before = stored(data)
    begin(page, "da", "kort")
    address = page.url
    second = page.context.new_page()
    second.goto(address)
    choose(page, "scam")
    page.locator(".ask .button").dblclick()
    page.locator(".verdict h1").wait_for()
    choose(second, "genuine")
    send(second)
    expect(second.locator(".verdict h1")).to_have_text(VERDICT)
    onward(page)
    page.go_back()
    expect(page.locator(".verdict h1")).to_have_text(VERDICT)
    page.go_forward()
    page.reload()
    expect(page.locator(".ask")).to_be_visible()
    assert stored(data) == before + 1


def test_a_dropped_connection_loses_nothing(visit: Visit, troubles: list[str]) -> None:
    page = visit("/da/quiz/kort")
    begin(page, "da", "kort")
    choose(page, "scam")
    page.context.set_offline(True)
    send(page)
    expect(page.locator("[data-lost]")).to_have_text(LOST)
    expect(page.locator("input[value=scam]")).to_be_checked()
    page.context.set_offline(False)
    send(page)
    expect(page.locator(".verdict h1")).to_have_text(VERDICT)
    assert [
        trouble for trouble in troubles if "ERR_INTERNET_DISCONNECTED" not in trouble and "htmx" not in trouble
    ] == []
    troubles.clear()


def test_the_site_works_when_htmx_is_missing(visit: Visit, troubles: list[str]) -> None:
    page = visit("/da/quiz/kort")
    page.context.route("**/htmx*.js", lambda route: route.abort())
    begin(page, "da", "kort")
    answer(page, "scam")
    expect(page.locator(".verdict h1")).to_have_text(VERDICT)
    assert [trouble for trouble in troubles if "ERR_FAILED" not in trouble] == []
    troubles.clear()


def test_the_answer_can_be_given_without_scrolling_on_a_phone(visit: Visit) -> None:
    page = visit("/da/quiz/kort")
    begin(page, "da", "kort")
    expect(page.locator(".ask .button")).to_be_in_viewport(ratio=1)


def test_on_a_wide_screen_the_message_stands_beside_the_answers(visit: Visit) -> None:
    page = visit("/da/quiz/kort", 1280)
    begin(page, "da", "kort")
    message, replies = page.locator(".message").bounding_box(), page.locator(".replies").bounding_box()
    assert message is not None
    assert replies is not None
    assert message["x"] + message["width"] <= replies["x"]


def test_the_next_person_finds_a_clean_browser(visit: Visit) -> None:
    page = visit("/da/quiz/kort")
    begin(page, "da", "kort")
    answer(page, "scam")
    address = page.url
    page.goto("/da/done")
    page.locator("main form .button").click()
    page.wait_for_url("**/da/")
    expect(page.get_by_text("Fortsæt, hvor du slap")).to_have_count(0)
    assert page.context.cookies() == []
    page.goto(address)
    assert page.url.endswith("/da/quiz/kort")
    page.go_back()
    expect(page.locator(".verdict")).to_have_count(0)


def test_a_page_out_of_the_browsers_memory_is_fetched_anew(visit: Visit) -> None:
    page = visit("/da/")
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")


@pytest.mark.parametrize("size", [1, 2])
def test_larger_text_lasts_and_nothing_is_cut(visit: Visit, size: int) -> None:
    page = visit("/da/display?from=/da/quiz/kort")
    page.locator(f"input[name=size][value='{size}'], button[name=size][value='{size}']").first.click()
    if page.url.endswith("display?from=/da/quiz/kort"):
        page.locator("main form .button").first.click()
    page.wait_for_url("**/da/quiz/kort")
    begin(page, "da", "kort")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > 20
    assert measured(page, "cut()") == []

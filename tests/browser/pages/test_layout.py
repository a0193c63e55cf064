"""Where things stand, and that one can tell what is chosen, on a phone, on a laptop, and in colours of one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.pages.checks import measured, reflow, restyle, wholeness
from tests.browser.pages.pixels import differing
from tests.browser.taking import answer, begin, begin_at, onward

pytestmark = pytest.mark.browser


def box(place: Locator) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom, in the window."""
    found = place.bounding_box()
    assert found
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_on_a_phone_the_button_below_a_short_message_is_seen_without_scrolling(
    visit: Callable[..., Page], lang: str
) -> None:
    page = visit("/da/")
    begin(page, lang, "kort")
    assert box(page.locator(".ask .button"))[3] <= 844
    begin(page, lang, "kanaler")
    for channel in ("call", "chat", "web", "app", "poster", "letter", "door"):
        if channel != "web":  # that one has a link, and is longer than the window
            assert box(page.locator(".ask .button"))[3] <= 844, channel
        answer(page, "scam")
        onward(page)


@pytest.mark.parametrize("wide", [960, 1280])
def test_where_there_is_room_the_message_stands_beside_the_answers(visit: Callable[..., Page], wide: int) -> None:
    page = visit("/da/", 1280)
    page.set_viewport_size({"width": wide, "height": 800})
    begin(page, "da", "beskeder")
    for answers in (".options", ".verdict"):
        message, beside = box(page.locator(".message")), box(page.locator(answers))
        assert message[2] <= beside[0]
        assert beside[1] < message[3]
        if answers == ".options":
            answer(page, "scam")


AFTER = """part => {
    const next = part.nextSibling, range = document.createRange();
    const at = next.data.search(/[.,!?]/);
    if (next.data.slice(0, at).replace("\\u2060", "").trim() || at < 0) return "no mark";
    range.setStart(next, at); range.setEnd(next, at + 1);
    return range.getBoundingClientRect().top < part.getBoundingClientRect().bottom ? "beside" : "below";
}"""
"""Where the comma or full stop right after a framed place stands."""


@pytest.mark.parametrize("size", [0, 2])
def test_a_comma_or_full_stop_stays_beside_the_framed_place_before_it(visit: Callable[..., Page], size: int) -> None:
    page = visit("/da/")
    begin_at(page, "da", "maader", "marks")
    if size:
        page.locator("html").evaluate("html => html.classList.add('size-2')")
    page.set_viewport_size({"width": 320, "height": 800})
    found = [part.evaluate(AFTER) for part in page.locator(".body .part").all()]
    assert "beside" in found
    assert "below" not in found


def test_answers_to_what_is_sorted_stand_below_each_other_where_their_words_are_long(
    visit: Callable[..., Page],
) -> None:
    page = visit("/da/")
    begin_at(page, "da", "maader", "share")
    first, second = page.locator(".across").first.locator(".option").all()
    for words, below in (("Ja", False), ("Det lader jeg være med", True)):
        for one in (first, second):
            one.locator("span").evaluate("(place, words) => { place.textContent = words }", words)
        assert (box(first)[3] <= box(second)[1]) == below, words


@pytest.mark.parametrize(("quiz", "response"), [("beskeder", "scam"), ("bekymring", "2")])
def test_in_forced_colours_one_sees_what_is_chosen(visit: Callable[..., Page], quiz: str, response: str) -> None:
    page = visit("/da/", forced_colors="active")
    begin(page, "da", quiz)
    assert seen(page, f'input[value="{response}"]') > 30


@pytest.mark.parametrize("address", ["keep", "quiz/beskeder/remember"])
def test_in_forced_colours_one_sees_what_is_ticked(visit: Callable[..., Page], address: str) -> None:
    page = visit(f"/da/{address}", forced_colors="active")
    assert seen(page, "main [type=checkbox]") > 30


def test_in_forced_colours_one_sees_which_part_of_a_message_is_marked(visit: Callable[..., Page]) -> None:
    page = visit("/da/", forced_colors="active")
    begin_at(page, "da", "maader", "marks")
    assert seen(page, ".part input") > 30


def test_in_forced_colours_one_sees_which_steps_cannot_be_moved_on(visit: Callable[..., Page]) -> None:
    page = visit("/da/", forced_colors="active")
    begin_at(page, "da", "maader", "lost-card")
    for arrow, disabled in ((".up", 0), (".down", -1)):
        one, other = (page.locator(arrow).nth(step).screenshot() for step in (disabled, 1))
        assert differing(page.context, one, other) > 100


def test_in_forced_colours_a_control_that_does_not_change_is_found(visit: Callable[..., Page]) -> None:
    page = visit("/da/keep", forced_colors="active")
    restyle(page, ".option input { appearance: none !important } .option input::after { content: none !important }")
    assert seen(page, "main [type=checkbox]") == 0


def seen(page: Page, control: str) -> int:
    """Return how many pixels of a control change when it is chosen; the focus is elsewhere, and nothing moves it."""
    restyle(page, ".option { font-weight: inherit !important }")  # bolder words may wrap, and shift the control
    one = page.locator(control).first
    one.scroll_into_view_if_needed()
    before = one.screenshot()
    one.check()
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    return differing(page.context, before, one.screenshot())


@pytest.mark.parametrize("size", [1, 2])
def test_larger_text_lasts_and_fits_everywhere(visit: Callable[..., Page], size: int) -> None:
    page = visit("/da/")
    normal = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.get_by_role("link", name="Større tekst").click()
    page.locator(f'button[value="{size}"]').click()
    page.wait_for_url("**/da/")
    begin(page, "da", "beskeder")
    pages = ["", "quiz/beskeder", "help", "display", "doubt", "quiz/beskeder/remember", "about", "quiz/beskeder/1"]
    for address in pages:
        page.goto(f"/da/{address}")
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= normal * (
            1.15 + 0.2 * (size - 1)
        )
        assert [*wholeness(page), *reflow(page)] == [], address
    answer(page, "scam")
    assert [*wholeness(page), *reflow(page), *measured(page, "small()")] == []
    page.goto("/da/quiz/beskeder/result")
    assert [*wholeness(page), *reflow(page)] == []

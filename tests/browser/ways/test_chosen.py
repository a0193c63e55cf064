"""What is chosen but not sent is there again after every way that leaves the question, and after a reload."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stored import Added
from tests.browser.taking import answer, arrived, begin, begin_at, choose, questions, send, skip

pytestmark = pytest.mark.browser

by_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])


def way(page: Page, words: str) -> Locator:
    """Return the way to larger text or another language, in the row on top."""
    return page.locator(".bar").get_by_text(words)


@by_scripts
def test_larger_text_and_another_language_lose_nothing(
    visit: Callable[..., Page], added: Added, *, scripts: bool
) -> None:
    page = visit("/da/", scripts=scripts)
    begin(page, "da", "beskeder")
    choose(page, "unsure")
    way(page, "Større tekst").click()
    page.wait_for_url("**/display?from=**")
    page.locator("button[value='2']").click()
    expect(page.locator("#said")).to_have_text("Teksten har nu den størrelse, du valgte.")
    expect(page.locator("html")).to_contain_class("size-2")
    expect(page.locator("input[value=unsure]")).to_be_checked()
    way(page, "English").click()
    page.wait_for_url("**/en/quiz/beskeder/1**")
    expect(page.locator("input[value=unsure]")).to_be_checked()
    assert added() == []
    send(page)
    arrived(page, ".verdict h1")
    assert added() == [("parcel", '["unsure"]')]


@by_scripts
@pytest.mark.parametrize("words", ["Blevet snydt?", "Er denne side ægte?", "Privatliv", "Tilgængelighedserklæring"])
def test_a_page_beside_the_quiz_loses_nothing_and_leads_back(
    visit: Callable[..., Page], added: Added, words: str, *, scripts: bool
) -> None:
    page = visit("/da/", scripts=scripts)
    begin_at(page, "da", "maader", "marks")
    before = added()
    choose(page, "haste", "target")
    for back in (lambda: page.locator(".back").click(), page.go_back):
        page.get_by_role("button", name=words).click()
        page.wait_for_url("**?from=/da/quiz/maader/2")
        back()
        page.wait_for_url("**/quiz/maader/2")
        expect(page.locator("main input:checked")).to_have_count(2)
    assert added() == before


@by_scripts
@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_keys_that_send_an_answer_send_it_and_lead_nowhere_else(
    visit: Callable[..., Page], added: Added, key: str, *, scripts: bool
) -> None:
    page = visit("/da/", scripts=scripts)
    begin(page, "da", "beskeder")
    choose(page, "unsure")
    if key == " ":
        page.locator(".ask .button").focus()
    page.keyboard.press(key)
    arrived(page, ".verdict h1")
    assert added() == [("parcel", '["unsure"]')]


def test_what_was_unticked_stays_so_after_a_reload(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin_at(page, "da", "maader", "marks")
    choose(page, "haste")
    page.get_by_role("button", name="Privatliv").click()
    page.get_by_role("link", name="Tilbage").click()
    page.locator("input[value=haste]").uncheck()
    page.reload()
    expect(page.locator("main input:checked")).to_have_count(0)


def test_after_an_answer_the_row_on_top_still_leads_where_it_says(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "beskeder")
    answer(page, "scam")
    way(page, "English").click()
    page.wait_for_url("**/en/quiz/beskeder/1")
    expect(page.locator(".verdict h1")).to_have_text("Yes, it's a scam.")


def test_a_reload_loses_nothing(visit: Callable[..., Page], added: Added) -> None:
    page = visit("/da/")
    begin(page, "da", "beskeder")
    choose(page, "genuine")
    for _ in range(2):
        page.reload()
        expect(page.locator("input[value=genuine]")).to_be_checked()
    assert added() == []
    answer(page, "genuine")
    page.reload()
    expect(page.locator(".verdict h1")).to_be_visible()
    page.goto("/da/quiz/beskeder/2")
    expect(page.locator("main input:checked")).to_have_count(0)


def test_steps_that_were_moved_stand_where_they_stood_after_a_reload(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin_at(page, "da", "maader", "lost-card")
    page.locator(".down").first.click()
    moved = page.locator(".step").all_inner_texts()
    page.reload()
    expect(page.locator(".moves").first).to_be_visible()
    assert page.locator(".step").all_inner_texts() == moved
    way(page, "Større tekst").click()
    page.wait_for_url("**/display?from=**")
    page.locator("button[value='1']").click()
    page.wait_for_url("**/quiz/maader/4")
    assert page.locator(".step").all_inner_texts() == moved


def test_parts_that_were_marked_are_marked_after_a_reload(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin_at(page, "da", "maader", "marks")
    choose(page, "haste", "target")
    page.reload()
    expect(page.locator("main input:checked")).to_have_count(2)
    page.locator("input[value=haste]").uncheck()
    page.reload()
    expect(page.locator("main input:checked")).to_have_count(1)


def test_what_was_saved_is_said_where_the_focus_is_and_not_again_after_a_reload(visit: Callable[..., Page]) -> None:
    page = visit("/da/keep?from=/da/help")
    page.get_by_role("button", name="Gem mit valg").click()
    page.wait_for_url("**/da/help")
    expect(page.locator("#said")).to_be_focused()
    page.reload()
    expect(page.locator("#said")).to_have_count(0)


def test_after_the_question_about_age_one_stands_where_it_was(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "kort")
    skip(page, questions("kort"))
    page.goto("/da/quiz/kort/result")
    page.get_by_text("Hvor gammel er du?").click()
    page.locator("button[value='75-84']").click()
    expect(page.locator("#said")).to_be_focused()
    expect(page.locator("#said")).to_be_in_viewport()

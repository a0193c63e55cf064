"""Whole quizzes and a programme in English where scripts are switched off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.checks import targets, text, wholeness
from tests.browser.taking import arrived, begin, choose, onward, questions, say, send, skip

pytestmark = pytest.mark.browser


def fits(page: Page) -> bool:
    """Say whether the page is whole, its text and targets large enough."""
    assert [*wholeness(page), *targets(page), *text(page)] == []
    return True


def answer(page: Page, *response: str) -> str:
    """Answer by an ordinary form; return the headline of the feedback, which has the question's own address."""
    here = page.url.partition("?")[0]
    choose(page, *response)
    send(page)
    page.wait_for_url(here)
    arrived(page, ".verdict h1")
    assert fits(page)
    return page.locator("main h1").inner_text()


def test_a_whole_quiz_in_english(visit: Callable[..., Page]) -> None:
    page = visit("/en/", scripts=False)
    assert fits(page)
    page.get_by_role("link", name="Start here").click()
    begin(page, "en", "beskeder")
    assert not page.get_by_role("button", name="Read aloud").is_visible()
    send(page)
    page.wait_for_url("**/1?missing=1")
    assert page.title().startswith("Error:")
    page.get_by_role("link", name="Choose one of the answers.").click()
    assert answer(page, "genuine") == "This is a scam."
    page.go_back()
    page.go_forward()
    page.reload()
    assert page.locator("main h1").inner_text() == "This is a scam."
    onward(page)
    assert answer(page, "genuine") == "Yes, it's genuine."
    onward(page)
    assert answer(page, "call-back") == "Yes, that's a safe choice."
    onward(page)
    assert answer(page, "code") == "You're on the right track."
    onward(page)
    assert answer(page, "unsure") == "It's quite all right to check. It's genuine."
    onward(page)
    result = page.inner_text("main")
    assert "3 of 5" in result
    assert "times you ended in a safe place." in result
    assert "Once you wanted to check first. That is always a safe answer." in result
    assert "safe choice" in result
    page.get_by_role("button", name="Practise what was tricky").click()
    page.wait_for_url("**/practise/1")
    assert answer(page, "scam") == "Yes, it's a scam."
    page.goto("/en/quiz/beskeder/remember")
    assert page.get_by_role("button", name="Print").count() == 0


def test_every_way_of_asking(visit: Callable[..., Page]) -> None:
    page = visit("/en/quiz/maader", scripts=False)
    onward(page)
    onward(page)
    choose(page, "address")
    send(page)
    arrived(page, "[data-arrive]")
    assert fits(page)
    expect(page.locator('[value="address"]')).to_be_checked()
    assert answer(page, "haste", "target") == "Yes, you found them all."
    onward(page)
    assert answer(page, "genuine") == "Yes, it's genuine."
    onward(page)
    assert put_in_order(page) == "Yes, that's the right order."
    onward(page)
    assert sort(page) == "Yes, everything is where it belongs."
    onward(page)
    assert talk(page) == "Safe, and nothing was lost"
    onward(page)
    page.get_by_label("Quite sure").check()
    assert answer(page, "genuine") == "This is a scam."
    assert [words.split("\ndifference\n") for words in page.locator("mark.differs").all_inner_texts()] == [
        ["See the code in the app.", "1"],
        ["Pay DKK 19 at box-code.example", "1"],
    ]
    onward(page)
    choose(page, "answer")
    send(page)
    page.get_by_role("link", name="Show me the answer").click()
    arrived(page, ".told")
    assert page.locator("main h1").inner_text() == "There's a safer choice."
    onward(page)
    assert "Once you were quite sure, and were fooled all the same." in page.inner_text("main")


def put_in_order(page: Page) -> str:
    """Type numbers, at first not all of them; return the headline."""
    expect(page.locator(".move").first).to_be_hidden()
    page.get_by_label("Number for: Call the bank").fill("1")
    page.get_by_label("Number for: Report it").fill("2")
    send(page)
    arrived(page, "#errors")
    assert fits(page)
    assert "Some steps have no number of their own yet: their fields are empty." in page.inner_text("#errors")
    expect(page.get_by_label("Number for: Call the bank")).to_have_value("1")
    for step, number in (("Report it", "3"), ("Look for payments", " 2")):
        page.get_by_label(f"Number for: {step}").fill(number)
    return answer(page)


def sort(page: Page) -> str:
    """Sort one thing, which stays sorted, and then the others; return the headline."""
    choose(page, "code:never")
    send(page)
    page.wait_for_url("**?missing=1")
    arrived(page, "#errors")
    assert fits(page)
    expect(page.locator("main :checked")).to_have_count(1)
    expect(page.locator('[value="code:never"]')).to_be_checked()
    return answer(page, "hours:fine", "password:never")


def talk(page: Page) -> str:
    """Answer, take it back, and answer again to the end; return the headline."""
    say(page, "listen")
    assert page.url.endswith("#now")
    assert fits(page)
    page.get_by_role("button", name="Take my last answer back").click()
    expect(page.locator(".before")).to_have_count(0)
    for choice in ("listen", "ask", "goodbye"):
        say(page, choice)
    assert fits(page)
    return page.locator("main h1").inner_text()


def test_a_programme_is_gone_through_and_left_and_gone_on_with(visit: Callable[..., Page]) -> None:
    page = visit("/en/programme/forloeb", scripts=False)
    onward(page)
    rate(page)
    check_up(page, 6)
    assert answer(page, "genuine") == "Yes, it's genuine."
    onward(page)
    assert answer(page, "app") == "Yes, that's a safe choice."
    onward(page)
    onward(page)
    skip(page, questions("maader")[:5])
    page.goto("/en/quiz/maader/6")
    say(page, "listen")
    page.goto("/en/")
    page.get_by_role("link", name="Continue where you left off").click()
    onward(page)
    expect(page.locator(".before li")).to_have_count(2)
    say(page, "leave")
    onward(page)
    skip(page, questions("maader")[6:])
    page.goto("/en/quiz/maader/result")
    onward(page)
    for response in ("scam", "scam", "genuine", "genuine"):
        answer(page, response)
        onward(page)
    onward(page)
    check_up(page, 8)
    rate(page)
    assert "Thank you for taking part" in page.inner_text("main h1")
    assert fits(page)
    code = page.locator(".letters").inner_text()
    elsewhere = visit("/en/code", scripts=False)
    elsewhere.get_by_label("Your code").fill(code.lower())
    onward(elsewhere)
    assert f"Your reminder code is noted: {code}." in elsewhere.inner_text("main")


def rate(page: Page) -> None:
    """Answer both ratings, and go on with the programme."""
    for _ in range(2):
        choose(page, "2")
        onward(page)
    if page.locator(".course .next").count():
        onward(page)


def check_up(page: Page, count: int) -> None:
    """Take a check-up, which has no code of its own, and go on with the programme."""
    for n in range(1, count + 1):
        assert f"Question {n} of {count}" in page.inner_text(".above")
        choose(page, "scam")
        onward(page)
    assert fits(page)
    opened = page.locator(".explained > details").count()
    assert opened == (count if count == 8 else 0), "it is explained after the last one"
    expect(page.locator(".letters")).to_have_count(0)
    onward(page)


def test_the_text_size_and_the_guide_need_no_scripts(visit: Callable[..., Page]) -> None:
    page = visit("/da/doubt", scripts=False)
    page.get_by_role("link", name="En sms eller en mail").click()
    page.get_by_role("link", name="Banken").click()
    assert "Åbn selv bankens app." in page.inner_text("main")
    page.get_by_role("link", name="Større tekst").click()
    page.locator('button[value="1"]').click()
    page.wait_for_url("**/doubt?at=1.1&said=size")
    assert page.locator("html").get_attribute("class") == "size-1"

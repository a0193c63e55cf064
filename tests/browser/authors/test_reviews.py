"""A partner reads a draft by a link, with and without scripts, with a mouse, with the keyboard alone, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from quizlib import load_library
from tests.browser.authors.drafting import approve, asked, axe, begin, begun, here, press, staff, write
from tests.browser.pages.checks import measured
from tests.browser.taking import arrived
from tests.places import LIBRARY

pytestmark = pytest.mark.browser

WAYS = (
    ("da", True),
    ("en", False),
    pytest.param("da", False, marks=pytest.mark.trial),
    pytest.param("en", True, marks=pytest.mark.trial),
)
MOST = 40  # stops by Tab
WORDS = {
    "da": ("Spørgsmål 1", "Godkendt", "ikke godkendt", "gælder ikke længere", "Linket gælder ikke længere"),
    "en": ("Question 1", "Approved", "not approved", "has lapsed", "This link isn't good any more"),
}


def tab_to(page: Page, wanted: str) -> None:
    """Go on by Tab to what a selector names; every stop on the way can be seen, and has a mark."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        assert measured(page, "unseen()") == []
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"no way to {wanted} by Tab")


@pytest.mark.parametrize(("lang", "scripts"), WAYS)
def test_remarks_and_a_yes_with_the_keyboard_alone_reach_the_author(
    visit: Callable[..., Page], data: Path, lang: str, *, scripts: bool
) -> None:
    page = begun(visit, data, lang, scripts=scripts)
    draft = here(page)
    partner = visit(asked(page, draft), scripts=scripts)
    tab_to(partner, "[name=approved-code]")
    partner.keyboard.press("Space")
    tab_to(partner, "#words-door")
    partner.keyboard.type("Skriv »banken«, ikke Nets.")
    tab_to(partner, ".reviewing .button")
    partner.keyboard.press("Enter")
    arrived(partner, "#errors")
    if scripts:
        expect(partner.locator("#errors")).to_be_focused()
    assert axe(partner, scripts=scripts) == []
    partner.locator("#errors a").press("Enter")
    expect(partner.locator("#name")).to_be_focused()
    partner.keyboard.type("Mette Holm, Østjyllands Politi")
    tab_to(partner, ".reviewing .button")
    partner.keyboard.press("Enter")
    arrived(partner, ".saved")
    expect(partner.locator("#words-door")).to_have_value("Skriv »banken«, ikke Nets.")
    page.goto(f"{draft}/reviews")
    expect(page.locator(".reviewed h2")).to_contain_text("Mette Holm, Østjyllands Politi")
    first, second = page.locator(".reviewed li").all()
    expect(first).to_contain_text(f"✓ {WORDS[lang][1]}")
    expect(second).to_contain_text(WORDS[lang][2])
    expect(second).to_contain_text("Skriv »banken«, ikke Nets.")
    expect(page.locator("form[action$=approve]")).to_have_count(0)
    assert axe(page, scripts=scripts) == []


@pytest.mark.parametrize(("lang", "scripts"), WAYS)
def test_larger_text_and_another_language_lose_no_remark(
    visit: Callable[..., Page], data: Path, lang: str, *, scripts: bool
) -> None:
    page = begun(visit, data, lang, scripts=scripts)
    draft = here(page)
    partner = visit(asked(page, draft), scripts=scripts)
    partner.locator("[name=approved-code]").check()
    partner.locator("#words-code").fill("Kort og godt.\n\nTak.")
    other = {"da": "en", "en": "da"}[lang]
    partner.locator(f".bar [lang={other}]").press("Enter")
    partner.wait_for_url(f"**/{other}/review/*")
    expect(partner.locator("#words-code")).to_have_value("Kort og godt.\n\nTak.")
    expect(partner.locator("[name=approved-code]")).to_be_checked()
    partner.locator("#name").fill("Mette Holm")
    partner.locator(".bar button").nth(1).press("Enter")
    partner.wait_for_url("**/display?from=**")
    partner.locator("button[value='2']").press("Enter")
    partner.wait_for_url("**/review/*")
    expect(partner.locator("#name")).to_have_value("Mette Holm")
    page.goto(f"{draft}/reviews")
    expect(page.locator(".reviewed li")).to_have_count(0)
    press(partner, ".reviewing .button")
    arrived(partner, ".saved")
    page.goto(f"{draft}/reviews")
    expect(page.locator(".reviewed")).to_contain_text("Kort og godt.")


@pytest.mark.parametrize(("lang", "scripts"), WAYS)
def test_an_approval_is_written_into_the_text_and_lapses_with_a_change(
    visit: Callable[..., Page], data: Path, lang: str, *, scripts: bool
) -> None:
    page = begun(visit, data, lang, scripts=scripts)
    draft = here(page)
    approve(visit(asked(page, draft), scripts=scripts))
    page.goto(f"{draft}/reviews")
    press(page, "form[action$=approve] .button")
    arrived(page, ".saved")
    page.goto(draft)
    assert "Mette Holm, Østjyllands Politi" in page.locator("#text").input_value()
    expect(page.locator(".note")).to_have_count(0)
    write(page, "Du får denne sms.", "Du får disse ord.")
    lapsed = page.locator(".note", has_text="Mette Holm, Østjyllands Politi")
    expect(lapsed).to_contain_text(WORDS[lang][3])
    assert axe(page, scripts=scripts) == []


@pytest.mark.parametrize(("lang", "scripts"), WAYS)
def test_a_link_that_is_withdrawn_while_a_partner_writes_gives_the_words_back(
    visit: Callable[..., Page], data: Path, lang: str, *, scripts: bool
) -> None:
    page = begun(visit, data, lang, scripts=scripts)
    draft = here(page)
    link = asked(page, draft)
    partner = visit(link, scripts=scripts)
    partner.locator("#words-code").fill("Det tog mig en time at skrive.")
    partner.locator("#name").fill("Mette Holm")
    press(page, "form[action$=withdraw] .button")
    arrived(page, ".saved")
    press(partner, ".reviewing .button")
    expect(partner.locator("h1")).to_have_text(WORDS[lang][4])
    expect(partner.locator("main .notice")).to_have_text("Det tog mig en time at skrive.")
    assert axe(partner, scripts=scripts) == []
    partner.goto(link)
    expect(partner.locator("h1")).to_have_text(WORDS[lang][4])
    expect(partner.locator("main .notice")).to_have_count(0)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_on_paper_every_question_is_whole_with_what_was_remarked(
    visit: Callable[..., Page], data: Path, lang: str
) -> None:
    quiz = load_library(LIBRARY).quizzes["maader"]
    page = staff(visit, data, "author", lang)
    partner = visit(asked(page, begin(page, lang, quiz.id)))
    partner.locator(f"#words-{quiz.questions[0].id}").fill("En bemærkning\n" * 12 + "med en ende")
    paper = PdfReader(BytesIO(partner.pdf(prefer_css_page_size=True)))
    there = "".join(normalize("NFKC", "".join(sheet.extract_text() for sheet in paper.pages)).split())
    texts = [quiz.title[lang], "med en ende", *(text[lang] for text in (*quiz.takeaways, *quiz.actions))]
    for question in quiz.questions:
        texts += [question.stem[lang]]
        texts += [text[lang] for text in (question.hint, question.check, question.rationale) if text]
        texts += [choice.text for choice in question.prompt(lang).choices if choice.text]
        texts += [sign.why[lang] for sign in question.message.signs] if question.message else []
    assert [text for text in texts if "".join(normalize("NFKC", text).split()) not in there] == []
    assert len(paper.pages) < len(quiz.questions) * 3

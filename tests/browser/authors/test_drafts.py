"""An author writes a draft, with and without scripts; its pages pass all checks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.authors.drafting import LOCATED, asked, begin, begun, checked, here, retype

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_a_text_is_mended_at_its_line_and_seen_in_both_languages(
    visit: Callable[..., Page], data: Path, *, scripts: bool
) -> None:
    page = begun(visit, data, scripts=scripts)
    words = page.locator("#text").input_value()
    retype(page, words.replace("minutes:", "minuttes:"))
    page.locator(".wrong", has_text="mente du minutes?").wait_for()
    retype(page, words.replace("You get this text message.", "You get these words."))
    page.locator(".wrong").wait_for(state="detached")
    frame = page.frame_locator("iframe[title=English]")
    frame.get_by_role("heading", name="You get these words.").wait_for()
    page.frame_locator("iframe[title=Dansk]").get_by_role("heading", name="Du får denne sms.").wait_for()
    page.goto(f"{here(page)}/see")
    page.get_by_role("link", name="Størst tekst").press("Enter")
    page.frame_locator("iframe").first.locator("html.size-2").wait_for()


@pytest.mark.trial
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_page_of_drafts_passes_every_check(visit: Callable[..., Page], data: Path, lang: str) -> None:
    page = begun(visit, data, lang)
    draft = here(page)
    link = asked(page, draft)
    page.locator("form[action$=withdraw]").wait_for()
    wrong, every_way = begin(page, lang, "new", "min-quiz"), asked(page, begin(page, lang, "maader"))
    pages = [
        f"{LOCATED.format(lang)}?problem=name",
        f"{LOCATED.format(lang)}?problem=encoding",
        draft,
        f"{draft}/history",
        f"{draft}/see",
        f"{draft}/reviews",
        link,
        wrong,
        every_way,
        f"/{lang}/review/nobody",
    ]
    found = checked(page, pages)
    assert found == [], "\n".join(found)

"""An author changes questions in forms, with and without scripts; the pages pass all checks, also while it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.authors.drafting import begin, begun, press, retype
from tests.browser.chromium import HEIGHTS
from tests.browser.pages.checks import CHECKS, markup
from tests.browser.taking import arrived

pytestmark = pytest.mark.browser


def pressed(page: Page, name: str) -> None:
    """Press the button with a name in the form, and wait until what was typed is saved."""
    page.locator("#form").get_by_role("button", name=name, exact=True).first.press("Enter")
    arrived(page, ".saved")


@pytest.mark.parametrize(
    ("lang", "scripts"),
    [("da", True), ("da", False), pytest.param("en", True, marks=pytest.mark.trial)],
)
def test_a_question_is_changed_in_a_form_and_one_is_added(
    visit: Callable[..., Page], data: Path, lang: str, *, scripts: bool
) -> None:
    page = begun(visit, data, lang, scripts=scripts)
    draft = page.url.partition("?")[0]
    save, add, up = (
        ("Gem og tjek", "Tilføj til options", "Flyt op")
        if lang == "da"
        else ("Save and check", "Add to options", "Move up")
    )
    page.get_by_role("link", name="1", exact=False).and_(page.locator("nav a[href$='/questions/1']")).press("Enter")
    arrived(page, "#form")
    page.locator("#f-stem-en").fill("You get these words.")
    page.locator("#f-stem-en").press("Tab")
    pressed(page, save)
    page.frame_locator("iframe[title=English]").get_by_role("heading", name="You get these words.").wait_for()
    page.goto(draft)
    page.locator("#type").select_option("single_choice")
    press(page, "form[action$=questions] button")
    arrived(page, ".saved")
    pressed(page, add)
    last = page.locator("#f-options > .part").last
    last.locator("textarea").first.fill("Læg røret på")
    last.get_by_role("button", name=up).press("Enter")
    arrived(page, ".saved")
    assert "#f-options" in page.url
    assert page.locator("#f-options-2-text-da").input_value() == "Læg røret på"
    page.goto(draft)
    text = page.locator("#text").input_value()
    assert "You get these words." in text
    assert "Læg røret på" in text
    assert text.startswith("title:")


@pytest.mark.trial
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_form_passes_every_check(visit: Callable[..., Page], data: Path, lang: str) -> None:
    page = begun(visit, data, lang)
    wrong = begin(page, lang, "every-type", "alle-slags")
    right = begin(page, lang, "maader")
    page.goto(f"/{lang}/staff/drafts")
    broken = begin(page, lang, "new", "i-stykker")
    retype(page, "questions: [")
    page.locator(".wrong").wait_for()
    pages = [f"{wrong}/questions/{number}" for number in (2, 8)] + [
        f"{right}/questions/1",
        f"{broken}/questions/1",
    ]
    found, sources = list[str](), dict[str, str]()
    for address in pages:
        page.goto(address)
        sources[address] = page.context.request.get(page.url).text()
        for details in page.locator("main details").all():
            details.evaluate("one => one.open = true")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            found += [f"{address} at {width}: {name}: {one}" for name, check in CHECKS.items() for one in check(page)]
    found += markup(sources)
    assert found == [], "\n".join(found)

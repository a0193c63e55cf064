"""The editor of a draft's text: what is wrong at its line, keys, search, and the plain text where it cannot run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authors.drafting import EDITOR, begun, press, retype, write
from tests.browser.chromium import HEIGHTS
from tests.browser.pages.checks import NARROW, axe, targets, text
from tests.browser.taking import arrived

pytestmark = pytest.mark.browser

OLD = "delete Document.prototype.adoptedStyleSheets"  # as in iOS 16.3 and Firefox 100


def value(page: Page) -> str:
    """Return the text that the form would send."""
    return page.locator("textarea[name=text]").input_value()


def test_a_mistake_is_marked_at_its_line_and_leads_there(visit: Callable[..., Page], data: Path) -> None:
    page = begun(visit, data)
    retype(page, value(page).replace("minutes:", "minuttes:"))
    page.locator(".wrong").wait_for()
    expect(page.locator(".cm-lintRange-error")).to_have_text("minuttes: 1")
    expect(page.locator("[data-wrong=error]")).to_have_attribute("data-number", "3")
    page.locator(EDITOR).press("Control+Home")
    page.keyboard.type("# one line more\n")
    expect(page.locator("[data-wrong=error]")).to_have_attribute("data-number", "4")
    page.locator(".wrong a").press("Enter")
    expect(page.locator(EDITOR)).to_be_focused()
    expect(page.locator(".cm-announced")).to_contain_text("mente du minutes?")
    page.keyboard.type("her ")
    assert "\nher minuttes: 1\n" in value(page)
    page.keyboard.press("F8")
    expect(page.locator(".cm-tooltip")).to_contain_text("mente du minutes?")


def test_what_is_written_with_keys_is_saved_and_tab_leads_on(visit: Callable[..., Page], data: Path) -> None:
    page = begun(visit, data)
    before = value(page)
    page.locator("label[for=text]").click()
    expect(page.locator(EDITOR)).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type("# 🙂 ord")
    page.keyboard.press("Control+z")
    assert value(page) == before
    page.keyboard.press("Control+y")
    page.keyboard.press("Tab")
    expect(page.locator(".writing .button")).to_be_focused()
    page.keyboard.press("Enter")
    arrived(page, ".saved")
    assert value(page) == f"{before}# 🙂 ord"


@pytest.mark.parametrize("lang", ["da", pytest.param("en", marks=pytest.mark.trial)])
def test_everybody_can_search_in_the_editor(visit: Callable[..., Page], data: Path, lang: str) -> None:
    page = begun(visit, data, lang)
    named = "Teksten" if lang == "da" else "The text"
    expect(page.get_by_role("textbox", name=named)).to_be_visible()
    retype(page, value(page).replace("minutes:", "minuttes:"))
    page.locator(".wrong").wait_for()
    page.locator(EDITOR).press("Control+f")
    page.get_by_placeholder("Søg efter" if lang == "da" else "Search for").wait_for()
    page.keyboard.type("type")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-searchMatch-selected")).to_have_text("type")
    found = list[str]()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        found += [f"at {width}: {check.__name__}: {one}" for check in (axe, targets, text) for one in check(page)]
    assert found == [], "\n".join(found)
    page.set_viewport_size({"width": NARROW, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    page.keyboard.press("Escape")
    expect(page.locator(".cm-search")).to_have_count(0)


def test_the_largest_text_needs_no_scrolling_sideways(visit: Callable[..., Page], data: Path) -> None:
    page = begun(visit, data)
    draft = page.url
    small = page.locator(".cm-line").first.evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    page.set_viewport_size({"width": 390, "height": HEIGHTS[390]})
    page.goto("/da/display")
    press(page, "main [name=size][value='2']")
    page.locator("html.size-2").wait_for()
    page.goto(draft)
    large = page.locator(".cm-line").first.evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    assert large == small * 1.5
    page.locator(EDITOR).press("Control+f")
    page.locator(".cm-search").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_browser_that_cannot_adopt_styles_has_the_plain_text(visit: Callable[..., Page], data: Path) -> None:
    page = visit("/da/", 1280)
    page.context.add_init_script(OLD)
    page = begun(lambda *_, **__: page, data)
    expect(page.locator(".cm-editor")).to_have_count(0)
    expect(page.locator("#text-hint")).to_be_hidden()
    write(page, "You get this text message.", "You get these words.")
    assert "You get these words." in value(page)

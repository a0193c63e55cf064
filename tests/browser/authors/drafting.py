"""What authors and partners do in a browser: begin a draft, change its words, ask a partner, approve everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import HEIGHTS
from tests.browser.pages import checks
from tests.browser.pages.checks import CHECKS, markup
from tests.browser.pages.kinds.kinds_of_workshops import sign_in
from tests.browser.taking import arrived

LOCATED = "/{}/staff/drafts"
EDITOR = ".cm-content"  # there where scripts run


def begun(visit: Callable[..., Page], data: Path, lang: str = "da", *, scripts: bool = True) -> Page:
    """Sign an author in, and begin a draft of a quiz of the site."""
    page = staff(visit, data, "author", lang, scripts=scripts)
    begin(page, lang, "kort")
    return page


def staff(visit: Callable[..., Page], data: Path, role: str, lang: str, *, scripts: bool = True) -> Page:
    """Return the browser of somebody of the staff, signed in."""
    page = visit(f"/{lang}/", 1280, scripts=scripts)
    sign_in(page, data, role)
    return page


def begin(page: Page, lang: str, source: str, name: str = "") -> str:
    """Begin a draft, and return its address."""
    page.goto(LOCATED.format(lang))
    page.locator("#from").select_option(source)
    page.locator("#name").fill(name)
    press(page, "main .form .button:not(.plain)")
    arrived(page, "#text-title")
    return here(page)


def press(page: Page, button: str) -> None:
    """Press a button with the keyboard: a tap that comes right after the page is ignored."""
    page.locator(button).first.press("Enter")


def here(page: Page) -> str:
    """Return the address of a page without its query."""
    return page.url.partition("?")[0]


def write(page: Page, old: str, new: str) -> None:
    """Write other words into the text of a draft, and save it."""
    words = page.locator("#text").input_value()
    assert old in words
    retype(page, words.replace(old, new))
    arrived(page, ".saved")


def retype(page: Page, text: str) -> None:
    """Put another text in the place of the one of a draft, as a person who pastes it, and save it."""
    editor = page.locator(EDITOR)
    if editor.count():
        editor.press("Control+a")
        page.keyboard.insert_text(text)
    else:
        page.locator("#text").fill(text)
    assert page.locator("#text").input_value() == text
    press(page, ".writing .button")


def asked(page: Page, draft: str) -> str:
    """Make a link to a draft, and return its path."""
    page.goto(f"{draft}/reviews")
    press(page, "main .actions .button")
    arrived(page, ".saved")
    return "/" + page.locator(".review-link").first.inner_text().partition("//")[2].partition("/")[2]


def approve(partner: Page, name: str = "Mette Holm, Østjyllands Politi") -> None:
    """Approve every question of the quiz that a link has opened, and save it."""
    for box in partner.locator("[type=checkbox]").all():
        box.check()
    partner.locator("#name").fill(name)
    press(partner, ".reviewing .button")
    arrived(partner, ".saved")


def checked(page: Page, addresses: list[str]) -> list[str]:
    """Return what the checks of pages find at these addresses, on a phone and on a laptop."""
    found, sources = list[str](), dict[str, str]()
    for address in addresses:
        page.goto(address)
        sources[address] = page.context.request.get(page.url).text()
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            found += [f"{address} at {width}: {name}: {one}" for name, check in CHECKS.items() for one in check(page)]
    return found + markup(sources)


def axe(page: Page, *, scripts: bool) -> list[str]:
    """Return what axe finds on a page; nothing where scripts are off, since it is one."""
    return checks.axe(page) if scripts else []

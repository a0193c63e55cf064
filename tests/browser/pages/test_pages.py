"""Every kind of page passes every check: on a phone with scripts in both languages, and wider or without, in pairs.

Where scripts are switched off in the browser, axe cannot run either; here they come back empty instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser.chromium import HEIGHTS, QUICK, person
from tests.browser.pages.checks import CHECKS, markup
from tests.browser.pages.kinds.kinds import kinds, unavailable
from tests.webapp.serving import Server

pytestmark = pytest.mark.browser

ONCE = ("reflow",)  # brings a width of its own
Findings = Mapping[str, list[str]]


class Tour(NamedTuple):
    """One person's way past every kind of page; each is looked at in all the widths."""

    lang: str
    widths: tuple[int, ...]
    scripts: bool = True


TOURS = {
    "da on a phone": Tour("da", (390,)),
    "da wider": Tour("da", (1280,)),
    "en": Tour("en", (390, 768)),
    "da without scripts": Tour("da", (390, 768), scripts=False),
    "en without scripts": Tour("en", (1280,), scripts=False),
}


A_CHANGE_NEEDS = "da on a phone"
"""The other tours, which make all widths and pairs complete, are trials."""


def tours(names: Iterable[str]) -> list[pytest.ParameterSet]:
    """Return tours by their names."""
    return [pytest.param(name, id=name, marks=() if name == A_CHANGE_NEEDS else pytest.mark.trial) for name in names]


@pytest.fixture(scope="session")
def findings(browser: Browser, server: Server, data: Path) -> Callable[[str], Findings]:
    """What the checks found on a tour; each tour is made once."""

    @cache
    def findings(name: str) -> Findings:
        tour = TOURS[name]
        found: dict[str, list[str]] = {check: [] for check in (*CHECKS, "markup", "troubles")}
        context = person(browser, server.address, found["troubles"], tour.widths[0])
        context.add_init_script(QUICK)
        if not tour.scripts:
            context.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page = context.new_page()
        sources = {}
        try:
            for kind in kinds(page, tour.lang, data):
                look(page, kind, tour.widths, found)
                if not tour.scripts:  # there every page has an address that gives it again
                    sources[kind] = context.request.get(page.url).text()
            unavailable(page, tour.lang, data)
            look(page, "503", tour.widths, found)
        except Error as error:  # what has been found so far still counts, and the tour is not made again for each check
            found["troubles"].append(f"the tour ended at {page.url}: {error}")
        context.close()
        if sources:
            found["markup"] = markup(sources)
        return found

    return findings


def look(page: Page, kind: str, widths: tuple[int, ...], found: dict[str, list[str]]) -> None:
    """Look at a page in every width, and note what each check finds."""
    for width in reversed(widths):  # the first stays
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        for name, check in CHECKS.items():
            if name in ONCE and width != widths[0]:
                continue
            found[name] += [f"{kind} ({width} px): {finding}" for finding in check(page)]


@pytest.mark.parametrize("check", [*CHECKS, "troubles"])
@pytest.mark.parametrize("tour", tours(TOURS))
def test_every_kind_of_page_passes(findings: Callable[[str], Findings], tour: str, check: str) -> None:
    found = findings(tour)[check]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("tour", tours(name for name, tour in TOURS.items() if not tour.scripts))
def test_every_kind_of_page_is_valid_html(findings: Callable[[str], Findings], tour: str) -> None:
    found = findings(tour)["markup"]
    assert not found, "\n".join(found)

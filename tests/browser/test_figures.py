"""Pages of figures pass every check that all other pages pass, and can be read on paper."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error
from pypdf import PdfReader

from tests.browser.checks import CHECKS, markup
from tests.browser.chromium import person
from tests.browser.kinds_of_figures import COOKIE, counted, figures
from tests.browser.test_pages import Findings, Tour, look
from tests.webapp.serving import Server

pytestmark = pytest.mark.browser

TOURS = {
    "da": Tour("da", (390, 1280)),
    "en without scripts": Tour("en", (768, 390), scripts=False),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """The site with a campaign that has been counted, and an analyst's cookie."""
    with counted(tmp_path_factory.mktemp("figures")) as found:
        yield found


def analyst(browser: Browser, served: tuple[Server, str], troubles: list[str], width: int) -> BrowserContext:
    """Return the browser of an analyst."""
    server, cookie = served
    context = person(browser, server.address, troubles, width)
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.address}])
    return context


@pytest.fixture(scope="module")
def findings(browser: Browser, served: tuple[Server, str]) -> Callable[[str], Findings]:
    """What the checks found on a tour; each tour is made once."""

    @cache
    def findings(name: str) -> Findings:
        tour = TOURS[name]
        found: dict[str, list[str]] = {check: [] for check in (*CHECKS, "markup", "troubles")}
        context = analyst(browser, served, found["troubles"], tour.widths[0])
        if not tour.scripts:
            context.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page = context.new_page()
        sources = {}
        try:
            for kind in figures(page, tour.lang):
                look(page, kind, tour.widths, found)
                sources[kind] = context.request.get(page.url).text()
        except Error as error:
            found["troubles"].append(f"the tour ended at {page.url}: {error}")
        context.close()
        found["markup"] = markup(sources)
        return found

    return findings


@pytest.mark.parametrize("check", [*CHECKS, "markup", "troubles"])
@pytest.mark.parametrize("tour", TOURS)
def test_every_page_of_figures_passes(findings: Callable[[str], Findings], tour: str, check: str) -> None:
    found = findings(tour)[check]
    assert not found, "\n".join(found)


def test_the_overview_can_be_printed(browser: Browser, served: tuple[Server, str], tmp_path: Path) -> None:
    troubles: list[str] = []
    context = analyst(browser, served, troubles, 1280)
    page = context.new_page()
    page.goto("/da/staff/figures")
    (tmp_path / "page.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    context.close()
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO((tmp_path / "page.pdf").read_bytes())).pages)
    assert "Hvad kampagnen har lært" in text
    assert "Svindel, nogen troede på" in text
    assert troubles == []

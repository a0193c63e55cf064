"""Pages of figures pass every check that all other pages pass, and can be read on paper."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page
from pypdf import PdfReader

from tests.browser.chromium import person
from tests.browser.pages.checks import CHECKS, markup
from tests.browser.pages.kinds.kinds_of_figures import COOKIE, counted, figures
from tests.browser.pages.test_pages import Findings, Tour, look
from tests.webapp.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.trial]

SCREEN, SCREENS = 900, 6
"""The height of a screen in px, and how many of them a page of figures may take."""
MOST_OF_A_LIST = 12

NARROW = """() => {
  const ruler = document.createElement("span");
  ruler.textContent = "0".repeat(8);
  ruler.style.position = "absolute";
  const found = [];
  for (const cell of document.querySelectorAll("main :is(th, td, dt, dd, .tiles li, .stack, .slope)")) {
    if (!cell.checkVisibility() || !cell.textContent.trim() || cell.querySelector(".hush:only-child")) continue;
    cell.append(ruler);
    const eight = ruler.getBoundingClientRect().width;
    ruler.remove();
    const range = document.createRange();
    range.selectNodeContents(cell);
    const words = range.getBoundingClientRect(), line = parseFloat(getComputedStyle(cell).lineHeight) || eight / 2;
    if (cell.clientWidth < eight && words.height > 1.5 * line)
      found.push(`${Math.round(cell.clientWidth)} of ${Math.round(eight)} px: ${cell.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""
"""What is in a column narrower than eight characters, though it does not fit on one line there."""

TOURS = {
    "da on a phone": Tour("da", (390,)),
    "da wider": Tour("da", (1280,)),
    "en without scripts": Tour("en", (390, 768), scripts=False),
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


def every_page(page: Page, lang: str) -> Iterator[str]:
    """Lead a page past the pages of figures in a language, the first of each list, and say at each where it is."""
    addresses = ["", "/summary", "/attendance"]
    for listed in ("/quizzes", "/workshops"):
        page.goto(f"/{lang}/staff/figures{listed}")
        links = [link.get_attribute("href") or "" for link in page.locator("main .card a").all()]
        addresses += [listed, *(link.partition("/figures")[2] for link in links[:MOST_OF_A_LIST])]
    for address in (*(f"figures{one}" for one in addresses), "bank"):
        page.goto(f"/{lang}/staff/{address}")
        yield address


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_page_of_figures_is_at_most_six_screens_of_a_laptop(
    browser: Browser, served: tuple[Server, str], lang: str
) -> None:
    troubles: list[str] = []
    context = analyst(browser, served, troubles, 1280)
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    heights = {one: page.evaluate("document.documentElement.scrollHeight") for one in every_page(page, lang)}
    context.close()
    assert len(heights) > MOST_OF_A_LIST
    assert {address: height for address, height in heights.items() if height > SCREENS * SCREEN} == {}
    assert troubles == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_column_of_figures_whose_words_wrap_is_narrower_than_eight_characters(
    browser: Browser, served: tuple[Server, str], width: int
) -> None:
    troubles: list[str] = []
    context = analyst(browser, served, troubles, width)
    page = context.new_page()
    found = {}
    for address in every_page(page, "da"):
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found[address] = page.evaluate(NARROW)
    context.close()
    assert {address: cells for address, cells in found.items() if cells} == {}
    assert troubles == []


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

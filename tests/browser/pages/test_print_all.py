"""QR codes and what is printed: from the ticks in the list to the file, and on the big screen from afar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.chromium import HEIGHTS, person
from tests.browser.pages.checks import CHECKS, markup
from tests.browser.pages.kinds.kinds_of_workshops import sign_in, workshop
from tests.browser.pages.pixels import codes_in
from tests.webapp.serving import Server, running
from tests.webapp.taking import altered
from webapp.web.services import today

pytestmark = [pytest.mark.browser, pytest.mark.trial]
LIST = "/{}/staff/workshops"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which that site keeps its data."""
    return tmp_path_factory.mktemp("printing")


@pytest.fixture(scope="module")
def reachable(folder: Path) -> Iterator[Server]:
    """A site with an address that people can open."""
    library = altered(folder, "library.yaml", "address: tryg.example", "address: tryg.bibliotek.dk")
    with running(folder, content=library) as started:
        yield started


def ticked(page: Page, lang: str, folder: Path) -> None:
    """Plan two workshops, tick them in the list, and go to what is printed."""
    page.goto(f"/{lang}/")
    sign_in(page, folder, "organiser")
    made = [workshop(folder, begun=False) for _ in range(2)]
    page.goto(LIST.format(lang))
    for one in made:
        page.locator(f'input[value="{one.workshop.id}"]').check()
    page.locator("#print button").click()
    page.wait_for_url("**/print?**")


@pytest.mark.parametrize("scripts", [True, False])
def test_ticks_in_the_list_lead_to_one_file(
    browser: Browser, reachable: Server, folder: Path, tmp_path: Path, *, scripts: bool
) -> None:
    context = person(browser, reachable.address, [], scripts=scripts)
    page = context.new_page()
    ticked(page, "da", folder)
    for part in page.locator("[name=part]").all():
        part.set_checked(part.get_attribute("value") in ("leader", "poster"))
    page.locator("#network").fill("Læsesalen")
    with page.expect_download() as download:
        page.locator("main .form .button").click()
    download.value.save_as(tmp_path / "all.pdf")
    assert len(PdfReader(tmp_path / "all.pdf").pages) in (7, 8), "four sides each; the last has nothing on its back"
    assert page.locator("#network").input_value() == "Læsesalen", "what was typed is there for the next file"
    context.close()


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_passes_what_every_page_passes(
    browser: Browser, reachable: Server, folder: Path, lang: str, width: int
) -> None:
    noted: list[str] = []
    context = person(browser, reachable.address, noted, width)
    page = context.new_page()
    ticked(page, lang, folder)
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    assert {name: found for name, check in CHECKS.items() if (found := check(page))} == {}
    assert (
        markup({"print": page.request.get(page.url).text(), "list": page.request.get(LIST.format(lang)).text()}) == []
    )
    assert noted == []
    context.close()


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_a_camera_reads_the_code_on_the_big_screen_and_never_the_leaders(
    browser: Browser, reachable: Server, folder: Path, size: tuple[int, int]
) -> None:
    context = person(browser, reachable.address, [])
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    made = workshop(folder)
    page.goto(f"/da/screen/{made.workshop.id}")
    page.wait_for_selector(".qr")
    codes = codes_in(context, page.screenshot())
    assert codes == {f"http://tryg.bibliotek.dk/d/{made.workshop.code}"}
    context.close()


def test_a_camera_reads_every_code_on_the_pages_of_those_who_plan(
    browser: Browser, reachable: Server, folder: Path
) -> None:
    context = person(browser, reachable.address, [])
    page = context.new_page()
    page.goto("/da/")
    sign_in(page, folder, "organiser")
    made = planned_by_site(page)
    page.goto(f"/da/staff/workshops/{made}")
    (public,) = codes_in(context, page.screenshot(full_page=True))
    assert public.startswith("http://tryg.bibliotek.dk/d/")
    page.goto(f"/da/staff/workshops/{made}/sheet")
    (secret,) = codes_in(context, page.screenshot(full_page=True))
    assert secret.startswith("http://tryg.bibliotek.dk/da/lead/"), "and none for everybody beside it"
    context.close()


def planned_by_site(page: Page) -> str:
    """Plan a workshop in the form, so that the site can print its link; return its id."""
    page.goto("/da/staff/workshops/new")
    page.locator("#place").select_option("nordbyens-bibliotek")
    page.locator("#day").fill(today().isoformat())
    page.locator("main .form .button").last.click()
    page.wait_for_url(re.compile("/workshops/(?!new)"))
    return page.url.partition("?")[0].rpartition("/")[2]

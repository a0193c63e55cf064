"""A laptop without internet: its pages pass every check, and it asks by itself whether a phone has come."""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import HEIGHTS, person
from tests.browser.pages.checks import CHECKS, markup
from tests.browser.taking import arrived
from tests.places import LIBRARY
from tests.webapp.serving import Server, running
from webapp.storage.database.engine import Database
from webapp.storage.laptops.campaign_file import CampaignFile
from webapp.storage.laptops.sealing import new_keys
from webapp.storage.tables.passing import Packet
from webapp.web.laptop_mode import reachable

pytestmark = pytest.mark.browser

WORKSHOP = (sys.executable, "-m", "webapp", "workshop", "--no-browser")


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A laptop with a campaign file, and its data."""
    data = tmp_path_factory.mktemp("laptop")
    keys = {f"2026-{month:02}": new_keys()[0] for month in range(1, 13)}
    made = CampaignFile(laptop="a", token="b", address="http://127.0.0.1:9", keys=keys)  # noqa: S106 - nobody's
    (data / "campaign.json").write_text(made.model_dump_json())
    with running(data, WORKSHOP, LIBRARY) as server:
        yield server, data


@pytest.fixture
def page(browser: Browser, laptop: tuple[Server, Path]) -> Iterator[Page]:
    """A browser on the laptop itself."""
    troubles: list[str] = []
    context = person(browser, f"http://localhost:{laptop[0].port}", troubles, 390)
    yield context.new_page()
    context.close()
    assert troubles == []


def unsent(data: Path) -> None:
    """Leave a workshop that is not sent, and one whose small groups were deleted."""
    database = Database(f"sqlite:///{data / 'tryg.sqlite'}")
    rows = [
        Packet(id=week, month="2026-11", week=week, sealed=None, receipted=False) for week in ("2026-W40", "2026-W41")
    ]
    database.write(lambda transaction: transaction.session.add_all(rows))
    database.close()


@pytest.mark.parametrize("lang", ["da", pytest.param("en", marks=pytest.mark.trial)])
def test_its_pages_pass_every_check(page: Page, laptop: tuple[Server, Path], lang: str) -> None:
    found: list[str] = []
    sources: dict[str, str] = {}

    def look(kind: str) -> None:
        sources[kind] = page.context.request.get(page.url).text()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            for check in CHECKS.values():
                found.extend(f"{kind} ({width} px): {finding}" for finding in check(page))

    page.goto(f"/{lang}/laptop")
    look("laptop")
    page.locator("#programme").locator("xpath=ancestor::form").locator("button").click()
    page.wait_for_url("**problem=choose")
    look("laptop: no place")
    if not page.locator("#wifi").is_visible():  # it is known already
        page.locator("details:has(#wifi) summary").click()
    page.locator("#wifi").fill("Biblioteket")
    page.locator("#password").fill("bogorm42")
    page.locator("form[action$=wifi] button").press("Enter")  # a tap at the place of the last one would not count yet
    arrived(page, ".saved")
    look("laptop: Wi-Fi")
    page.goto(f"/{lang}/laptop/help")
    look("laptop: help")
    page.goto(f"/{lang}/try")
    look("laptop: reached")
    if lang == "en":
        unsent(laptop[1])
        page.goto(f"/{lang}/laptop?problem=offline")
        expect(page.locator(".notice .title")).to_have_text("2 events haven't been sent yet")
        look("laptop: not sent")
    assert found == []
    assert markup(sources) == []


@pytest.mark.skipif(not reachable(), reason="this machine is on no network")
def test_the_laptop_itself_does_not_turn_the_page_green(page: Page, laptop: tuple[Server, Path]) -> None:
    page.goto("/da/laptop")
    with page.expect_response("**/da/laptop/tried") as told:
        connection = http.client.HTTPConnection(reachable()[0], laptop[0].port, timeout=10)
        connection.request("GET", "/da/try")
        assert connection.getresponse().status == 200
        connection.close()
    assert told.value.status == 204
    expect(page.locator(".verdict")).to_have_count(0)

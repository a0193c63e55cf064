"""Joining while somebody guesses codes: one question more, which is one tap."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import HEIGHTS, person
from tests.browser.pages.checks import CHECKS
from tests.browser.pages.kinds.kinds_of_workshops import workshop
from tests.places import LIBRARY
from tests.webapp.serving import running

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_the_place_is_asked_for_on_a_page_that_passes_every_check_and_one_tap_leads_in(
    browser: Browser, tmp_path: Path, *, scripts: bool
) -> None:
    with running(tmp_path, content=LIBRARY) as server:
        code = workshop(tmp_path).workshop.code or ""
        troubles: list[str] = []
        context = person(browser, server.address, troubles, scripts=scripts)
        page, wrong = context.new_page(), f"{(int(code) + 1) % 1_000_000:06}"
        for _ in range(20):
            assert context.request.get(f"/da/d/{wrong}").status == HTTPStatus.NOT_FOUND
        page.goto("/da/join")
        page.locator("#code").fill(f"Koden er {code[:3]}-{code[3:]}".replace("0", "O"))
        page.locator("main form .button").click()
        page.get_by_role("heading", name="Hvilket bibliotek er I på?").wait_for()
        if scripts:
            for width, height in HEIGHTS.items():
                page.set_viewport_size({"width": width, "height": height})
                assert [finding for check in CHECKS.values() for finding in check(page)] == []
        page.get_by_role("link", name="Prøvekøbing Hovedbibliotek").click()
        page.get_by_role("button", name="Vær med").click()
        page.wait_for_url("**/da/people")
        context.close()
        assert troubles == []

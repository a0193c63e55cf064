"""A table of questions in a spreadsheet or a document becomes a draft, and its author goes on in a form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.authors.drafting import press
from tests.browser.chromium import HEIGHTS
from tests.browser.pages.checks import CHECKS, markup
from tests.browser.pages.kinds.kinds_of_workshops import sign_in
from tests.browser.taking import arrived
from tests.quizlib.exchange.test_tables import ROWS, document, spreadsheet

pytestmark = pytest.mark.browser
TABLES = {"tabel.xlsx": spreadsheet, "tabel.docx": document}


@pytest.mark.parametrize(
    ("lang", "name", "scripts"),
    [
        ("da", "tabel.xlsx", True),
        ("en", "tabel.docx", False),
        pytest.param("da", "tabel.docx", True, marks=pytest.mark.trial),
        pytest.param("en", "tabel.xlsx", False, marks=pytest.mark.trial),
    ],
)
def test_a_table_becomes_a_draft_with_a_report_and_is_finished_in_forms(
    visit: Callable[..., Page], data: Path, lang: str, name: str, *, scripts: bool
) -> None:
    page = visit(f"/{lang}/", 1280, scripts=scripts)
    sign_in(page, data, "author")
    page.goto(f"/{lang}/staff/drafts/import")
    page.locator("#file").set_input_files({"name": name, "mimeType": "", "buffer": TABLES[name](ROWS)})
    page.locator("#language").select_option("da")
    press(page, "main .form .button")
    page.locator("#pick-0").wait_for()
    assert page.locator("[name=pick]").count() == 3
    refused = "Hvad gør du?" if lang == "da" else "answers"
    page.locator("main", has_text=refused).wait_for()
    page.locator("#pick-2").press("Space")
    press(page, "main .form .button")
    arrived(page, "#text-title")
    draft = page.url.partition("?")[0]
    assert page.locator("nav a[href*='/questions/']").count() == 2
    assert page.locator(".wrong").count() == 1, "the other language is missing"
    found, sources = list[str](), dict[str, str]()
    for address in (draft, f"{draft}/questions/1"):
        page.goto(address)
        sources[address] = page.context.request.get(page.url).text()
        for width in (390, 1280) if scripts else ():  # every check of what is drawn needs them
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            found += [f"{address} at {width}: {name}: {one}" for name, check in CHECKS.items() for one in check(page)]
    assert found + markup(sources) == []
    for box in page.locator("#form textarea[lang=en]:visible").all():
        box.fill("What people read in English")
    press(page, "#form .button:not(.plain)")
    arrived(page, ".saved")
    page.goto(draft)
    assert "What people read in English" in page.locator("#text").input_value()
    assert "Ringer op" in page.locator("#text").input_value()

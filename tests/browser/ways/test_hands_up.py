"""An hour with hands up: a leader on a phone, the wall beside it, in both languages, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.kinds.kinds_of_workshops import stored
from webapp.storage.workshops.hands import Hands
from webapp.storage.workshops.planning import NewWorkshop, Plan, Planning
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.together import Together
from webapp.web.services import now, today

WALL = {"width": 1024, "height": 768}
OVER = """() => [document.documentElement.scrollWidth > innerWidth,
  document.documentElement.scrollHeight > innerHeight + 1]"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".picture *")]
  .filter((one) => one.getClientRects().length && !one.closest(".hush")
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


def planned(data: Path) -> NewWorkshop:
    """Plan a workshop by hands of today."""
    with stored(data) as database:
        workshops = Workshops(database)
        return Planning(workshops, b"a key").create(Plan("hovedbiblioteket", today(), quizzes=("maader",), way="hands"))


def step(data: Path, made: NewWorkshop) -> str:
    """Return what the room does now."""
    with stored(data) as database:
        found = Together(database).present(made.workshop.id)
    return found.step if found else ""


def press(page: Page, action: str) -> None:
    """Press a button of the leader's page, and wait for the page that follows."""
    with page.expect_event("load"):
        page.locator(f"main button[value={action}]").first.press("Enter")


@pytest.mark.trial
@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_an_hour_with_hands_up(visit: Callable[..., Page], data: Path, lang: str, *, scripts: bool) -> None:
    made = planned(data)
    page = visit(f"/{lang}/lead/{made.token}", 390, scripts=scripts)
    wall = visit(f"/{lang}/screen/{made.workshop.id}", 768, scripts=scripts)
    wall.set_viewport_size(WALL)  # type: ignore[arg-type]  # width and height
    press(page, "open")
    page.locator("#people").fill("12")
    press(page, "people")
    met, picture = set[str](), ""
    for _ in range(80):
        doing = step(data, made)
        if doing == "end":
            break
        met.add(doing)
        if scripts:
            expect(wall.locator(".picture")).not_to_have_js_property("innerText", picture)
        else:
            wall.reload()
        picture = wall.locator(".picture").inner_text()
        assert wall.evaluate(OVER) == [False, False]
        assert wall.evaluate(SMALLEST) >= WALL["height"] / 30 - 0.1
        assert not page.evaluate(OVER)[0]
        choice = page.locator("button[name=choice]")
        if choice.count():
            with page.expect_event("load"):
                choice.last.press("Enter")
            continue
        fields = page.locator("main form .digits")
        if fields.count():
            _count(page, scripts=scripts)
        press(page, "on")
    assert {"hands", "room", "signs", "check"} <= met
    with stored(data) as database:
        kept = Hands(database).all(made.workshop.id)["maader"]
    assert kept["notice"] == {"genuine": 2, "scam": 1, "unsure": 0}
    page.locator(".next a.button").press("Enter")
    page.wait_for_url("**/end")
    press(page, "end")
    with stored(data) as database:
        ended = Workshops(database).by_id(made.workshop.id)
    assert ended is not None
    assert (ended.phase(now()), ended.head_count, ended.head_count_given) == ("ending", 12, True)


def _count(page: Page, *, scripts: bool) -> None:
    """Count two hands for the first answer, and one for the second: with the buttons, where they are."""
    if not scripts:
        page.locator("main form .digits").nth(0).fill("2")
        page.locator("main form .digits").nth(1).fill("1")
        return
    more = page.locator(".more")
    for number in (0, 0, 1):
        more.nth(number).click()
    box = more.first.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 64

"""The front page stays short on a phone, however many quizzes there are, and what helps now stands high on it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from quizlib import load_library
from tests.browser.chromium import person
from tests.places import CONTENT
from tests.webapp.serving import running

pytestmark = pytest.mark.browser

HIGHEST = {15: 2500, 20: 2900}  # px at 390 px wide, by quizzes


def library_of(folder: Path, number: int) -> Path:
    """Return the library that ships with as many quizzes as that, in all its groups."""
    library = folder / "library"
    shutil.copytree(CONTENT, library)
    groups = [list(group.quizzes) for group in load_library(CONTENT).groups]
    quizzes = sum(map(len, groups))
    for group in cycle(groups):
        if quizzes == number:
            return library
        if quizzes < number:
            copy(library, group[0], f"nr-{quizzes}")
            quizzes += 1
        elif len(group) > 1:
            outdate(library / "quizzes" / f"{group.pop()}.yaml")
            quizzes -= 1
    return library


def copy(library: Path, quiz: str, name: str) -> None:
    """Add a copy of a quiz, in the same group."""
    shutil.copy(library / "quizzes" / f"{quiz}.yaml", library / "quizzes" / f"{name}.yaml")
    settings = library / "library.yaml"
    words = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(rf"(quizzes: \[.*\b{quiz})\b", rf"\1, {name}", words), encoding="utf-8")


def outdate(file: Path) -> None:
    """Let a quiz be out of date, so that it is not offered."""
    words, changed = re.subn(r"(?m)^valid_until: .*$", "valid_until: 2020-01-01", file.read_text(encoding="utf-8"))
    assert changed == 1, file
    file.write_text(words, encoding="utf-8")


@pytest.fixture(scope="module", params=[15, 20])
def front(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The front page of a site with so many quizzes, on a phone that is new to it."""
    number = int(request.param)
    folder = tmp_path_factory.mktemp(f"front-{number}")
    with running(folder / "data", content=library_of(folder, number)) as server:
        context = person(browser, server.address, [], 390)
        page = context.new_page()
        page.goto("/da/")
        assert page.locator(".house svg path[fill='#d3e5e9']").count() == number
        yield page
        context.close()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_it_is_short_on_a_phone(front: Page, lang: str) -> None:
    front.goto(f"/{lang}/")
    number = front.locator(".house svg path[fill='#d3e5e9']").count()
    assert front.evaluate("document.documentElement.scrollHeight") <= HIGHEST[number]


def test_the_button_to_begin_is_seen_at_once_and_the_guide_follows(front: Page) -> None:
    front.goto("/da/")
    button, guide = front.locator(".first .button").bounding_box(), front.locator(".in-doubt").bounding_box()
    assert button
    assert guide
    assert button["y"] + button["height"] <= 844
    assert guide["y"] <= 844


def test_a_group_opens_with_a_tap_and_its_drawings_come_then(front: Page) -> None:
    front.goto("/da/")
    floor = front.locator(".floor").nth(2)
    assert not floor.locator("img").first.is_visible()
    floor.locator("summary").click()
    drawing = floor.locator("img").first
    drawing.wait_for(state="visible")
    expect(drawing).not_to_have_js_property("naturalWidth", 0)

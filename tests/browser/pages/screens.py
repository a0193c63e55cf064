"""Pictures of every kind of page, to be looked at: `python -m tests.browser.pages.screens FOLDER`; and the README's."""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from tests.browser.chromium import chromium, person
from tests.browser.pages.kinds.kinds import kinds
from tests.browser.pages.kinds.kinds_of_figures import COOKIE, analysed, counted, figures
from tests.browser.taking import begin, onward
from tests.places import LIBRARY, ROOT
from tests.webapp.serving import running
from webapp.config.settings import Settings
from webapp.demo.making import make

CONTENT = ROOT / "content"


def all_kinds(browser: Browser, folder: Path) -> None:
    """Photograph the test library's pages: both widths, both languages, with scripts and without."""
    with tempfile.TemporaryDirectory() as data, running(Path(data), content=LIBRARY) as server:
        for lang, width, scripts in product(("da", "en"), (390, 1280), (True, False)):
            page = person(browser, server.address, [], width, scripts=scripts).new_page()
            for kind in kinds(page, lang, Path(data)):
                name = f"{lang}-{width}-{'' if scripts else 'plain-'}{kind.replace(': ', '-').replace(' ', '-')}.png"
                page.screenshot(path=folder / name, full_page=True)
            page.context.close()


def question(browser: Browser, file: Path) -> None:
    """Photograph a question of the shipped quizzes, for the README."""
    with tempfile.TemporaryDirectory() as data, running(Path(data), content=CONTENT) as server:
        page = person(browser, server.address, [], 1280).new_page()
        begin(page, "da", "falske-beskeder")
        onward(page)  # past the worked example
        page.locator("input[value=scam]").check()
        page.screenshot(path=file)


def made_up(browser: Browser, file: Path) -> None:
    """Photograph the overview of a made-up campaign, for the README."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        settings = Settings.read(data_dir=str(data), quiz_content=str(CONTENT))
        for line in make(settings, seed=1, weeks=10):
            sys.stderr.write(f"{line}\n")
        with analysed(data) as (server, cookie):
            page = signed_in_person(browser, server.address, cookie, 1280).new_page()
            page.goto("/da/staff/figures")
            page.screenshot(path=file, clip={"x": 0, "y": 0, "width": 1280, "height": 1400}, full_page=True)


def signed_in_person(browser: Browser, address: str, cookie: str, width: int) -> BrowserContext:
    """Return the browser of somebody of the staff."""
    context = person(browser, address, [], width)
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
    return context


def all_figures(browser: Browser, folder: Path) -> None:
    """Photograph the figures of a counted campaign: both widths, both languages."""
    with tempfile.TemporaryDirectory() as data, counted(Path(data)) as (server, cookie):
        for lang, width in product(("da", "en"), (390, 1280)):
            page = signed_in_person(browser, server.address, cookie, width).new_page()
            for kind in figures(page, lang):
                name = f"{lang}-{width}-{kind.replace(': ', '-').replace(' ', '-')}.png"
                page.screenshot(path=folder / name, full_page=True)
            page.context.close()


def main(folder: Path) -> None:
    """Take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        question(browser, ROOT / "docs" / "question.png")
        made_up(browser, ROOT / "docs" / "figures.png")
        all_figures(browser, folder)
        all_kinds(browser, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

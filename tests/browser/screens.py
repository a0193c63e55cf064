"""Pictures of every kind of page, to be looked at: `python -m tests.browser.screens FOLDER`; and the README's."""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import chromium, person
from tests.browser.kinds import kinds
from tests.browser.taking import LIBRARY, begin, onward
from tests.webapp.serving import running

ROOT = Path(__file__).parents[2]
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


def main(folder: Path) -> None:
    """Take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        question(browser, ROOT / "docs" / "question.png")
        all_kinds(browser, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

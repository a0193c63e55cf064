"""The way past every kind of page of figures, of a campaign that has been counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page

from tests.places import CONTENT
from tests.webapp.report.campaign import Campaign
from tests.webapp.report.in_memory import store
from tests.webapp.serving import Server, running
from tests.webapp.signed_in import signed_in, site_of
from webapp import create_app
from webapp.config.settings import Settings
from webapp.site_content.reading import read_content

COOKIE = "staff"


@contextmanager
def counted(data: Path, workshops: int = 40) -> Iterator[tuple[Server, str]]:
    """Serve what ships with a campaign's figures; yield as `analysed` does."""
    site = site_of(_app(data))
    store(Campaign(read_content(CONTENT)[0], workshops=workshops), site.database, site.records)
    site.database.close()
    with analysed(data) as found:
        yield found


@contextmanager
def analysed(data: Path) -> Iterator[tuple[Server, str]]:
    """Serve what ships on a data folder; yield the server, and the cookie of an analyst who is signed in."""
    app = _app(data)
    cookie = signed_in(app, "analyst", "Mette Holm").get_cookie(COOKIE)
    site_of(app).close()
    if cookie is None:
        message = "nobody is signed in"
        raise LookupError(message)
    with running(data, content=CONTENT) as server:
        yield server, cookie.value


def figures(page: Page, lang: str) -> Iterator[str]:
    """Lead a page past the figures in a language, and say at each what it is; whoever is signed in may see them."""
    page.goto(f"/{lang}/staff/figures")
    yield "figures"
    for details in page.locator("main details > summary").all():
        details.click()
    yield "figures: every definition"
    page.goto(f"/{lang}/staff/figures/quizzes")
    yield "figures: quizzes"
    page.goto(f"/{lang}/staff/figures/quiz/falske-beskeder")
    for details in page.locator("main .folded > summary").all():
        details.click()
    yield "figures: a quiz"
    page.goto(f"/{lang}/staff/figures/quiz/bekymring")
    yield "figures: ratings"
    page.goto(f"/{lang}/staff/figures/workshops")
    yield "figures: workshops"
    page.locator("main .card a").first.click()
    page.wait_for_url("**/figures/workshop/*")
    yield "figures: a workshop"
    page.goto(f"/{lang}/staff/figures/attendance")
    yield "figures: attendance"


def _app(data: Path) -> Flask:
    return create_app(Settings.read(data_dir=str(data), quiz_content=str(CONTENT)))

"""The way through a workshop: of those who take part, of who leads it, and what the projector shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.taking import arrived, begin, onward
from webapp.site import now, today
from webapp.storage.engine import Database
from webapp.storage.workshop import NOTICE, WAITS
from webapp.storage.workshops import Made, Workshops

QUIZZES = ("beskeder", "kort")


@contextmanager
def stored(data: Path) -> Iterator[Workshops]:
    """Open the workshops of the site that keeps its data here."""
    database = Database(f"sqlite:///{data / 'tryg.sqlite'}")
    yield Workshops(database)
    database.close()


def workshop(data: Path, *, begun: bool = True) -> Made:
    """Store a workshop of today with two quizzes; return it, people let in, and the token of its leader link."""
    with stored(data) as workshops:
        made = workshops.create("hovedbiblioteket", today(), quizzes=QUIZZES)
        if begun:
            workshops.let_in(made.workshop.id, now())
    return made


def end(data: Path, made: Made) -> None:
    """End it, as if its leader had done so more than two minutes ago."""
    with stored(data) as workshops:
        workshops.end(made.workshop.id, now() - 2 * NOTICE)


def close(data: Path, made: Made) -> None:
    """Store that it has been closed, as closing does."""
    sql = "UPDATE workshop SET closed = true, code = null, leader = null, day = null, week = '2026-W48' WHERE id = :id"
    with stored(data) as workshops:
        workshops._database.write(lambda connection: connection.execute(sql, {"id": made.workshop.id}).rowcount)  # noqa: SLF001 - the test's own way in


def join(page: Page, lang: str, made: Made) -> None:
    """Join, alone at the screen: the quizzes of the workshop are shown."""
    page.goto(f"/{lang}/d/{made.workshop.code}")
    page.locator("main form .button").click()
    page.wait_for_url("**/people")
    page.locator(".pick").first.click()
    page.wait_for_url("**/workshop")


def taking_part(page: Page, lang: str, data: Path) -> Iterator[str]:
    """Lead a page past what those see who take part, and who leads, from before a workshop until after it."""
    page.context.clear_cookies()
    page.goto(f"/{lang}/join")
    yield "join"
    page.locator("#code").fill("000 000")
    onward(page)
    arrived(page, "#errors")
    yield "join: wrong code"
    made = workshop(data, begun=False)
    leading, screen = f"/{lang}/lead/{made.token}", f"/{lang}/screen/{made.workshop.id}"
    yield from _beginning(page, lang, made)
    page.goto(leading)
    yield "leading: while they answer"
    yield from _ending(page)
    page.goto(f"/{lang}/quiz/beskeder/1")
    yield "question: finishing now"
    page.goto(screen)
    yield "screen: finishing now"
    page.goto(leading)
    _press(page, "skip")
    yield "leading: all is said"
    close(data, made)
    page.goto(leading)
    yield "leading: over"
    page.goto(f"/{lang}/quiz/kort")
    yield "start: after a workshop"


def _beginning(page: Page, lang: str, made: Made) -> Iterator[str]:
    leading, screen = f"/{lang}/lead/{made.token}", f"/{lang}/screen/{made.workshop.id}"
    page.goto(leading)
    yield "leading: before"
    page.goto(screen)
    yield "screen: before"
    page.goto(leading)
    _press(page, "open")
    yield "leading: open"
    page.goto(screen)
    yield "screen: open"
    page.goto(f"/{lang}/d/{made.workshop.code}")
    yield "invitation"
    page.locator("main form .button").click()
    page.wait_for_url("**/people")
    yield "people"
    page.goto(f"/{lang}/people?missing=1")
    yield "people: not said"
    page.locator(".pick").first.click()
    page.wait_for_url("**/workshop")
    yield "workshop"
    page.goto(f"/{lang}/")
    yield "front: in a workshop"
    begin(page, lang, "beskeder")
    yield "question: in a workshop"


def _ending(page: Page) -> Iterator[str]:
    _press(page, "stop")
    yield "leading: closed for more"
    _press(page, "end")
    yield "leading: ending"
    page.locator("#people").fill("mange")
    _press(page, "count")
    arrived(page, "#errors")
    yield "leading: no head count"


def finished(page: Page, lang: str, data: Path) -> Iterator[str]:
    """Lead a page past how a quiz went that a workshop's end has cut short."""
    made = workshop(data)
    page.context.clear_cookies()
    join(page, lang, made)
    begin(page, lang, "beskeder")
    page.locator("input[value=scam]").check()
    page.locator(".ask .button").click()
    arrived(page, ".verdict h1")
    end(data, made)
    page.goto(f"/{lang}/quiz/beskeder/2")
    yield "result: after a workshop"
    with stored(data) as workshops:
        early = workshops.create("hovedbiblioteket", today() + 2 * WAITS * 24, quizzes=QUIZZES)
    page.goto(f"/{lang}/lead/{early.token}")
    yield "leading: too early"
    page.context.clear_cookies()


def _press(page: Page, action: str) -> None:
    with page.expect_navigation():
        page.locator(f'main button[name=action][value="{action}"]').click()

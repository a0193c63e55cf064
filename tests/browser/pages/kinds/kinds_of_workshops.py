"""The way through a workshop: of those who take part, of who leads it, and what the projector shows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Page

from tests.browser.taking import arrived, begin, onward
from webapp.config.settings import Settings
from webapp.staff.sign_in.cookie import bind
from webapp.storage.batches import Way
from webapp.storage.database.engine import Database
from webapp.storage.staff.account import By
from webapp.storage.staff.accounts import Accounts
from webapp.storage.staff.sign_ins import Token
from webapp.storage.workshops.planning import NewWorkshop, Plan, Planning
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.workshop import HEAD_COUNT_WAIT, NOTICE
from webapp.web.services import now, today

QUIZZES = ("beskeder", "kort")


@contextmanager
def stored(data: Path) -> Iterator[Database]:
    """Open the database of the site that keeps its data here."""
    database = Database(f"sqlite:///{data / 'tryg.sqlite'}")
    yield database
    database.close()


def workshop(data: Path, *, begun: bool = True, way: Way = "apart", quizzes: tuple[str, ...] = QUIZZES) -> NewWorkshop:
    """Store a workshop of today with two quizzes; return it, people let in, and the token of its leader link."""
    with stored(data) as database:
        workshops = Workshops(database)
        made = Planning(workshops, b"a key").create(Plan("hovedbiblioteket", today(), quizzes=quizzes, way=way))
        if begun:
            workshops.let_in(made.workshop.id, now())
    return made


def end(data: Path, made: NewWorkshop) -> None:
    """End it, as if its leader had done so more than two minutes ago."""
    with stored(data) as database:
        Workshops(database).end(made.workshop.id, now() - 2 * NOTICE)


def close(data: Path, made: NewWorkshop) -> None:
    """Store that it has been closed, as closing does."""
    sql = "UPDATE workshop SET closed = true, code = null, leader = null, day = null, week = '2026-W48' WHERE id = :id"
    with stored(data) as database:
        database.write(lambda connection: connection.execute(sql, {"id": made.workshop.id}).rowcount)


def join(page: Page, lang: str, made: NewWorkshop) -> None:
    """Join, alone at the screen: the quizzes of the workshop are shown, or where the room is."""
    page.goto(f"/{lang}/d/{made.workshop.code}")
    page.locator("main form .button").click()
    page.wait_for_url("**/people")
    page.locator(".pick").first.click()
    page.wait_for_url("**/together" if made.workshop.way == "together" else "**/workshop")


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
    yield from _ending(page, leading, f"{screen}?network=Bibliotekets+g%C3%A6ster&password=kaffe2026")
    page.goto(f"/{lang}/quiz/beskeder/1")
    yield "question: finishing now"
    page.goto(screen)
    yield "screen: finishing now"
    page.goto(leading)
    _press(page, "skip")
    yield "leading: all is said"
    page.goto("about:blank")  # else the page would load itself afresh in the same moment
    close(data, made)
    page.goto(leading)
    yield "leading: over"
    page.goto(f"/{lang}/quiz/kort")
    yield "start: after a workshop"


def _beginning(page: Page, lang: str, made: NewWorkshop) -> Iterator[str]:
    leading, screen = f"/{lang}/lead/{made.token}", f"/{lang}/screen/{made.workshop.id}"
    page.goto(leading)
    yield "leading: before"
    page.goto(screen)
    yield "screen: before"
    page.goto(f"/{lang}/d/{made.workshop.code}")
    yield "waiting room"
    page.goto(f"/{lang}/lead/happened")
    yield "leading: it has happened"
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


def _ending(page: Page, leading: str, screen: str) -> Iterator[str]:
    _press(page, "stop")
    yield "leading: closed for more"
    page.goto(screen)
    yield "screen: closed for more"
    page.goto(leading)
    page.locator("a[href$='/end']").press("Enter")  # a tap at the place of the last one would not count yet
    page.wait_for_url("**/end")
    yield "leading: finish now?"
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
    with stored(data) as database:
        plan = Plan("hovedbiblioteket", today() + 2 * HEAD_COUNT_WAIT * 24, quizzes=QUIZZES)
        early = Planning(Workshops(database), b"a key").create(plan)
    page.goto(f"/{lang}/lead/{early.token}")
    yield "leading: too early"
    page.context.clear_cookies()


def planning(page: Page, lang: str, data: Path) -> Iterator[str]:
    """Lead a page past what those see who plan workshops."""
    sign_in(page, data, "organiser")
    page.goto(f"/{lang}/staff/workshops")
    yield "workshops"
    page.goto(f"/{lang}/staff/workshops/new")
    yield "workshops: new"
    page.locator("[value=quizzes]").check()
    page.locator("main .form .button").click()
    page.wait_for_url("**problem=**")
    arrived(page, "#errors")
    yield "workshops: no place"
    page.locator("#place").select_option("nordbyens-bibliotek")
    page.locator("#day").fill(today().isoformat())
    page.locator("[value=kort]").check()
    page.locator("main .form .button").click()
    page.locator("#said").wait_for()
    yield "workshops: planned"
    address = page.url.partition("?")[0]
    page.goto(f"{address}/sheet")
    yield "leader sheet"
    page.goto(f"{address.rpartition('/')[0]}/print?workshop={address.rpartition('/')[2]}")
    yield "workshops: nothing can be printed"
    page.goto(f"{address}/change")
    yield "workshops: change"
    page.goto(f"{address}/delete")
    yield "workshops: delete?"
    page.goto(f"/{lang}/lead?wrong=1")
    yield "leading: wrong PIN"
    page.goto(address)
    page.locator("form[action$=revoke] .button").click()
    page.locator("#said").wait_for()
    yield "workshops: the link is withdrawn"
    closed = workshop(data)
    close(data, closed)
    page.goto(f"/{lang}/staff/workshops/{closed.workshop.id}")
    yield "workshops: closed"
    page.goto(f"/{lang}/staff/workshops")
    yield "workshops: some"
    page.goto(f"/{lang}/staff/laptops")
    yield "laptops"
    page.locator("main form[enctype] .button").click()
    page.wait_for_url("**problem=missing")
    yield "laptops: no file"
    page.context.clear_cookies()


def sign_in(page: Page, data: Path, role: str) -> None:
    """Sign somebody new of the staff in, as the pages for that would in the end."""
    with stored(data) as database:
        accounts = Accounts(database)
        account = accounts.add(f"{role} {time.time_ns()}", role, "no password", None, By("test", today()))
        token = Token.new()
        accounts.sign_ins.begin(token, account.id, "in", today())
    app = Flask("webapp")
    bind(app, Settings.read(data_dir=str(data)))
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    moment = int(time.time())
    value = signer.dumps({"token": token.text, "since": moment, "seen": moment})
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "staff", "value": value, "url": urljoin(page.url, "/")}])


def _press(page: Page, action: str) -> None:
    with page.expect_navigation():
        page.locator(f'main button[name=action][value="{action}"]').click()

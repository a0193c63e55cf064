"""Room: a workshop in real browsers, on a server that can be killed: its leader, its projector, those who take part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import PATIENCE, QUICK, person
from tests.browser.pages.kinds.kinds_of_figures import COOKIE
from tests.places import LIBRARY
from tests.webapp.serving import Server, start
from tests.webapp.signed_in import signed_in, site_of
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.batches import Way
from webapp.storage.database.engine import Transaction
from webapp.storage.tables.kept import WorkshopRow
from webapp.storage.workshops.planning import NewWorkshop, Plan
from webapp.web.services import Services, now, today

QUIZ, RIGHT = "kort", ("genuine", "app")


@dataclass(frozen=True)
class Left:
    """What a workshop leaves: by quiz how many were counted, how many gave which answer to a question, its head count.

    `before` has the answers as they were stored before that: attempt, question, response, the one after talking.
    `singles` are rows of single people that are still there, and `figures` is what its page says.
    """

    counted: dict[str, int]
    answers: dict[str, dict[str, int]]
    before: list[tuple[object, ...]]
    mode: str
    head_count: int | None
    singles: int
    figures: str


@dataclass
class Room:
    """One workshop that is led in one language. `screens` is a folder for pictures, to be looked at."""

    browser: Browser
    server: Server
    data: Path
    lang: str
    made: NewWorkshop
    pin: str
    screens: Path
    troubles: list[str] = field(default_factory=list)
    open_ones: list[BrowserContext] = field(default_factory=list)

    def device(self, path: str, width: int = 390, *, scripts: bool = True) -> Page:
        """Return a new browser at a page."""
        context = person(self.browser, self.server.address, self.troubles, width, scripts=scripts)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(QUICK)
        self.open_ones.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    def leader(self, *, scripts: bool = True) -> Page:
        """Return a phone with the leader's page, which has been opened with the printed link."""
        return self.device(f"/{self.lang}/lead/{self.made.token}", scripts=scripts)

    def leader_with_pin(self) -> Page:
        """Return a phone with the leader's page, opened by somebody who has typed join code and PIN."""
        page = self.device(f"/{self.lang}/lead")
        page.locator("#code").fill(self.made.workshop.code or "")
        page.locator("#pin").fill(self.pin)
        page.locator("main form .button").click()
        page.wait_for_url(f"**/lead/{self.made.token}")
        return page

    def wall(self) -> Page:
        """Return the projector."""
        page = self.device(f"/{self.lang}/screen/{self.made.workshop.id}?network=G%C3%A6ster", 1280)
        page.set_viewport_size({"width": 1024, "height": 768})
        return page

    @property
    def invitation(self) -> str:
        """The address of the QR code."""
        return f"/{self.lang}/d/{self.made.workshop.code}"

    def newcomer(self, *, scripts: bool = True) -> Page:
        """Return a phone that has opened the invitation."""
        return self.device(self.invitation, scripts=scripts)

    def look(self, page: Page, name: str) -> None:
        """Take a picture of a page: of a wall what fits, of others all."""
        way, whole = self.made.workshop.way, not page.locator("#wall").count()
        page.screenshot(path=self.screens / f"{way}-{self.lang}-{name}.png", full_page=whole)

    def kill_and_start(self) -> None:
        """Let the server die, and start it again where it was."""
        self.server.kill()
        self.server = start(self.data, content=LIBRARY, port=self.server.port)

    def close(self) -> Left:
        """Close the workshop, as if its leader had ended it a while ago, and look at its figures."""
        for context in self.open_ones:
            context.close()
        self.server.kill()

        def over(transaction: Transaction) -> None:
            transaction.session.get_one(WorkshopRow, self.made.workshop.id).ending = now()

        def singles(transaction: Transaction) -> int:
            tables = ("liveanswer", "liveattempt", "handscount", "together")
            return sum(len(transaction.execute(f"SELECT * FROM {name}", {}).fetchall()) for name in tables)  # noqa: S608 - our own names

        def answered(transaction: Transaction) -> list[tuple[object, ...]]:
            asked = "SELECT attempt, question, response, discussed FROM liveanswer ORDER BY attempt, question"
            return transaction.execute(asked, {}).fetchall()

        with opened(self.data) as (site, cookie):
            before = site.database.read(answered)
            site.database.write(over)
            site.closing.run(now())
            found, closed = site.records.workshop(self.made.workshop.id), site.workshops.by_id(self.made.workshop.id)
            assert found
            assert closed
            counted = {block.quiz: block.record.n for block in found[0].blocks}
            answers = {
                name: dict(given) for block in found[0].blocks for name, given in block.record.categories.items()
            }
            left = site.database.read(singles)
        self.server = start(self.data, content=LIBRARY, port=self.server.port)
        return Left(counted, answers, before, closed.mode, closed.head_count, left, self._figures(cookie))

    def _figures(self, cookie: str) -> str:
        """Return what the page of figures says of the workshop to somebody who may see it."""
        context = person(self.browser, self.server.address, self.troubles, 1280)
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": self.server.address}])
        page = context.new_page()
        page.goto(f"/{self.lang}/staff/figures/workshop/{self.made.workshop.id}")
        self.look(page, "figures")
        expect(page.locator("main h1")).to_be_visible()
        said = page.locator("main").inner_text()
        context.close()
        return said


@contextmanager
def opened(data: Path) -> Iterator[tuple[Services, str]]:
    """Open the site that keeps its data here, without serving it; yield it with the cookie of an analyst."""
    app = create_app(Settings.read(data_dir=str(data), quiz_content=str(LIBRARY)))
    cookie = signed_in(app, "analyst").get_cookie(COOKIE)
    assert cookie
    try:
        yield site_of(app), cookie.value
    finally:
        site_of(app).close()


@contextmanager
def room(browser: Browser, data: Path, lang: str, screens: Path, way: Way = "apart") -> Iterator[Room]:
    """Serve a workshop of today that has not begun, in which people take part in this way."""
    with opened(data) as (site, _):
        made = site.planning.create(Plan("hovedbiblioteket", today(), name="Tirsdagsholdet", quizzes=(QUIZ,), way=way))
        pin = site.planning.pin(made.workshop)
    started = Room(browser, start(data, content=LIBRARY), data, lang, made, pin, screens)
    try:
        yield started
    finally:
        started.server.kill()

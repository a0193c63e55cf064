"""Site: everything a view needs, made once at start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from flask import current_app

from quizlib import Language, Library, Programme, Quiz
from webapp.config.settings import Settings
from webapp.site_content.help import Help
from webapp.site_content.months import Month
from webapp.site_content.outside import Outside
from webapp.site_content.places import Places
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.live import Live
from webapp.storage.records.figure_queries import FigureQueries
from webapp.storage.records.store import Records
from webapp.storage.staff.accounts import Accounts
from webapp.storage.tallies import Tallies
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.workshop import Workshop, orders
from webapp.web.assets import Assets
from webapp.web.code_limits import CodeLimits
from webapp.web.device_cookie import DeviceCookie
from webapp.web.page_cache import PageCache


@dataclass(frozen=True)
class Services:
    """The content, the storage and the settings of one running site."""

    settings: Settings
    library: Library
    help: Help | None
    months: tuple[Month, ...]
    places: Places
    outside: tuple[Outside, ...]
    database: Database
    live: Live
    workshops: Workshops
    tallies: Tallies
    code_limits: CodeLimits
    records: Records
    closing: Closing
    accounts: Accounts
    figure_queries: FigureQueries
    device_cookie: DeviceCookie
    assets: Assets
    page_cache: PageCache

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the site; the first is the default."""
        return self.library.languages

    @cached_property
    def updated(self) -> date | None:
        """The day on which a quiz was last reviewed."""
        return max((quiz.reviewed for quiz in self.library.quizzes.values() if quiz.reviewed), default=None)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids of all quizzes, as they stand on the front page."""
        grouped = tuple(name for group in self.library.groups for name in group.quizzes)
        return grouped or tuple(self.library.quizzes)

    def quiz(self, name: str) -> Quiz | None:
        """Return a quiz that is offered today, or None."""
        quiz = self.library.quizzes.get(name)
        return quiz if quiz and quiz.current(today()) else None

    def check_ups(self) -> list[Quiz]:
        """Return the check-ups that are offered today, by form."""
        offered = [quiz for name in self.library.quizzes if (quiz := self.quiz(name)) and quiz.form]
        return sorted(offered, key=lambda quiz: quiz.form or "")

    def orders(self, programme: Programme) -> tuple[str, ...]:
        """Return the orders in which workshops may take the forms of the check-ups of a programme."""
        wanted = sum(step.check_up is not None for step in programme.steps)
        return orders([quiz.form or "" for quiz in self.check_ups()], wanted)

    def quizzes_of(self, workshop: Workshop) -> set[str]:
        """Return the ids of what is taken in a workshop."""
        programme = self.library.programmes.get(workshop.programme or "")
        if programme is None:
            return set(workshop.quizzes)
        taken = {step.quiz or step.refresh or "" for step in programme.steps} - {""}
        return taken | {quiz.id for quiz in self.check_ups()}


def services() -> Services:
    """Return the site of the running application."""
    found: Services = current_app.extensions["services"]
    return found


def today() -> date:
    """Return the day where the site runs: campaigns, batches and reviews are dated by it."""
    return date.today()  # noqa: DTZ011 - the local day is meant


def now() -> datetime:
    """Return the time: workshops begin and end by it."""
    return datetime.now(UTC)

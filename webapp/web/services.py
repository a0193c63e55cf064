"""Services: the content, the storage and the settings of a running site, made once at start; and its clock."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from quizlib import Language, Library
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
from webapp.storage.workshops.workshop import local_day
from webapp.web.assets import Assets
from webapp.web.device_cookie import DeviceCookie
from webapp.web.encryption import Encryption
from webapp.web.limits import JoinCodeLimits, SignInLimits
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
    join_code_limits: JoinCodeLimits
    sign_in_limits: SignInLimits
    records: Records
    closing: Closing
    accounts: Accounts
    figure_queries: FigureQueries
    device_cookie: DeviceCookie
    encryption: Encryption
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


def now() -> datetime:
    """Return the time (UTC). A test that needs a clock of its own replaces `time.time`."""
    return datetime.fromtimestamp(time.time(), UTC)


def today() -> date:
    """Return the day where the site runs."""
    return local_day(now())

"""Services: the content, the storage and the settings of a running site, another one for each content; its clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from quizlib import Language, LeftOut, Library, Quiz
from webapp.background import Background
from webapp.faults import Faults
from webapp.health import Health
from webapp.hooks import Listening
from webapp.site_content.campaign import Campaign
from webapp.site_content.help import Help
from webapp.site_content.months import Month
from webapp.site_content.outside import Outside
from webapp.site_content.places import Places
from webapp.site_content.reading import SiteContent
from webapp.web.devices.device_cookie import DeviceCookie
from webapp.web.devices.encryption import Encryption
from webapp.web.limits.join_codes import JoinCodeLimits
from webapp.web.limits.sign_ins import SignInLimits
from webapp.web.limits.tallies import TallyLimits
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.replying.assets import Assets
from webapp.web.replying.page_cache import PageCache
from webapp.web.security import own_hosts
from webapp.web.stores import Stores

if TYPE_CHECKING:
    from webapp.web.laptop_mode import LaptopMode

ALWAYS = datetime.min.replace(tzinfo=UTC)
"""When content was published that the site has found at its start."""


@dataclass(frozen=True)
class Services(Stores):
    """The content, the storage and the settings of one running site.

    Where new content is published, the site goes on with other services, which differ in what depends on content. A
    request keeps those that it began with.
    """

    join_code_limits: JoinCodeLimits
    tally_limits: TallyLimits
    sign_in_limits: SignInLimits
    laptop: LaptopMode | None
    device_cookie: DeviceCookie
    encryption: Encryption
    assets: Assets
    page_cache: PageCache
    faults: Faults
    health: Health
    made_up: bool
    """Whether everything that has been counted is made up: then every page and every file says so."""
    published: datetime = ALWAYS
    """When this content was published."""
    earlier: tuple[Services, ...] = ()
    """Those with the content that was served before, the newest first; each for a day after the next was published."""
    newest: Callable[[], Services] | None = None
    """Takes newer content now if there is some: another process of the site may have been faster."""
    background: Background = field(default_factory=Background)
    hooks: Listening = field(default_factory=Listening)

    def close(self) -> None:
        """End what goes on in the background, and close the database."""
        self.background.close()
        self.hooks.close()
        self.database.close()

    def with_content(self, content: SiteContent) -> Services:
        """Return the same services with other content; no page that was drawn before is kept."""
        return replace(self, content=content, page_cache=PageCache())

    @property
    def library(self) -> Library:
        """The quizzes and programmes."""
        return self.content.library

    @property
    def help(self) -> Help | None:
        """What to do when it has happened."""
        return self.content.help

    @property
    def months(self) -> tuple[Month, ...]:
        """The messages of the month, in order."""
        return self.content.months

    @property
    def places(self) -> Places:
        """The places and channels."""
        return self.content.places

    @property
    def outside(self) -> tuple[Outside, ...]:
        """Figures of others."""
        return self.content.outside

    @property
    def campaign(self) -> Campaign | None:
        """What the campaign sets out to do."""
        return self.content.campaign

    @property
    def left_out(self) -> LeftOut:
        """The quizzes and programmes that have errors."""
        return self.content.left_out

    def when(self, moment: datetime | None) -> Services:
        """Return those with the content that was served at a moment; these, if that is not kept any more."""
        known = (self, *self.earlier)
        return self if moment is None else next((one for one in known if one.published <= moment), self)

    def offered(self, day: date) -> OfferedQuizzes:
        """Return the quizzes that are offered on a day; what is known of a day is found once."""
        return self._offered(day)

    @cached_property
    def _offered(self) -> Callable[[date], OfferedQuizzes]:
        before = tuple(one.library for one in self.earlier)
        return lru_cache(maxsize=4)(lambda day: OfferedQuizzes(self.library, day, before))

    def versions(self, name: str, day: date) -> Iterator[Quiz]:
        """Yield a quiz in every version that is served: now, before, and where another process has newer content."""
        yield from self.offered(day).versions(name)
        if self.newest:
            yield from self.newest().offered(day).versions(name)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the site; the first is the default."""
        return self.library.languages

    @cached_property
    def own_hosts(self) -> tuple[str, ...]:
        """The names under which this site is known; none if neither settings nor library have one."""
        return own_hosts(self.settings.trusted_hosts, self.library.address)

    @cached_property
    def updated(self) -> date | None:
        """The day on which a quiz was last reviewed."""
        return max((quiz.reviewed for quiz in self.library.quizzes.values() if quiz.reviewed), default=None)


class Clock:
    """The clock of the site. On a laptop people may say that the clock of the machine is wrong."""

    behind: Callable[[], float] = staticmethod(lambda: 0.0)
    """How many seconds the clock of the machine is behind."""


def now(zone: tzinfo = UTC) -> datetime:
    """Return the time in a zone: its date is the day there. A test with a clock of its own replaces `time.time`."""
    return datetime.fromtimestamp(time.time() + Clock.behind(), zone)


def today(zone: tzinfo = UTC) -> date:
    """Return the day in a zone."""
    return now(zone).date()

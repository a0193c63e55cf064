"""Filling: plays a made-up campaign day by day, and stores and closes everything as the site does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from random import Random

from quizlib.authoring import in_turn
from quizlib.measures import rotations
from webapp.demo.crowd import Crowd
from webapp.demo.model import Truth
from webapp.demo.people import Answering, Sheet
from webapp.demo.plan import CampaignPlan, Meeting, Size, planned
from webapp.site_content.reading import SiteContent
from webapp.storage.batches import home_batch, workshop_batch
from webapp.storage.bulk import Bulk, Taken
from webapp.storage.closing.live_rows import Closed
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.records.store import Records
from webapp.storage.tallies import Tallies
from webapp.storage.workshops.planning import Plan, Planning
from webapp.storage.workshops.store import Workshops

MORNING, EVENING = time(9, tzinfo=UTC), time(16, tzinfo=UTC)
AFTERWARDS = timedelta(weeks=4)
NO_KEY = b"nobody leads a made-up workshop"
"""After this time nobody waits to be counted any more."""
ENGLISH = 20
"""One attempt in this many is in another language than the first of the site."""


@dataclass(frozen=True)
class Filled:
    """The result of filling: the plan, the number of attempts, and what closing did with them."""

    plan: CampaignPlan
    attempts: int
    closed: Closed


@dataclass
class Filling:
    """A campaign that begins on a Monday, and the database that it fills."""

    database: Database
    content: SiteContent
    seed: int
    begins: date
    size: Size = field(default_factory=Size)
    truth: Truth = field(default_factory=Truth)

    def __post_init__(self) -> None:
        """Draw the plan, and make the parts that store and close."""
        self.random = Random(self.seed)  # noqa: S311 - as below
        self.plan = planned(self.random, self.content.library, self.content.places, self.begins, self.size)
        answering = Answering(self.content.library, self.truth, self.random)
        channels = [channel.id for channel in self.content.places.channels]
        self.crowd = Crowd(answering, self.plan, channels)
        self.bulk, self.workshops, self.tallies = Bulk(self.database), Workshops(self.database), Tallies(self.database)
        self.planning = Planning(self.workshops, NO_KEY)
        records = Records(self.database, self.content.places.lineage)
        rounding = Random(f"{self.seed} closed")  # noqa: S311 - a made-up campaign has no secrets
        self.closing = Closing(self.database, records, random=rounding)
        self.attempts = 0

    def run(self) -> Filled:
        """Play the campaign and the four weeks after it; return the result."""
        closed = sum(self.days(), start=Closed())
        return Filled(self.plan, self.attempts, closed)

    def days(self) -> Iterator[Closed]:
        """Play the campaign day by day, and yield what is closed each evening."""
        for week, monday in in_turn(list(enumerate(self.plan.mondays)), "Playing the weeks"):
            self._take_home(week)
            for day in (monday + timedelta(days=number) for number in range(7)):
                for meeting in self.plan.held(day):
                    self._hold(meeting)
                if day == monday or self.plan.held(day):
                    yield self._close(day)
        last = self.plan.mondays[-1]
        for monday in (last + timedelta(weeks=week) for week in range(1, AFTERWARDS.days // 7 + 1)):
            yield self._close(monday)

    def _close(self, day: date) -> Closed:
        """Close everything that has ended by the evening of a day."""
        return self.closing.run(datetime.combine(day, EVENING))

    def _hold(self, meeting: Meeting) -> None:
        """Play a workshop from its first participant to its head count."""
        begins, ends = datetime.combine(meeting.day, MORNING), datetime.combine(meeting.day, MORNING.replace(hour=11))
        library = self.content.library
        programme = library.programmes.get(meeting.programme or "")
        forms = sorted(quiz.form for quiz in library.quizzes.values() if quiz.form)
        check_ups = programme.check_ups if programme else 0
        takes = tuple(self.crowd.takes(meeting))
        plan = Plan(meeting.place, meeting.day, programme=meeting.programme, quizzes=takes)
        made, _ = self.planning.create(plan, rotations(forms) if check_ups else ("",))
        self.workshops.let_in(made.id, begins)
        screens = list(self.crowd.meeting(meeting, made.forms))
        for _ in screens:
            self.workshops.join(made.code or "", begins)
        self._store(chain.from_iterable(screens), meeting.day, made.id)
        self.workshops.end(made.id, ends)
        self.workshops.give_head_count(made.id, meeting.head_count, ends + timedelta(minutes=5))

    def _take_home(self, week: int) -> None:
        self._store(self.crowd.at_home(week), self.plan.mondays[week], None)

    def _store(self, sheets: Iterable[Sheet], day: date, workshop: str | None) -> None:
        """Store what was answered on a day, in a workshop or at home."""
        sheets = list(sheets)
        self.attempts += len(sheets)
        self.bulk.store(
            Taken(
                attempt=sheet.attempt,
                batch=workshop_batch(workshop) if workshop else home_batch(sheet.attempt.quiz.id, day),
                language=self._language(),
                finished=sheet.finished,
                counted=sheet.counted,
                people=sheet.people,
                before=sheet.before,
            )
            for sheet in sheets
        )
        month = f"{day:%Y-%m}"
        for (kind, name), n in self.crowd.numbers(sheets, at_home=workshop is None).items():
            self.tallies.count(month, kind, name, n)

    def _language(self) -> str:
        first, *others = [language.id for language in self.content.library.languages]
        return self.random.choice(others) if others and not self.random.randrange(ENGLISH) else first

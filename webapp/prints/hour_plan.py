"""Plan: what the person who leads a workshop does when, with words to say and the story to tell then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from quizlib import Language, Programme, Quiz
from webapp.prints.minute_plan import PlannedStep, minute_plan, taken_in
from webapp.storage.batches import Way
from webapp.storage.workshops.workshop import Workshop
from webapp.web.offered_quizzes import OfferedQuizzes

EARLY = timedelta(minutes=30)  # a door that is opened so long before the time that was planned does not move the plan
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class HourPart:
    """What is done from a minute on, counted from the beginning, in one language. `say` is read aloud, line by line."""

    minute: int
    title: str
    say: tuple[str, ...]
    story: Quiz | None = None


@dataclass(frozen=True)
class HourPlan:
    """The moments of a workshop in order, when its first minute is, and the index of the present moment.

    `begins` is None as long as nobody knows, and `present` until it has begun.
    """

    moments: tuple[HourPart, ...]
    begins: datetime | None
    present: int | None

    @property
    def now(self) -> HourPart | None:
        """The present moment."""
        return None if self.present is None else self.moments[self.present]

    @property
    def next(self) -> HourPart | None:
        """The moment after the present one."""
        return None if self.present is None else next(iter(self.moments[self.present + 1 :]), None)

    def at(self, moment: HourPart) -> time | None:
        """Return the time of day of a moment; None as long as nobody knows it."""
        return (self.begins + moment.minute * MINUTE).time() if self.begins else None


def plan_of(
    offered: OfferedQuizzes, workshop: Workshop, language: Language, gettext: Callable[[str], str], now: datetime
) -> HourPlan:
    """Return the plan of a workshop: that of its programme, else one made of the minutes of what it takes.

    What a programme says is for people who take its check-ups, each on their own. In the other ways nobody takes them.
    `gettext` gives the words of the site in this language.
    """
    programme = offered.library.programmes.get(workshop.programme or "") if workshop.way == "apart" else None
    written = tuple(_written(offered, programme, workshop.meeting, language)) if programme else ()
    made = (_made(step, workshop.way, language, gettext) for step in minute_plan(taken_in(offered, workshop)))
    moments, begins = written or tuple(made), _beginning(workshop, now)
    return HourPlan(moments, begins, _present(moments, begins, now) if workshop.begun and begins else None)


def _beginning(workshop: Workshop, now: datetime) -> datetime | None:
    """Return when the first minute of the plan is, in the time zone of `now`."""
    zone, planned = now.tzinfo, None
    if workshop.day and workshop.time:
        planned = datetime.combine(workshop.day, time.fromisoformat(workshop.time), zone)
    if workshop.begun is None:
        return planned
    begun = workshop.begun.astimezone(zone)
    return planned if planned and begun <= planned <= begun + EARLY else begun


def _present(moments: Sequence[HourPart], begins: datetime, now: datetime) -> int:
    passed = (now - begins) / MINUTE
    return max(sum(moment.minute <= passed for moment in moments) - 1, 0)


def _written(offered: OfferedQuizzes, programme: Programme, meeting: int, language: Language) -> Iterator[HourPart]:
    """Yield what the author of a programme says of a meeting."""
    for moment in programme.moments(meeting):
        said = moment.say[language.id] if moment.say else ""
        told = offered.quiz(moment.story or "")
        yield HourPart(moment.minute, moment.title[language.id], tuple(said.splitlines()), told)


def _made(step: PlannedStep, way: Way, language: Language, gettext: Callable[[str], str]) -> HourPart:
    """Return a moment with words of the site."""
    if step.doing == "welcome":
        said = gettext("Nobody can see what you answer. Anyone can be fooled.")
        if way == "hands":
            said = gettext("It is no test, and anyone can be fooled.")
        return HourPart(step.minute, gettext("Welcome"), (said,))
    if step.doing == "end":
        said = gettext("Take the reminder sheet home, and try it on a friend.")
        return HourPart(step.minute, gettext("Thank you for today"), (said,))
    if step.doing == "check":
        return HourPart(step.minute, gettext("Test yourselves"), (gettext("Answer for yourself first."),))
    taken = [one.quiz for one in step.taken]
    asked = gettext("Take the time you need. Then talk about it: which was the hardest, and how would you check it?")
    told = next((quiz for quiz in taken if quiz.story), None)
    return HourPart(step.minute, ", ".join(quiz.title[language.id] for quiz in taken), (asked,), told)

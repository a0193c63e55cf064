"""Plan: the workshops with day, place and number of people, and the number of quizzes at home in each week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from quizlib import Library
from webapp.site_content.places import Place, Places

PROGRAMME = "en-time"
IN_PROGRAMME = 0.65
"""The share of workshops that take the programme. The others take single quizzes."""
ROOT = 4
"""The number of workshops of a municipality is proportional to this plus the number of its libraries."""
FEWEST, MOST = 3, 30
UNCOUNTED = 0.12
"""The share of workshops in which nobody counts heads."""
LATER = 5
"""The number of weeks after which some groups meet again."""
ONE_IN = 10
"""One workshop in this many is a group that meets again."""
ENOUGH = 16
FALLS = 0.72
"""After the busiest week at home, each week has this share of the week before."""


@dataclass(frozen=True)
class Size:
    """The size of a campaign. The last two are finished quizzes at home in the quietest and the busiest week."""

    weeks: int = 10
    workshops: int = 120
    participants: int = 2000
    fewest_at_home: int = 50
    most_at_home: int = 1000


SMALL = Size(workshops=24, participants=400, fewest_at_home=10, most_at_home=120)


@dataclass(frozen=True)
class Meeting:
    """A workshop: its number in order of time, the number of people, and the head count that its leader tells.

    It takes a `programme` or single `quizzes`; `again` is the number of an earlier workshop with the same people.
    """

    number: int
    place: str
    day: date
    people: int
    head_count: int | None
    programme: str | None = None
    quizzes: tuple[str, ...] = ()
    again: int | None = None


@dataclass(frozen=True)
class CampaignPlan:
    """The plan of a campaign: the Monday of each week, the quizzes finished at home in it, and all workshops."""

    mondays: tuple[date, ...]
    at_home: tuple[int, ...]
    meetings: tuple[Meeting, ...]

    def held(self, day: date) -> list[Meeting]:
        """Return the workshops of a day."""
        return [meeting for meeting in self.meetings if meeting.day == day]


def planned(random: Random, library: Library, places: Places, begins: date, size: Size) -> CampaignPlan:
    """Return the plan of a campaign that begins on a Monday."""
    mondays = tuple(begins + timedelta(weeks=week) for week in range(size.weeks))
    days = sorted(
        random.choice(mondays) + timedelta(days=random.choices(range(6), (3, 5, 5, 5, 2, 2))[0])
        for _ in range(size.workshops)
    )
    libraries = list(_libraries(places))
    people = _people(random, size)
    quizzes = [quiz.id for quiz in library.quizzes.values() if quiz.kind == "quiz" and not quiz.discreet]
    offered = _offers_programme(library)
    meetings = []
    for number, (day, came) in enumerate(zip(days, people, strict=True)):
        (place,) = random.choices([name for name, _ in libraries], [weight for _, weight in libraries])
        counted = None if random.random() < UNCOUNTED else came
        meeting = Meeting(number, place, day, came, counted)
        if offered and random.random() < IN_PROGRAMME:
            meetings.append(replace(meeting, programme=PROGRAMME))
        else:
            meetings.append(
                replace(meeting, quizzes=tuple(random.sample(quizzes, random.randint(1, min(2, len(quizzes))))))
            )
    return CampaignPlan(mondays, _at_home(size), tuple(_mistaken(random, _meeting_again(meetings))))


def _offers_programme(library: Library) -> bool:
    """Return whether the library has the programme, and a form for each of its check-ups."""
    programme = library.programmes.get(PROGRAMME)
    forms = sum(quiz.form is not None for quiz in library.quizzes.values())
    return programme is not None and programme.check_ups <= forms


def _libraries(places: Places) -> Iterator[tuple[str, float]]:
    """Yield every place that has no places within it, with its weight."""
    for root in places.places or (Place(id="campaign", kind="library", name=""),):
        leaves = [place.id for place in root.all() if not place.within]
        for leaf in leaves:
            yield leaf, (ROOT + len(leaves)) / len(leaves)


def _people(random: Random, size: Size) -> list[int]:
    """Return the number of people of each workshop; their sum is the number of the campaign."""
    people = [random.randint(FEWEST, MOST) for _ in range(size.workshops)]
    while missing := size.participants - sum(people):
        number = random.randrange(len(people))
        moved = people[number] + (1 if missing > 0 else -1)
        if FEWEST <= moved <= MOST:
            people[number] = moved
    return people


def _at_home(size: Size) -> tuple[int, ...]:
    """Return the number of quizzes finished at home in each week: rising to the busiest week, then falling."""
    peak = max(round(0.6 * (size.weeks - 1)), 1)
    growth = (size.most_at_home / size.fewest_at_home) ** (1 / peak)
    numbers = (
        size.fewest_at_home * growth**week if week <= peak else size.most_at_home * FALLS ** (week - peak)
        for week in range(size.weeks)
    )
    return tuple(max(round(number), size.fewest_at_home) for number in numbers)


def _meeting_again(meetings: Sequence[Meeting]) -> list[Meeting]:
    """Let the people of some workshops meet again at the same place a month later, for a form that is new to them."""
    found = list(meetings)
    earlier = [meeting for meeting in meetings if meeting.programme]
    for later in reversed(meetings):
        if sum(meeting.again is not None for meeting in found) == len(found) // ONE_IN:
            break
        before = [
            one
            for one in earlier
            if one.day + timedelta(weeks=LATER) <= later.day
            and f"{one.day:%Y-%m}" < f"{later.day:%Y-%m}"
            and one.people >= later.people >= ENOUGH
        ]
        if before:
            first = max(before, key=lambda one: one.people)
            earlier.remove(first)
            found[later.number] = replace(later, place=first.place, programme=None, quizzes=(), again=first.number)
    return found


def _mistaken(random: Random, meetings: Sequence[Meeting]) -> list[Meeting]:
    """Let the leader of one large workshop count only half of the people."""
    found = list(meetings)
    large = [one for one in found if one.people >= ENOUGH and one.again is None]
    if large:
        one = random.choice(large)
        found[one.number] = replace(one, head_count=one.people // 2)
    return found

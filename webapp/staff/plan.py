"""Plan: what is filled in to plan a workshop, and what there is to choose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict

from quizlib import Programme, Quiz
from webapp.site_content.places import Place, Places
from webapp.web.offered_quizzes import OfferedQuizzes

SOME_QUIZZES = "quizzes"  # what is chosen in the place of a programme
AHEAD = timedelta(days=400)
LONGEST = 80  # characters of a field
MOST = 60  # quizzes


@dataclass(frozen=True)
class WorkshopPlan:
    """What the form of a new workshop holds; `what` is a programme and its meeting, such as `en-time:1`, or quizzes."""

    place: str
    day: str
    what: str
    quizzes: tuple[str, ...]
    offered: OfferedQuizzes

    @classmethod
    def sent(cls, values: MultiDict[str, str], offered: OfferedQuizzes) -> WorkshopPlan:
        """Return what was sent, in the form or in the address."""
        place, day, what = (values.get(name, "")[:LONGEST] for name in ("place", "day", "what"))
        return cls(place, day, what, tuple(values.getlist("quiz")[:MOST]), offered)

    @property
    def date(self) -> date | None:
        """The day; None if it is none."""
        try:
            return date.fromisoformat(self.day)
        except ValueError:
            return None

    @property
    def programme(self) -> tuple[Programme, int] | None:
        """The programme and its meeting, from 1; None if there is no such programme."""
        name, _, number = self.what.partition(":")
        programme = self.offered.library.programmes.get(name)
        if programme is None or number not in map(str, meetings(programme)):
            return None
        return programme, int(number)

    def trouble(self, places: Places) -> str | None:
        """Return the first thing that is to be put right: place, day or what is done."""
        if self.place not in {place.id for root in places.places for place in root.all()}:
            return "place"
        if self.date is None:
            return "day"
        if self.date < self.offered.day:
            return "past"
        if self.date > self.offered.day + AHEAD:
            return "far"
        if self.what == SOME_QUIZZES:
            known = {quiz.id for quiz in quizzes_to_choose(self.offered)}
            return None if self.quizzes and known.issuperset(self.quizzes) else "quizzes"
        return "what" if self.programme is None else "both" if self.quizzes else None


def meetings(programme: Programme) -> range:
    """Return the numbers of the meetings of a programme: one, where it does not say how many."""
    return range(1, max(len(programme.meetings), 1) + 1)


def quizzes_to_choose(offered: OfferedQuizzes) -> list[Quiz]:
    """Return what can be taken in a workshop: the quizzes as on the front page, then all others that are offered."""
    names = dict.fromkeys([*offered.order, *sorted(offered.library.quizzes)])
    return [quiz for name in names if (quiz := offered.quiz(name))]


def within(root: Place) -> Iterator[Place]:
    """Yield the libraries of a municipality, then its local areas, then itself: for what is held elsewhere in it."""
    every = list(root.all())
    for kind in ("library", "area", "municipality"):
        yield from (place for place in every if place.kind == kind)

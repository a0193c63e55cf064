"""Plan: what is filled in to plan or change a workshop, and what there is to choose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import get_args

from werkzeug.datastructures import MultiDict

from quizlib import Programme, Quiz
from webapp.alphabet import danish
from webapp.site_content.places import Place, Places
from webapp.storage.batches import Way
from webapp.storage.workshops.planning import Plan
from webapp.storage.workshops.workshop import Workshop
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.typed import number

SOME_QUIZZES = "quizzes"  # what is chosen in the place of a programme
AHEAD = timedelta(days=400)
WEEK = timedelta(weeks=1)
LONGEST = 80  # characters of a field
MOST = 60  # quizzes
MOST_WEEKS = 12
RECENT = 5  # places
WAYS: tuple[Way, ...] = get_args(Way)
TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
FIELDS = ("place", "day", "time", "name", "language", "way", "what", "meeting", "weeks")


@dataclass(frozen=True)
class WorkshopPlan:
    """The form of a workshop. `what` is the id of a programme, or `quizzes`; `weeks` in how many it is held."""

    given: Mapping[str, str]
    quizzes: tuple[str, ...]
    offered: OfferedQuizzes
    problem: str | None = field(default=None, kw_only=True)

    @classmethod
    def sent(cls, values: MultiDict[str, str], offered: OfferedQuizzes) -> WorkshopPlan:
        """Return what was sent, in the form or in the address; a form that nobody has filled in has a programme."""
        given = {name: values.get(name, "").strip()[:LONGEST] for name in FIELDS}
        if "what" not in values:
            given["what"] = next((programme.id for programme in offered.for_workshops), SOME_QUIZZES)
        given["way"] = given["way"] or WAYS[0]
        quizzes = tuple(values.getlist("quiz")[:MOST])
        return cls(given, quizzes, offered, problem=values.get("problem"))

    @classmethod
    def of(cls, workshop: Workshop, offered: OfferedQuizzes) -> WorkshopPlan:
        """Return what the form of a workshop that is planned holds."""
        given = {
            "place": workshop.place,
            "day": str(workshop.day or ""),
            "time": workshop.time or "",
            "name": workshop.name or "",
            "language": workshop.language or "",
            "way": workshop.way,
            "what": workshop.programme or SOME_QUIZZES,
            "meeting": str(workshop.meeting),
        }
        return cls(dict.fromkeys(FIELDS, "") | given, workshop.quizzes, offered)

    @property
    def date(self) -> date | None:
        """The day; None if it is none."""
        try:
            return date.fromisoformat(self.given["day"])
        except ValueError:
            return None

    @property
    def programme(self) -> Programme | None:
        """The programme; None if there is no such programme."""
        return next((one for one in self.offered.for_workshops if one.id == self.given["what"]), None)

    @property
    def meeting(self) -> int | None:
        """The number of the meeting, from 1; None if the programme has no such meeting."""
        found = number(self.given["meeting"] or "1", MOST)
        if self.programme is None or not self.programme.meetings:
            return 1
        return found if found in meetings(self.programme) else None

    @property
    def way(self) -> Way | None:
        """How people take part; None if there is no such way."""
        return next((way for way in WAYS if way == self.given["way"]), None)

    @property
    def weeks(self) -> int | None:
        """In how many weeks it is held; None if that is no number, or too many."""
        return number(self.given["weeks"] or "1", MOST_WEEKS) or None

    def trouble(self, places: Places) -> str | None:
        """Return the first thing that is to be put right: place, day, time, language, way or what is done."""
        given, day, weeks = self.given, self.date, self.weeks or 1
        languages = {"", *(language.id for language in self.offered.library.languages)}
        wrong = {
            "place": given["place"] not in {place.id for root in places.places for place in root.all()},
            "day": day is None,
            "past": day is not None and day < self.offered.day,
            "time": bool(given["time"]) and not TIME.fullmatch(given["time"]),
            "weeks": self.weeks is None,
            "far": day is not None and day + WEEK * (weeks - 1) > self.offered.day + AHEAD,
            "language": given["language"] not in languages,
            "way": self.way is None,
        }
        return next((name for name, is_wrong in wrong.items() if is_wrong), None) or self._wrong_content(weeks)

    def _wrong_content(self, weeks: int) -> str | None:
        if self.given["what"] == SOME_QUIZZES:
            known = {quiz.id for quiz in quizzes_to_choose(self.offered)}
            return None if self.quizzes and known.issuperset(self.quizzes) else "quizzes"
        if self.programme is None:
            return "what"
        held = len(self.programme.meetings)
        if self.meeting is None or (held and self.meeting + weeks - 1 > held):
            return "meeting"
        return "both" if self.quizzes else None

    def plans(self) -> list[Plan]:
        """Return what is to be stored: one a week, and of a series one meeting after the other."""
        if self.date is None or self.meeting is None or self.weeks is None or self.way is None:
            message = "a plan with trouble cannot be stored"
            raise ValueError(message)
        series = bool(self.programme and self.programme.meetings)
        return [
            Plan(
                self.given["place"],
                self.date + WEEK * week,
                time=self.given["time"] or None,
                name=" ".join(self.given["name"].split()) or None,
                language=self.given["language"] or None,
                programme=self.programme.id if self.programme else None,
                meeting=self.meeting + week * series,
                quizzes=() if self.programme else self.quizzes,
                way=self.way,
            )
            for week in range(self.weeks)
        ]


def meetings(programme: Programme) -> range:
    """Return the numbers of the meetings of a programme: one, where it does not say how many."""
    return range(1, max(len(programme.meetings), 1) + 1)


def quizzes_to_choose(offered: OfferedQuizzes) -> list[Quiz]:
    """Return what can be taken in a workshop: the quizzes as on the front page, then all others that are offered.

    A discreet quiz is not among them.
    """
    names = dict.fromkeys([*offered.order, *sorted(offered.library.quizzes)])
    return [quiz for name in names if (quiz := offered.quiz(name)) and not quiz.discreet]


def recent(workshops: list[Workshop], places: Places) -> list[Place]:
    """Return the places of the latest workshops, the latest first."""
    known = {place.id: place for root in places.places for place in root.all()}
    names = dict.fromkeys(workshop.place for workshop in workshops if workshop.place in known)
    return [known[name] for name in islice(names, RECENT)]


def with_name(places: Places, wanted: str) -> list[tuple[Place, list[Place]]]:
    """Return the places to choose among whose names hold what is looked for; all of them if nothing is."""
    sought, _ = danish(wanted.strip())
    listed = [(root, [one for one in within if sought in danish(one.name)[0]]) for root, within in places.listed()]
    return [(root, within) for root, within in listed if within]

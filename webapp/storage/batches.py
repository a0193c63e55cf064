"""Batches: the attempts that end together. At home or in an app one quiz in one week; a workshop; those who wait."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from webapp.storage.tables.live import WAITS
from webapp.storage.weeks import monday, week_of, weeks_between
from webapp.sums import APP

ALONE = re.compile(r"(?:home|(api:[a-z0-9-]+?))-(\d{4}-W\d{2})-(.+)")
WORKSHOP = re.compile(r"workshop-(.+)")
WAITING = re.compile(WAITS + r"(\d{4}-W\d{2})-(together:)?(.+)")
OPEN_FOR = timedelta(weeks=2)  # from a week's Monday to its closing date: the week itself and one more
WORKSHOP_SOURCE, LAPTOP, SERIES = "workshop-", "laptop-", "series-"
"""The beginnings of the sources that attempts which wait come from."""
AT_HOME = "home"
CAMPAIGN = "campaign"

TWICE = 2

Mode = Literal["home", "workshop", "together", "hands", "api"]
"""How people answered who are counted together: at home, in another app, or at an event each by themselves, together,
or by hands."""
Way = Literal["apart", "together", "hands"]
"""How people take part in a workshop: each by themselves, all at one question together, or with hands up."""
MODES: Mapping[Way, Mode] = {"apart": "workshop", "together": "together", "hands": "hands"}
"""The mode in which what a workshop left is counted, by its way. What is of one mode is never added to another's."""


class Retention(NamedTuple):
    """How long answers live at most: hours of a workshop from its start, weeks in which small groups wait."""

    workshop_hours: int = 12
    wait_weeks: int = 4

    @property
    def join_weeks(self) -> int:
        """The weeks after which small groups of workshops join the campaign's group."""
        return self.wait_weeks - 1


@dataclass(frozen=True)
class Waiting:
    """A batch that waits: the week of its people, where they wait, their quiz.

    They wait at a municipality, an app, `home` or `campaign`. `together` is true for people of workshops in which all
    were at one question together; they wait by themselves.
    """

    week: str
    where: str
    quiz: str
    together: bool = False

    @classmethod
    def read(cls, batch: str, quiz: str) -> Waiting | None:
        """Return what the name of a batch says, which has attempts at this quiz; None if it does not wait."""
        match = WAITING.fullmatch(batch)
        if not match or not match[3].endswith(f"-{quiz}"):
            return None
        return cls(match[1], match[3].removesuffix(f"-{quiz}"), quiz, bool(match[2]))

    def __str__(self) -> str:
        return f"{WAITS}{self.week}-{'together:' * self.together}{self.where}-{self.quiz}"

    @property
    def mode(self) -> Mode:
        """How its people answered."""
        return "together" if self.together else mode_alone(self.place) if self.alone else "workshop"

    @property
    def alone(self) -> bool:
        """Whether its people have been at no workshop; then they wait for nobody else."""
        return self.where == AT_HOME or self.where.startswith(APP)

    @property
    def place(self) -> str:
        """The place of a block that is made of its people; empty for people at home."""
        return "" if self.where == AT_HOME else self.where

    def with_all(self) -> Waiting:
        """Return the batch of the whole campaign that its people join."""
        return replace(self, where=CAMPAIGN)

    def age(self, today: date) -> int:
        """Return how many weeks ago its week was."""
        return weeks_between(self.week, week_of(today))


def times_counted(kind: str) -> int:
    """Return how often a person counts in a batch: twice in ratings, which are taken before and after, else once."""
    return TWICE if kind == "ratings" else 1


def home_batch(quiz_id: str, today: date) -> str:
    """Return the batch of people who take a quiz on their own this week, such as `home-2026-W47-mitid`."""
    return f"home-{week_of(today)}-{quiz_id}"


def api_batch(client: str, quiz_id: str, today: date) -> str:
    """Return the batch of people who take a quiz in the app of a client this week: `api:app-2026-W47-mitid`."""
    return f"{APP}{client}-{week_of(today)}-{quiz_id}"


def workshop_batch(workshop_id: str) -> str:
    """Return the batch of a workshop's people."""
    return f"workshop-{workshop_id}"


def week_alone(batch: str) -> str | None:
    """Return the week of a batch of people who have been at no workshop; None if the batch is of another kind."""
    match = ALONE.fullmatch(batch)
    return match[2] if match else None


def place_alone(batch: str) -> str:
    """Return the place of the people of such a batch: their app, empty for people at home."""
    match = ALONE.fullmatch(batch)
    return (match[1] or "") if match else ""


def mode_alone(place: str) -> Mode:
    """Return how people answered at such a place."""
    return "api" if place.startswith(APP) else "home"


def fits(mode: str, place: str) -> bool:
    """Return whether people of a place can have answered in this mode."""
    return (mode == "home") == (not place) and (mode == "api") == place.startswith(APP)


def workshop_of(batch: str) -> str | None:
    """Return the id of the workshop whose batch it is; None if the batch is of another kind."""
    match = WORKSHOP.fullmatch(batch)
    return match[1] if match else None


def ended_alone(batch: str, today: date) -> bool:
    """Return whether a batch of people who have been at no workshop is to be closed: a week after its week's end."""
    week = week_alone(batch)
    return week is not None and monday(week) + OPEN_FOR <= today

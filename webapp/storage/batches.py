"""Batches: the attempts that end together. At home one quiz in one week; a workshop; those who wait to be ten."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from webapp.storage.tables import WAITS
from webapp.storage.weeks import monday, week_of, weeks_between

HOME = re.compile(r"home-(\d{4}-W\d{2})-(.+)")
WORKSHOP = re.compile(r"workshop-(.+)")
WAITING = re.compile(WAITS + r"(\d{4}-W\d{2})-(.+)")
OPEN_FOR = timedelta(weeks=2)  # from a week's Monday to its closing date: the week itself and one more
AT_HOME = "home"
CAMPAIGN = "campaign"

Mode = Literal["home", "workshop"]


@dataclass(frozen=True)
class Retention:
    """How long answers live at most: hours of a workshop from its start, weeks in which small groups wait."""

    workshop_hours: int = 12
    wait_weeks: int = 4

    @property
    def join_weeks(self) -> int:
        """The weeks after which small groups of workshops join the campaign's group."""
        return self.wait_weeks - 1


@dataclass(frozen=True)
class Waiting:
    """A batch that waits: the week of its people, where they wait (a municipality, `home`, `campaign`), their quiz."""

    week: str
    where: str
    quiz: str

    @classmethod
    def read(cls, batch: str, quiz: str) -> Waiting | None:
        """Return what the name of a batch says, which has attempts at this quiz; None if it does not wait."""
        match = WAITING.fullmatch(batch)
        if not match or not match[2].endswith(f"-{quiz}"):
            return None
        return cls(match[1], match[2].removesuffix(f"-{quiz}"), quiz)

    def __str__(self) -> str:
        return f"{WAITS}{self.week}-{self.where}-{self.quiz}"

    @property
    def mode(self) -> Mode:
        """Whether its people were at home or in workshops."""
        return "home" if self.where == AT_HOME else "workshop"

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


def home_batch(quiz_id: str, today: date) -> str:
    """Return the batch of people who take a quiz on their own this week, such as `home-2026-W47-mitid`."""
    return f"home-{week_of(today)}-{quiz_id}"


def workshop_batch(workshop_id: str) -> str:
    """Return the batch of a workshop's people."""
    return f"workshop-{workshop_id}"


def home_week(batch: str) -> str | None:
    """Return the week of a home batch; None if the batch is of another kind."""
    match = HOME.fullmatch(batch)
    return match[1] if match else None


def workshop_of(batch: str) -> str | None:
    """Return the id of the workshop whose batch it is; None if the batch is of another kind."""
    match = WORKSHOP.fullmatch(batch)
    return match[1] if match else None


def home_ended(batch: str, today: date) -> bool:
    """Return True for a home batch that is to be closed: its week ended a week ago or earlier."""
    week = home_week(batch)
    return week is not None and monday(week) + OPEN_FOR <= today

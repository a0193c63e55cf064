"""Batches: who ends together. At home one quiz in one week; a workshop; those who wait until they are ten."""

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
class Waiting:
    """Those who wait: since when (the week of their batch), for which quiz, and where (a municipality, home, all)."""

    week: str
    where: str
    quiz: str

    @classmethod
    def read(cls, batch: str, quiz: str) -> Waiting | None:
        """Return what a batch of this quiz says, if it is one of those who wait."""
        match = WAITING.fullmatch(batch)
        if not match or not match[2].endswith(f"-{quiz}"):
            return None
        return cls(match[1], match[2].removesuffix(f"-{quiz}"), quiz)

    def __str__(self) -> str:
        return f"{WAITS}{self.week}-{self.where}-{self.quiz}"

    @property
    def mode(self) -> Mode:
        """Whether they were at home or in workshops."""
        return "home" if self.where == AT_HOME else "workshop"

    @property
    def place(self) -> str:
        """The place that a block of them has."""
        return "" if self.where == AT_HOME else self.where

    def with_all(self) -> Waiting:
        """Return the group of the whole campaign that they join."""
        return replace(self, where=CAMPAIGN)

    def age(self, today: date) -> int:
        """Return how many weeks lie between their week and this one."""
        return weeks_between(self.week, week_of(today))


def home_batch(quiz_id: str, today: date) -> str:
    """Return the batch of people who take a quiz on their own, such as `home-2026-W47-mitid`: one an ISO week."""
    return f"home-{week_of(today)}-{quiz_id}"


def workshop_batch(workshop_id: str) -> str:
    """Return the batch of a workshop's people."""
    return f"workshop-{workshop_id}"


def home_week(batch: str) -> str | None:
    """Return the week of a home batch; None if it is none."""
    match = HOME.fullmatch(batch)
    return match[1] if match else None


def workshop_of(batch: str) -> str | None:
    """Return the id of the workshop whose batch it is; None if it is none."""
    match = WORKSHOP.fullmatch(batch)
    return match[1] if match else None


def home_ended(batch: str, today: date) -> bool:
    """Say whether it is a home batch past its closing date, one week after its week's end."""
    week = home_week(batch)
    return week is not None and monday(week) + OPEN_FOR <= today

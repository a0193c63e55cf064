"""Weeks: ISO weeks as batches and records name them, "2026-W47", and the months and years they belong to."""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEK = re.compile(r"(\d{4})-W(\d{2})")
THURSDAY = 4


def week_of(day: date) -> str:
    """Return the week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday(week: str) -> date:
    """Return the first day of a week; ValueError if there is no such week."""
    return _day(week, 1)


def month_of(week: str) -> str:
    """Return the month ("2026-11") that a week counts in: the one its Thursday lies in, as its year is by ISO 8601."""
    return f"{_day(week, THURSDAY):%Y-%m}"


def begins_in(week: str) -> str:
    """Return the month ("2026-11") of a week's first day: whatever was said in it, was said in this month or later."""
    return f"{monday(week):%Y-%m}"


def weeks_between(earlier: str, later: str) -> int:
    """Return how many weeks lie between two; negative if the order is the other."""
    return (monday(later) - monday(earlier)) // timedelta(weeks=1)


def _day(week: str, day: int) -> date:
    match = WEEK.fullmatch(week)
    if not match:
        message = f"{week!r} is no ISO week, such as 2026-W47"
        raise ValueError(message)
    return date.fromisocalendar(int(match[1]), int(match[2]), day)

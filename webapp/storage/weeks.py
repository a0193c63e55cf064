"""Weeks: ISO weeks as batches and records name them, "2026-W47", and the months that they belong to."""

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
    """Return the month ("2026-11") that a week counts in: the month of its Thursday, as ISO 8601 does for its year."""
    return f"{_day(week, THURSDAY):%Y-%m}"


def begins_in(week: str) -> str:
    """Return the month ("2026-11") of a week's first day: no answer of the week is from an earlier month."""
    return f"{monday(week):%Y-%m}"


def weeks_between(earlier: str, later: str) -> int:
    """Return the number of weeks from the earlier to the later; it is negative if they are the other way round."""
    return (monday(later) - monday(earlier)) // timedelta(weeks=1)


def _day(week: str, day: int) -> date:
    match = WEEK.fullmatch(week)
    if not match:
        message = f"{week!r} is no ISO week, such as 2026-W47"
        raise ValueError(message)
    return date.fromisocalendar(int(match[1]), int(match[2]), day)

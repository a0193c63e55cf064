"""Dates: none is in the future, and a quiz that soon goes out of date gets a warning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding, Location
from quizlib.say import say

NOTICE = timedelta(days=60)


def dates_in_order(quiz: Quiz, _settings: LibrarySettings, today: date) -> Iterator[Finding]:
    """Find dates in the future, and a `valid_until` that is past, near, or before the review."""
    past: list[tuple[Location, date | None]] = [(("reviewed",), quiz.reviewed)]
    past += [(("sources", index, "seen"), source.seen) for index, source in enumerate(quiz.sources)]
    past += [(("approved", index, "date"), approval.date) for index, approval in enumerate(quiz.approved)]
    for location, day in past:
        if day is not None and day > today:
            yield Finding(location, say("{day} is in the future", day=day), say("write the day it was done"))
    if quiz.valid_until is None:
        return
    if quiz.reviewed is not None and quiz.valid_until <= quiz.reviewed:
        yield Finding(
            ("valid_until",),
            say("{day} is not after the review of {reviewed}", day=quiz.valid_until, reviewed=quiz.reviewed),
            say("write a later day"),
        )
    elif not quiz.current(today):
        hint = say("review it, then write a later day; until then it is left out")
        yield Finding(("valid_until",), say("was valid until {day}", day=quiz.valid_until), hint, "warning")
    elif quiz.valid_until - today <= NOTICE:
        yield Finding(
            ("valid_until",),
            say("is valid only until {day}", day=quiz.valid_until),
            say("review it in time"),
            "warning",
        )

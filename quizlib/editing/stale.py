"""Stale: what has grown old in a folder: pages read long ago, quizzes that end soon, approvals of older words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from quizlib.content.quiz import Quiz
from quizlib.editing.kinds import content_files
from quizlib.problems import Location
from quizlib.reading.source import parse
from quizlib.say import say

SOON = timedelta(days=60)
"""How long before its last day a quiz is named: as long as the check warns."""
AHEAD = timedelta(days=90)
"""How long before the last month its successors should be written."""
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Stale(NamedTuple):
    """Something that has grown old: since when, where, and what to do."""

    since: date
    file: Path
    line: int
    path: str
    words: str


def stale(folder: Path, today: date, longest: timedelta) -> list[Stale]:
    """Return everything that is older than `longest`, and what ends soon; the oldest first."""
    paths = [path for _, path in content_files(folder)]
    found = [one for path in paths for one in _in_file(path, today, longest)]
    return sorted([*found, *_last_month(paths, today)])


def unapproved(quizzes: dict[str, Quiz]) -> list[str]:
    """Return the ids of the quizzes without an approval that holds and is as new as their last review."""
    return [
        name
        for name, quiz in quizzes.items()
        if not any(quiz.reviewed is None or one.date >= quiz.reviewed for one in quiz.approvals)
    ]


def _last_month(paths: list[Path], today: date) -> Iterator[Stale]:
    """Yield the last file that is named after a month, as in 2026-12, if none for later months is there in time."""
    months = {path.stem: path for path in paths if MONTH.fullmatch(path.stem)}
    if months:
        last = date.fromisoformat(f"{max(months)}-01")
        if last - today < AHEAD:
            yield Stale(last, months[max(months)], 1, max(months), say("it is the last one: write the months after it"))


def _in_file(path: Path, today: date, longest: timedelta) -> Iterator[Stale]:
    document = parse(path.read_bytes(), str(path))
    for location, value in _days(document.data):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            continue  # the check says so
        match location[-1]:
            case "seen" if today - day > longest:
                words = say("read the page again, and write the day")
            case "reviewed" if today - day > longest:
                words = say("read it through again, and write the day")
            case "valid_until" if day - today < SOON:
                words = say("it ends: review it, and write a later day")
            case _:
                continue
        problem = document.report(location, words)
        yield Stale(day, path, problem.line, problem.path, words)


def _days(data: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:  # noqa: ANN401 - YAML is any data
    """Yield (location, words) of every field that holds a day."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name in {"seen", "reviewed", "valid_until"} and isinstance(value, str):
                yield (*location, name), value
            else:
                yield from _days(value, (*location, name))
    elif isinstance(data, list):
        for number, member in enumerate(data):
            yield from _days(member, (*location, number))

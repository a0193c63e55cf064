"""Workshop: one session with a join code, in which phase it is, and how far its people have come."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any, Literal

from webapp.storage.batches import workshop_batch

LASTS = timedelta(hours=12)  # from when people are first let in, where no setting says less
NOTICE = timedelta(minutes=2)  # between *Vi slutter nu* and the end
WAITS = timedelta(hours=1)  # for the head count, after the end, before it is closed without
DAY = timedelta(days=1)

Phase = Literal["coming", "running", "ending", "ended", "closed"]


@dataclass(frozen=True)
class Workshop:
    """One session at a place. `day`, `code`, `begun` and `ending` are there until it is closed, then only `week`.

    `meeting` is which meeting of its programme it is, from 1. `forms` is the order of the check-up forms, such as
    "BAC"; empty where there is no programme. `ending` is when it is to be closed; `head_count_given` says whether its
    leader has typed the head count, or would not. It `lasts` so long at most from when it has begun.
    """

    id: str
    place: str
    week: str | None
    day: date | None
    programme: str | None
    meeting: int
    quizzes: tuple[str, ...]
    forms: str
    code: str | None
    has_leader: bool
    begun: datetime | None
    letting_in: bool
    joined: int
    ending: datetime | None
    head_count_given: bool
    head_count: int | None
    closed: bool
    lasts: timedelta = LASTS

    @classmethod
    def of(cls, row: Sequence[Any], lasts: timedelta) -> Workshop:
        """Return it from a row of its table, the columns in the order of these fields."""
        known = dict(zip(COLUMNS, row, strict=True))
        return cls(
            **{
                **known,
                "lasts": lasts,
                "day": date.fromisoformat(known["day"]) if known["day"] else None,
                "quizzes": tuple(json.loads(known["quizzes"])),
                "has_leader": known["has_leader"] is not None,
                "begun": datetime.fromisoformat(known["begun"]) if known["begun"] else None,
                "ending": datetime.fromisoformat(known["ending"]) if known["ending"] else None,
                **{name: bool(known[name]) for name in ("letting_in", "head_count_given", "closed")},
            }
        )

    @property
    def batch(self) -> str:
        """The batch of its attempts."""
        return workshop_batch(self.id)

    @property
    def hours(self) -> int:
        """How many hours it lasts at most."""
        return self.lasts // timedelta(hours=1)

    @property
    def ends(self) -> datetime | None:
        """When the two minutes of notice are over; None while nobody has ended it."""
        return self.ending and (self.ending if self.head_count_given else self.ending - WAITS)

    def phase(self, now: datetime) -> Phase:
        """Say where it stands; `ended` is over, but not folded into records yet."""
        if self.closed:
            return "closed"
        if self.begun is None:
            return "coming"
        if self.ends is not None:
            return "ending" if now < self.ends else "ended"
        forgotten = self.day is not None and local_day(now) > self.day + DAY
        return "ended" if forgotten or now >= self.begun + self.lasts else "running"

    def lets_in(self, now: datetime) -> bool:
        """Say whether one can join."""
        return self.letting_in and self.phase(now) == "running"

    def due(self, now: datetime) -> bool:
        """Say whether it is to be closed: it has ended, and its leader has had the time to type the head count."""
        return self.phase(now) == "ended" and (self.ending is None or now >= self.ending)

    def led(self, now: datetime) -> Literal["early", "now", "over"]:
        """Say whether its leader link is good: from the day before until it has lasted so long.

        One that never began is led until the end of its day.
        """
        today = local_day(now)
        if self.closed or self.day is None:
            return "over"
        if self.begun is not None:
            return "now" if now < self.begun + self.lasts else "over"
        return "early" if today < self.day - DAY else "now" if today <= self.day else "over"


COLUMNS = tuple(name for name in Workshop.__dataclass_fields__ if name != "lasts")


@dataclass(frozen=True)
class Progress:
    """How far the attempts at one quiz have come: `answered[n]` of them have at least n answers. Never which ones."""

    answered: tuple[int, ...]
    finished: int


def orders(forms: Sequence[str], check_ups: int) -> tuple[str, ...]:
    """Return the orders in which workshops may take the forms of a check-up, each form first equally often.

    With two check-ups these are A-B and B-A, and the third form stays fresh for those who come again.
    """
    used = min(check_ups, len(forms))
    if used == 1:
        return tuple("".join([*forms[n:], *forms[:n]]) for n in range(len(forms)))
    return tuple("".join([*first, *forms[used:]]) for first in permutations(forms[:used]))


def local_day(moment: datetime) -> date:
    """Return the day at a moment, where the site runs."""
    return moment.astimezone().date()


def stamp(moment: datetime) -> str:
    """Return a moment as it is stored: to the second, so that text sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")

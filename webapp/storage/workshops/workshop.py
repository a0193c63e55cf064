"""Workshop: one session with a join code, its phases, and what may be done in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import permutations
from typing import Any, Literal

from webapp.storage.batches import workshop_batch

LASTS = timedelta(hours=12)  # from when people are first let in, unless a setting says less
NOTICE = timedelta(minutes=2)  # between *Vi slutter nu* and the end
HEAD_COUNT_WAIT = timedelta(hours=1)  # after the end; then the workshop is closed without a head count
DAY = timedelta(days=1)

Phase = Literal["coming", "running", "ending", "ended", "closed"]


@dataclass(frozen=True)
class Workshop:
    """One session at a place. Until it is closed it has `day`, `code`, `begun` and `ending`; afterwards only `week`.

    `meeting` says which meeting of its programme it is, from 1. `forms` is the order of the check-up forms, such as
    "BAC"; empty without a programme. `ending` is when it is to be closed; `head_count_given` is true once its leader
    has typed the head count or has refused to. It `lasts` at most that long after it has begun.

    Times are aware. A method that changes the workshop returns it as it is afterwards; None if that is not possible.
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
    def of(cls, row: Mapping[str, Any], lasts: timedelta) -> Workshop:
        """Return the workshop of a row: the columns of `WorkshopRow` by name."""
        same = {name: value for name, value in row.items() if name not in {"leader", "quizzes"}}
        return cls(**same, quizzes=tuple(row["quizzes"]), has_leader=row["leader"] is not None, lasts=lasts)

    @property
    def batch(self) -> str:
        """The batch of its attempts."""
        return workshop_batch(self.id)

    @property
    def hours(self) -> int:
        """How many hours it lasts at most."""
        return self.lasts // timedelta(hours=1)

    @property
    def is_coming(self) -> bool:
        """Whether nobody has been let in yet."""
        return self.begun is None and not self.closed

    @property
    def ends(self) -> datetime | None:
        """When the two minutes of notice are over; None while nobody has ended it."""
        return self.ending and (self.ending if self.head_count_given else self.ending - HEAD_COUNT_WAIT)

    def phase(self, now: datetime) -> Phase:
        """Return its phase; `ended` means that it is over, but not closed yet."""
        if self.closed:
            return "closed"
        if self.begun is None:
            return "coming"
        if self.ends is not None:
            return "ending" if now < self.ends else "ended"
        forgotten = self.day is not None and local_day(now) > self.day + DAY
        return "ended" if forgotten or now >= self.begun + self.lasts else "running"

    def lets_in(self, now: datetime) -> bool:
        """Return whether people can join."""
        return self.letting_in and self.phase(now) == "running"

    def due(self, now: datetime) -> bool:
        """Return whether it is to be closed: it has ended, and its leader has had the time to type the head count."""
        return self.phase(now) == "ended" and (self.ending is None or now >= self.ending)

    def led(self, now: datetime) -> Literal["early", "now", "over"]:
        """Return whether its leader link is good: from the day before until it has lasted as long as it may.

        The link of a workshop that never began is good until the end of its day.
        """
        today = local_day(now)
        if self.closed or self.day is None:
            return "over"
        if self.begun is not None:
            return "now" if now < self.begun + self.lasts else "over"
        return "early" if today < self.day - DAY else "now" if today <= self.day else "over"

    def join(self, now: datetime) -> Workshop | None:
        """Count one more browser that has joined."""
        return replace(self, joined=self.joined + 1) if self.lets_in(now) else None

    def let_in(self, now: datetime) -> Workshop | None:
        """Let people in; the first time, the workshop begins."""
        if self.phase(now) not in {"coming", "running"}:
            return None
        return replace(self, letting_in=True, begun=self.begun or now)

    def stop(self) -> Workshop:
        """Let nobody else in."""
        return replace(self, letting_in=False)

    def end(self, now: datetime) -> Workshop | None:
        """End it in two minutes, and let nobody else in; after the two minutes it waits for the head count."""
        if self.phase(now) != "running":
            return None
        return replace(self, letting_in=False, ending=now + NOTICE + HEAD_COUNT_WAIT)

    def resume(self, now: datetime) -> Workshop | None:
        """Take the end back, during the two minutes."""
        if self.phase(now) != "ending":
            return None
        return replace(self, ending=None, head_count_given=False, head_count=None)

    def give_head_count(self, head_count: int | None, now: datetime) -> Workshop | None:
        """Note how many people came; None if the leader refuses to say. Then only the two minutes are waited for."""
        if self.closed or self.ending is None or self.ends is None:
            return None
        ending = self.ending if self.head_count_given else max(self.ends, now)
        return replace(self, ending=ending, head_count_given=True, head_count=head_count)


def orders(forms: Sequence[str], check_ups: int) -> tuple[str, ...]:
    """Return the orders in which workshops may take the forms of a check-up. Each form comes first equally often.

    With two check-ups they are A-B and B-A, and the third form stays new for people who come again.
    """
    used = min(check_ups, len(forms))
    if used == 1:
        return tuple("".join([*forms[n:], *forms[:n]]) for n in range(len(forms)))
    return tuple("".join([*first, *forms[used:]]) for first in permutations(forms[:used]))


def local_day(moment: datetime) -> date:
    """Return the day at a moment, where the site runs."""
    return moment.astimezone().date()


CLOSED_WORKSHOP: dict[str, Any] = {
    **dict.fromkeys(("day", "code", "leader", "begun", "ending")),
    "letting_in": False,
    "joined": 0,
    "head_count_given": True,
    "closed": True,
}
"""The columns that are the same for every closed workshop. Its other columns are what is kept of it."""
COMING_WORKSHOP: dict[str, Any] = {
    **dict.fromkeys(("begun", "ending", "head_count")),
    "letting_in": False,
    "joined": 0,
    "head_count_given": False,
}
"""The columns that are the same for every workshop that has not begun."""

"""Workshop: one session with a join code, its phases, and what may be done in each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from webapp.storage.batches import MODES, Mode, Way, workshop_batch
from webapp.storage.weeks import monday, week_of

LASTS = timedelta(hours=12)  # from when people are first let in, unless a setting says less
NOTICE = timedelta(minutes=2)  # between *Vi slutter nu* and the end
HEAD_COUNT_WAIT = timedelta(hours=1)  # after the end; then the workshop is closed without a head count
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
READ_FOR = timedelta(weeks=2)  # after the week of a closed workshop, its leader link reads how it went
MOST_PINS = 10  # wrong ones; then the PIN of a workshop is shut, never its link

Phase = Literal["coming", "running", "ending", "ended", "closed"]


@dataclass(frozen=True)
class Workshop:
    """One session at a place. Until it is closed it has `day`, `code`, `begun` and `ending`; afterwards only `week`.

    Until then it may have a `time` of day such as "10:00", a `name` that staff gave it, and a `language` of its own.
    Its leader link is good for some time more. `generation` says which one it has, counted from 1, and `pin_tries` how
    many wrong PINs were typed for it.
    `way` says how people take part. `meeting` says which meeting of its programme it is, from 1. `forms` is the order
    of the check-up forms, such as "BCA"; empty without a programme. `ending` is when it is to be closed;
    `head_count_given` is true once its leader has typed the head count or has refused to. `planner` is the id of the
    account that planned it, as long as it is open or set aside, and `stood_aside` is true if it was set aside.
    Workshops of one `series` are held week by week for the same people. It `lasts` at most that long after it has
    begun.

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
    time: str | None = None
    name: str | None = None
    language: str | None = None
    generation: int = 0
    pin_tries: int = 0
    way: Way = "apart"
    planner: str | None = None
    stood_aside: bool = False
    series: str | None = None
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
    def mode(self) -> Mode:
        """The mode in which what it leaves is counted."""
        return MODES[self.way]

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
        forgotten = self.day is not None and now.date() > self.day + DAY
        return "ended" if forgotten or now >= self.begun + self.lasts else "running"

    def awaited(self, now: datetime) -> bool:
        """Return whether people may wait for it: it has not begun, and this is its day."""
        return self.is_coming and self.way != "hands" and self.day == now.date()

    def lets_in(self, now: datetime) -> bool:
        """Return whether people can join; nobody needs to where hands are raised."""
        return self.letting_in and self.way != "hands" and self.phase(now) == "running"

    def due(self, now: datetime) -> bool:
        """Return whether it is to be closed: it has ended, and its leader has had the time to type the head count."""
        return self.phase(now) == "ended" and (self.ending is None or now >= self.ending)

    def led(self, now: datetime) -> Literal["early", "now", "over"]:
        """Return whether its leader link is good: from the day before until it has lasted as long as it may.

        The link of a workshop that never began is good until the end of its day.
        """
        today = now.date()
        if self.closed or self.day is None:
            return "over"
        if self.begun is not None:
            return "now" if now < self.begun + self.lasts else "over"
        return "early" if today < self.day - DAY else "now" if today <= self.day else "over"

    @property
    def read_until(self) -> date | None:
        """The last day on which its leader link reads how it went, two weeks after its week; None if it is open."""
        return monday(self.week) + WEEK + READ_FOR - DAY if self.closed and self.week and self.has_leader else None

    def read(self, today: date) -> bool:
        """Return whether its leader link reads how it went."""
        return self.read_until is not None and today <= self.read_until

    def takes_pin(self, now: datetime) -> bool:
        """Return whether its PIN can be typed: on its day, until too many wrong ones were."""
        return self.has_leader and self.day == now.date() and self.pin_tries < MOST_PINS and self.led(now) == "now"

    def join(self, now: datetime) -> Workshop | None:
        """Count one more browser that has joined."""
        return replace(self, joined=self.joined + 1) if self.lets_in(now) else None

    def hand_over(self, now: datetime) -> Workshop | None:
        """Count one more person, who goes on at a screen that has joined already."""
        return replace(self, joined=self.joined + 1) if self.phase(now) in {"running", "ending"} else None

    def let_in(self, now: datetime) -> Workshop | None:
        """Let people in; the first time, the workshop begins."""
        if self.phase(now) not in {"coming", "running"}:
            return None
        return replace(self, letting_in=True, begun=self.begun or now.astimezone(UTC))

    def stop(self) -> Workshop:
        """Let nobody else in."""
        return replace(self, letting_in=False)

    def end(self, now: datetime) -> Workshop | None:
        """End it in two minutes; nobody else is let in from now on. After that it waits for the head count.

        Where hands are raised it was given at the beginning.
        """
        if self.phase(now) != "running":
            return None
        known = self.way == "hands" and self.head_count is not None
        ends = now.astimezone(UTC) + NOTICE
        return replace(self, ending=ends if known else ends + HEAD_COUNT_WAIT, head_count_given=known)

    def resume(self, now: datetime) -> Workshop | None:
        """Take the end back, during the two minutes; the door is open again if it was."""
        if self.phase(now) != "ending":
            return None
        head_count = self.head_count if self.way == "hands" else None  # there it was given at the beginning
        return replace(self, ending=None, head_count_given=False, head_count=head_count)

    def count_heads(self, head_count: int, now: datetime) -> Workshop | None:
        """Note how many people are there while it runs, so that hands can be counted."""
        return replace(self, head_count=head_count) if self.phase(now) in {"running", "ending"} else None

    def give_head_count(self, head_count: int | None, now: datetime) -> Workshop | None:
        """Note how many people came; None if the leader refuses to say. Then only the two minutes are waited for."""
        if self.closed or self.ending is None or self.ends is None:
            return None
        ending = self.ending if self.head_count_given else max(self.ends, now)
        return replace(self, ending=ending, head_count_given=True, head_count=head_count)


def read_since(today: date) -> str:
    """Return the first week whose workshops can still be read by their leader links; no day of theirs is stored."""
    return week_of(today - READ_FOR)


CLOSED_WORKSHOP: dict[str, Any] = {
    **dict.fromkeys(("day", "time", "name", "language", "code", "leader", "begun", "ending")),
    "letting_in": False,
    "joined": 0,
    "generation": 0,
    "pin_tries": 0,
    "head_count_given": True,
    "closed": True,
}
"""The columns that are the same for every closed workshop, once nobody can read it by its leader link any more.

Its other columns are what is kept of it.
"""
COMING_WORKSHOP: dict[str, Any] = {
    **dict.fromkeys(("begun", "ending", "head_count")),
    "letting_in": False,
    "joined": 0,
    "pin_tries": 0,
    "head_count_given": False,
    "stood_aside": False,
}
"""The columns that are the same for every workshop that has not begun."""

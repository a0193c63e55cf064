"""Faults: what goes wrong for a while. Each is told when it begins and when it ends, in the log and to the staff."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

Kind = Literal[
    "storage", "disk", "content", "new-content", "join-codes", "sign-ins", "rewriting", "proxy", "sending", "hooks"
]

BEGINS: dict[Kind, str] = {
    "hooks": "the application that hears of answers fails or is too slow, and hears not all of them",
    "storage": "answers cannot be stored: they get 503 until it is mended",
    "disk": "little room is left on the disk of the data folder",
    "content": "a part of the content is left out",
    "new-content": "new content has errors and is refused: the site goes on with what it has",
    "join-codes": "many wrong join codes are tried: right ones need the place of their workshop meanwhile",
    "sign-ins": "many sign-ins fail: browsers that have signed in before are let through",
    "rewriting": "answers deleted more than a day ago are still on PostgreSQL's disk: see webapp privacy-report",
    "sending": "the campaign's server does not take what this laptop sends: take a new campaign.json from it",
    "proxy": "forms come from another host than their requests name: if a proxy changes Host, set TRYG_PROXIES; "
    "else another site sends forms here, and they are refused",
}
ENDS: dict[Kind, str] = {
    "hooks": "the application that hears of answers hears all of them",
    "storage": "answers are stored again",
    "disk": "there is room on the disk again",
    "content": "the content is whole again",
    "new-content": "new content is served",
    "join-codes": "no more wrong join codes than usual",
    "sign-ins": "no more sign-ins fail than usual",
    "rewriting": "deleted answers are in no table of PostgreSQL any more",
    "sending": "the campaign's server takes what this laptop sends",
    "proxy": "requests name the host that the browser asked for",
}
QUIET_AFTER: dict[Kind, timedelta] = {
    "hooks": timedelta(hours=1),
    "join-codes": timedelta(minutes=10),
    "sign-ins": timedelta(minutes=15),
    "proxy": timedelta(days=1),
}
REMEMBERED = timedelta(days=1)  # after its end: whoever signs in next morning reads of the night


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong, or went wrong until lately; `details` are names for people, never a participant's."""

    kind: Kind
    since: datetime
    seen: datetime
    until: datetime | None = None
    details: tuple[str, ...] = ()


class Faults:
    """The faults of one process, in memory alone."""

    def __init__(self) -> None:
        self._faults: dict[Kind, Fault] = {}
        self._lock = threading.Lock()
        self._log = logging.getLogger("webapp")

    def seen(self, kind: Kind, *details: str) -> None:
        """Note a fault. The first time of an episode is one line in the log."""
        now = _now()
        with self._lock:
            known = self._faults.get(kind)
            if known is not None and known.until is None:
                self._faults[kind] = replace(known, seen=now, details=details or known.details)
                return
            self._faults[kind] = Fault(kind, now, now, None, details)
        self._log.warning("%s", ": ".join(filter(None, (BEGINS[kind], ", ".join(details)))))

    def over(self, kind: Kind) -> None:
        """Note that a fault is over, if there was one; this is one line in the log."""
        if not self.going_on(kind):  # without the lock: every stored answer comes by here
            return
        with self._lock:
            known = self._faults[kind]
            if known.until is not None:
                return
            self._faults[kind] = replace(known, until=_now())
        self._log.warning("%s", ENDS[kind])

    def going_on(self, kind: Kind) -> bool:
        """Return whether a fault goes on now."""
        known = self._faults.get(kind)
        return known is not None and known.until is None

    def look(self) -> None:
        """End the faults that nobody ends and that have been quiet for their time; housekeeping calls it."""
        for kind, quiet in QUIET_AFTER.items():
            known = self._faults.get(kind)
            if known is not None and _now() - known.seen > quiet:
                self.over(kind)

    def lately(self) -> tuple[Fault, ...]:
        """Return the faults that go on or ended within a day, the newest first."""
        after = _now() - REMEMBERED
        with self._lock:
            lately = [fault for fault in self._faults.values() if fault.until is None or fault.until > after]
        return tuple(sorted(lately, key=lambda fault: fault.since, reverse=True))


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)

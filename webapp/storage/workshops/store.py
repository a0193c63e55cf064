"""Workshops: made by the staff, joined by their code, led by a link, ended; closing then folds them into records."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from webapp.storage.batches import workshop_batch
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.workshops.workshop import DAY, LASTS, NOTICE, WAITS, Progress, Workshop, local_day, stamp
from webapp.storage.workshops.workshop_sql import WorkshopSql

Also = Callable[[Transaction], None]
CODE_DIGITS = 6
MOST_TRIES = 100  # to find a code that no other has: with a thousand open workshops one try in a thousand fails


def nothing(_connection: Transaction) -> None:
    """Do nothing else."""


class NewWorkshop(NamedTuple):
    """A new workshop, and the token of its leader link, which is nowhere else."""

    workshop: Workshop
    token: str


class Workshops:
    """Stores workshops that last so long at most. Every method raises StorageUnavailable if the storage fails.

    Times are aware. What a leader or a participant may not do at that moment changes nothing. `also` is done in the
    same write as what the staff does, if that is done.
    """

    def __init__(self, database: Database, lasts: timedelta = LASTS) -> None:
        self._database = database
        self._lasts = lasts
        self._sql = WorkshopSql.compiled(database)

    def create(
        self,
        place: str,
        day: date,
        *,
        programme: str | None = None,
        meeting: int = 1,
        quizzes: Sequence[str] = (),
        orders: Sequence[str] = ("",),
        also: Also = nothing,
    ) -> NewWorkshop:
        """Store a workshop that is to come; of the orders it gets the one least used, at best here too.

        `orders` are those that `orders()` gives for its programme.
        """
        token = _token()
        row = {
            "id": secrets.token_urlsafe(16),
            "place": place,
            "week": None,
            "day": day.isoformat(),
            "programme": programme,
            "meeting": meeting,
            "quizzes": json.dumps(list(quizzes)),
            "leader": _hashed(token),
            "begun": None,
            "letting_in": False,
            "joined": 0,
            "ending": None,
            "head_count_given": False,
            "head_count": None,
            "closed": False,
        }

        def work(transaction: Transaction) -> Workshop:
            used = transaction.execute(self._sql.orders, {}).fetchall()
            forms = _least_used(orders, place, used)
            for _ in range(MOST_TRIES):
                code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
                if transaction.execute(self._sql.create, {**row, "forms": forms, "code": code}).rowcount:
                    break
            made = self._one(transaction, self._sql.by_id, {"workshop": row["id"]})
            if made is None:
                message = "there is no join code left: close or delete some workshops"
                raise LookupError(message)
            also(transaction)
            return made

        return NewWorkshop(self._database.write(work), token)

    def by_id(self, workshop: str) -> Workshop | None:
        """Return a workshop, closed ones too."""
        return self._read(self._sql.by_id, {"workshop": workshop})

    def by_code(self, code: str) -> Workshop | None:
        """Return the workshop with this join code, whether one can join it now or not."""
        return self._read(self._sql.by_code, {"sought": code})

    def by_leader(self, token: str) -> Workshop | None:
        """Return the workshop that a leader link belongs to; `led` says whether the link is good now."""
        return self._read(self._sql.by_leader, {"sought": _hashed(token)})

    def all(self) -> list[Workshop]:
        """Return all workshops, the latest first."""
        return self._several(self._sql.every)

    def due(self, now: datetime) -> list[Workshop]:
        """Return the workshops that are to be closed."""
        return [workshop for workshop in self._several(self._sql.open) if workshop.due(now)]

    def join(self, code: str, now: datetime) -> Workshop | None:
        """Count one more that joins, and return the workshop; None if its code is wrong, or lets nobody in now."""

        def work(transaction: Transaction) -> Workshop | None:
            joined = transaction.execute(self._sql.join, {"sought": code, **self._limits(now)}).rowcount
            return self._one(transaction, self._sql.by_code, {"sought": code}) if joined else None

        return self._database.write(work)

    def let_in(self, workshop: str, now: datetime) -> bool:
        """Let people in; the first time, the workshop has begun."""
        return self._change(
            self._sql.let_in, {"workshop": workshop, "open": True, "now": stamp(now), **self._limits(now)}
        )

    def stop(self, workshop: str) -> bool:
        """Let nobody else in."""
        return self._change(self._sql.stop, {"workshop": workshop, "open": False})

    def end(self, workshop: str, now: datetime) -> bool:
        """Tell everybody that it ends in two minutes, and let nobody else in; the head count is then waited for."""
        until = stamp(now + NOTICE + WAITS)
        return self._change(self._sql.end, {"workshop": workshop, "open": False, "until": until, **self._limits(now)})

    def go_on(self, workshop: str, now: datetime) -> bool:
        """Take that back, while the two minutes last."""

        def work(transaction: Transaction) -> bool:
            found = self._one(transaction, self._sql.by_id, {"workshop": workshop})
            if found is None or found.phase(now) != "ending":
                return False
            nothing = {"until": None, "done": False, "people": None}
            return transaction.execute(self._sql.tell, {"workshop": workshop, **nothing}).rowcount > 0

        return self._database.write(work)

    def tell(self, workshop: str, head_count: int | None, now: datetime) -> bool:
        """Note how many came, or that the leader would not say: nothing is waited for then but the two minutes."""

        def work(transaction: Transaction) -> bool:
            found = self._one(transaction, self._sql.by_id, {"workshop": workshop})
            if found is None or found.ending is None or found.ends is None:
                return False
            until = found.ending if found.head_count_given else max(found.ends, now)
            told = {"until": stamp(until), "done": True, "people": head_count}
            return transaction.execute(self._sql.tell, {"workshop": workshop, **told}).rowcount > 0

        return self._database.write(work)

    def renew(self, workshop: str, also: Also = nothing) -> str | None:
        """Give it a new leader link, and return its token: the old one is good no longer. None if it is closed."""
        token = _token()
        return token if self._change(self._sql.lead, {"workshop": workshop, "hashed": _hashed(token)}, also) else None

    def revoke(self, workshop: str, also: Also = nothing) -> bool:
        """Take its leader link away."""
        return self._change(self._sql.lead, {"workshop": workshop, "hashed": None}, also)

    def delete(self, workshop: str, also: Also = nothing) -> bool:
        """Delete a workshop, if it has not begun."""
        return self._change(self._sql.delete, {"workshop": workshop}, also)

    def progress(self, workshop: str) -> dict[str, Progress]:
        """Return by quiz how far its attempts have come."""
        batch = {"batch": workshop_batch(workshop)}
        rows = self._database.read(lambda transaction: transaction.execute(self._sql.progress, batch).fetchall())
        counts: dict[str, Counter[int]] = {}
        finished: Counter[str] = Counter()
        for quiz, answered, done, count in rows:
            counts.setdefault(quiz, Counter())[answered] += count
            finished[quiz] += count * done
        return {quiz: Progress(_at_least(by_answers), finished[quiz]) for quiz, by_answers in counts.items()}

    def _several(self, sql: str) -> list[Workshop]:
        rows = self._database.read(lambda transaction: transaction.execute(sql, {}).fetchall())
        return [Workshop.of(row, self._lasts) for row in rows]

    def _read(self, sql: str, parameters: dict[str, object]) -> Workshop | None:
        return self._database.read(lambda transaction: self._one(transaction, sql, parameters))

    def _one(self, transaction: Transaction, sql: str, parameters: dict[str, object]) -> Workshop | None:
        row = transaction.execute(sql, parameters).fetchone()
        return Workshop.of(row, self._lasts) if row else None

    def _change(self, sql: str, parameters: dict[str, object], also: Also = nothing) -> bool:
        def work(transaction: Transaction) -> bool:
            changed = transaction.execute(sql, parameters).rowcount > 0
            if changed:
                also(transaction)
            return changed

        return self._database.write(work)

    def _limits(self, now: datetime) -> dict[str, object]:
        """Return since when a workshop must have begun, and from which day it must be, to be running now."""
        return {"since": stamp(now - self._lasts), "yesterday": (local_day(now) - DAY).isoformat()}


def _token() -> str:
    """Return 128 random bits in letters and digits that one can read off a sheet and type."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def _hashed(token: str) -> str:
    """Return what is stored of a token; strokes between its groups do not matter, nor do capitals."""
    return hashlib.sha256(token.replace("-", "").lower().encode()).hexdigest()


def _least_used(orders: Sequence[str], place: str, used: Sequence[Sequence[str]]) -> str:
    """Return the order that fewest workshops have, of several the one that fewest have here, of these the first."""
    everywhere = Counter(forms for forms, _ in used)
    here = Counter(forms for forms, where in used if where == place)
    return min(orders, key=lambda order: (everywhere[order], here[order]))


def _at_least(counts: Counter[int]) -> tuple[int, ...]:
    """Return, for each n from 0, how many have n or more."""
    return tuple(sum(count for answered, count in counts.items() if answered >= n) for n in range(max(counts) + 1))

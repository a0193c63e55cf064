"""Workshops: the store of them. Staff plan them, people join by their code, and their leader runs them by a link."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from webapp.storage.batches import workshop_batch
from webapp.storage.database.engine import Database, Prepared, Transaction
from webapp.storage.tables import WorkshopRow
from webapp.storage.workshops.progress import Progress, attempts_by_progress, by_quiz
from webapp.storage.workshops.workshop import LASTS, Workshop

Also = Callable[[Transaction], None]
CODE_DIGITS = 6
MOST_TRIES = 100  # to find a code that is not in use: with a thousand open workshops one try in a thousand fails
LED = ("begun", "letting_in", "ending", "head_count_given", "head_count")  # what its leader changes


def nothing(_transaction: Transaction) -> None:
    """Do nothing else."""


class NewWorkshop(NamedTuple):
    """A new workshop, and the token of its leader link, which is nowhere else."""

    workshop: Workshop
    token: str


class Workshops:
    """Stores workshops; `lasts` is the longest that each of them may last. Times are aware.

    A change that is not possible at that moment changes nothing, and returns False or None. `also` is run in the same
    transaction as the change, if it is made. Every method raises StorageUnavailable if the storage fails.
    """

    def __init__(self, database: Database, lasts: timedelta = LASTS) -> None:
        self._database = database
        self._lasts = lasts
        table = WorkshopRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
        self._names = tuple(table.columns.keys())
        every, this = table.select(), table.c.id == bindparam("workshop")
        by_code = every.where(table.c.code == bindparam("code"))
        self._by_id = database.prepare(every.where(this))
        self._by_code = database.prepare(by_code)
        self._by_leader = database.prepare(every.where(table.c.leader == bindparam("leader")))
        self._to_join = database.prepare(by_code.with_for_update())  # two who join at once are both counted
        self._join = database.prepare(update(table).where(this).values(joined=bindparam("joined")))
        self._progress = database.prepare(attempts_by_progress())

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
        """Store a workshop that is to come, with the least used order of the check-up forms.

        `orders` are those that `orders()` gives for its programme. LookupError if every join code is in use.
        """
        token = _token()

        def work(transaction: Transaction) -> Workshop:
            session = transaction.session
            used = session.exec(select(WorkshopRow.forms, WorkshopRow.place)).all()
            row = WorkshopRow(
                id=secrets.token_urlsafe(16),
                place=place,
                week=None,
                day=day,
                programme=programme,
                meeting=meeting,
                quizzes=list(quizzes),
                forms=_least_used(orders, place, used),
                code=None,
                leader=_hashed(token),
                begun=None,
                letting_in=False,
                joined=0,
                ending=None,
                head_count_given=False,
                head_count=None,
                closed=False,
            )
            for _ in range(MOST_TRIES):
                row.code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
                with suppress(IntegrityError), session.begin_nested():
                    session.add(row)
                if row in session:
                    also(transaction)
                    return self._workshop(row)
            message = "there is no join code left: close or delete some workshops"
            raise LookupError(message)

        return NewWorkshop(self._database.write(work), token)

    def by_id(self, workshop_id: str) -> Workshop | None:
        """Return a workshop, even if it is closed."""
        return self._database.read(lambda transaction: self._found(transaction, self._by_id, workshop=workshop_id))

    def by_code(self, code: str) -> Workshop | None:
        """Return the workshop with this join code, even if nobody can join it now."""
        return self._database.read(lambda transaction: self._found(transaction, self._by_code, code=code))

    def by_leader(self, token: str) -> Workshop | None:
        """Return the workshop that a leader link belongs to; its method `led` tells whether the link is good now."""
        hashed = _hashed(token)
        return self._database.read(lambda transaction: self._found(transaction, self._by_leader, leader=hashed))

    def all(self) -> list[Workshop]:
        """Return all workshops, the latest first."""
        latest = (col(WorkshopRow.day).desc(), col(WorkshopRow.week).desc(), WorkshopRow.id)
        return self._several(select(WorkshopRow).order_by(*latest))

    def due(self, now: datetime) -> list[Workshop]:
        """Return the workshops that are to be closed."""
        is_open = select(WorkshopRow).where(col(WorkshopRow.closed).is_(False))
        return [workshop for workshop in self._several(is_open) if workshop.due(now)]

    def join(self, code: str, now: datetime) -> Workshop | None:
        """Count one more browser that joins, and return the workshop; None if its code is wrong, or lets nobody in."""

        def work(transaction: Transaction) -> Workshop | None:
            found = self._found(transaction, self._to_join, code=code)
            joined = found and found.join(now)
            if joined:
                self._join.run(transaction, workshop=joined.id, joined=joined.joined)
            return joined

        return self._database.write(work)

    def let_in(self, workshop_id: str, now: datetime) -> bool:
        """Let people in; see `Workshop.let_in`, as for the other changes that follow."""
        return self._lead(workshop_id, lambda found: found.let_in(now))

    def stop(self, workshop_id: str) -> bool:
        """Let nobody else in."""
        return self._lead(workshop_id, lambda found: found.stop())

    def end(self, workshop_id: str, now: datetime) -> bool:
        """End it in two minutes."""
        return self._lead(workshop_id, lambda found: found.end(now))

    def resume(self, workshop_id: str, now: datetime) -> bool:
        """Take the end back."""
        return self._lead(workshop_id, lambda found: found.resume(now))

    def give_head_count(self, workshop_id: str, head_count: int | None, now: datetime) -> bool:
        """Note how many people came; None if the leader refuses to say."""
        return self._lead(workshop_id, lambda found: found.give_head_count(head_count, now))

    def renew(self, workshop_id: str, also: Also = nothing) -> str | None:
        """Replace its leader link, and return the new token; None if the workshop is closed. The old link is dead."""
        token = _token()
        return token if self._set_leader(workshop_id, _hashed(token), also) else None

    def revoke(self, workshop_id: str, also: Also = nothing) -> bool:
        """Take its leader link away."""
        return self._set_leader(workshop_id, None, also)

    def delete(self, workshop_id: str, also: Also = nothing) -> bool:
        """Delete a workshop that has not begun."""

        def work(transaction: Transaction) -> bool:
            row = _row(transaction, workshop_id)
            if row is None or not self._workshop(row).is_coming:
                return False
            transaction.session.delete(row)
            also(transaction)
            return True

        return self._database.write(work)

    def progress(self, workshop_id: str) -> dict[str, Progress]:
        """Return by quiz how far its attempts have come."""
        batch = workshop_batch(workshop_id)
        return by_quiz(self._database.read(lambda transaction: self._progress.rows(transaction, batch=batch)))

    def _lead(self, workshop_id: str, change: Callable[[Workshop], Workshop | None]) -> bool:
        """Store what a change by its leader returns; return False if that is not possible now."""

        def work(transaction: Transaction) -> bool:
            row = _row(transaction, workshop_id)
            changed = row and change(self._workshop(row))
            if row is None or changed is None:
                return False
            row.sqlmodel_update({name: getattr(changed, name) for name in LED})
            return True

        return self._database.write(work)

    def _set_leader(self, workshop_id: str, hashed: str | None, also: Also) -> bool:
        def work(transaction: Transaction) -> bool:
            row = _row(transaction, workshop_id)
            if row is None or row.closed:
                return False
            row.leader = hashed
            also(transaction)
            return True

        return self._database.write(work)

    def _several(self, wanted: Any) -> list[Workshop]:  # noqa: ANN401 - SQLModel's own long type
        rows = self._database.read(lambda transaction: transaction.session.exec(wanted).all())
        return [self._workshop(row) for row in rows]

    def _found(self, transaction: Transaction, statement: Prepared, **wanted: str) -> Workshop | None:
        row = statement.row(transaction, **wanted)
        return Workshop.of(dict(zip(self._names, row, strict=True)), self._lasts) if row else None

    def _workshop(self, row: WorkshopRow) -> Workshop:
        return Workshop.of(row.model_dump(), self._lasts)


def _row(transaction: Transaction, workshop_id: str) -> WorkshopRow | None:
    """Return the row of a workshop, which nobody else can change before this transaction ends."""
    return transaction.session.get(WorkshopRow, workshop_id, with_for_update=True)


def _token() -> str:
    """Return 128 random bits in letters and digits that people can read off a sheet and type."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def _hashed(token: str) -> str:
    """Return what is stored of a token. Hyphens between its groups are ignored, and capitals count as small letters."""
    return hashlib.sha256(token.replace("-", "").lower().encode()).hexdigest()


def _least_used(orders: Sequence[str], place: str, used: Sequence[Sequence[str]]) -> str:
    """Return the order that the fewest workshops have; of equal ones that of the fewest here, then the first."""
    everywhere = Counter(forms for forms, _ in used)
    here = Counter(forms for forms, where in used if where == place)
    return min(orders, key=lambda order: (everywhere[order], here[order]))

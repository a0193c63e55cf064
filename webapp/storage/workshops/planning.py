"""Planning: staff plan workshops, change and delete them, and give out, print and withdraw their leader links."""

from __future__ import annotations

import hmac
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from webapp.storage.batches import Way
from webapp.storage.database.engine import Transaction
from webapp.storage.tables.kept import WorkshopRow
from webapp.storage.weeks import week_of
from webapp.storage.workshops.leader_link import LeaderLinks, hashed
from webapp.storage.workshops.store import Workshops, this_row
from webapp.storage.workshops.workshop import COMING_WORKSHOP, Workshop

Also = Callable[[Transaction], None]
CODE_DIGITS = 6
MOST_TRIES = 100  # to find a code that is not in use: with a thousand open workshops one try in a thousand fails


def nothing(_transaction: Transaction) -> None:
    """Do nothing else."""


@dataclass(frozen=True)
class Plan:
    """What staff decide of a workshop. `time` is such as "10:00", `language` the id of one; without them it has none.

    `way` says how people take part. `meeting` says which meeting of its `programme` it is, from 1; without a programme
    it has `quizzes`.
    """

    place: str
    day: date
    time: str | None = None
    name: str | None = None
    language: str | None = None
    programme: str | None = None
    meeting: int = 1
    quizzes: tuple[str, ...] = ()
    way: Way = "apart"


class NewWorkshop(NamedTuple):
    """A new workshop, and the token of its leader link."""

    workshop: Workshop
    token: str


class Planning:
    """Stores what staff decide about workshops. `also` is run in the transaction of a change, if it is made.

    Leader links are derived from `key`, so everybody who has it can print them again. A change that is not possible
    changes nothing, and returns False or None. Every method raises StorageUnavailable if the storage fails.
    """

    def __init__(self, workshops: Workshops, key: bytes) -> None:
        self._database = workshops.database
        self._workshops = workshops
        self._links = LeaderLinks(key)

    def create(
        self,
        plan: Plan,
        orders: Sequence[str] = ("",),
        *,
        planner: str | None = None,
        series: str | None = None,
        also: Also = nothing,
    ) -> NewWorkshop:
        """Store a workshop that is to come, with one of the orders of the check-up forms.

        `orders` are those that `rotations` gives. A later meeting of a programme has the order of the meeting before it
        at the same place; a first meeting has the order that the fewest have. `planner` is the id of an account;
        `series` is a name that workshops have in common which are held week by week for the same people. LookupError if
        every join code is in use.
        """
        workshop_id = secrets.token_urlsafe(16)
        token = self._links.token(workshop_id, 1)

        def work(transaction: Transaction) -> Workshop:
            session = transaction.session
            row = WorkshopRow(
                **asdict(plan) | {"quizzes": list(plan.quizzes)},
                **COMING_WORKSHOP,
                id=workshop_id,
                week=None,
                forms=_next_order(transaction, orders, plan),
                code=None,
                leader=hashed(token),
                generation=1,
                closed=False,
                planner=planner,
                series=series,
            )
            for _ in range(MOST_TRIES):
                row.code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
                with suppress(IntegrityError), session.begin_nested():
                    session.add(row)
                if row in session:
                    also(transaction)
                    return self._workshops.of(row)
            message = "there is no join code left: close or delete some workshops"
            raise LookupError(message)

        return NewWorkshop(self._database.write(work), token)

    def change(self, workshop_id: str, plan: Plan, orders: Sequence[str] = ("",), also: Also = nothing) -> bool:
        """Change the plan of a workshop that has not begun. It keeps its code, its link, and its order if it can."""

        def work(transaction: Transaction) -> bool:
            row = this_row(transaction, workshop_id)
            if row is None or not self._workshops.of(row).is_coming:
                return False
            forms = row.forms if row.forms in orders else _next_order(transaction, orders, plan)
            row.sqlmodel_update(asdict(plan) | {"quizzes": list(plan.quizzes), "forms": forms})
            also(transaction)
            return True

        return self._database.write(work)

    def token(self, workshop: Workshop) -> str | None:
        """Return the token of its leader link; None if it has none that the key of this store gives."""
        token = self._links.token(workshop.id, workshop.generation)
        return token if (found := self._workshops.by_leader(token)) and found.id == workshop.id else None

    def pin(self, workshop: Workshop) -> str:
        """Return the PIN that leads to its leader link."""
        return self._links.pin(workshop.id, workshop.generation)

    def by_pin(self, code: str, pin: str, now: datetime) -> str | None:
        """Return the token of the workshop with this join code and this PIN; if the PIN is wrong, count that."""
        found = self._workshops.by_code(code)
        if found is None:
            return None

        def work(transaction: Transaction) -> bool:
            row = this_row(transaction, found.id)
            if row is None or not self._workshops.of(row).takes_pin(now):
                return False
            right = hmac.compare_digest(self._links.pin(row.id, row.generation).encode(), pin.encode())
            row.pin_tries += not right
            return right

        return self.token(found) if self._database.write(work) else None

    def renew(self, workshop_id: str, also: Also = nothing) -> str | None:
        """Replace its leader link, and return the new token; None if the workshop is closed. The old link is dead."""

        def work(transaction: Transaction) -> str | None:
            row = this_row(transaction, workshop_id)
            if row is None or row.closed:
                return None
            row.generation, row.pin_tries = row.generation + 1, 0
            token = self._links.token(workshop_id, row.generation)
            row.leader = hashed(token)
            also(transaction)
            return token

        return self._database.write(work)

    def revoke(self, workshop_id: str, also: Also = nothing) -> bool:
        """Take its leader link away, also that of a closed workshop, which only reads; return whether it had one."""

        def work(transaction: Transaction) -> bool:
            row = this_row(transaction, workshop_id)
            if row is None or row.leader is None:
                return False
            row.leader = None
            if not row.closed:  # a closed workshop has no generation any more
                row.generation += 1
            also(transaction)
            return True

        return self._database.write(work)

    def delete(self, workshop_id: str, also: Also = nothing) -> bool:
        """Delete a workshop that has not begun."""

        def work(transaction: Transaction) -> bool:
            row = this_row(transaction, workshop_id)
            if row is None or not self._workshops.of(row).is_coming:
                return False
            transaction.session.delete(row)
            also(transaction)
            return True

        return self._database.write(work)


def _next_order(transaction: Transaction, orders: Sequence[str], plan: Plan) -> str:
    """Return the order of the last meeting before; without one the order that the fewest of its programme began with.

    Of equal ones it is that of the fewest at this place, and then the first.
    """
    alike = select(WorkshopRow).where(col(WorkshopRow.programme) == plan.programme)
    others = transaction.session.exec(alike).all()
    before = [(_week(one), one.forms) for one in others if (one.place, one.meeting) == (plan.place, plan.meeting - 1)]
    known = [(week, forms) for week, forms in before if week <= week_of(plan.day) and forms in orders]
    if known:
        return max(known)[1]
    first = [one for one in others if one.meeting == 1]
    everywhere = Counter(one.forms for one in first)
    here = Counter(one.forms for one in first if one.place == plan.place)
    return min(orders, key=lambda order: (everywhere[order], here[order]))


def _week(row: WorkshopRow) -> str:
    return row.week or (week_of(row.day) if row.day else "")

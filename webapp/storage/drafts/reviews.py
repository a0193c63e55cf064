"""Reviews: links with which partners read one version of a draft, and what they say of it. Partners have no account."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import col, select

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.staff.account import By
from webapp.storage.tables.drafts import ReviewRow

GOOD_FOR = timedelta(days=14)
TOKEN_BYTES = 16
Also = Callable[[Transaction], None]


@dataclass(frozen=True)
class Remark:
    """What a partner says of one question: whether they approve it, and in which words they would have it otherwise."""

    approved: bool
    words: str


@dataclass(frozen=True)
class Review:
    """A link to version `number` of a draft, good until the day `until`; `asked` is who of the staff made it.

    `name` is what the partner typed, `day` when they last saved, `remarks` what they say by question id. Without
    a `day` these are not said yet.
    """

    id: str
    draft: str
    number: int
    until: date
    asked: str
    name: str = ""
    day: date | None = None
    remarks: Mapping[str, Remark] = field(default_factory=dict)

    def approves(self, questions: tuple[str, ...]) -> bool:
        """Return whether the partner approves every question."""
        return self.day is not None and all(name in self.remarks and self.remarks[name].approved for name in questions)


class Reviews:
    """Stores reviews. Every method raises StorageUnavailable if the storage fails.

    The token of a link is derived from the key, so that the link can be shown again; its hash alone is stored.
    """

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    def token(self, review_id: str) -> str:
        """Return 128 bits as letters and digits, which open one review."""
        number = hmac.digest(self._key, f"review {review_id}".encode(), "sha256")[:TOKEN_BYTES]
        return base64.b32encode(number).decode().rstrip("=").lower()

    def ask(self, draft: str, number: int, by: By, also: Also) -> str:
        """Store a new link to a version of a draft, and return its id; `also` is stored in the same transaction."""
        made = secrets.token_hex(8)
        row = ReviewRow(
            id=made,
            draft=draft,
            number=number,
            link=_hashed(self.token(made)),
            until=by.day + GOOD_FOR,
            asked=by.who,
            name="",
            day=None,
            remarks={},
        )

        def work(transaction: Transaction) -> str:
            transaction.session.add(row)
            also(transaction)
            return made

        return self._database.write(work)

    def opened(self, token: str, today: date) -> Review | None:
        """Return the review of a link; None if there is none, or if its time is over."""
        mine = select(ReviewRow).where(ReviewRow.link == _hashed(token), col(ReviewRow.until) >= today)
        row = self._database.read(lambda transaction: transaction.session.exec(mine).first())
        return _review(row) if row else None

    def of(self, draft: str) -> list[Review]:
        """Return all reviews of a draft, those of the newest version first."""
        mine = select(ReviewRow).where(ReviewRow.draft == draft).order_by(col(ReviewRow.number).desc(), ReviewRow.id)
        return [_review(row) for row in self._database.read(lambda one: one.session.exec(mine).all())]

    def say(self, review_id: str, name: str, remarks: Mapping[str, Remark], today: date, *, done: bool = True) -> bool:
        """Store what a partner says, in the place of what they said before; False if the link has ended meanwhile.

        A partner who is not `done` has not said it yet: it is kept for their next visit, and its day stays.
        """
        plain = {one: {"approved": said.approved, "words": said.words} for one, said in remarks.items()}

        def work(transaction: Transaction) -> bool:
            row = transaction.session.get(ReviewRow, review_id, with_for_update=True)
            if row is None or row.until < today:
                return False
            row.sqlmodel_update({"name": name, "day": today if done else row.day, "remarks": plain})
            return True

        return self._database.write(work)

    def withdraw(self, draft: str, review_id: str, by: By, also: Also) -> None:
        """Let a link of a draft end now; what the partner has saved stays."""

        def work(transaction: Transaction) -> None:
            row = transaction.session.get(ReviewRow, review_id, with_for_update=True)
            if row and row.draft == draft and row.until >= by.day:
                row.until = by.day - timedelta(days=1)
                also(transaction)

        self._database.write(work)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.lower().encode()).hexdigest()


def _review(row: ReviewRow) -> Review:
    remarks = {name: Remark(bool(said["approved"]), str(said["words"])) for name, said in row.remarks.items()}
    return Review(row.id, row.draft, row.number, row.until, row.asked, row.name, row.day, remarks)

"""Drafts: the store of what authors write on the site. Each version that was saved stays as long as its draft."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from sqlalchemy import func
from sqlmodel import col, delete, select

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.drafts.draft import Draft, NewerVersionError, Saved
from webapp.storage.staff.account import By
from webapp.storage.tables.drafts import DraftRow, DraftVersionRow, ReviewRow

Also = Callable[[Transaction], None]


class Drafts:
    """Stores drafts. Every method raises StorageUnavailable if the storage fails.

    `also` is what else is stored in the same transaction: the line in the list of who did what.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, name: str, text: str, by: By, also: Also) -> str:
        """Store a new draft with its first version, and return its id."""
        draft = secrets.token_urlsafe(12)

        def work(transaction: Transaction) -> str:
            transaction.session.add(DraftRow(id=draft, name=name))
            transaction.session.flush()
            transaction.session.add(DraftVersionRow(draft=draft, number=1, text=text, by=by.who, day=by.day))
            also(transaction)
            return draft

        return self._database.write(work)

    def save(self, draft: str, before: int, text: str, by: By) -> int:
        """Store one more version, and return its number; the same text again is no new version.

        `before` is the number of the version that was changed. NewerVersionError if there is a newer one by now.
        LookupError if there is no such draft.
        """

        def work(transaction: Transaction) -> int:
            session = transaction.session
            if session.get(DraftRow, draft, with_for_update=True) is None:
                raise LookupError(draft)
            mine = select(DraftVersionRow).where(DraftVersionRow.draft == draft)
            newest = session.exec(mine.order_by(col(DraftVersionRow.number).desc()).limit(1)).one()
            if newest.text == text:
                return newest.number
            if newest.number != before:
                raise NewerVersionError
            number = newest.number + 1
            session.add(DraftVersionRow(draft=draft, number=number, text=text, by=by.who, day=by.day))
            return number

        return self._database.write(work)

    def all(self) -> list[Draft]:
        """Return all drafts with their newest versions, in the order of their names."""
        newest = select(DraftVersionRow.draft, func.max(DraftVersionRow.number).label("number"))
        of_each = newest.group_by(col(DraftVersionRow.draft)).subquery()
        found = (
            select(DraftRow, DraftVersionRow)
            .join(DraftVersionRow)
            .join(
                of_each,
                (of_each.c.draft == DraftVersionRow.draft) & (of_each.c.number == DraftVersionRow.number),
            )
        )
        rows = self._database.read(lambda transaction: transaction.session.exec(found).all())
        every = [Draft(row.id, row.name, version.number, _saved(version)) for row, version in rows]
        return sorted(every, key=lambda draft: (draft.name, draft.id))

    def one(self, draft: str, number: int | None = None) -> Draft | None:
        """Return a draft with its newest version, or with the one of this number; None if there is none."""

        def work(transaction: Transaction) -> Draft | None:
            session = transaction.session
            row = session.get(DraftRow, draft)
            newest = session.exec(select(func.max(DraftVersionRow.number)).where(DraftVersionRow.draft == draft)).one()
            version = session.get(DraftVersionRow, (draft, number or newest)) if row else None
            return Draft(row.id, row.name, newest, _saved(version)) if row and version else None

        return self._database.read(work)

    def history(self, draft: str) -> list[Saved]:
        """Return all versions of a draft, the newest first."""
        mine = select(DraftVersionRow).where(DraftVersionRow.draft == draft)
        newest_first = mine.order_by(col(DraftVersionRow.number).desc())
        return list(map(_saved, self._database.read(lambda transaction: transaction.session.exec(newest_first).all())))

    def delete(self, draft: str, also: Also) -> None:
        """Delete a draft with its versions and reviews."""

        def work(transaction: Transaction) -> None:
            for table, column in ((ReviewRow, ReviewRow.draft), (DraftVersionRow, DraftVersionRow.draft)):
                transaction.session.exec(delete(table).where(col(column) == draft))
            transaction.session.exec(delete(DraftRow).where(col(DraftRow.id) == draft))
            also(transaction)

        self._database.write(work)


def _saved(row: DraftVersionRow) -> Saved:
    return Saved(row.number, row.text, row.by, row.day)

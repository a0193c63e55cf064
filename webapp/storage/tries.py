"""Tries: how often something was tried, counted by all processes of a site together, on PostgreSQL.

Names are hashes under a key that is renewed every day. With the old key all rows go, and the files they were in: an
earlier hash can't be told from noise then.
"""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime

from sqlalchemy import bindparam, case, delete, select
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables.postgresql import Tried, TriedKey

KEY_BYTES = 32


class _Statements:
    """The SQL of tries."""

    def __init__(self, database: Database) -> None:
        over = col(Tried.until) <= bindparam("now")
        one = database.kind.insert(Tried).values(name=bindparam("name"), until=bindparam("until"), n=1)
        more = {
            "n": case((over, 1), else_=col(Tried.n) + 1),
            "until": case((over, one.excluded.until), else_=col(Tried.until)),
        }
        self.add = database.prepare(one.on_conflict_do_update(index_elements=[col(Tried.name)], set_=more))
        mine = col(Tried.name) == bindparam("name")
        self.of = database.prepare(select(col(Tried.n)).where(mine, ~over))
        self.clear = database.prepare(delete(Tried).where(mine))
        self.forget = database.prepare(delete(Tried).where(over))


class Tries:
    """Counts by name, each for some seconds from its first on. Every method raises StorageUnavailable if that fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[date, bytes] | None = None
        self._sql = database.once(_Statements)

    def key(self, now: float) -> bytes:
        """Return the key of the day of a moment (seconds of the epoch); the first to ask renews it for all."""
        day = datetime.fromtimestamp(now, UTC).date()
        known = self._known
        if known is None or known[0] != day:
            known = self._known = (day, self._database.write(lambda transaction: _key_of(transaction, day)))
        return known[1]

    def of(self, name: str, now: float) -> int:
        """Return how often a name was counted, in the seconds since its first that are not over at a moment."""
        found = self._database.rows(self._sql.of, name=name, now=now)
        return int(found[0][0]) if found else 0

    def add(self, name: str, seconds: float, now: float) -> int:
        """Count one more at a moment, and return how many there are."""

        def work(transaction: Transaction) -> int:
            self._sql.add.run(transaction, name=name, until=now + seconds, now=now)
            found = self._sql.of.row(transaction, name=name, now=now)
            return int(found[0]) if found else 0

        return self._database.write(work)

    def clear(self, name: str) -> None:
        """Forget a name."""
        self._database.write(lambda transaction: self._sql.clear.run(transaction, name=name))

    def tidy(self, now: float) -> None:
        """Forget what is over at a moment, and the key of another day.

        The key is read anew: a server that crashed, or a replica in its place, has none any more.
        """
        self._known = None
        self.key(now)
        self._database.write(lambda transaction: self._sql.forget.run(transaction, now=now))


def _key_of(transaction: Transaction, day: date) -> bytes:
    """Return the key of a day. Processes that renew it at once wait for each other, and take that of the first."""
    transaction.execute("LOCK TABLE triedkey IN ACCESS EXCLUSIVE MODE")
    found = transaction.session.get(TriedKey, day)
    if found is None:
        transaction.execute("TRUNCATE tried, triedkey")  # their files go, and with them what was deleted
        found = TriedKey(day=day, key=secrets.token_hex(KEY_BYTES))
        transaction.session.add(found)
    return bytes.fromhex(found.key)

"""Laptop keys: a pair of keys a month on the campaign's server, twelve months ahead; and the laptops that have them.

The private keys are in no backup. Four weeks after its month a key is deleted, and what was sealed to it opens for
nobody.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import bindparam
from sqlmodel import col, delete, select

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.laptops.campaign_file import NAME_PATTERN, CampaignFile
from webapp.storage.tables.passing import Laptop, LaptopKey, Packet
from webapp.storage.weeks import month_of, week_of

MONTHS = 12
KEPT = timedelta(weeks=4)  # after the end of a key's month
Also = Callable[[Transaction], None]


class _Statements:
    """The SQL of what may be over."""

    def __init__(self, database: Database) -> None:
        self.keys = database.prepare(select(col(LaptopKey.month)))
        self.taken = database.prepare(select(col(Packet.id), col(Packet.month)).where(col(Packet.receipted).is_(True)))
        self.laptops = database.prepare(select(col(Laptop.id)).where(col(Laptop.until) < bindparam("today")))


class LaptopKeys:
    """Makes, gives out and destroys keys. Methods that take a transaction are parts of a work."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = database.once(_Statements)

    def new_laptop(self, address: str, today: date, also: Also = lambda _: None) -> CampaignFile:
        """Return the file of one more laptop, good for twelve months from that of this week; groups count in weeks.

        StorageUnavailable if the storage fails.
        """
        from webapp.storage.laptops.sealing import new_keys  # noqa: PLC0415 - a start ends keys, and makes none

        laptop, token = secrets.token_hex(8), secrets.token_urlsafe(16)

        def work(transaction: Transaction) -> dict[str, str]:
            first = _first(month_of(week_of(today)))
            months = [month_after(first, n) for n in range(MONTHS)]
            known = {key.month: key.public for key in transaction.session.exec(select(LaptopKey))}
            for month in months:
                if month not in known:
                    known[month], private = new_keys()
                    transaction.session.add(LaptopKey(month=month, public=known[month], private=private))
            until = _first(months[-1]) + timedelta(days=31) + KEPT
            transaction.session.add(Laptop(id=laptop, token=hashed(token), until=until))
            also(transaction)
            return {month: known[month] for month in months}

        return CampaignFile(laptop=laptop, token=token, address=address, keys=self._database.write(work))

    def knows(self, laptop: str, token: str) -> bool:
        """Return whether a laptop has this upload token; StorageUnavailable if the storage fails."""
        return self._database.read(lambda transaction: is_known(transaction, laptop, token))

    def secret(self, laptop: str) -> str | None:
        """Return the secret that a laptop shares with this server; None if it was given no file, or one too old."""
        return self._database.read(lambda transaction: _secret(transaction, laptop))

    def destroy(self, today: date) -> bool:
        """Delete the keys whose time is over, and what goes with them; return whether there were any."""
        over = self._database.read(lambda transaction: self._over(transaction, today))
        if not any(over):
            return False
        keys, packets, laptops = over

        def work(transaction: Transaction) -> None:
            session = transaction.session
            session.exec(delete(LaptopKey).where(col(LaptopKey.month).in_(keys)))
            session.exec(delete(Packet).where(col(Packet.id).in_(packets)))
            session.exec(delete(Laptop).where(col(Laptop.id).in_(laptops)))

        self._database.write(work)
        return True

    def _over(self, transaction: Transaction, today: date) -> tuple[list[str], list[str], list[str]]:
        """Return the months, packets and laptops whose time is over: of packets only those that were taken in."""
        keys = [month for (month,) in self._sql.keys.rows(transaction) if is_over(month, today)]
        packets = [name for name, month in self._sql.taken.rows(transaction) if is_over(month, today)]
        return keys, packets, [laptop for (laptop,) in self._sql.laptops.rows(transaction, today=today)]


def is_known(transaction: Transaction, laptop: str, token: str) -> bool:
    """Return whether a laptop has this upload token."""
    secret = _secret(transaction, laptop)
    return secret is not None and hmac.compare_digest(secret, hashed(token))


def _secret(transaction: Transaction, laptop: str) -> str | None:
    """Return what is stored of a laptop's token; what cannot be the name of a laptop is not looked for."""
    row = transaction.session.get(Laptop, laptop) if re.fullmatch(NAME_PATTERN, laptop) else None
    return row.token if row else None


def is_over(month: str, today: date) -> bool:
    """Return whether a month ended four weeks ago or more, so that its key is destroyed."""
    first = _first(month)
    return today >= _first(month_after(first, 1)) + KEPT


def month_after(day: date, months: int) -> str:
    """Return the month that is a number of months after that of a day, such as "2026-11"."""
    number = day.year * 12 + day.month - 1 + months
    return f"{number // 12}-{number % 12 + 1:02}"


def hashed(token: str) -> str:
    """Return what is stored of an upload token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")

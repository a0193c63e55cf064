"""Packing: on a laptop the small groups of each closed workshop are sealed at once, and their answers deleted."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import col, delete, select, update

from webapp.storage.batches import SERIES, Waiting
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.laptops.campaign_file import CampaignFile
from webapp.storage.laptops.contents import Contents, PackedAnswer, PackedAttempt, PackedGroup
from webapp.storage.laptops.laptop_keys import is_over
from webapp.storage.laptops.sealing import seal
from webapp.storage.tables.kept import WorkshopRow
from webapp.storage.tables.live import LiveAnswer, LiveAttempt, WaitingSource, waits
from webapp.storage.tables.passing import Packet
from webapp.storage.weeks import monday, month_of, week_of

PACKET_WEEKS = 4


class ToSend(NamedTuple):
    """A workshop that the campaign has not receipted; `sealed` says whether its small groups are still here."""

    id: str
    week: str
    sealed: bool


class Packing:
    """Seals what waits on a laptop, and forgets it. StorageUnavailable if the storage fails."""

    def __init__(self, database: Database, campaign: CampaignFile) -> None:
        self._database = database
        self.campaign = campaign

    def run(self, today: date) -> bool:
        """Seal the small groups of workshops that are closed, and delete those whose time is over.

        Every closed workshop leaves one packet, which says nothing by its length, not even whether it holds anything.
        Return whether something was deleted.
        """
        return self._database.write(
            lambda transaction: self._pack(transaction, today) + _expire(transaction, today) > 0
        )

    def knows(self, today: date) -> bool:
        """Return whether groups of today can be sealed: the campaign file has a key for the month of this week."""
        return self.campaign.key(month_of(week_of(today))) is not None

    def to_send(self) -> list[ToSend]:
        """Return the workshops that the campaign has not receipted, the oldest first."""
        wanted = select(Packet).where(col(Packet.receipted).is_(False)).order_by(col(Packet.week), col(Packet.id))
        rows = self._database.read(lambda transaction: transaction.session.exec(wanted).all())
        return [ToSend(row.id, row.week, row.sealed is not None) for row in rows]

    def receipted(self, names: Sequence[str]) -> int:
        """Forget the packets that the campaign has taken in, and return how many they were."""
        mine = col(Packet.id).in_(names) & col(Packet.receipted).is_(False)
        forget = update(Packet).where(mine).values(sealed=None, receipted=True)
        return self._database.write(lambda transaction: transaction.session.exec(forget).rowcount)

    def _pack(self, transaction: Transaction, today: date) -> int:
        session = transaction.session
        packed = select(Packet.id)
        closed = select(WorkshopRow).where(col(WorkshopRow.closed).is_(True), col(WorkshopRow.id).not_in(packed))
        new = [(row.id, row.week or week_of(today), True) for row in session.exec(closed)]
        attempts = [row for row in session.exec(select(LiveAttempt).where(waits())).all() if _of_workshop(row)]
        if not new and attempts:  # what came after its workshop was closed
            new = [(secrets.token_urlsafe(16), week_of(today), False)]
        for name, week, is_workshop in new:
            groups = _groups(transaction, attempts)
            month = min((month_of(group.week) for group in groups), default=month_of(week))
            key = self.campaign.key(month)
            if key is None or is_over(month, today):  # this file is of another year: they wait here as on a server
                groups, sealed = [], None
            else:
                contents = Contents(laptop=self.campaign.laptop, token=self.campaign.token, groups=groups)
                sealed = seal(contents.to_bytes(), key, name)
                _delete(transaction, attempts)
                attempts = []
            if is_workshop or sealed is not None:
                session.add(Packet(id=name, month=month, week=week, sealed=sealed, receipted=False))
        session.flush()
        return len(new)


def _of_workshop(row: LiveAttempt) -> bool:
    found = Waiting.read(row.batch, row.quiz)
    return found is not None and not found.alone


def _groups(transaction: Transaction, attempts: Sequence[LiveAttempt]) -> list[PackedGroup]:
    """Return attempts that wait, with their answers, in an order that tells nothing."""
    session, names = transaction.session, [row.id for row in attempts]
    answers: defaultdict[str, list[PackedAnswer]] = defaultdict(list)
    for answer in session.exec(select(LiveAnswer).where(col(LiveAnswer.attempt).in_(names))):
        kept = answer.model_dump(include={*PackedAnswer.model_fields})
        answers[answer.attempt].append(PackedAnswer(**kept))
    of_series = col(WaitingSource.source).startswith(SERIES)
    found = session.exec(select(WaitingSource).where(col(WaitingSource.attempt).in_(names), of_series))
    series = {row.attempt: row.source.removeprefix(SERIES) for row in found}
    groups: defaultdict[Waiting, list[PackedAttempt]] = defaultdict(list)
    for row in attempts:
        waiting = Waiting.read(row.batch, row.quiz)
        if waiting is not None:
            kept = row.model_dump(include={*PackedAttempt.model_fields})
            groups[waiting].append(PackedAttempt(**kept, series=series.get(row.id), answers=answers[row.id]))
    return [PackedGroup(**asdict(one), attempts=sorted(within, key=repr)) for one, within in groups.items()]


def _delete(transaction: Transaction, attempts: Sequence[LiveAttempt]) -> None:
    names = [row.id for row in attempts]
    for table, column in ((WaitingSource, WaitingSource.attempt), (LiveAnswer, LiveAnswer.attempt)):
        transaction.session.exec(delete(table).where(col(column).in_(names)))
    transaction.session.exec(delete(LiveAttempt).where(col(LiveAttempt.id).in_(names)))


def _expire(transaction: Transaction, today: date) -> int:
    """Delete what was sealed four weeks ago or more; the row stays, for the workshop's records can still be sent."""
    weeks = transaction.session.exec(select(Packet.week).where(col(Packet.sealed).is_not(None)))
    over = {week for week in weeks if today >= monday(week) + timedelta(weeks=PACKET_WEEKS)}
    gone = update(Packet).where(col(Packet.week).in_(over)).values(sealed=None)
    return transaction.session.exec(gone).rowcount if over else 0

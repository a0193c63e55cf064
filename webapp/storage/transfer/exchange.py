"""Exchange: records go to another machine in a file, and are counted there once, however often the file is imported."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel, col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.rows import every
from webapp.storage.laptops.campaign_file import CampaignFile
from webapp.storage.laptops.laptop_keys import LaptopKeys
from webapp.storage.laptops.receipts import Receipt, is_proven, proven
from webapp.storage.records.store import Records, workshop_rows
from webapp.storage.tables.kept import Attendance, Block, Monthly, StoredOutline, WorkshopRow
from webapp.storage.tables.passing import Packet
from webapp.storage.transfer.counts_file import counts_file, write
from webapp.storage.transfer.incoming import Incoming
from webapp.storage.transfer.lines import LINES, PacketLine


class Exchange:
    """Exports records, and imports those of other machines. `places` are the ids in places.yaml.

    Every method raises FileError if the file cannot be used, StorageUnavailable if the storage fails.
    """

    def __init__(self, database: Database, records: Records, places: Collection[str]) -> None:
        self._database = database
        self._incoming = Incoming(records, places)
        self._keys = LaptopKeys(database)

    def export(self, path: Path, campaign: CampaignFile | None = None) -> Counter[str]:
        """Write everything that is counted or set aside into a file; return how many rows of each table it has.

        With its campaign file a laptop proves that the file is its own: only then it is given a receipt.
        """
        proven_by = partial(proven, campaign) if campaign else None
        return self._database.read(lambda transaction: write(path, _exported(transaction), proven_by))

    def bring(self, path: Path, today: date | None = None) -> Counter[str]:
        """Count what a file has and this database has not, all of it or nothing; return how many rows were new.

        `today` says which keys of laptops are still there.
        """
        with counts_file(path) as file:
            file.check()
            return self._database.alone(partial(self._incoming.count, file=file, today=today))

    def receipt(self, path: Path) -> Receipt | None:
        """Return the receipt for a file that has been brought; None if no laptop of this campaign has written it."""
        with counts_file(path) as file:
            sender = file.sender()
            secret = self._keys.secret(sender.laptop) if sender else None
            if sender is None or secret is None or not is_proven(sender.laptop, secret, sender.checksum, sender.proof):
                return None
            packets = [one.line.id for one in file.lines() if isinstance(one.line, PacketLine)]
            return Receipt.signed(sender.laptop, secret, packets)


def _exported(transaction: Transaction) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield all that is exported, as table and line."""
    for outline in every(transaction, StoredOutline):
        yield _line(outline)
    for workshop in every(transaction, WorkshopRow, col(WorkshopRow.closed).is_(True)):
        yield from map(_line, (workshop, *itertools.chain(*workshop_rows(transaction, workshop.id))))
    for block in every(transaction, Block, col(Block.workshop).is_(None)):
        yield _line(block)
    for attendance in every(transaction, Attendance, col(Attendance.workshop).is_(None)):
        yield _line(attendance)
    for monthly in every(transaction, Monthly):
        yield _line(monthly)
    for packet in every(transaction, Packet, col(Packet.receipted).is_(False)):
        yield _line(packet)


def _line(row: SQLModel) -> tuple[str, dict[str, Any]]:
    """Return the table of a row, and the row as it is written into the file."""
    table = str(row.__tablename__)
    return table, row.model_dump(include=set(LINES[table].model_fields))

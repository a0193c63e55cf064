"""Exchange: records go to another machine in a file, and are counted there once, however often the file is imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel, col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.rows import every
from webapp.storage.records.store import Records, is_aside, workshop_rows
from webapp.storage.tables import Attendance, Block, Monthly, StoredOutline, WorkshopRow
from webapp.storage.transfer.counts_file import LINES, counts_file, write
from webapp.storage.transfer.incoming import Incoming


class Exchange:
    """Exports records, and imports those of other machines. `places` are the ids in places.yaml.

    Every method raises FileError if the file cannot be used, StorageUnavailable if the storage fails.
    """

    def __init__(self, database: Database, records: Records, places: Collection[str]) -> None:
        self._database = database
        self._incoming = Incoming(records, places)

    def export(self, path: Path) -> Counter[str]:
        """Write everything that is counted into a file; return how many rows of each table it has.

        A workshop that is set aside is left out until somebody decides about it.
        """
        return self._database.read(lambda transaction: write(path, _exported(transaction)))

    def bring(self, path: Path) -> Counter[str]:
        """Count what a file has and this database has not, all of it or nothing; return how many rows were new."""
        with counts_file(path) as file:
            file.check()
            return self._database.alone(partial(self._incoming.count, file=file))


def _exported(transaction: Transaction) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield all that is exported, as table and line."""
    for outline in every(transaction, StoredOutline):
        yield _line(outline)
    for workshop in every(transaction, WorkshopRow, col(WorkshopRow.closed).is_(True)):
        blocks, attended = workshop_rows(transaction, workshop.id)
        if not is_aside(blocks, attended):
            yield from map(_line, (workshop, *blocks, *attended))
    for block in every(transaction, Block, col(Block.workshop).is_(None)):
        yield _line(block)
    for attendance in every(transaction, Attendance, col(Attendance.workshop).is_(None)):
        yield _line(attendance)
    for monthly in every(transaction, Monthly):
        yield _line(monthly)


def _line(row: SQLModel) -> tuple[str, dict[str, Any]]:
    """Return the table of a row, and the row as it is written into the file."""
    table = str(row.__tablename__)
    return table, row.model_dump(include=set(LINES[table].model_fields))

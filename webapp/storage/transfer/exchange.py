"""Exchange: records go to another machine in a file, and are counted there once, however often the file comes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import col

from webapp.storage.closing.ended import AFTERWARDS
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.rows import Row, Rows
from webapp.storage.records.store import ATTENDANCE, BLOCK, Records
from webapp.storage.tables import Attendance, Block, Monthly, StoredOutline, WorkshopRow
from webapp.storage.transfer.counts_file import counts_file, write
from webapp.storage.transfer.incoming import Incoming

JSON = {"outline": "items", "workshop": "quizzes", "block": "numbers"}
"""Table → its column of JSON, which stands in the file as the data it means."""
LEFT_OUT = {*AFTERWARDS, "aside"}


class Exchange:
    """Exports records, and brings in those of other machines. `places` are the ids that places.yaml has.

    Every method raises FileError if the file cannot be used, StorageUnavailable if the storage fails.
    """

    def __init__(self, database: Database, records: Records, places: Collection[str]) -> None:
        self._database = database
        self._records = records
        self._incoming = Incoming(database, records, places)
        self._outlines = Rows(database, StoredOutline)
        self._workshops = Rows(database, WorkshopRow, col(WorkshopRow.closed).is_(True))
        self._blocks = Rows(database, Block, col(Block.workshop).is_(None))
        self._attendance = Rows(database, Attendance, col(Attendance.workshop).is_(None))
        self._monthly = Rows(database, Monthly)

    def export(self, path: Path) -> Counter[str]:
        """Write everything that is counted into a file; return how many rows of each table it has.

        A workshop that stands aside is left out as a whole, until somebody decides.
        """
        return self._database.read(lambda transaction: write(path, self._exported(transaction)))

    def bring(self, path: Path) -> Counter[str]:
        """Count what a file has and this database has not, all of it or nothing; return how many rows were new."""
        with counts_file(path) as file:
            file.check()
            return self._database.alone(partial(self._incoming.count, file=file))

    def _exported(self, transaction: Transaction) -> Iterator[tuple[str, Row]]:
        for row in self._outlines.all(transaction):
            yield _line("outline", row)
        for row in self._workshops.all(transaction):
            yield from self._workshop(transaction, row)
        for row in self._blocks.all(transaction):
            yield _line("block", row)
        for row in self._attendance.all(transaction):
            yield _line("attendance", row)
        for row in self._monthly.all(transaction):
            yield _line("monthly", row)

    def _workshop(self, transaction: Transaction, row: Row) -> Iterator[tuple[str, Row]]:
        """Yield a workshop, and under it all that it left."""
        blocks, attended = self._records.rows(transaction, row["id"])
        left = [("block", _named(BLOCK, one)) for one in blocks]
        left += [("attendance", _named(ATTENDANCE, one)) for one in attended]
        if not any(one["aside"] for _, one in left):
            yield _line("workshop", row)
            for table, one in left:
                yield _line(table, one)


def _named(names: Sequence[str], values: tuple[Any, ...]) -> Row:
    return dict(zip(names, values, strict=True))


def _line(table: str, row: Row) -> tuple[str, Row]:
    """Return a row as it stands in the file."""
    kept = {name: value for name, value in row.items() if name not in LEFT_OUT}
    if table in JSON:
        kept[JSON[table]] = json.loads(kept[JSON[table]])
    return table, kept

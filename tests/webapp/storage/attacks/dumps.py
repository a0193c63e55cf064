"""Dumps: what an attacker reads in a backup, table by table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizlib import Outline
from webapp.storage.database.engine import Database
from webapp.storage.database.rows import Rows
from webapp.storage.records.group_results import GroupResults, Lineage, Outlines, SumKey, Totals
from webapp.storage.records.store import results_of
from webapp.storage.tables.every import KEPT
from webapp.storage.tables.kept import Attendance, Block
from webapp.sums import Sum

Row = dict[str, Any]


@dataclass(frozen=True)
class Dump:
    """Every row of a backup, by table and primary key."""

    rows: Mapping[str, Mapping[tuple[object, ...], Row]]

    @classmethod
    def of(cls, file: Path) -> Dump:
        """Read a backup."""
        database = Database(f"sqlite:///{file}")
        tables = {}
        for table in KEPT:
            keys = [column.name for column in table.__table__.primary_key]  # type: ignore[attr-defined]  # as in Rows
            rows = database.read(lambda connection, table=table: list(Rows(table).all(connection)))  # type: ignore[misc]
            tables[str(table.__tablename__)] = {tuple(row[key] for key in keys): row for row in rows}
        database.close()
        return cls(tables)

    @property
    def sums(self) -> dict[SumKey, Sum]:
        """The sums that pages read."""
        rows = self.rows["summed"].items()
        return {SumKey(*map(str, key)): Sum.from_plain(json.loads(row["numbers"])) for key, row in rows}

    @property
    def outlines(self) -> Outlines:
        """What is known of quizzes."""
        found = (Outline.from_plain(json.loads(row["items"])) for row in self.rows["outline"].values())
        return {(outline.quiz, outline.version): outline for outline in found}

    def new(self, before: Dump, table: str) -> list[Row]:
        """Return the rows that are here and were not there, or stood aside there and do not here."""
        there = before.rows[table]
        return [row for key, row in self.rows[table].items() if key not in there or _decided(there[key], row)]

    def adds(self, before: Dump, lineage: Lineage) -> dict[SumKey, Sum]:
        """Return what the results and workshops add to the sums that are here and were not there."""
        totals = Totals()
        for results in self._results(before):
            totals.add(results, self.outlines)
        for row in self.rows["workshop"].values():
            earlier = before.rows["workshop"].get((row["id"],), {})
            if row["closed"] and not earlier.get("closed"):
                totals.add_workshop(row["place"], row["week"], row["head_count"])
        return totals.spread(lineage)

    def _results(self, before: Dump) -> Iterator[GroupResults]:
        blocks = [
            row | {"numbers": json.loads(row["numbers"])} for row in self.new(before, "block") if not row["aside"]
        ]
        attended = [row for row in self.new(before, "attendance") if not row["aside"]]
        yield from results_of([Block(**row) for row in blocks], [Attendance(**row) for row in attended])


def _decided(earlier: Row, row: Row) -> bool:
    return bool(earlier.get("aside") and not row["aside"])

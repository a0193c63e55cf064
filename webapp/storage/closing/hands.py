"""Hands: what was counted by hand in a workshop becomes records, and is deleted in any case."""

from __future__ import annotations

import secrets
from collections import defaultdict
from random import Random

from sqlalchemy import bindparam, delete, select
from sqlmodel import col

from quizlib import measures
from webapp.storage.closing.people import LEAST
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import BlockRecord
from webapp.storage.records.store import Records
from webapp.storage.tables.live import HandsCount
from webapp.storage.workshops.hands import most_raised


class _Statements:
    """The SQL of what was counted by hand."""

    def __init__(self, database: Database) -> None:
        table = HandsCount
        here = col(table.workshop) == bindparam("of")
        columns = (table.quiz, table.version, table.question, table.answer, table.people)
        self.counted = database.prepare(select(*map(col, columns)).where(here))
        self.delete = database.prepare(delete(table).where(here))


class HandsCounting:
    """Counts what was counted by hand, a block for each question, because a room may skip any of them."""

    def __init__(self, database: Database, records: Records, random: Random) -> None:
        self._records = records
        self._random = random
        self._sql = database.once(_Statements)

    def blocks(self, transaction: Transaction, workshop_id: str, people: int | None) -> tuple[BlockRecord, ...]:
        """Delete what was counted, and return what it leaves for good: nothing if fewer than ten people were there.

        A question with more hands than people is left out. LookupError if its outline is not known.
        """
        found: defaultdict[tuple[str, str], dict[str, dict[str, int]]] = defaultdict(dict)
        for quiz, version, question, answer, raised in self._sql.counted.rows(transaction, of=workshop_id):
            found[quiz, version].setdefault(question, {})[answer] = raised
        self._sql.delete.run(transaction, of=workshop_id)
        if people is None or people < LEAST:
            return ()
        outlines = self._records.outlines(transaction)
        blocks = []
        for (quiz, version), answers in sorted(found.items()):
            if most_raised(answers) > people:
                continue
            outline = outlines[quiz, version]
            counts = measures.Counts.from_answers(outline.raised(answers, people), outline.items)
            blocks.append(BlockRecord(secrets.token_urlsafe(16), quiz, version, measures.record(counts, self._random)))
        return tuple(blocks)

"""Whole tables are read and written as they are stored."""

from __future__ import annotations

from sqlmodel import col

from webapp.storage.database.engine import Database
from webapp.storage.database.rows import PAGE, Row, Rows
from webapp.storage.tables.kept import Block

BLOCKS: list[Row] = [
    {
        "id": f"{number:06}",
        "quiz": "sample",
        "version": "1",
        "place": "",
        "week": "2026-W47",
        "mode": "home",
        "forms": None,
        "workshop": None,
        "aside": number % 2 == 1,
        "numbers": "this cannot be read",
    }
    for number in range(PAGE + 2)
]


def test_more_rows_than_fit_at_once_come_back_in_the_order_of_their_keys_with_json_as_text(database: Database) -> None:
    database.write(lambda transaction: Rows(Block).insert(transaction, reversed(BLOCKS)))
    assert database.read(lambda transaction: list(Rows(Block).all(transaction))) == BLOCKS


def test_some_are_left_out(database: Database) -> None:
    database.write(lambda transaction: Rows(Block).insert(transaction, BLOCKS))
    counted = Rows(Block, col(Block.aside).is_(False))
    assert database.read(lambda transaction: list(counted.all(transaction))) == BLOCKS[::2]

"""What commit 397f190 left: a database under way, a backup of it, its figures, and a device cookie.

All of it lies in `from_397f190/`, and was made once by the code of that commit, on the library that lies beside it:

- `database.sql`: a SQLite database on 18 November 2026 at 10:00 UTC. A small made-up campaign (`webapp.demo`, seed 1)
  has been counted. Workshops are planned, running, ending and ended; attempts are under way and finished, in workshops
  and at home, with second tries; two groups wait; two members of the staff are signing in or signed in.
- `backup.sql`: the file that `webapp backup` wrote of it.
- `figures.csv`: the file that `webapp figures` wrote of it, in Danish.
- `device_cookie.json`: a sealed device cookie with its secret, and what it holds.
- `known.json`: what the database must be read as: secrets, tokens, codes, one attempt, the lines of the audit log, and
  what closing did with a copy of it at three times.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import sql

from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import ALEMBIC
from webapp.storage.transfer.backup import MARK

FOLDER = Path(__file__).with_name("from_397f190")
REVISION = "0002"


def known(name: str) -> Any:  # noqa: ANN401 - what the file holds
    """Return what one of the JSON files holds."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def put_database(url: str) -> None:
    """Fill an empty database, SQLite or PostgreSQL, with what commit 397f190 left."""
    if url.startswith("sqlite:///"):
        put_sqlite("database", Path(url.removeprefix("sqlite:///")))
    else:
        bring_to_its_revision(url)
        _copy_rows(url)


def put_sqlite(name: str, file: Path) -> None:
    """Make a SQLite file of one of the dumps."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL" if name == "database" else f"PRAGMA application_id = {MARK}")
        connection.executescript((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


def bring_to_its_revision(url: str) -> None:
    """Give an empty database the tables of commit 397f190."""
    database = Database(url)
    config = Config(attributes={"database": database})
    config.set_main_option("script_location", str(ALEMBIC))
    command.upgrade(config, REVISION)
    database.close()


def _copy_rows(url: str) -> None:
    """Copy all rows of the dump into PostgreSQL tables of the same names."""
    with closing(sqlite3.connect(":memory:")) as source, psycopg.connect(url) as target:
        source.executescript((FOLDER / "database.sql").read_text(encoding="utf-8"))
        source.row_factory = sqlite3.Row
        names = [row["name"] for row in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        target.execute("SET session_replication_role = replica")  # in any order: foreign keys are not looked at
        for table in names:
            if table != "alembic_version":
                _copy_table(source, target, table)
        target.execute("SELECT setval(pg_get_serial_sequence('audit', 'id'), (SELECT max(id) FROM audit))")


def _copy_table(source: sqlite3.Connection, target: psycopg.Connection, table: str) -> None:
    found = target.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", (table,)
    )
    types: dict[str, str] = dict(found.fetchall())
    rows = [dict(row) for row in source.execute(f'SELECT * FROM "{table}"')]  # noqa: S608 - a table of ours
    insert = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join([sql.Identifier(name) for name in types]),
        sql.SQL(", ").join([sql.Placeholder(name) for name in types]),
    )
    for row in rows:
        values = {name: bool(value) if types[name] == "boolean" else value for name, value in row.items()}
        target.execute(insert, values)

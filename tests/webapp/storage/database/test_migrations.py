"""Migrations give the tables that the code describes, whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine

from tests.webapp.storage.conftest import Place
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.database.migrate import ALEMBIC, HEAD, VERSION_TABLE, NameTakenError, SchemaError, migrate, prepare
from webapp.storage.tables.every import METADATA


def tables(file: Path) -> dict[str, str]:
    """Return the SQL of every table, white space made even."""
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.close()
    return {name: " ".join(sql.split()) for name, sql in rows if name != VERSION_TABLE}


def test_the_migrated_tables_are_those_of_the_models(database: Database) -> None:
    with database.kind.engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}), METADATA)
            == []
        )


def test_on_sqlite_they_are_the_same_to_the_letter(sqlite: Database, file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.sqlite"
    METADATA.create_all(create_engine(f"sqlite:///{made}", poolclass=NullPool))
    sqlite.close()
    assert tables(file) == tables(made)
    ordered = {name for name, sql in tables(file).items() if "WITHOUT ROWID" not in sql}
    assert ordered == {"audit", "staff"}  # a rowid is an order of arrival: of the doings of the staff alone


def test_the_newest_migration_is_the_one_the_code_asks_for() -> None:
    assert ScriptDirectory(str(ALEMBIC)).get_heads() == [HEAD]


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database)
    prepare(database)
    database.check()


def test_sqlite_is_prepared_at_start_and_postgresql_says_what_to_run(place: Place) -> None:
    database = Database(place.url)
    if database.is_sqlite:
        prepare(database)
        database.check()
    else:
        with pytest.raises(SchemaError, match="webapp migrate"):
            prepare(database)
    database.close()


def test_tables_of_a_newer_version_are_left_alone(database: Database) -> None:
    database.write(
        lambda connection: connection.execute("UPDATE tryg_alembic_version SET version_num = '9999'").rowcount
    )
    with pytest.raises(SchemaError):
        prepare(database)
    with pytest.raises(SchemaError, match="newer"):
        migrate(database)


def test_a_table_of_another_application_with_a_name_of_ours_is_told_and_nothing_is_changed(place: Place) -> None:
    database = Database(place.url)
    database.write(partial(look, "CREATE TABLE liveanswer (strange INTEGER)"))
    with pytest.raises(
        NameTakenError, match=r"liveanswer.* already exists: it is another application's; give the site a"
    ):
        migrate(database)
    with pytest.raises(database.error):
        database.read(partial(look, "SELECT * FROM tryg_alembic_version"))
    database.read(partial(look, "SELECT strange FROM liveanswer"))
    database.close()


@pytest.mark.parametrize("version", ["1975ea83b712", HEAD])
def test_the_tables_and_the_version_of_another_application_stay_as_they_are(place: Place, version: str) -> None:
    database = Database(place.url)
    theirs = ("CREATE TABLE alembic_version (version_num VARCHAR(32))", "CREATE TABLE article (id INTEGER)")
    for sql in (*theirs, f"INSERT INTO alembic_version VALUES ('{version}')"):  # noqa: S608 - the tests' own words
        database.write(partial(look, sql))
    if not database.is_sqlite:
        with pytest.raises(SchemaError, match="of version none"):
            prepare(database)
    migrate(database)
    prepare(database)
    database.check()
    assert versions(database, "alembic_version") == [(version,)]
    assert versions(database, VERSION_TABLE) == [(HEAD,)]
    database.close()


def test_the_version_of_an_earlier_release_is_taken_over(place: Place) -> None:
    database = place.open()
    kept = "version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)"
    for sql in (
        f"CREATE TABLE alembic_version ({kept})",
        f"INSERT INTO alembic_version SELECT version_num FROM {VERSION_TABLE}",  # noqa: S608 - the tests' own words
        f"DROP TABLE {VERSION_TABLE}",
    ):
        database.write(partial(look, sql))
    prepare(database)  # PostgreSQL is only looked at: its tables are this version's
    migrate(database)
    assert versions(database, VERSION_TABLE) == [(HEAD,)]
    with pytest.raises(database.error):
        versions(database, "alembic_version")
    database.close()


def versions(database: Database, table: str) -> list[tuple[str]]:
    """Return what a table of versions holds."""
    return database.read(lambda transaction: transaction.execute(f"SELECT version_num FROM {table}").fetchall())  # noqa: S608 - as above


def test_a_folder_that_is_not_there_is_a_storage_fault(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable):
        prepare(Database(f"sqlite:///{tmp_path / 'nowhere' / 'tryg.sqlite'}"))


def _migrate_and_die_after_the_first_table(url: str) -> None:
    create = Operations.create_table

    def create_and_die(*arguments: object, **options: object) -> None:
        create(*arguments, **options)  # type: ignore[arg-type]
        os._exit(9)

    Operations.create_table = create_and_die  # type: ignore[method-assign, assignment]
    migrate(Database(url))


def look(sql: str, connection: Transaction) -> None:
    connection.execute(sql)


def _migrate(url: str) -> None:
    migrate(Database(url))


@pytest.mark.trial
def test_a_migration_killed_half_way_leaves_the_old_tables(place: Place) -> None:
    spawn = multiprocessing.get_context("spawn")
    killed = spawn.Process(target=_migrate_and_die_after_the_first_table, args=(place.url,))
    killed.start()
    killed.join()
    assert killed.exitcode == 9
    database = Database(place.url)
    for sql in ("SELECT * FROM liveattempt", "SELECT * FROM tryg_alembic_version"):
        with pytest.raises(database.error):
            database.read(partial(look, sql))
    migrate(database)
    database.check()
    database.close()


@pytest.mark.trial
def test_processes_that_start_at_once_take_turns(place: Place) -> None:
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_migrate, args=(place.url,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    database = Database(place.url)
    database.check()
    database.close()

"""Runs Alembic on the database that `webapp.storage.database.migrate` hands over: everything in one transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, inspect

from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import EARLIER_TABLE, FIRST_TABLE, VERSION_TABLE, known_revisions

MOVE = (
    f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY)",
    f"INSERT INTO {VERSION_TABLE} SELECT version_num FROM {EARLIER_TABLE}",  # noqa: S608 - our own names
    f"DROP TABLE {EARLIER_TABLE}",
)


def upgrade(database: Database) -> None:
    """Run the migrations that are missing."""
    with database.kind.engine.connect() as connection:
        connection.begin()  # sends nothing: the driver would end its own transactions at changes of tables
        for statement in (database.kind.begin_writing, *database.kind.take_turns):
            connection.exec_driver_sql(statement)
        _take_over(connection)
        context.configure(connection=connection, transactional_ddl=True, version_table=VERSION_TABLE)
        context.run_migrations()
        connection.commit()


def _take_over(connection: Connection) -> None:
    """Move the version of our tables out of the table that every application with Alembic has, if it is there."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables or not tables >= {EARLIER_TABLE, FIRST_TABLE}:
        return
    versions = connection.exec_driver_sql(f"SELECT version_num FROM {EARLIER_TABLE}").scalars().all()  # noqa: S608 - our own name
    if len(versions) == 1 and versions[0] in known_revisions():
        for statement in MOVE:
            connection.exec_driver_sql(statement)


upgrade(context.config.attributes["database"])

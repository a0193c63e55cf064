"""Runs Alembic on the database that `webapp.storage.database.migrate` hands over: everything in one transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, NullPool, create_engine, event
from sqlmodel import SQLModel

from webapp.storage import tables
from webapp.storage.database.engine import Database

TABLES = tables  # what the metadata knows of, once their module is imported


def upgrade(database: Database) -> None:
    """Run the migrations that are missing."""

    def begin(connection: Connection) -> None:  # by hand: Python's sqlite3 would end transactions at changes of tables
        connection.exec_driver_sql(database.driver.begin_writing)
        for statement in database.driver.take_turns:
            connection.exec_driver_sql(statement)

    address = "sqlite://" if database.is_sqlite else "postgresql+psycopg://"
    engine = create_engine(address, creator=database.driver.connect, poolclass=NullPool)
    event.listen(engine, "begin", begin)
    with engine.begin() as connection:
        context.configure(
            connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, transactional_ddl=True
        )
        context.run_migrations()


upgrade(context.config.attributes["database"])

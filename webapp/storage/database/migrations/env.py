"""Runs Alembic on the database that `webapp.storage.database.migrate` hands over: everything in one transaction."""

from __future__ import annotations

from alembic import context

from webapp.storage.database.engine import Database


def upgrade(database: Database) -> None:
    """Run the migrations that are missing."""
    with database.kind.engine.connect() as connection:
        connection.begin()  # sends nothing: the driver would end its own transactions at changes of tables
        for statement in (database.kind.begin_writing, *database.kind.take_turns):
            connection.exec_driver_sql(statement)
        context.configure(connection=connection, transactional_ddl=True)
        context.run_migrations()
        connection.commit()


upgrade(context.config.attributes["database"])

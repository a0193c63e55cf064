"""Tries, which limits count: for all processes of a site together."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward. PostgreSQL writes no log of them, so that no copy of the server has a row of them."""
    unlogged = ["UNLOGGED"] if op.get_bind().dialect.name == "postgresql" else []
    op.create_table(
        "tried",
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        prefixes=unlogged,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "triedkey",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("key", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
        prefixes=unlogged,
        sqlite_with_rowid=False,
    )
    if unlogged:
        for table, column in (("tried", "name"), ("tried", "until"), ("tried", "n"), ("triedkey", "key")):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")

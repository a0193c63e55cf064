"""Groups that laptops seal, the keys they are sealed to, series of workshops, and whom those who wait come from."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NOTED = ("laptopkey", "packet", "waitingsource")
COLUMNS = {"laptopkey": ("month", "public", "private"), "packet": ("sealed",), "waitingsource": ("attempt", "source")}


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "laptopkey",
        sa.Column("month", sqlmodel.AutoString(), nullable=False),
        sa.Column("public", sqlmodel.AutoString(), nullable=False),
        sa.Column("private", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("month"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "laptop",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("token", sqlmodel.AutoString(), nullable=False),
        sa.Column("until", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "packet",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("month", sqlmodel.AutoString(), nullable=False),
        sa.Column("week", sqlmodel.AutoString(), nullable=False),
        sa.Column("sealed", sqlmodel.AutoString(), nullable=True),
        sa.Column("receipted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waitingsource",
        sa.Column("attempt", sqlmodel.AutoString(), nullable=False),
        sa.Column("source", sqlmodel.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["attempt"], ["liveattempt.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("attempt", "source"),
        sqlite_with_rowid=False,
    )
    op.add_column("workshop", sa.Column("series", sqlmodel.AutoString(), nullable=True))
    if op.get_bind().dialect.name != "postgresql":
        return  # SQLite overwrites what it deletes
    for table in NOTED:
        for name in COLUMNS[table]:
            op.execute(f'ALTER TABLE {table} ALTER COLUMN "{name}" SET STATISTICS 0')
        op.execute(
            f"CREATE TRIGGER note_deletion AFTER DELETE OR UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION note_deletion()"
        )
    op.execute('ALTER TABLE workshop ALTER COLUMN "series" SET STATISTICS 0')

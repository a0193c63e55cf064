"""How people take part in a workshop, and how many raised a hand. Before, each took part on their own."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = ("workshop", "quiz", "question", "answer")


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("workshop", sa.Column("way", sqlmodel.AutoString(), nullable=False, server_default="apart"))
    op.create_table(
        "handscount",
        *(sa.Column(name, sqlmodel.AutoString(), nullable=False) for name in (*KEY, "version")),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*KEY),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("ALTER TABLE workshop ALTER COLUMN way SET STATISTICS 0")
    for name in (*KEY, "version", "people"):
        op.execute(f'ALTER TABLE handscount ALTER COLUMN "{name}" SET STATISTICS 0')
    op.execute(
        "CREATE TRIGGER note_deletion AFTER DELETE ON handscount FOR EACH STATEMENT EXECUTE FUNCTION note_deletion()"
    )

"""Workshops that are taken together: where each is, and what was answered after talking."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXTS = ("workshop", "quiz", "question", "step")
NUMBERS = ("moves", "shown")
PLAIN = {"path": False, "picture": True}
"""Columns of JSON, and whether they may be empty."""


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("liveanswer", sa.Column("discussed", sa.Text(), nullable=True))
    op.create_table(
        "together",
        *(sa.Column(name, sqlmodel.AutoString(), nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NUMBERS),
        *(sa.Column(name, sa.Text(), nullable=nullable) for name, nullable in PLAIN.items()),
        sa.PrimaryKeyConstraint("workshop"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("ALTER TABLE liveanswer ALTER COLUMN discussed SET STATISTICS 0")
    for name in (*TEXTS, *NUMBERS, *PLAIN):
        op.execute(f'ALTER TABLE together ALTER COLUMN "{name}" SET STATISTICS 0')
    op.execute(  # an earlier picture is to be forgotten, like what is deleted
        "CREATE TRIGGER note_deletion AFTER DELETE OR UPDATE OF picture ON together "
        "FOR EACH STATEMENT EXECUTE FUNCTION note_deletion()"
    )
    op.execute(  # of groups that wait, what was answered after talking is to be forgotten, too
        "CREATE TRIGGER note_forgotten_talk AFTER UPDATE OF discussed ON liveanswer FOR EACH ROW "
        "WHEN (OLD.discussed IS NOT NULL AND NEW.discussed IS NULL) EXECUTE FUNCTION note_deletion()"
    )

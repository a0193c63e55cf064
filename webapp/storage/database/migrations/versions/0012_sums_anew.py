"""Sums are added up anew, since they have more measures, and a new name for `safe`. The records stay as they are."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take away the sums; the storage adds them up from the records when it is opened."""
    op.execute("DELETE FROM summed")

"""Sums are added up anew, since they have measures by occasion and kind of fraud. The records stay as they are."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take away the sums; the storage adds them up from the records when it is opened."""
    op.execute("DELETE FROM summed")

"""Columns whose names say what they hold."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.execute("ALTER TABLE workshop RENAME COLUMN told TO head_count_given")

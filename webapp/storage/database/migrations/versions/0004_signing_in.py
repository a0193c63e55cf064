"""What signing in asks for: what counts anew, when a session began, and doings that are counted by day."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("staff", sa.Column("renewed", sa.Integer(), server_default="0", nullable=False))
    op.add_column("signin", sa.Column("begun", sqlmodel.AutoString(), nullable=True))
    op.add_column("audit", sa.Column("times", sa.Integer(), server_default="1", nullable=False))

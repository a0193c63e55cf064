"""Who planned a workshop, as long as that decides who may count it; and whether it was set aside when it was closed."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("workshop", sa.Column("planner", sqlmodel.AutoString(), nullable=True))
    op.add_column("workshop", sa.Column("stood_aside", sa.Boolean(), nullable=False, server_default=sa.false()))
    standing = "id IN (SELECT workshop FROM block WHERE aside) OR id IN (SELECT workshop FROM attendance WHERE aside)"
    op.execute(f"UPDATE workshop SET stood_aside = true WHERE {standing}")  # noqa: S608 - words of this file

"""What tells workshops apart while they are planned, and leader links that can be derived again.

The links of workshops that were planned before stay valid, but nothing can print them again: they are of generation 0.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    for name in ("time", "name", "language"):
        op.add_column("workshop", sa.Column(name, sqlmodel.AutoString(), nullable=True))
    for name in ("generation", "pin_tries"):
        op.add_column("workshop", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    if op.get_bind().dialect.name == "postgresql":
        for name in ("time", "name", "language", "generation", "pin_tries"):
            op.execute(f'ALTER TABLE workshop ALTER COLUMN "{name}" SET STATISTICS 0')

"""What closing leaves, workshops, and the staff."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_index("ix_liveattempt_batch", "liveattempt", ["batch"])
    op.create_table(
        "tally",
        sa.Column("month", sqlmodel.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "kind", "name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "monthly",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("month", sqlmodel.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outline",
        sa.Column("quiz", sqlmodel.AutoString(), nullable=False),
        sa.Column("version", sqlmodel.AutoString(), nullable=False),
        sa.Column("whole", sqlmodel.AutoString(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("quiz", "version"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "block",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("quiz", sqlmodel.AutoString(), nullable=False),
        sa.Column("version", sqlmodel.AutoString(), nullable=False),
        sa.Column("place", sqlmodel.AutoString(), nullable=False),
        sa.Column("week", sqlmodel.AutoString(), nullable=False),
        sa.Column("mode", sqlmodel.AutoString(), nullable=False),
        sa.Column("forms", sqlmodel.AutoString(), nullable=True),
        sa.Column("workshop", sqlmodel.AutoString(), nullable=True),
        sa.Column("aside", sa.Boolean(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendance",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("quiz", sqlmodel.AutoString(), nullable=False),
        sa.Column("place", sqlmodel.AutoString(), nullable=False),
        sa.Column("week", sqlmodel.AutoString(), nullable=False),
        sa.Column("mode", sqlmodel.AutoString(), nullable=False),
        sa.Column("workshop", sqlmodel.AutoString(), nullable=True),
        sa.Column("aside", sa.Boolean(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("finishes", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "summed",
        sa.Column("place", sqlmodel.AutoString(), nullable=False),
        sa.Column("period", sqlmodel.AutoString(), nullable=False),
        sa.Column("mode", sqlmodel.AutoString(), nullable=False),
        sa.Column("quiz", sqlmodel.AutoString(), nullable=False),
        sa.Column("version", sqlmodel.AutoString(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", "period", "mode", "quiz", "version"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "workshop",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("place", sqlmodel.AutoString(), nullable=False),
        sa.Column("week", sqlmodel.AutoString(), nullable=True),
        sa.Column("day", sqlmodel.AutoString(), nullable=True),
        sa.Column("programme", sqlmodel.AutoString(), nullable=True),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("quizzes", sa.Text(), nullable=False),
        sa.Column("forms", sqlmodel.AutoString(), nullable=False),
        sa.Column("code", sqlmodel.AutoString(), nullable=True),
        sa.Column("leader", sqlmodel.AutoString(), nullable=True),
        sa.Column("begun", sqlmodel.AutoString(), nullable=True),
        sa.Column("letting_in", sa.Boolean(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.Column("ending", sqlmodel.AutoString(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("leader"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "staff",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("key", sqlmodel.AutoString(), nullable=False),
        sa.Column("role", sqlmodel.AutoString(), nullable=False),
        sa.Column("password", sqlmodel.AutoString(), nullable=False),
        sa.Column("starting", sqlmodel.AutoString(), nullable=True),
        sa.Column("totp", sqlmodel.AutoString(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("recovery", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "signin",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("staff", sqlmodel.AutoString(), nullable=False),
        sa.Column("stage", sqlmodel.AutoString(), nullable=False),
        sa.Column("day", sqlmodel.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sqlmodel.AutoString(), nullable=False),
        sa.Column("who", sqlmodel.AutoString(), nullable=False),
        sa.Column("what", sqlmodel.AutoString(), nullable=False),
        sa.Column("about", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_block_workshop", "block", ["workshop"])
    op.create_index("ix_attendance_workshop", "attendance", ["workshop"])
    op.create_index("ix_signin_staff", "signin", ["staff"])

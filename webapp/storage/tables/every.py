"""Every table, for what needs all of them: backups, and the tests of migrations."""

from __future__ import annotations

from sqlmodel import SQLModel

from webapp.storage.database.types import Stored
from webapp.storage.tables import live, passing, postgresql  # noqa: F401 - their tables are in METADATA
from webapp.storage.tables.drafts import DraftRow, DraftVersionRow, ReviewRow
from webapp.storage.tables.kept import Attendance, AuditEntry, Block, Monthly, StoredOutline, StoredSum, WorkshopRow
from webapp.storage.tables.staff import Staff

METADATA = SQLModel.metadata

KEPT: tuple[type[Stored], ...] = (
    StoredOutline,
    Block,
    Attendance,
    StoredSum,
    Monthly,
    WorkshopRow,
    Staff,
    AuditEntry,
    DraftRow,
    DraftVersionRow,
    ReviewRow,
)
"""The tables that a backup holds. The others are emptied as time passes: answers, open tallies, signed-in
browsers, the keys of laptops and what is sealed to them."""

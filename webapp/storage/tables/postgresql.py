"""What only PostgreSQL has rows of: tries that its processes count together, and what its disk still holds."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlmodel import Field

from webapp.storage.database.types import UNORDERED, Day, Stored


class Tried(Stored, table=True):
    """How often something was tried until a moment (seconds of the epoch), by all processes of a site together.

    `name` is a hash under the key of the day. PostgreSQL writes no log of this table; no row of it outlives the key.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    name: str = Field(primary_key=True)
    until: float
    n: int


class TriedKey(Stored, table=True):
    """The key under which names are hashed on one day, in hexadecimal digits; the next day's takes its place."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    day: date = Field(primary_key=True, sa_type=Day)
    key: str


class Deletion(Stored, table=True):
    """Rows that were deleted from PostgreSQL while its disk still has something of them.

    `rows_of` is the table and `day` the day. `lies_in` is `table` until that is rewritten, then `log` until the log's
    files up to `last_file` are gone, and then, where the server uses old files again, `reused` until it has written
    over `last_file`.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    day: date = Field(sa_type=Day)
    rows_of: str
    lies_in: str
    last_file: str | None

"""What has a day on which it goes: keys of laptops and what is sealed to them, tries, what a disk still holds."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlmodel import Field, SQLModel

from webapp.storage.database.types import UNORDERED, Day


class LaptopKey(SQLModel, table=True):
    """The keys of a month ("2026-11") to which laptops seal small groups, in base64, until they are destroyed."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    month: str = Field(primary_key=True)
    public: str
    private: str


class Laptop(SQLModel, table=True):
    """A laptop that was given a campaign file: the hash of its upload token, and the last day on which it is good."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    token: str
    until: date = Field(sa_type=Day)


class Packet(SQLModel, table=True):
    """What a workshop on a laptop leaves of its small groups, sealed to the key of a month; `id` is the workshop's.

    On the laptop `sealed` is None once the server has receipted it, or four weeks after `week`. On the server it is
    None: the row says that the packet has been taken in, and `id` begins with the laptop that sent it.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    month: str
    week: str
    sealed: str | None
    receipted: bool


class Tried(SQLModel, table=True):
    """How often something was tried until a moment (seconds of the epoch), by all processes of a site together.

    `name` is a hash under the key of the day. PostgreSQL writes no log of this table; no row of it outlives the key.
    SQLite needs no row here: the one process counts in memory.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    name: str = Field(primary_key=True)
    until: float
    n: int


class TriedKey(SQLModel, table=True):
    """The key under which names are hashed on one day, in hexadecimal digits; the next day's takes its place."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    day: date = Field(primary_key=True, sa_type=Day)
    key: str


class Deletion(SQLModel, table=True):
    """Rows that were deleted from PostgreSQL while its disk still has something of them. SQLite needs no row here.

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

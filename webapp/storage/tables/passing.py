"""What has a day on which it goes: keys of laptops, and what is sealed to them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlmodel import Field

from webapp.storage.database.types import UNORDERED, Day, Stored


class LaptopKey(Stored, table=True):
    """The keys of a month ("2026-11") to which laptops seal small groups, in base64, until they are destroyed."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    month: str = Field(primary_key=True)
    public: str
    private: str


class Laptop(Stored, table=True):
    """A laptop that was given a campaign file: the hash of its upload token, and the last day on which it is good."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    token: str
    until: date = Field(sa_type=Day)


class Packet(Stored, table=True):
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

"""Health: whether an answer could be stored now, and whether the disk has room; monitors and housekeeping ask it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from webapp.faults import Faults
from webapp.storage.database.engine import Database, StorageUnavailable

MEGABYTE = 10**6


@dataclass(frozen=True)
class Health:
    """What is needed to store answers: the database, and `least_room` MB that are free in its folder."""

    database: Database
    faults: Faults
    folder: Path
    least_room: int

    def can_store(self) -> bool:
        """Try whether an answer could be stored now."""
        try:
            self.database.check()
        except StorageUnavailable:
            return False
        return True

    def has_room(self) -> bool:
        """Return whether the disk has room. If not, that is a fault that the staff read of, until it has."""
        try:
            free = shutil.disk_usage(self.folder).free
        except OSError:  # the folder is away: the database says so
            return True
        if free < self.least_room * MEGABYTE:
            self.faults.seen("disk")
            return False
        self.faults.over("disk")
        return True

    def look(self) -> None:
        """See what has begun to be wrong, and end the faults that are over."""
        self.can_store()
        self.has_room()
        self.faults.look()

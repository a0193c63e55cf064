"""Closer: a process that closes databases on demand, each in a child of its own, which may be killed at any moment.

It reads URLs, line by line, and writes for each the child's process id, then how it ended. So a test starts a process
in a millisecond, and what is killed is nothing but closing.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import cache

from tests.webapp.storage.gathering import lineage
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.records.store import Records

NOW = datetime(2026, 12, 7, 12, tzinfo=UTC)
MOST = 45  # attempts at home that are closed at once


@cache
def closing(url: str) -> Closing:
    """Return what closes a database; it is not opened yet."""
    database = Database(url)
    return Closing(database, Records(database, lineage), most=MOST)


def main() -> None:
    """Close what is asked for, until there is nothing more to read."""
    for line in sys.stdin:
        ready = closing(line.strip())
        child = os.fork()
        if not child:
            ready.run(NOW)
            os._exit(0)
        _tell(child)
        _tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

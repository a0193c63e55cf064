"""Server disk: in plain words, what PostgreSQL's disk still holds of deleted answers, and for how long it may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from webapp.storage.database.engine import Transaction
from webapp.storage.database.rewriting import MAY_SEE_LOG

LIES = "SELECT lies_in <> 'table', rows_of, min(day) FROM deletion GROUP BY 1, 2 ORDER BY 2"
SETTINGS = ("wal_level", "archive_mode", "wal_keep_size", "wal_recycle", "checkpoint_timeout")
SLOTS = """
SELECT slot_name, coalesce(pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 'nothing')
FROM pg_replication_slots ORDER BY slot_name
"""
REPLICAS = "SELECT count(*) FROM pg_stat_replication"


def server_disk(transaction: Transaction) -> Iterator[str]:
    """Yield the lines of the report about the disk of a PostgreSQL server."""
    tables: dict[str, date] = {}
    log: list[date] = []
    for rewritten, table, day in transaction.execute(LIES).fetchall():
        if rewritten:
            log.append(date.fromisoformat(day))
        else:
            tables[table] = date.fromisoformat(day)
    yield "Deleted answers that PostgreSQL's disk still holds:"
    if tables:
        yield f"  in its tables: some of {', '.join(tables)}, since {day_in_words(min(tables.values()))};"
        yield "    the site tries to rewrite them every minute, and `webapp rewrite` does it at once"
    else:
        yield "  in its tables: nothing"
    since = min((*log, *tables.values()), default=None)
    yield f"  in its log (pg_wal): {'nothing' if since is None else f'some, since {day_in_words(since)}'}"
    yield from _settings(transaction)


def _settings(transaction: Transaction) -> Iterator[str]:
    """Yield what the server's settings mean for deleted answers, and what to set instead."""
    setting = {name: str(transaction.execute(f"SHOW {name}").fetchall()[0][0]) for name in SETTINGS}
    archived, kept, reused = setting["archive_mode"], setting["wal_keep_size"], setting["wal_recycle"]
    yield "How long its settings let them live on:"
    yield f"  wal_level={setting['wal_level']}: every stored answer is in the log, until the log's files are gone"
    yield f"  checkpoint_timeout={setting['checkpoint_timeout']}: so often files of the log that are full can go"
    yield f"  wal_keep_size={kept}: " + (
        "the log keeps no file for replicas" if kept == "0" else "so much of the log is kept all the same; set it to 0"
    )
    yield f"  wal_recycle={reused}: " + (
        "a file that goes is deleted"
        if reused == "off"
        else "files are used again, with what is in them until it is written over; set it to off"
    )
    yield f"  archive_mode={archived}: " + (
        "no copy of the log is kept"
        if archived == "off"
        else "the log is copied; in the copies every deleted answer lives for as long as they are kept"
    )
    slots = transaction.execute(SLOTS).fetchall()
    for name, size in slots:
        yield f"  replication slot {name}: keeps {size} of the log; drop it when its replica is gone"
    if not slots:
        yield "  replication slots: none"
    ((replicas,),) = transaction.execute(REPLICAS).fetchall()
    if replicas:
        yield f"  replicas: {replicas}; each has tables and a log of its own, in which the same holds"
    if not transaction.execute(MAY_SEE_LOG).fetchall()[0][0]:
        yield "  The site may not see the files of the log, so it never says that nothing is in them;"
        yield "    let it: GRANT pg_monitor TO the user of the site"
    yield "  Base backups and copies of the disk hold what stood there when they were made."


def day_in_words(day: date) -> str:
    """Return a day as people write it."""
    return f"{day:%A} {day.day} {day:%B %Y}"

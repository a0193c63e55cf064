"""Deleted answers on the disk of PostgreSQL: `python -m tests.attacks.deleted_answers URL`.

Needs an empty database, and an administrator's right to read the server's files on this machine. People answer, delete
their answers, and are looked for in the files of the server: before a rewrite, after it, and after the server has begun
another file of its log.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import psycopg

from quizlib import Attempt
from tests.webapp.storage.machines import QUIZ
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import migrate
from webapp.storage.live import Live
from webapp.storage.records.store import Records

WHERE = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
PEOPLE = 20
FILES = 10  # of the log, after which its old files are gone at the latest


def take_part(live: Live) -> list[str]:
    """Let people answer everything; return the ids of their attempts."""
    names = []
    for _ in range(PEOPLE):
        attempt = Attempt.start(QUIZ)
        live.start(attempt, language="da", batch="home-2026-W47-sample", counted=True)
        for question in attempt.questions:
            step = attempt.answer(
                question.id, question.key or ("4",) if question.type == "rating" else question.key or ()
            )
            attempt = step.attempt
            live.save(attempt.id, step.answer, finished=attempt.question is None)
        names.append(attempt.id)
    return names


def traces(url: str, names: Sequence[str]) -> dict[str, int]:
    """Return how many of the names are in tables and indexes, and in the log, once everything is on the disk."""
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("CHECKPOINT")
        ((data, own),) = connection.execute(WHERE).fetchall()
    found = {}
    for folder in (Path(data, "base", str(own)), Path(data, "pg_wal")):
        content = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
        found[folder.name if folder.name == "pg_wal" else "tables"] = sum(name.encode() in content for name in names)
    return found


def attack(url: str) -> dict[str, dict[str, int]]:
    """Return what is found when."""
    database = Database(url)
    migrate(database)
    live, found = Live(database), {}
    names = take_part(live)
    live.delete(names)
    found["deleted"] = traces(url, names)
    rewriting = Closing(database, Records(database, lambda place: (place, "campaign"))).rewriting
    rewriting.run(seconds=0)
    found["rewritten"] = traces(url, names)
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("ALTER SYSTEM SET wal_recycle = off")
        connection.execute("SELECT pg_reload_conf()")
        for _ in range(FILES):  # the server hears of its new setting when it has time
            connection.execute("SELECT pg_switch_wal()")
            found["another file of the log"] = traces(url, names)
            if not found["another file of the log"]["pg_wal"]:
                break
    database.close()
    return found


def main() -> None:
    """Attack, print what was found, and exit 1 if something is left in the end."""
    found = attack(sys.argv[1])
    for when, where in found.items():
        print(f"{when}: of {PEOPLE} people, {where['tables']} in tables and indexes, {where['pg_wal']} in the log")  # noqa: T201 - a script
    sys.exit(any(found["another file of the log"].values()))


if __name__ == "__main__":
    main()

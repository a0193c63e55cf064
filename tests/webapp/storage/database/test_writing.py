"""Writes are durable, each stands or falls alone, and none waits for ever."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from quizlib import Quiz
from tests.webapp.storage.conftest import stored
from tests.webapp.storage.impatient import make_impatient
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.database.migrate import migrate
from webapp.storage.records.store import Records

Work = Callable[[Transaction], int]
FAILS_AT_ITS_SECOND_ROW = {
    "sqlite": "SELECT json(n) FROM (SELECT '1' AS n UNION ALL SELECT 'x')",
    "postgresql": "SELECT 1 / n FROM (SELECT 1 AS n UNION ALL SELECT 0) AS two",
}


class RefusedError(Exception):
    """A work's own reason to be undone."""


@pytest.fixture
def noted(database: Database) -> Database:
    """Return a database with a table of whole numbers."""
    database.write(lambda connection: connection.execute("CREATE TABLE note (n INTEGER PRIMARY KEY)").rowcount)
    return database


def note(n: int, *, refuse: bool = False) -> Work:
    """Return a work that notes a number, and may then refuse."""
    sql = f"INSERT INTO note VALUES ({n})"  # noqa: S608 - a number

    def work(connection: Transaction) -> int:
        connection.execute(sql)
        if refuse:
            raise RefusedError(n)
        return n

    return work


def notes(database: Database) -> list[int]:
    return [
        n for (n,) in database.read(lambda connection: connection.execute("SELECT n FROM note ORDER BY n").fetchall())
    ]


def at_once(database: Database, works: list[Work]) -> list[object]:
    """Write all while the writer is held up, so that they wait together; return each result or error."""
    held, go = threading.Event(), threading.Event()

    def hold(_connection: Transaction) -> None:
        held.set()
        go.wait(10)

    def write(work: Work) -> object:
        try:
            return database.write(work)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
            return error

    with ThreadPoolExecutor(len(works) + 1) as threads:
        holding = threads.submit(database.write, hold)
        held.wait(10)
        waiting = [threads.submit(write, work) for work in works]
        go.set()
        holding.result()
        return [each.result() for each in waiting]


def test_results_and_errors_go_to_the_caller_they_belong_to(noted: Database) -> None:
    outcomes = at_once(noted, [note(n, refuse=n % 5 == 0) for n in range(30)])
    for n, outcome in enumerate(outcomes):
        assert isinstance(outcome, RefusedError) if n % 5 == 0 else outcome == n
    assert notes(noted) == [n for n in range(30) if n % 5]


def test_a_row_that_the_tables_refuse_does_not_fail_its_neighbours(noted: Database) -> None:
    noted.write(note(3))
    outcomes = at_once(noted, [note(n) for n in range(6)])
    assert isinstance(outcomes[3], noted.error)
    assert not isinstance(outcomes[3], StorageUnavailable)
    assert notes(noted) == [0, 1, 2, 3, 4, 5]


@settings(deadline=None, max_examples=25)
@given(refusals=st.lists(st.booleans(), min_size=1, max_size=12))
def test_whatever_is_refused_the_rest_is_stored(tmp_path_factory: pytest.TempPathFactory, refusals: list[bool]) -> None:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('any') / 'tryg.sqlite'}")
    database.write(lambda connection: connection.execute("CREATE TABLE note (n INTEGER PRIMARY KEY)").rowcount)
    at_once(database, [note(n, refuse=refuse) for n, refuse in enumerate(refusals)])
    assert notes(database) == [n for n, refuse in enumerate(refusals) if not refuse]
    database.close()


def test_works_that_wait_together_share_one_commit(sqlite: Database, file: Path) -> None:
    def log() -> int:
        return Path(f"{file}-wal").stat().st_size

    sqlite.write(lambda connection: connection.execute("CREATE TABLE note (n INTEGER PRIMARY KEY)").rowcount)
    before = log()
    sqlite.write(note(0))
    alone = log() - before
    at_once(sqlite, [note(n) for n in range(1, 21)])
    assert log() - before - alone <= 3 * alone  # one by one it would be 20 times


def test_reading_sees_one_state_and_never_what_is_not_committed(noted: Database) -> None:
    def twice(connection: Transaction) -> tuple[int, int]:
        first = connection.execute("SELECT count(*) FROM note").fetchall()
        if noted.is_sqlite:  # on PostgreSQL each statement sees what is committed by then
            noted.write(note(1))
        second = connection.execute("SELECT count(*) FROM note").fetchall()
        return first[0][0], second[0][0]

    assert noted.read(twice) == (0, 0)


def test_an_error_while_reading_goes_to_the_caller_and_the_next_read_works(noted: Database) -> None:
    def fail(_connection: Transaction) -> None:
        raise RefusedError

    for _ in range(3):
        with pytest.raises(RefusedError):
            noted.read(fail)
    noted.write(note(1))
    assert notes(noted) == [1]


def test_a_work_that_waits_for_no_other_takes_three_statements(sqlite: Database) -> None:
    sqlite.write(lambda connection: connection.execute("CREATE TABLE note (n INTEGER PRIMARY KEY)").rowcount)
    ran: list[str] = []

    def watched(connection: Transaction) -> int:
        connection.execute.__self__.set_trace_callback(ran.append)  # type: ignore[attr-defined]  # sqlite3's
        return note(1)(connection)

    sqlite.write(watched)
    sqlite.write(note(2))
    assert ran == ["INSERT INTO note VALUES (1)", "COMMIT", "BEGIN IMMEDIATE", "INSERT INTO note VALUES (2)", "COMMIT"]


def test_a_read_takes_no_connection_out_of_the_pool_while_one_is_at_hand(noted: Database) -> None:
    taken: list[object] = []
    counts = noted.prepare(text("SELECT count(*) FROM note"))
    noted.rows(counts)
    event.listen(noted.kind.engine, "checkout", lambda *connection: taken.append(connection))
    for _ in range(5):
        noted.rows(counts)
        noted.read(counts.rows)
    assert taken == []


@pytest.mark.parametrize("way", ["read", "write", "alone", "rows"])
def test_an_error_that_somebody_keeps_keeps_no_connection(noted: Database, way: str) -> None:
    fails_late = noted.prepare(text(FAILS_AT_ITS_SECOND_ROW[noted.kind.engine.dialect.name]))

    def fail(connection: Transaction) -> None:
        fails_late.rows(connection)

    def provoked() -> BaseException:
        with pytest.raises(noted.error) as kept:
            noted.rows(fails_late) if way == "rows" else getattr(noted, way)(fail)
        return kept.value

    kept = [provoked() for _ in range(5)]
    noted.close()
    assert noted.kind.engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # both have a QueuePool
    assert all(error.__traceback__ for error in kept), "which leads to all that the work had in its hands"
    noted.write(note(1))
    assert notes(noted) == [1]


def test_closing_finishes_what_is_under_way_and_a_later_call_works(noted: Database) -> None:
    with ThreadPoolExecutor(20) as threads:
        writing = [threads.submit(noted.write, note(n)) for n in range(200)]
        for _ in range(5):
            noted.close()
        assert [each.result(30) for each in writing] == list(range(200))
    noted.close()
    assert notes(noted) == list(range(200))


def test_closing_leaves_no_thread_and_no_log(sqlite: Database, file: Path) -> None:
    before = set(threading.enumerate())
    sqlite.write(lambda connection: connection.execute("SELECT 1").rowcount)
    assert [thread.name for thread in set(threading.enumerate()) - before] == ["writer"]
    sqlite.close()
    assert set(threading.enumerate()) <= before
    assert not Path(f"{file}-wal").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows")
def test_after_a_fork_neither_process_takes_anything_from_the_other(noted: Database) -> None:
    noted.write(note(1))
    notes(noted)
    to_child, from_parent = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        try:
            noted.write(note(2))
            os.write(from_parent[1], b".")
            os.read(to_child[0], 1)
            noted.write(note(4))
            os._exit(0)
        finally:
            os._exit(1)
    noted.write(note(3))
    os.read(from_parent[0], 1)
    noted.close()  # the last connection to a SQLite file takes its log away: this is not the last
    os.write(to_child[1], b".")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert notes(noted) == [1, 2, 3, 4]
    for end in (*to_child, *from_parent):
        os.close(end)


def test_every_connection_is_durable_and_forgets_what_is_deleted(sqlite: Database) -> None:
    def pragmas(connection: Transaction) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema", "secure_delete")
        return [connection.execute(f"PRAGMA {name}").fetchall()[0][0] for name in names]

    assert sqlite.write(pragmas) == sqlite.read(pragmas) == ["wal", 2, 1, 5000, 0, 1]


def test_the_file_is_made_for_this_user_alone(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    migrate(database)
    database.close()
    assert file.stat().st_mode & 0o777 == 0o600


def test_nothing_that_is_never_stored_is_in_the_file(sqlite: Database, file: Path, quiz: Quiz) -> None:
    at = stored(sqlite, quiz)
    at.save("call", ("talk",))
    columns = " UNION ALL ".join(
        f"SELECT name FROM pragma_table_info('{table}')"  # noqa: S608 - a table of ours
        for table in ("liveattempt", "liveanswer")
    )
    rows = sqlite.read(lambda connection: connection.execute(columns).fetchall())
    assert " ".join(name for (name,) in rows) == (
        "id quiz version language batch people before counted only finished "
        "attempt question version response score sure again discussed"
    )
    assert at.live.delete([at.attempt.id]) == 1
    sqlite.truncate_log()
    everything = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert at.attempt.id.encode() not in everything
    assert b'"talk"' not in everything


def test_what_was_closed_is_gone_from_the_log(sqlite: Database, file: Path, quiz: Quiz) -> None:
    at = stored(sqlite, quiz, "home-2020-W01-sample")
    at.save("call", ("talk",))
    closing = Closing(sqlite, Records(sqlite, lambda _: ("campaign",)))
    assert closing.run(datetime(2026, 11, 24, tzinfo=UTC)).dropped == 1
    everything = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert at.attempt.id.encode() not in everything


def test_what_a_person_deletes_is_gone_from_the_log_at_once(sqlite: Database, file: Path, quiz: Quiz) -> None:
    at = stored(sqlite, quiz)
    at.save("call", ("talk",))
    assert at.live.delete([at.attempt.id]) == 1
    everything = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert at.attempt.id.encode() not in everything


def test_deleting_succeeds_while_somebody_reads(sqlite: Database, quiz: Quiz) -> None:
    make_impatient(sqlite)
    at = stored(sqlite, quiz)

    def read(connection: Transaction) -> int:
        connection.execute("SELECT * FROM liveattempt").fetchone()
        return at.live.delete([at.attempt.id])

    assert sqlite.read(read) == 1

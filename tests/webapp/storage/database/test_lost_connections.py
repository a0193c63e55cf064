"""A connection to PostgreSQL that is lost: a work that it has undone is done once more, and nobody notices."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from quizlib import Quiz
from tests.webapp.storage.conftest import Place, stored
from webapp.faults import Faults
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction

END_AT_COMMIT = """
CREATE SEQUENCE commits;
CREATE FUNCTION end_at_commit() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF nextval('commits') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(1); END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON {} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION end_at_commit();
"""


def losing(url: str, times: int) -> Callable[[Transaction], int]:
    """Return a work that loses its connection a number of times, and then returns how often it was begun."""
    begun: list[int] = []

    def work(transaction: Transaction) -> int:
        begun.append(len(begun) + 1)
        row = transaction.execute("SELECT pg_backend_pid()").fetchone()
        assert row is not None
        if len(begun) <= times:
            with psycopg.connect(url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", row)
        transaction.execute("SELECT 1")
        return len(begun)

    return work


def test_a_work_whose_connection_is_lost_is_done_once_more_and_nobody_notices(server: Callable[[], str]) -> None:
    url = server()
    faults = Faults()
    database = Database(url, faults)
    for way in (database.write, database.read):
        assert way(losing(url, 1)) == 2
    assert not faults.lately()
    database.close()


def test_a_connection_that_is_lost_again_and_again_is_reported_and_a_retry_succeeds(
    server: Callable[[], str], quiz: Quiz
) -> None:
    url = server()
    database = Place(url).open()
    at = stored(database, quiz)
    for way in (database.write, database.read):
        with pytest.raises(StorageUnavailable):
            way(losing(url, 2))
    with pytest.raises(StorageUnavailable):
        database.alone(losing(url, 1))  # what it reads from may be used up
    assert at.save() == at.answer()
    database.close()


def ended_at_its_first_commit(url: str, table: str) -> None:
    """Let the server end the connection that first inserts into a table, in the middle of its commit."""
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(END_AT_COMMIT.format(table).encode())


def test_a_connection_that_is_lost_at_a_commit_is_reported_since_that_may_be_stored(server: Callable[[], str]) -> None:
    url = server()
    database = Database(url)
    database.write(lambda one: one.execute("CREATE TABLE kept (n int)").rowcount)
    ended_at_its_first_commit(url, "kept")
    begun: list[Transaction] = []

    def work(transaction: Transaction) -> None:
        begun.append(transaction)
        transaction.execute("INSERT INTO kept VALUES (1)")

    with pytest.raises(StorageUnavailable):
        database.write(work)
    assert len(begun) == 1
    database.close()


def test_an_answer_whose_connection_is_lost_at_its_commit_is_stored_once_and_nobody_notices(
    server: Callable[[], str], quiz: Quiz
) -> None:
    url = server()
    database = Place(url).open()
    at = stored(database, quiz)
    ended_at_its_first_commit(url, "liveanswer")
    assert at.save() == at.answer()
    assert at.live.progress([at.attempt.id]) == {at.attempt.id: 1}
    database.close()


def test_two_works_that_stand_in_each_others_way_are_both_done(server: Callable[[], str]) -> None:
    database = Database(server())
    database.write(
        lambda one: one.execute("CREATE TABLE kept AS SELECT n, 0 AS times FROM generate_series(1, 2) n").rowcount
    )
    both = threading.Barrier(2)

    def more(*order: int) -> None:
        tries: list[int] = []

        def work(transaction: Transaction) -> None:
            tries.append(1)
            for n in order:
                transaction.execute("UPDATE kept SET times = times + 1 WHERE n = %(n)s", {"n": n})
                if len(tries) == 1 and n == order[0]:
                    both.wait()

        database.write(work)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(more, (1, 2), (2, 1)))
    assert database.read(lambda one: one.execute("SELECT times FROM kept").fetchall()) == [(2,), (2,)]
    database.close()


def test_a_server_that_says_nothing_any_more_is_given_up_within_seconds(server: Callable[[], str]) -> None:
    database = Database(server())
    with contextlib.closing(database.kind.engine.raw_connection()) as pooled:
        given = pooled.driver_connection.info.get_parameters()  # type: ignore[union-attr]  # psycopg's
    assert (given["keepalives_idle"], given["keepalives_interval"], given["tcp_user_timeout"]) == ("5", "2", "10000")
    database.close()


def test_connections_lost_while_nobody_used_them_are_replaced_unnoticed(server: Callable[[], str], quiz: Quiz) -> None:
    url = server()
    database = Place(url).open()
    at = stored(database, quiz)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert at.live.attempt(at.attempt.id, quiz) == at.attempt
    assert at.save() == at.answer()
    database.close()

"""PostgreSQL forgets: after a deletion its tables are rewritten, and the report says what its disk still holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config

from quizlib import Quiz
from tests.attacks.deleted_answers import PEOPLE, attack
from tests.webapp.storage.conftest import Place
from tests.webapp.storage.gathering import House, noon
from webapp.faults import Faults
from webapp.housekeeping import _close
from webapp.storage.batches import Retention
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import ALEMBIC, migrate
from webapp.storage.database.rewriting import Rewriting
from webapp.storage.privacy import Privacy
from webapp.storage.workshops.hands import Counted, Hands

pytestmark = [pytest.mark.trial, pytest.mark.postgresql]

MONDAY = date(2026, 11, 16)
HOME = "home-2026-W47-sample"
TODAY = datetime.now(UTC).date()


@pytest.fixture
def house(server: Callable[[], str], quiz: Quiz) -> Iterator[House]:
    database = Place(server()).open()
    house = House(database, quiz)
    house.closing.rewriting.run(seconds=0)  # the tables as they were made
    yield house
    database.close()


@contextmanager
def administrator(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """Return a connection of its own, outside of any transaction."""
    url = database.kind.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        yield connection


def found(database: Database, names: list[str], folder: str) -> set[str]:
    """Return which of the names are in a folder of the server, once everything is on its disk."""
    with administrator(database) as connection:
        connection.execute("CHECKPOINT")
        (data,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        (own,) = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone() or (0,)
    folders = {"base": Path(data, "base", str(own)), "pg_wal": Path(data, "pg_wal")}
    content = b"".join(file.read_bytes() for file in folders[folder].rglob("*") if file.is_file())
    return {name for name in names if name.encode() in content}


def minutes_pass(house: House, day: date = MONDAY) -> None:
    """Close as often as it takes: what does not fit into the time that people may wait is tried again."""
    for _ in range(20):
        house.close(day)
        if house.closing.rewriting.since() is None:
            return


def report(house: House) -> str:
    return Privacy(house.database, Retention()).report(MONDAY)


def delete(house: House, n: int = 30) -> list[str]:
    """Store people whose answers can be told from all others, and let them delete theirs; return what is theirs."""
    names = house.people(n, HOME)
    texts = [f"svar-{name}" for name in names]
    with administrator(house.database) as connection:
        connection.execute("UPDATE liveanswer SET response = 'svar-' || attempt")
        connection.execute("ANALYZE")  # as the server does by itself now and then
    assert found(house.database, [*names, *texts], "base") == {*names, *texts}
    house.live.delete(names)
    return [*names, *texts]


def test_nothing_of_deleted_answers_is_in_the_tables_after_the_next_closing(house: House) -> None:
    stays = house.people(3, HOME)
    names = delete(house)
    assert found(house.database, names, "base")
    assert house.closing.rewriting.since() == TODAY
    minutes_pass(house)
    assert found(house.database, names, "base") == set()
    assert found(house.database, stays, "base") == set(stays)
    assert house.closing.rewriting.since() is None


def test_nothing_of_counted_answers_is_in_the_tables_after_their_closing(house: House) -> None:
    names = house.crowd(400, HOME)
    workshop = house.workshop("ended", "library", MONDAY)
    names += house.crowd(7, workshop)
    waiting = names[-7:]
    minutes_pass(house, MONDAY + timedelta(weeks=3))  # by then the hash of its link is forgotten, too
    assert found(house.database, names, "base") == set(waiting)
    assert found(house.database, [workshop, "leader-ended", "code-ended"], "base") == set()


def test_nothing_of_counted_hands_is_in_the_tables_after_their_closing(house: House) -> None:
    house.workshop("raised", "library", MONDAY, head_count=7, way="hands")
    Hands(house.database).put("raised", [Counted("sample", "of-hands", {"a-marked-question": {"scam": 5}})])
    assert found(house.database, ["a-marked-question"], "base")
    minutes_pass(house, MONDAY + timedelta(weeks=1))
    assert found(house.database, ["a-marked-question"], "base") == set()


def test_the_log_is_named_until_it_has_been_written_over(house: House) -> None:
    names = delete(house)
    with administrator(house.database) as connection:
        connection.execute("ALTER SYSTEM SET wal_recycle = off")
        connection.execute("SELECT pg_reload_conf()")
        minutes_pass(house)
        assert found(house.database, names, "pg_wal") == set(names)
        assert "in its log (pg_wal): some, since" in report(house)
        connection.execute("SELECT pg_switch_wal()")
        connection.execute("CHECKPOINT")
        assert found(house.database, names, "pg_wal") == set()
        house.closing.rewriting.run()
        assert "in its log (pg_wal): nothing" in report(house)
        connection.execute("ALTER SYSTEM RESET wal_recycle")
        connection.execute("SELECT pg_reload_conf()")


def test_files_of_the_log_that_are_used_again_are_named_until_they_are_written(house: House) -> None:
    names = delete(house)
    minutes_pass(house)
    with administrator(house.database) as connection:
        for _ in range(40):  # fewer files than may wait to be used again
            connection.execute("SELECT pg_switch_wal()")
            connection.execute("CREATE TABLE filler AS SELECT 1")
            connection.execute("DROP TABLE filler")
            connection.execute("CHECKPOINT")
            house.closing.rewriting.run()
            if "in its log (pg_wal): nothing" in report(house):
                break
    assert "in its log (pg_wal): nothing" in report(house)
    assert found(house.database, names, "pg_wal") == set()


def test_a_table_that_is_in_use_is_tried_again_later(house: House) -> None:
    names = delete(house)
    with administrator(house.database) as connection, connection.transaction():
        connection.execute("SELECT count(*) FROM liveanswer, liveattempt")
        house.closing.rewriting.run()
        assert house.closing.rewriting.since() == TODAY
        tables = r"liveanswer, liveattempt(, waitingsource)?"  # that of those who wait, if its turn has not come yet
        assert re.search(rf"in its tables: some of {tables}, since {TODAY:%A}", report(house))
        assert house.people(1, HOME), "people go on"
    minutes_pass(house)
    assert house.closing.rewriting.since() is None
    assert found(house.database, names, "base") == set()


def test_rows_that_an_old_transaction_may_still_see_are_not_taken_for_forgotten(house: House) -> None:
    names = house.crowd(20, HOME)
    with administrator(house.database) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        connection.execute("SELECT count(*) FROM block")
        house.live.delete(names)
        house.closing.rewriting.run()
        assert found(house.database, names, "base") == set(names)
        assert house.closing.rewriting.since() == TODAY
        connection.execute("COMMIT")
    minutes_pass(house)
    assert found(house.database, names, "base") == set()
    assert house.closing.rewriting.since() is None


def test_a_table_too_large_for_the_time_is_left_to_the_operator(house: House) -> None:
    names = house.crowd(3_000, HOME)
    house.live.delete(names[:10])
    house.closing.rewriting.run(seconds=0.002)
    assert house.closing.rewriting.since() == TODAY
    house.closing.rewriting.run(seconds=0)
    assert house.closing.rewriting.since() is None
    assert found(house.database, names[:10], "base") == set()


def test_a_deletion_that_is_undone_needs_no_rewriting(house: House) -> None:
    names = house.crowd(3, HOME)

    def undone(transaction: Any) -> None:  # noqa: ANN401 - a transaction
        transaction.execute("DELETE FROM liveattempt")
        raise ValueError(names)

    with pytest.raises(ValueError, match=names[0]):
        house.database.write(undone)
    assert house.closing.rewriting.since() is None
    assert house.count("liveattempt") == len(names)


def test_while_another_process_rewrites_this_one_does_not(house: House) -> None:
    delete(house)
    with administrator(house.database) as connection:
        connection.execute("SELECT pg_advisory_lock(2026112901)")
        house.closing.rewriting.run()
        assert house.closing.rewriting.since() == TODAY


def test_the_report_says_what_the_settings_of_the_server_mean(house: House) -> None:
    told = report(house)
    for line in (
        "wal_level=replica: every stored answer is in the log",
        "wal_keep_size=0: the log keeps no file for replicas",
        "wal_recycle=on: files are used again, with what is in them until it is written over; set it to off",
        "archive_mode=off: no copy of the log is kept",
        "replication slots: none",
    ):
        assert line in told
    with administrator(house.database) as connection:
        connection.execute("SELECT pg_create_physical_replication_slot('kept', true)")
        assert "replication slot kept: keeps" in report(house)
        connection.execute("SELECT pg_drop_replication_slot('kept')")


def test_where_the_log_may_not_be_seen_it_is_never_said_to_hold_nothing(house: House) -> None:
    delete(house)
    with administrator(house.database) as connection:
        connection.execute("CREATE ROLE site LOGIN")
        for table in (
            "deletion",
            "liveanswer",
            "liveattempt",
            "handscount",
            "together",
            "waitingsource",
            "packet",
            "laptopkey",
            "laptop",
            "tally",
            "workshop",
            "block",
            "attendance",
        ):
            connection.execute(f"ALTER TABLE {table} OWNER TO site")
    url = house.database.kind.engine.url.set(drivername="postgresql", username="site")
    humble = Database(url.render_as_string())
    rewriting, told = Rewriting(humble), Privacy(humble, Retention())
    rewriting.run(seconds=0)
    assert "in its tables: nothing" in told.report(MONDAY)
    assert "in its log (pg_wal): some" in told.report(MONDAY)
    assert "GRANT pg_monitor" in told.report(MONDAY)
    humble.close()


def test_answers_that_stay_longer_than_the_day_are_told_to_the_staff(house: House) -> None:
    delete(house)
    faults = Faults()
    with administrator(house.database) as connection, connection.transaction():
        connection.execute("UPDATE deletion SET day = '2026-11-14' WHERE lies_in = 'table'")
        connection.execute("SELECT count(*) FROM liveanswer, liveattempt")
        connection.execute("COMMIT AND CHAIN")
        connection.execute("SELECT count(*) FROM liveanswer, liveattempt")
        _close(house.closing, faults, lambda: noon(MONDAY))
        assert faults.going_on("rewriting")
    minutes_pass(house)
    _close(house.closing, faults, lambda: noon(MONDAY))
    assert not faults.going_on("rewriting")


def test_what_the_server_had_sampled_before_the_upgrade_is_forgotten(server: Callable[[], str]) -> None:
    database = Database(server())
    config = Config(attributes={"database": database})
    config.set_main_option("script_location", str(ALEMBIC))
    command.upgrade(config, "0003")
    with administrator(database) as connection:
        connection.execute("INSERT INTO tally SELECT '2026-11', 'visits', 'name' || n, n FROM generate_series(1, 99) n")
        connection.execute("ANALYZE tally")
        sampled = "SELECT count(*) FROM pg_stats WHERE tablename = 'tally'"
        assert connection.execute(sampled).fetchone() == (4,)
        migrate(database)
        connection.execute("ANALYZE tally")
        assert connection.execute(sampled).fetchone() == (0,)
    database.close()


def test_the_attack_finds_everybody_before_the_rewrite_and_nobody_in_the_end(server: Callable[[], str]) -> None:
    assert attack(server()) == {
        "deleted": {"tables": PEOPLE, "pg_wal": PEOPLE},
        "rewritten": {"tables": 0, "pg_wal": PEOPLE},
        "another file of the log": {"tables": 0, "pg_wal": 0},
    }

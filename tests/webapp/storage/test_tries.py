"""Limits of a site with several processes: they count together, under a key of the day, and nothing of it lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.places import FIXTURE
from tests.webapp.clock import Clock
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.database.engine import Database
from webapp.storage.transfer.backup import back_up
from webapp.storage.tries import Tries
from webapp.web.limits.counting import Rate, Shared
from webapp.web.limits.join_codes import JoinCodeLimits
from webapp.web.limits.sign_ins import SignInLimits
from webapp.web.limits.tallies import MOST, TallyLimits

pytestmark = pytest.mark.usefixtures("clock")
MINUTE, DAY = 60, 24 * 60 * 60
Two = tuple[Database, Database]


@pytest.fixture
def both(copied: Callable[[], str]) -> Iterator[Two]:
    """The storage of a site on PostgreSQL, as two of its processes have opened it."""
    url = copied()
    opened = Database(url), Database(url)
    yield opened
    for database in opened:
        database.close()


def stored(database: Database, table: str) -> list[tuple[object, ...]]:
    return database.read(lambda transaction: transaction.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 - our own


def test_tries_to_sign_in_are_counted_by_all_processes_together_and_forgotten_by_all(both: Two) -> None:
    one, other = (SignInLimits(Shared(Tries(database))) for database in both)
    assert [limits.allows("password", "mette") for limits in [one, other] * 6] == [True] * 10 + [False] * 2
    assert other.waits("password", "mette")
    assert not other.waits("code", "mette")
    one.passed("password", "mette")
    assert not other.waits("password", "mette")


def test_strangers_and_their_failures_are_counted_by_all_processes_together(both: Two, clock: Clock) -> None:
    one, other = (SignInLimits(Shared(Tries(database))) for database in both)
    for _ in range(30):
        with one.room(stranger=True) as here, other.room(stranger=True) as there:
            assert here
            assert there
    assert one.crowded()
    clock.later(MINUTE)
    assert not one.crowded()
    assert [limits.failed() for limits in [one, other] * 51] == [False] * 100 + [True] * 2


def test_wrong_join_codes_are_counted_by_all_processes_together(both: Two, clock: Clock) -> None:
    one, other = (JoinCodeLimits(Shared(Tries(database))) for database in both)
    for limits in [one, other] * 10:
        assert not other.asks_place("10.0.0.7")
        limits.failed("10.0.0.7")
    assert other.asks_place("10.0.0.7")
    assert not other.asks_place("10.0.0.8")
    assert not other.flooded
    for number in range(60):
        one.failed(f"10.0.1.{number}")
    assert other.flooded
    clock.later(10 * MINUTE)
    assert not other.flooded
    assert not other.asks_place("10.0.0.7")


def test_what_an_address_adds_to_a_tally_is_counted_by_all_processes_together(both: Two) -> None:
    one, other = (TallyLimits(Shared(Tries(database))) for database in both)
    assert sum(limits.counts("visits", "10.0.0.7") for limits in [one, other] * MOST) == MOST
    assert one.counts("age", "10.0.0.7", once=("turn", "2026-11"))
    assert not other.counts("age", "10.0.0.8", once=("turn", "2026-11"))


def test_a_rate_counts_what_came_lately_also_where_one_period_ends(both: Two, clock: Clock) -> None:
    rate: Rate = Shared(Tries(both[0])).rate("flood", 50, 10)
    clock.now = clock.now // 10 * 10 + 9
    for _ in range(45):
        rate.add()
    clock.later(1.1)
    assert not rate.full
    for _ in range(6):
        rate.add()
    assert rate.full
    clock.later(20)
    assert not rate.full


def test_names_are_hashes_and_nothing_of_a_day_is_left_on_the_next(both: Two, clock: Clock) -> None:
    def files() -> list[tuple[object, ...]]:
        return both[0].read(
            lambda transaction: transaction.execute(
                "SELECT relname, relfilenode FROM pg_class WHERE relname IN ('tried', 'triedkey') ORDER BY relname"
            ).fetchall()
        )

    one, other = (Tries(database) for database in both)
    counter = Shared(one).counter("hour", DAY)
    hidden = Shared(one).hidden("home", "10.0.0.7")
    counter.add(hidden)
    assert Shared(other).hidden("home", "10.0.0.7") == hidden
    (name, _, count) = stored(both[1], "tried")[0]
    assert count == 1
    assert hidden.hex() in str(name)
    assert "10.0.0.7" not in str(name)
    before, (key,) = files(), stored(both[0], "triedkey")
    clock.later(DAY)
    other.tidy(clock.now)
    assert stored(both[0], "tried") == []
    assert counter.of(Shared(one).hidden("home", "10.0.0.7")) == 0
    assert Shared(one).hidden("home", "10.0.0.7") == Shared(other).hidden("home", "10.0.0.7") != hidden
    (renewed,) = stored(both[0], "triedkey")
    assert renewed != key
    assert all(old != new for old, new in zip(before, files(), strict=True)), "the files are others"


def test_processes_that_renew_the_key_at_once_have_the_same(both: Two, clock: Clock) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(lambda n: Tries(both[n % 2]).key(clock.now), range(16)))
    assert len(set(keys)) == 1


def test_after_a_crash_of_the_server_all_processes_soon_have_one_key_again(both: Two, clock: Clock) -> None:
    one, other = (Tries(database) for database in both)
    before = one.key(clock.now)
    both[0].write(lambda transaction: transaction.execute("TRUNCATE tried, triedkey").rowcount)  # as a crash does
    renewed = other.key(clock.now)
    assert renewed != before
    one.tidy(clock.now)
    assert one.key(clock.now) == other.key(clock.now) == renewed


def test_what_is_over_is_deleted_and_the_rest_stays(both: Two, clock: Clock) -> None:
    tries = Tries(both[0])
    tries.key(clock.now)
    tries.add("short", MINUTE, clock.now)
    tries.add("long", 10 * MINUTE, clock.now)
    clock.later(MINUTE)
    tries.tidy(clock.now)
    assert [row[0] for row in stored(both[1], "tried")] == ["long"]
    assert tries.add("short", MINUTE, clock.now) == 1


def test_a_count_lasts_from_its_first_try_on_and_begins_anew_once_it_is_over(both: Two, clock: Clock) -> None:
    one, other = (Tries(database) for database in both)
    for _ in range(2):
        counted = [tries.add("name", MINUTE, clock.now) for tries in (one, other)]
        clock.later(MINUTE - 1)
        counted.append(one.add("name", MINUTE, clock.now))
        assert (counted, other.of("name", clock.now)) == ([1, 2, 3], 3)
        clock.later(1)
        assert other.of("name", clock.now) == 0


def test_tries_are_in_no_log_of_the_server_and_in_no_backup(both: Two, clock: Clock, tmp_path: Path) -> None:
    persistence = "SELECT relpersistence FROM pg_class WHERE relname IN ('tried', 'triedkey')"
    found = both[0].read(lambda transaction: transaction.execute(persistence).fetchall())
    assert [row[0] for row in found] == ["u", "u"]
    tries = Tries(both[0])
    tries.key(clock.now)
    tries.add("a name", MINUTE, clock.now)
    back_up(both[0], tmp_path / "backup")
    copy = Database(f"sqlite:///{tmp_path / 'backup'}")
    assert stored(copy, "tried") == stored(copy, "triedkey") == []
    copy.close()


def test_the_privacy_page_says_that_addresses_are_counted_only_where_the_storage_has_them(
    copied: Callable[[], str], tmp_path: Path
) -> None:
    said = "a number that is computed from it"
    for url, shown in ((copied(), True), (f"sqlite:///{tmp_path}/tryg.sqlite", False)):
        settings = Settings.read(data_dir=str(tmp_path), quiz_content=str(FIXTURE), database_url=url)
        app = create_app(settings)
        assert (said in app.test_client().get("/en/privacy").text) is shown
        app.extensions["services"].close()

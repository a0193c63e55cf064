"""A backup holds all that is kept and not one answer; it is whole or not there, and can be restored anywhere."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from tests.webapp.storage.conftest import POSTGRESQL, Place
from tests.webapp.storage.gathering import House
from tests.webapp.storage.machines import QUIZ, Fresh, Machine, copies
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import ALEMBIC
from webapp.storage.database.rows import Rows
from webapp.storage.records.verify import Verifying
from webapp.storage.tables.drafts import DraftRow, DraftVersionRow, ReviewRow
from webapp.storage.tables.every import KEPT, METADATA
from webapp.storage.tables.kept import AuditEntry, WorkshopRow
from webapp.storage.tables.live import HandsCount, LiveAnswer, LiveAttempt, Tally, TogetherRow, WaitingSource
from webapp.storage.tables.passing import Laptop, LaptopKey, Packet
from webapp.storage.tables.postgresql import Deletion, Tried, TriedKey
from webapp.storage.tables.staff import SignIn, Staff
from webapp.storage.transfer.atomic_file import FileError
from webapp.storage.transfer.backup import MARK, back_up, restore
from webapp.storage.workshops.workshop import CLOSED_WORKSHOP, COMING_WORKSHOP

MONDAY = date(2026, 11, 16)
HOME = "home-2026-W47-sample"
LIVE = (LiveAttempt, LiveAnswer, HandsCount, TogetherRow, Tally, SignIn)
OF_LAPTOPS = (Laptop, LaptopKey, Packet, WaitingSource)
"""What is in no backup either; `laptops/test_packets.py` looks at that."""


@pytest.fixture
def machine(fresh: Fresh) -> Iterator[Machine]:
    """Return one on which something of every kind is stored."""
    with Machine.made(fresh) as made:
        filled(made)
        yield made


def filled(machine: Machine) -> None:
    machine.workshop("library", 12, 30)
    machine.workshop("branch", 20, aside=True)
    machine.alone("home", 60)
    machine.tally()
    house = House(machine.database, QUIZ)
    house.workshop("runs", "library", MONDAY, head_count=3, ended=False)
    house.crowd(3, "workshop-runs")
    house.crowd(4, HOME)
    asked = {"workshop": "runs", "quiz": QUIZ.id, "question": "caller"}
    insert(machine, HandsCount, **asked, answer="scam", version=QUIZ.version, people=3)
    moment = {"moves": 2, "quiz": "sample", "question": "parcel", "step": "talk", "shown": 0}
    insert(machine, TogetherRow, workshop="runs", **moment, path="[]", picture=None)
    insert(machine, Tally, month="2026-11", kind="age", name="65", n=4)
    account = {"name": "Ida", "key": "ida", "role": "analyst", "password": "…", "recovery": "", "active": True}
    insert(machine, Staff, id="i", **account, starting=None, totp=None, step=None, renewed=0)
    insert(machine, SignIn, id="token", staff="i", stage="in", day="2026-11-16", begun=None)
    for who in ("Bo", "Ida", "Eva"):
        insert(machine, AuditEntry, id=None, day="2026-11-16", who=who, what="account-added", about="Ida", times=1)
    insert(machine, DraftRow, id="d", name="gebyr")
    insert(machine, DraftVersionRow, draft="d", number=1, text="title: æ", by="Ida", day="2026-11-16")
    review = {"id": "r", "draft": "d", "number": 1, "link": "hash", "until": "2026-11-30", "asked": "Ida"}
    insert(machine, ReviewRow, **review, name="Bo", day="2026-11-16", remarks='{"one":{"approved":true,"words":"æ"}}')


def insert(machine: Machine, table: type[SQLModel], **row: object) -> None:
    machine.database.write(lambda connection: Rows(table).insert(connection, [row]))


def stored(database: Database, table: type[SQLModel]) -> list[dict[str, object]]:
    return database.read(lambda connection: list(Rows(table).all(connection)))


def kept(database: Database) -> dict[str, list[dict[str, object]]]:
    """Return all that is kept, audit lines without their numbers."""
    rows = {str(table.__tablename__): stored(database, table) for table in KEPT}
    return {**rows, "audit": [{**row, "id": None} for row in rows["audit"]]}


def as_planned(kept: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    """Return the same with workshops as they were before they began, and closed ones without their leader links."""
    rest = ({"leader": None} if row["closed"] else COMING_WORKSHOP for row in kept["workshop"])
    return {**kept, "workshop": [row | other for row, other in zip(kept["workshop"], rest, strict=True)]}


@pytest.fixture
def backup(machine: Machine, tmp_path: Path) -> Path:
    back_up(machine.database, tmp_path / "backup")
    return tmp_path / "backup"


def test_every_table_is_kept_or_live_and_every_column_of_a_workshop_of_its_plan_or_of_its_running() -> None:
    tables = set(METADATA.tables)
    named: list[type[SQLModel]] = [*KEPT, *LIVE, *OF_LAPTOPS, Deletion, Tried, TriedKey]
    assert {str(table.__tablename__) for table in named} == tables
    plan = {"id", "place", "week", "day", "programme", "meeting", "quizzes", "forms", "code", "leader", "closed"}
    plan |= {"planner", "time", "name", "language", "generation", "way", "series"}
    assert set(WorkshopRow.model_fields) == plan | set(COMING_WORKSHOP)
    assert set(CLOSED_WORKSHOP) <= plan | set(COMING_WORKSHOP)


def test_it_holds_all_that_is_kept_and_nothing_live(machine: Machine, backup: Path) -> None:
    copy = Database(f"sqlite:///{backup}")
    assert kept(copy) == as_planned(kept(machine.database))
    assert all(stored(copy, table) == [] for table in LIVE)
    assert all(stored(machine.database, table) for table in LIVE)
    copy.close()


def test_sums_that_are_damaged_are_added_up_anew_by_a_restore(machine: Machine, tmp_path: Path) -> None:
    damage = "UPDATE summed SET numbers = '{' WHERE place = 'aarhus'"
    machine.database.write(lambda transaction: transaction.execute(damage).rowcount)
    back_up(machine.database, tmp_path / "backup")
    restore(machine.database, tmp_path / "backup", machine.records)
    assert machine.verify().agrees


def test_it_is_one_file_for_this_user_alone(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in backup.parent.iterdir() if "backup" in path.name] == ["backup"]
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_an_older_one_stays_if_a_new_one_cannot_be_made(machine: Machine, backup: Path) -> None:
    old = backup.read_bytes()
    machine.database.write(lambda connection: connection.execute("ALTER TABLE monthly RENAME TO lost").rowcount)
    with pytest.raises(DBAPIError):
        back_up(machine.database, backup)
    assert backup.read_bytes() == old
    assert [path.name for path in backup.parent.iterdir() if "backup" in path.name] == ["backup"]


@pytest.mark.parametrize("kind", ["sqlite", POSTGRESQL])
def test_it_can_be_restored_into_either_kind_of_database(
    machine: Machine, backup: Path, kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("server")() if kind == "postgresql" else f"sqlite:///{tmp_path / 'other'}"
    with Machine.made(copies(url, tmp_path)) as other:
        filled(other)
        insert(other, Staff, **{**stored(other.database, Staff)[0], "id": "b", "name": "Bo", "key": "bo"})
        live = {table: stored(other.database, table) for table in (LiveAttempt, LiveAnswer, Tally)}
        running = [row for row in stored(other.database, WorkshopRow) if not row["closed"]]
        restore(other.database, backup, other.records)
        expected = kept(machine.database)
        assert kept(other.database) == {**expected, "workshop": sorted_(expected["workshop"], running)}
        assert {table: stored(other.database, table) for table in live} == live
        assert stored(other.database, SignIn) == []
        assert other.verify().agrees
        insert(other, AuditEntry, id=None, day="2026-11-17", who="Bo", what="restored", about="", times=1)
        assert [row["who"] for row in stored(other.database, AuditEntry)] == ["Bo", "Ida", "Eva", "Bo"]


def sorted_(workshops: list[dict[str, object]], running: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return workshops with those in place of their namesakes that run here."""
    names = {row["id"] for row in running}
    return sorted([row for row in workshops if row["id"] not in names] + running, key=lambda row: str(row["id"]))


def test_closing_after_a_restore_lets_nothing_live_stay_longer(sqlite: Database, tmp_path: Path) -> None:
    house = House(sqlite, QUIZ)
    house.crowd(12, house.workshop("w", "library", MONDAY, ended=False))
    back_up(sqlite, tmp_path / "backup")
    house.crowd(12, house.workshop("later", "library", MONDAY, ended=False))
    house.crowd(12, HOME)
    restore(sqlite, tmp_path / "backup", house.records)
    done = house.close(MONDAY + timedelta(weeks=2))
    assert (done.counted, done.waiting) == (36, 0)
    assert house.count("liveattempt") == 0
    assert Verifying(sqlite, house.records).verify().agrees


def test_a_workshop_that_was_closed_before_the_backup_is_not_reopened(sqlite: Database, tmp_path: Path) -> None:
    house = House(sqlite, QUIZ)
    house.crowd(12, house.workshop("w", "library", MONDAY))
    house.close(MONDAY)
    back_up(sqlite, tmp_path / "backup")
    begun = "UPDATE workshop SET closed = 0, begun = '2026-11-16T12:00', day = '2026-11-16'"
    sqlite.write(lambda connection: connection.execute(begun).rowcount)
    restore(sqlite, tmp_path / "backup", house.records)
    assert house.rows("SELECT closed, begun FROM workshop") == [(1, None)]


def test_what_is_known_of_quizzes_only_grows(sqlite: Database, tmp_path: Path) -> None:
    back_up(sqlite, tmp_path / "backup")
    house = House(sqlite, QUIZ)
    restore(sqlite, tmp_path / "backup", house.records)
    assert house.count("outline") == 1


def written(file: Path, sql: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(sql)
        connection.commit()


def torn(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def rotten(file: Path) -> None:
    """Let an index forget what it knows, which nothing notices that does not look."""
    with closing(sqlite3.connect(file)) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_block_workshop'")
    data = bytearray(file.read_bytes())
    data[4096 * (page - 1) + 3 : 4096 * (page - 1) + 5] = b"\0\0"  # the number of entries
    file.write_bytes(data)


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "no database": (lambda file: file.write_text("counts", encoding="utf-8"), "it is no backup of this site"),
    "another's": (lambda file: written(file, "PRAGMA application_id = 1"), "it is no backup of this site"),
    "torn": (torn, "it is damaged"),
    "rotten": (rotten, "it is damaged"),
    "newer": (
        lambda file: written(file, "UPDATE tryg_alembic_version SET version_num = '9999'"),
        "it is of a newer version",
    ),
    "not there": (Path.unlink, "it cannot be read"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_backup_is_refused_with_the_reason_and_nothing_changes(
    sqlite: Database, tmp_path: Path, wrong: str
) -> None:
    machine = Machine(sqlite)
    filled(machine)
    back_up(sqlite, tmp_path / "backup")
    machine.tally()
    before = kept(sqlite)
    change, why = WRONG[wrong]
    change(tmp_path / "backup")
    with pytest.raises(FileError, match=rf"backup: {why}.*nothing was restored"):
        restore(sqlite, tmp_path / "backup", machine.records)
    assert kept(sqlite) == before


def test_the_live_database_itself_is_no_backup(machine: Machine, sqlite: Database, tmp_path: Path) -> None:
    sqlite.close()
    with pytest.raises(FileError, match="it is no backup of this site"):
        restore(machine.database, tmp_path / "tryg.sqlite", machine.records)


def test_one_of_an_earlier_version_is_brought_forward_and_stays_itself(sqlite: Database, tmp_path: Path) -> None:
    early = tmp_path / "early"
    database = Database(f"sqlite:///{early}")
    config = Config(attributes={"database": database})
    config.set_main_option("script_location", str(ALEMBIC))
    command.upgrade(config, "0001")
    database.close()
    written(early, f"PRAGMA application_id = {MARK}")
    data = early.read_bytes()
    machine = Machine(sqlite)
    machine.tally()
    restore(sqlite, early, machine.records)
    assert stored(sqlite, KEPT[4]) == []
    assert early.read_bytes() == data


@pytest.mark.trial
def test_taken_while_the_site_writes_it_is_of_one_moment(database: Database, tmp_path: Path) -> None:
    house, over = House(database, QUIZ), threading.Event()
    today = MONDAY
    house.crowd(12, HOME)

    def write() -> None:
        nonlocal today
        while not over.is_set():
            for name in ("a", "b"):
                house.crowd(12, house.workshop(f"{name}{today}", "library", today))
            house.close(today)
            today += timedelta(days=1)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        sizes = []
        for number in range(12):
            back_up(database, tmp_path / f"backup{number}")
            copy = Database(f"sqlite:///{tmp_path / f'backup{number}'}")
            found = Verifying(copy, House(copy, QUIZ).records).verify()
            assert found.agrees
            assert stored(copy, LiveAttempt) == []
            sizes.append(found.blocks)
            copy.close()
    finally:
        over.set()
        writing.join()
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1], "the site went on"


def _die(work: Callable[..., None], url: str, file: Path, after: int) -> None:
    """Back up or restore, and die after so many tables."""
    left, insert = [after], Rows.insert

    def dying(self: Rows, transaction: object, rows: object) -> None:
        insert(self, transaction, rows)  # type: ignore[arg-type]
        left[0] -= 1
        if not left[0]:
            os._exit(9)

    Rows.insert = dying  # type: ignore[method-assign]
    database = Database(url)
    work(database, file, *([Machine(database).records] if work is restore else []))


@pytest.mark.trial
@pytest.mark.parametrize("after", [1, 5, 8])
def test_killed_half_way_the_database_and_an_older_backup_are_as_they_were(
    place: Place, tmp_path: Path, after: int
) -> None:
    machine = Machine(place.open())
    filled(machine)
    back_up(machine.database, tmp_path / "backup")
    machine.tally()
    before, data = kept(machine.database), (tmp_path / "backup").read_bytes()
    spawn = multiprocessing.get_context("spawn")
    for work in (restore, back_up):
        killed = spawn.Process(target=_die, args=(work, place.url, tmp_path / "backup", after))
        killed.start()
        killed.join()
        assert killed.exitcode == 9
    assert kept(machine.database) == before
    assert (tmp_path / "backup").read_bytes() == data
    machine.database.close()

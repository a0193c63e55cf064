"""Nothing is written to a database whose file was deleted, moved or replaced, and no second one is made."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizlib import Answer, Quiz
from tests.webapp.storage.conftest import Place, stored
from webapp.faults import Faults
from webapp.storage.database.engine import Database, StorageUnavailable


def delete(file: Path) -> None:
    file.unlink()


def move(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))


def replace(file: Path) -> None:
    file.rename(file.with_name("before"))
    shutil.copy(file.with_name("before"), file)


def delete_the_folder(file: Path) -> None:
    shutil.rmtree(file.parent)


@pytest.mark.parametrize("displace", [delete, move, replace, delete_the_folder])
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_a_file_that_is_not_the_one_that_was_opened_is_not_written_to(
    sqlite: Database, file: Path, quiz: Quiz, displace: Callable[[Path], None], *, closed: bool
) -> None:
    at = stored(sqlite, quiz)
    if closed:
        sqlite.close()
    displace(file)
    before = file.read_bytes() if file.exists() else None
    for _ in range(2):
        with pytest.raises(StorageUnavailable, match="deleted, moved or replaced"):
            at.save()
        with pytest.raises(StorageUnavailable):
            sqlite.check()
    assert (file.read_bytes() if file.exists() else None) == before


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_the_file_is_written_to_again_when_it_is_back(
    sqlite: Database, file: Path, quiz: Quiz, *, closed: bool
) -> None:
    at = stored(sqlite, quiz)
    if closed:
        sqlite.close()
    away = file.rename(file.with_name("away"))
    with pytest.raises(StorageUnavailable):
        at.save()
    away.rename(file)
    assert at.save() == at.answer()


def test_after_a_restart_the_file_in_its_place_is_the_database(sqlite: Database, file: Path, quiz: Quiz) -> None:
    stored(sqlite, quiz)
    sqlite.close()
    replace(file)
    again = Place(f"sqlite:///{file}").open()
    at = stored(again, quiz)
    assert at.save() == at.answer()
    again.close()


@pytest.mark.parametrize("displace", [delete, move, replace])
def test_a_log_that_is_not_the_one_that_was_opened_is_not_written_to(
    sqlite: Database, file: Path, quiz: Quiz, displace: Callable[[Path], None]
) -> None:
    at = stored(sqlite, quiz)
    displace(file.with_name("tryg.sqlite-wal"))
    with pytest.raises(StorageUnavailable, match="-wal was deleted"):
        at.save()
    with pytest.raises(StorageUnavailable):
        sqlite.check()


def test_what_a_deleted_log_held_is_put_into_the_file(sqlite: Database, file: Path, quiz: Quiz) -> None:
    at = stored(sqlite, quiz)
    at.save()
    file.with_name("tryg.sqlite-wal").unlink()
    with pytest.raises(StorageUnavailable):
        at.save("call", ("talk",))
    copy = shutil.copy(file, file.with_name("copy"))  # as a process that is killed leaves it
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT question FROM liveanswer").fetchall() == [("parcel",)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the files that a process has open")
def test_what_a_deleted_file_held_can_be_copied_while_it_is_open(sqlite: Database, file: Path, quiz: Quiz) -> None:
    at = stored(sqlite, quiz)
    at.save()
    file.unlink()
    with pytest.raises(StorageUnavailable):
        at.save("call", ("talk",))
    ours = [one for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
    deleted = [one for one in ours if str(one.readlink()) == f"{file} (deleted)"]
    saved = shutil.copy(deleted[0], file.with_name("saved"))
    shutil.copy(f"{file}-wal", f"{saved}-wal")
    with closing(sqlite3.connect(saved)) as connection:
        assert connection.execute("SELECT question FROM liveanswer").fetchall() == [("parcel",)]


def test_a_moved_log_is_written_to_again_when_it_is_back(sqlite: Database, file: Path, quiz: Quiz) -> None:
    at = stored(sqlite, quiz)
    log = file.with_name("tryg.sqlite-wal")
    away = log.rename(file.with_name("away"))
    with pytest.raises(StorageUnavailable):
        at.save()
    away.rename(log)
    assert at.save() == at.answer()
    assert at.save("call", ("talk",)) == at.answer("call", ("talk",))


def test_a_file_may_be_reached_by_a_link(tmp_path: Path, quiz: Quiz) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    database = Place(f"sqlite:///{tmp_path / 'link' / 'tryg.sqlite'}").open()
    at = stored(database, quiz)
    assert at.save() == at.answer()
    database.close()


def test_the_first_fault_and_the_first_write_after_it_are_told(file: Path, quiz: Quiz) -> None:
    Place(f"sqlite:///{file}").open().close()
    faults = Faults()
    database = Database(f"sqlite:///{file}", faults)
    at = stored(database, quiz)
    assert faults.lately() == ()
    away = file.rename(file.with_name("away"))
    for work in (at.save, database.check):
        with pytest.raises(StorageUnavailable):
            work()
        assert faults.going_on("storage")
    away.rename(file)
    answer: Answer | None = at.save()
    assert answer == at.answer()
    assert not faults.going_on("storage")
    assert "tryg.sqlite was deleted" in faults.lately()[0].details[0]
    database.close()


def test_looking_whether_an_answer_could_be_stored_leaves_nothing(database: Database) -> None:
    database.check()
    assert database.read(lambda transaction: transaction.execute("SELECT count(*) FROM tally").fetchone()) == (0,)

"""The sums that pages read are what the records add up to, whatever happened; a sum that is not is told, and mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col

from tests.webapp.storage.gathering import House
from tests.webapp.storage.machines import CHANGED, QUIZ, Fresh, Machine, copies
from webapp.storage.batches import home_batch
from webapp.storage.database.engine import Database
from webapp.storage.database.rows import PAGE, Rows, every
from webapp.storage.records.group_results import SumKey
from webapp.storage.records.verify import Differing, Moving, Verified, Verifying
from webapp.storage.tables.kept import Monthly
from webapp.sums import Sum

MONDAY = date(2026, 11, 16)
AARHUS = "place = 'aarhus' AND period = '2026-11'"
ODENSE = "(SELECT numbers FROM summed WHERE place = 'odense' AND period = '')"
CHANGES = {
    "changed": f"UPDATE summed SET numbers = {ODENSE} WHERE {AARHUS}",  # noqa: S608 - the tests' own words
    "gone": f"DELETE FROM summed WHERE {AARHUS}",  # noqa: S608 - as above
    "unreadable": f"UPDATE summed SET numbers = '{{' WHERE {AARHUS}",  # noqa: S608 - as above
    "too many": "UPDATE summed SET period = '1999' WHERE place = 'odense' AND period = '2026'",
}


@pytest.fixture
def machine(fresh: Fresh) -> Iterator[Machine]:
    with Machine.made(fresh) as made:
        made.workshop("library", 12, 30)
        made.workshop("other")
        made.workshop("branch", 55, aside=True)
        made.alone("home", 60)
        made.alone("waiters", 12)
        yield made


def write(machine: Machine, sql: str) -> None:
    machine.database.write(lambda connection: connection.execute(sql).rowcount)


def test_sums_agree_with_the_records_they_are_of(machine: Machine) -> None:
    found = machine.verify()
    assert found.agrees
    assert (found.blocks, found.attendance, found.workshops, found.sums) == (5, 4, 3, len(machine.sums))


@pytest.mark.parametrize("left", ["block", "attendance", "workshop"])
def test_whatever_is_recorded_without_sums_is_added_up_at_the_start(machine: Machine, left: str) -> None:
    for table in {"summed", "block", "attendance", "workshop"} - {left}:
        write(machine, f"DELETE FROM {table}")  # noqa: S608 - one of four names
    assert not machine.verify().agrees
    Verifying(machine.database, machine.records).begin()
    assert machine.verify().agrees
    assert machine.sums


def test_a_number_that_was_changed_is_told_with_what_it_should_be(machine: Machine) -> None:
    ((numbers,),) = machine.rows(f"SELECT numbers FROM summed WHERE {AARHUS}")  # noqa: S608 - the tests' own words
    changed = json.loads(str(numbers))
    starts = changed["people"]["starts"]
    changed["people"]["starts"] += 3
    write(machine, f"UPDATE summed SET numbers = '{json.dumps(changed)}' WHERE {AARHUS}")  # noqa: S608 - as above
    assert list(map(str, machine.verify().differing)) == [
        f"aarhus, 2026-11, workshop, all quizzes: people.starts is {starts + 3}, should be {starts}"
    ]


def test_of_a_sum_three_numbers_are_told_and_how_many_more_are_wrong() -> None:
    people = {"finishes": 42, "head_count": 180, "starts": 45, "uncounted": 0, "workshops": 2}
    pairs = {"blocks": {"believed": {"m": 1, "sums": [21, 54], "products": [[333, 792], [792, 1908]], "cubes": 75816}}}
    more = Sum.from_plain({"people": people, "summed": {**Sum().summed.to_plain(), **pairs}})
    fewer = Sum.from_plain({"people": people, "summed": Sum().summed.to_plain()})
    three = Sum.from_plain({"people": {**people, "workshops": 0}, "summed": Sum().summed.to_plain()})
    key = SumKey("aarhus", "2026-11", "workshop", "sample", "1")
    begins = "aarhus, 2026-11, workshop, sample 1: "
    people_are = (
        "people.finishes is 0, should be 42; people.head_count is 0, should be 180; people.starts is 0, should be 45"
    )
    block_is = "cubes is 0, should be 75816; {0}m is 0, should be 1; {0}products.0.0 is 0, should be 333; and 5 more"
    block_was = "cubes is 75816, should be 0; {0}m is 1, should be 0; {0}products.0.0 is 333, should be 0; and 5 more"
    at = "summed.blocks.believed."
    for stored, should, told in (
        (None, three, people_are),
        (None, fewer, f"{people_are}; and 1 more"),
        (Sum(), fewer, f"{people_are}; and 1 more"),
        (fewer, more, at + block_is.format(at)),
        (more, fewer, at + block_was.format(at)),
    ):
        kept = None if stored is None else json.dumps(stored.to_plain())
        assert str(Differing(key, kept, should)) == begins + told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("changed", ["aarhus, 2026-11, workshop, all quizzes: "]),
        ("gone", ["aarhus, 2026-11, workshop, all quizzes: people.finishes is 0"]),
        ("unreadable", ["aarhus, 2026-11, workshop, all quizzes: cannot be read"]),
        ("too many", ["odense, 1999, workshop, all quizzes: people.", "odense, 2026, workshop, all quizzes: people."]),
    ],
)
def test_whatever_is_wrong_with_a_sum_is_told_and_mended(machine: Machine, change: str, told: list[str]) -> None:
    before = machine.sums
    write(machine, CHANGES[change])
    found = machine.verify()
    assert not found.agrees
    assert len(found.differing) == len(told)
    for line, begins in zip(sorted(map(str, found.differing)), told, strict=True):
        assert line.startswith(begins.replace("finishes is 0", ""))
    assert Verifying(machine.database, machine.records).mend().differing == found.differing
    assert machine.verify().agrees
    assert machine.sums == before


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ("UPDATE block SET numbers = '{}' WHERE mode = 'home'", "cannot be read"),
        ("UPDATE block SET numbers = '{' WHERE mode = 'home'", "cannot be read"),
        ("UPDATE block SET version = 'lost' WHERE mode = 'home'", "of a quiz version that is not known"),
        ("UPDATE block SET numbers = replace(numbers, 'parcel', 'packet') WHERE mode = 'home'", "cannot be counted"),
    ],
)
def test_a_record_that_cannot_be_read_is_told_and_nothing_is_mended_without_it(
    machine: Machine, damage: str, why: str
) -> None:
    before = machine.sums
    write(machine, damage)
    ((name,),) = machine.rows("SELECT id FROM block WHERE mode = 'home'")
    found = Verifying(machine.database, machine.records).mend()
    assert not found.agrees
    (told,) = found.unreadable
    assert told.startswith(f"block {name} ")
    assert why in told
    assert machine.sums == before


def test_with_a_record_that_cannot_be_read_nothing_is_added_up_as_part_of_a_work(machine: Machine) -> None:
    before = machine.sums
    write(machine, "UPDATE block SET numbers = '{' WHERE mode = 'home'")
    write(machine, CHANGES["changed"])
    changed = machine.sums
    with pytest.raises(ValueError, match="cannot be read"):
        machine.database.write(Verifying(machine.database, machine.records).add_up)
    assert machine.sums == changed != before


def test_a_record_that_is_set_aside_adds_nothing_and_is_told_if_it_could_not_be_counted(machine: Machine) -> None:
    assert machine.rows("SELECT count(*) FROM block WHERE aside") == [(1,)]
    write(machine, "UPDATE block SET version = 'lost' WHERE aside")
    found = machine.verify()
    assert found.differing == []
    (told,) = found.unreadable
    assert told.endswith(" is of a quiz version that is not known")


def test_sums_that_are_added_to_in_the_meantime_are_not_written(machine: Machine) -> None:
    class Busy(Verifying):
        """One that is too late each time."""

        def verify(self) -> Verified:
            found = super().verify()
            machine.workshop("library", 12)
            return found

    write(machine, CHANGES["changed"])
    with pytest.raises(Moving):
        Busy(machine.database, machine.records).mend()
    assert len(machine.verify().differing) == 1


def test_tables_are_read_whole_however_long_they_are(machine: Machine) -> None:
    rows = Rows(Monthly)
    made = [{"id": f"{n:05}", "month": "2026-11", "kind": "age", "name": "65", "n": 6} for n in range(2 * PAGE + 1)]
    machine.database.write(lambda connection: rows.insert(connection, made))
    assert machine.database.read(lambda connection: list(rows.all(connection))) == made
    objects = machine.database.read(lambda transaction: list(every(transaction, Monthly, col(Monthly.id) >= "00003")))
    assert [one.model_dump() for one in objects] == made[3:]


Step = tuple[str, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["home", "changed", "workshop", "aside", "close", "take", "leave"]), st.integers(1, 13)),
    min_size=2,
    max_size=9,
)


@pytest.mark.trial
@settings(deadline=None, max_examples=25)
@given(steps=STEPS)
def test_after_any_closings_takings_and_leavings_they_agree(
    steps: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    fresh = copies(f"sqlite:///{tmp_path_factory.mktemp('made') / 'empty'}", tmp_path_factory.getbasetemp())
    database = Database(fresh())
    houses = {"home": House(database, QUIZ), "changed": House(database, CHANGED)}
    house, records, today = houses["home"], houses["home"].records, MONDAY
    for number, (step, size) in enumerate([*steps, ("close", 5)]):
        if step in houses:
            houses[step].crowd(size, home_batch("sample", today))
        elif step in ("workshop", "aside"):
            head_count = size if step == "workshop" else max(size - 4, 1)
            house.crowd(size, house.workshop(f"w{number}", "branch", today, head_count=head_count))
        elif step == "close":
            today += timedelta(weeks=size // 4)
            house.close(today)
        else:
            decide = records.take if step == "take" else records.leave
            for (workshop,) in house.rows("SELECT DISTINCT workshop FROM attendance WHERE aside"):
                database.write(partial(decide, workshop=str(workshop)))
    found = Verifying(database, records).verify()
    assert found.agrees, [*map(str, found.differing), *found.unreadable]
    database.close()


def test_one_row_that_is_broken_is_told_after_all_that(tmp_path: Path) -> None:
    database = Database(copies(f"sqlite:///{tmp_path / 'empty'}", tmp_path)())
    house = House(database, QUIZ)
    house.people(12, home_batch("sample", MONDAY))
    house.close(MONDAY + timedelta(weeks=2))
    database.write(lambda connection: connection.execute("DELETE FROM attendance").rowcount)
    differing = Verifying(database, house.records).verify().differing
    assert {(one.key.period, one.key.quiz) for one in differing} == {
        ("", ""),
        ("2026", ""),
        ("2026-12", ""),
        ("", "sample"),
    }
    database.close()

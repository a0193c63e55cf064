"""Workshops that were set aside are listed until somebody decides, and decided once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.webapp.storage.gathering import sums_of
from tests.webapp.storage.machines import Fresh, Machine
from webapp.storage.records.set_aside import SetAside


@pytest.fixture
def machine(fresh: Fresh) -> Iterator[Machine]:
    with Machine.made(fresh) as made:
        yield made


def test_only_what_was_set_aside_is_listed(machine: Machine) -> None:
    machine.workshop("library", 12, head_count=14)
    name = machine.workshop("other", 24, aside=True, head_count=10)
    (found,) = SetAside(machine.database, machine.records).all()
    assert (found.workshop, found.place, found.head_count) == (name, "other", 10)


@pytest.mark.parametrize("taken", [True, False])
def test_it_is_decided_once_and_what_is_to_be_done_then_is_done_once(machine: Machine, *, taken: bool) -> None:
    name, set_aside = machine.workshop("library", 12, aside=True), SetAside(machine.database, machine.records)
    done: list[str] = []

    def decide() -> bool:
        if taken:
            return set_aside.take(name, "somebody", lambda _: done.append("noted"))
        return set_aside.leave(name, lambda _: done.append("noted"))

    assert (decide(), decide()) == (True, False)
    assert done == ["noted"]
    assert set_aside.all() == []


def test_a_workshop_is_counted_as_one_with_its_head_count_or_without(machine: Machine) -> None:
    machine.workshop("library", 12, head_count=14)
    people = sums_of(machine.database, "library", "", "workshop")["", ""].people
    assert (people.workshops, people.head_count, people.uncounted) == (1, 14, 0)

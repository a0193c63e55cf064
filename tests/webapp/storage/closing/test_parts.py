"""Many people at home are closed in parts: each is whole, a block of its own, and drawn before anybody is counted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

import pytest

from quizlib import Outline, Quiz
from quizlib.measures import Record
from tests.webapp.storage.gathering import House, lineage, noon
from tests.webapp.storage.machines import CHANGED
from webapp.storage.closing.live_rows import Closed
from webapp.storage.closing.parts import Parts
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.store import Records
from webapp.storage.records.verify import Verifying
from webapp.sums import Sum

HOME, ENDS, MOST = "home-2026-W47-sample", date(2026, 11, 30), 40


@pytest.fixture
def house(database: Database, quiz: Quiz) -> House:
    house = House(database, quiz)
    house.closing = Closing(database, house.records, random=house.random, most=MOST)
    return house


def sizes(house: House) -> list[int]:
    """Return how many people each block says that it has, the smallest first."""
    return sorted(Record.from_plain(json.loads(str(row[0]))).n for row in house.rows("SELECT numbers FROM block"))


@pytest.mark.parametrize(("people", "blocks"), [(40, 1), (41, 2), (80, 2), (81, 3), (130, 4)])
def test_parts_are_equally_large_and_everybody_is_counted_once(house: House, people: int, blocks: int) -> None:
    house.crowd(people, HOME)
    assert house.close(ENDS) == Closed(counted=people, blocks=blocks)
    assert house.count("liveattempt") == house.count("liveanswer") == 0
    assert all(abs(n - people / blocks) < 4 for n in sizes(house)), "n is a multiple of three, up to two away"
    assert house.close(ENDS) == Closed()


def test_few_who_answered_something_else_stay_together(database: Database, house: House) -> None:
    changed = House(database, CHANGED)
    short = tuple(question.id for question in house.quiz.questions[1:5])
    house.records.know([Outline.of(house.quiz, short)])
    house.crowd(100, HOME)
    changed.crowd(12, HOME)
    house.people(12, HOME, only=short)
    house.crowd(9, HOME, counted=False)
    assert house.close(ENDS) == Closed(counted=124, blocks=5, practice=9)


def test_a_part_of_people_who_stopped_early_waits_like_any_small_group(house: House) -> None:
    house.crowd(100, HOME, stop=1)
    house.crowd(6, HOME)
    done = house.close(ENDS)
    assert (done.dropped, done.waiting, done.blocks) == (100, 6, 0)


def test_no_transaction_deletes_more_than_the_people_of_one_part(house: House, database: Database) -> None:
    house.crowd(130, HOME)
    left, write = [130], database.write

    def watched(work: Callable[[Transaction], object]) -> object:
        done = write(work)
        left.append(house.count("liveattempt"))
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "write", watched)
        house.close(ENDS)
    assert max(before - after for before, after in pairwise(left)) <= MOST
    assert left[-1] == 0


@pytest.mark.parametrize("works", range(4))
def test_a_closing_that_ends_between_two_parts_is_taken_up_and_nobody_counts_twice(
    house: House, database: Database, works: int
) -> None:
    house.crowd(130, HOME)
    parts = database.read(partial(Parts(database, MOST).of, batch=HOME))
    assert len(parts) == 3
    done = Closed()
    for part in parts[:works]:
        close = partial(house.closing._batch.alone, ended=(HOME, part), today=ENDS)  # noqa: SLF001 - the rest is not reached
        done += database.write(close)
    assert done == Closed(counted=33 * min(works, 3), blocks=min(works, 3))
    assert done + house.closing.run(noon(ENDS)) == Closed(counted=130, blocks=4)
    assert all(n >= 30 for n in sizes(house))


def test_the_sums_that_all_parts_of_a_batch_add_to_are_read_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.crowd(12, HOME)
    house.crowd(130, "home-2026-W48-sample")
    house.close(ENDS)
    read, from_plain = [], Sum.from_plain

    def watched(plain: Mapping[str, object]) -> Sum:
        read.append(plain)
        return from_plain(plain)

    monkeypatch.setattr(Sum, "from_plain", watched)
    again = Closing(database := house.database, Records(database, lineage), random=house.random, most=MOST)
    assert again.run(noon(ENDS + timedelta(weeks=1))) == Closed(counted=130, blocks=4)
    sums = house.count("summed")
    assert len(read) == sums, "of every period, of the quiz, and of its version"


def test_sums_that_another_process_has_added_to_are_read_again(house: House, database: Database) -> None:
    other = House(database, house.quiz)
    for week, each in enumerate((house, other, house, other)):
        each.crowd(12, f"home-2026-W{47 + week}-sample")
        assert each.close(ENDS + timedelta(weeks=week)) == Closed(counted=12, blocks=1)
    assert Verifying(database, house.records).verify().agrees

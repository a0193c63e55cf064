"""Sums over blocks: they add up to the last digit, come back from plain data, and give what the rows give."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import add
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from quizlib import measures
from quizlib.measures import (
    Clusters,
    Counts,
    OrderSums,
    Record,
    Summed,
    by_size,
    change,
    judgement,
    people_judging_wrong,
    ratio,
)
from tests.quizlib.measures.people import ITEMS, crowd, drawn_record
from tests.quizlib.measures.plain import Plain, setting

Row = tuple[int, ...]


def rows(record: Record) -> dict[str, Row]:
    """Return rows as an outline would, of two measures that quizzes share and two of its own."""
    parcel = record.categories["parcel"]
    return {
        "believed": (parcel["genuine"], record.n),
        "believed:parcels": (parcel["genuine"], record.n),
        "facility:parcel": (1_000_000 * parcel["scam"] + 333_333 * parcel["unsure"], 1_000_000 * record.n),
        "cautious": (9, 3, record.n),
    }


def block(n: int, pairs: int = 0, seed: int = 1) -> Summed:
    """Return the sums of one block."""
    record = drawn_record(n, pairs=pairs, seed=seed)
    return Summed.of(record, rows(record))


BLOCKS = st.lists(st.builds(block, st.integers(10, 60), st.integers(0, 60), st.integers(0, 99)), min_size=1, max_size=5)


@drawn(BLOCKS, st.randoms())
def test_blocks_add_up_to_the_same_in_any_order_and_grouping(blocks: list[Summed], random: Any) -> None:  # noqa: ANN401 - hypothesis hands in its own
    whole = reduce(add, blocks)
    mixed = random.sample(blocks, len(blocks))
    middle = random.randint(0, len(mixed))
    one, other = (reduce(add, part, Summed()) for part in (mixed[:middle], mixed[middle:]))
    assert one + other == whole == other + one


def test_everything_that_can_be_added_is_summed_without_a_start() -> None:
    public = [getattr(measures, name) for name in measures.__all__]  # each is imported when it is first asked for
    summable = {each for each in public if isinstance(each, type) and "__add__" in dir(each)}
    one = block(12, pairs=12)
    record = one.records[10]
    judged = judgement(record)
    assert judged is not None
    (orders, *_) = one.orders.values()
    (order, *_) = orders.values()
    examples: list[Any] = [
        one,
        record,
        judged,
        judged.harmful,
        order,
        order.pairs,
        one.blocks["believed"],
        Counts.from_answers(crowd(12, 1), ITEMS),
    ]
    assert {type(each) for each in examples} == {each for each in summable if not issubclass(each, tuple)}
    assert sum([one, one]) == one + one
    for each in examples:
        assert sum([each, each, each]) == reduce(add, [each, each, each])
        with pytest.raises(TypeError):
            sum([each], start=1)


@drawn(BLOCKS)
def test_sums_come_back_from_json_as_they_were(blocks: list[Summed]) -> None:
    whole = reduce(add, blocks)
    assert Summed.from_plain(json.loads(json.dumps(whole.to_plain()))) == whole
    shared = Summed.across(blocks)
    assert Summed.from_plain(json.loads(json.dumps(shared.to_plain()))) == shared


def test_nothing_comes_back_as_nothing() -> None:
    assert Summed.from_plain(Summed().to_plain()) == Summed()


@pytest.mark.parametrize("number", [3, 8])
def test_sums_give_the_estimates_that_the_rows_give(number: int) -> None:
    records = [drawn_record(10 + 9 * seed, pairs=10 + 9 * seed, seed=seed) for seed in range(number)]
    whole = reduce(add, (Summed.of(record, rows(record)) for record in records))
    everybody = people_judging_wrong(reduce(add, records))
    for measure in rows(records[0]):
        directly = Clusters.of(rows(record)[measure] for record in records)
        assert ratio(whole.blocks[measure]) == ratio(directly)
    assert whole.people == everybody
    assert whole.records == by_size(records)
    pairs = [record.pairs["worry"]["A-B"] for record in records]
    assert change(whole.orders["worry"]) == change({"A-B": OrderSums.of(pairs)})


def test_people_are_told_only_of_sides_that_were_judged() -> None:
    record = replace(drawn_record(12), truths={"parcel": "scam"})
    assert set(Summed.of(record, {}).people) == {"believed"}
    assert Summed.of(replace(record, truths={}), {}).people == {}


def test_of_quizzes_that_the_same_people_took_each_shared_measure_becomes_one_row() -> None:
    one, other = block(12, pairs=12), block(30, pairs=30)
    found = Summed.across([one, other])
    assert set(found.blocks) == {"believed", "believed:parcels"}
    assert found.blocks["believed"].m == 1
    assert found.blocks["believed"] == Clusters.of(
        [tuple(map(sum, zip(one.blocks["believed"].sums, other.blocks["believed"].sums, strict=True)))]
    )
    assert (found.records, found.people) == ({}, {})
    assert found.orders["worry"]["A-B"].pairs == (one + other).orders["worry"]["A-B"].pairs
    assert found.orders["worry"]["A-B"].blocks.m == 1


def test_quizzes_of_different_questions_can_stand_side_by_side() -> None:
    one = block(12)
    record = replace(drawn_record(12), categories={"other": {"x": 12, "none": 0}}, truths={})
    other = Summed.of(record, {"believed": (3, 12), "safe": (6, 12)})
    assert Summed.across([one, other]).blocks["safe"] == Clusters.of([(6, 12)])


def test_of_no_blocks_nothing_is_known() -> None:
    assert Summed.across([]) == Summed()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda plain: plain.pop("people"), "people missing or unknown"),
        (setting("records", "10", "n", to=10), r"records\.10\.n is 10, not a multiple of 3"),
        (lambda plain: plain["records"]["10"].pop("spreads"), r"records\.10: spreads missing or unknown"),
        (setting("records", "11", to=drawn_record(12).to_plain()), r"records is \['10', '11'\], not of the sizes .*"),
        (setting("blocks", "believed", "m", to=1.5), r"blocks\.believed\.m is 1\.5, not a whole number"),
        (setting("blocks", "believed", "m", to=True), r"blocks\.believed\.m is True, not a whole number"),
        (setting("blocks", "believed", "sums", to=3), r"blocks\.believed\.sums is 3, not a list"),
        (setting("blocks", "believed", "sums", to=["3", 3]), r"blocks\.believed\.sums\.0 is '3', not a whole number"),
        (setting("blocks", "believed", "products", to=[[1]]), r"blocks\.believed\.products is .*, not 2 rows of 2"),
        (setting("blocks", "believed", to=[1]), r"blocks\.believed is \[1\], not a table"),
        (setting("people", "believed", "sums", to=None), r"people\.believed\.sums is None, not a list"),
        (setting("orders", "worry", "A-B", "pairs", "n", to=1), r"orders\.worry\.A-B\.pairs\.n is 1, not a multiple.*"),
        (setting("orders", "worry", "A-B", to={}), r"orders\.worry\.A-B: blocks, pairs missing or unknown"),
    ],
)
def test_what_is_no_sum_is_refused_with_the_place(change: Callable[[Plain], None], says: str) -> None:
    plain = json.loads(json.dumps(block(12, pairs=12).to_plain()))
    change(plain)
    with pytest.raises(ValueError, match=f"^no sum: {says}$"):
        Summed.from_plain(plain)


def test_plain_data_that_is_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no sum: it is 3, not a table$"):
        Summed.from_plain(3)  # type: ignore[arg-type]

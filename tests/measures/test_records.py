"""The record: which parts a block's size allows, rounded without bias, and nothing exact."""

from __future__ import annotations

from random import SystemRandom
from statistics import fmean
from typing import Any

import pytest

from quizlib.measures import Counts, Given, Item, Person, record
from tests.measures.people import ITEMS, POINT, chance, counted, crowd, drawn_record, numbers

Plain = dict[str, Any]


def test_under_ten_people_are_no_block() -> None:
    with pytest.raises(ValueError, match="9 people are no block; it takes 10"):
        drawn_record(9)


@pytest.mark.parametrize(
    ("n", "parts"),
    [
        (10, set()),
        (21, set()),
        (24, {"products", "bands"}),
        (51, {"products", "bands"}),
        (54, {"products", "bands", "totals"}),
    ],
)
def test_parts_are_kept_from_their_size_on(n: int, parts: set[str]) -> None:
    always = {"n", "total", "squares", "truths", "categories", "sureness", "stopped", "cuts", "pairs"}
    found = drawn_record(n).to_plain()
    assert {name for name, part in found.items() if part is not None} == always | parts


@pytest.mark.parametrize("n", [19, 20, 22, 23, 49, 50, 52, 53])
def test_which_parts_are_kept_tells_nothing_of_the_people_that_n_does_not(n: int) -> None:
    for seed in range(40):
        found = drawn_record(n, seed=seed)
        assert found.size == (50 if found.n >= 54 else 20 if found.n >= 24 else 10)


@pytest.mark.parametrize(("pairs", "measures"), [(9, set()), (10, {"worry", "score"})])
def test_pairs_are_kept_from_ten_on(pairs: int, measures: set[str]) -> None:
    assert set(drawn_record(30, pairs=pairs).pairs or {}) == measures


def test_ten_pairs_are_counted_within_one_order() -> None:
    people = crowd(18, seed=1, pairs=18)
    turned = [one._replace(pair=one.pair._replace(order="B-A")) for one in people[9:] if one.pair]
    counts = Counts.from_answers(people[:9] + turned, ITEMS)
    assert record(counts, chance(1)).pairs == {}


def test_of_marks_alone_only_what_rests_on_marks_is_kept() -> None:
    counts = Counts.from_marks([{"a": POINT, "b": 0, "c": 0}] * 54, dict.fromkeys("abc", POINT))
    found = record(counts, chance(1)).to_plain()
    assert {name for name, part in found.items() if part is not None} == {
        "n",
        "total",
        "squares",
        "products",
        "bands",
        "totals",
    }


@pytest.mark.parametrize("n", [10, 11, 25, 53])
def test_every_number_is_a_multiple_of_3_not_below_0(n: int) -> None:
    for seed in range(50):
        found = numbers(drawn_record(n, pairs=n, seed=seed).to_plain())
        assert {number % 3 for number in found.values()} == {0}
        assert min(found.values()) >= 0
        assert all(isinstance(number, int) for number in found.values())


@pytest.mark.parametrize("n", [10, 11, 25, 53])
def test_whatever_parts_the_people_adds_up_to_n(n: int) -> None:
    for seed in range(50):
        found = drawn_record(n, pairs=n, seed=seed)
        wholes = [*(found.categories or {}).values(), found.stopped, found.bands, found.totals]
        assert {sum(part.values()) for part in wholes if part is not None} == {found.n}
        for orders in (found.pairs or {}).values():
            assert all(sums.up + sums.same + sums.down == sums.n for sums in orders.values())


@pytest.mark.parametrize("n", [10, 11, 13, 14, 50])
def test_the_exact_number_of_people_is_nowhere(n: int) -> None:
    seen = {drawn_record(n, seed=seed).n for seed in range(60)}
    assert seen == {n // 3 * 3, n // 3 * 3 + 3}
    assert n not in numbers(drawn_record(n).to_plain()).values()


def exact(counts: Counts) -> Plain:
    """Return the numbers that a record of N = 54 or more rounds, computed from the histograms."""
    totals = {total / POINT: people for total, people in counts.totals.items()}

    def between(least: float, under: float) -> int:
        return sum(people for total, people in totals.items() if least <= total < under)

    return {
        "n": counts.n,
        "total": sum(total * people for total, people in totals.items()),
        "squares": sum(total**2 * people for total, people in totals.items()),
        "categories": counts.categories,
        "sureness": counts.sureness,
        "stopped": counts.stopped,
        "cuts": {name: vars(sums) for name, sums in (counts.cuts or {}).items()},
        "pairs": {
            measure: {order: vars(sums) for order, sums in orders.items()}
            for measure, orders in (counts.pairs or {}).items()
        },
        "products": {name: product / POINT**2 for name, product in counts.products.items()},
        "bands": {
            "under 50": between(0, 2),
            "50-74": between(2, 3),
            "75-89": between(3, 3.6),
            "90 and over": between(3.6, 5),
        },
        "totals": {"0-1": between(0, 2), "2": between(2, 3), "3-4": between(3, 5)},
    }


def test_the_mean_of_every_number_over_many_draws_is_the_exact_one() -> None:
    counts = counted(54, pairs=40)
    random = chance(7)
    draws = [numbers(record(counts, random).to_plain()) for _ in range(4000)]
    means = {where: fmean(draw[where] for draw in draws) for where in draws[0]}
    # a number is at most 1.5 off on average, so the mean of 4000 is off by 0.024: this is five times as much
    assert means == pytest.approx(numbers(exact(counts)), abs=0.12)


def test_sums_of_marks_are_kept_in_the_points_that_one_says() -> None:
    counts = Counts.from_marks([{"a": 30}] * 12, {"a": 30})
    found = record(counts, chance(1), point=10)
    assert (found.n, found.total, found.squares) == (12, 36, 108)


def test_begun_points_do_not_count_in_totals_and_both_ends_are_merged() -> None:
    items = {str(number): Item(POINT, ("x",)) for number in range(5)}
    earned = [0, 0.9, 1, 2.5, 3.2, 4, 5] * 9
    people = [
        Person({name: Given("x", round(POINT * min(max(points - int(name), 0), 1))) for name in items})
        for points in earned
    ]
    found = record(Counts.from_answers(people, items), chance(1))
    assert found.totals == {"0-1": 27, "2": 9, "3": 9, "4-5": 18}


def test_where_nothing_is_marked_there_are_no_bands_and_no_totals() -> None:
    items = {"worry": Item(0, ("1", "2", "3", "4", "5"))}
    people = [Person({"worry": Given("3", None)})] * 60
    found = record(Counts.from_answers(people, items), chance(1))
    assert (found.total, found.bands, found.totals, found.sureness) == (0, None, None, {})
    assert found.categories == {"worry": {"1": 0, "2": 0, "3": 60, "4": 0, "5": 0, "none": 0}}


def test_two_points_are_too_few_for_totals() -> None:
    counts = Counts.from_marks([{"a": POINT, "b": 0}] * 60, dict.fromkeys("ab", POINT))
    assert record(counts, chance(1)).totals is None


def test_the_systems_own_chance_will_do() -> None:
    assert record(counted(10), SystemRandom()).n in {9, 12}

"""The record: which parts a block's size allows, rounded without bias, and nothing exact."""

from __future__ import annotations

from random import SystemRandom
from statistics import fmean, pstdev
from typing import Any

import pytest

from quizlib.measures import Counts, Given, Item, Person, record
from tests.quizlib.measures.people import ITEMS, POINT, chance, counted, crowd, drawn_record, given, numbers

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
    always = {"n", "truths", "categories", "sureness", "stopped", "spreads", "pairs"}
    found = drawn_record(n).to_plain()
    assert {name for name, part in found.items() if part is not None} == always | parts


@pytest.mark.parametrize("n", [19, 20, 22, 23, 49, 50, 52, 53])
def test_which_parts_are_kept_tells_nothing_of_the_people_that_n_does_not(n: int) -> None:
    for seed in range(40):
        found = drawn_record(n, seed=seed)
        assert found.size == (50 if found.n >= 54 else 20 if found.n >= 24 else 10)


@pytest.mark.parametrize(("pairs", "measures"), [(9, set()), (10, {"worry", "score"})])
def test_pairs_are_kept_from_ten_on(pairs: int, measures: set[str]) -> None:
    assert set(drawn_record(30, pairs=pairs).pairs) == measures


def test_ten_pairs_are_counted_within_one_order() -> None:
    people = crowd(18, seed=1, pairs=18)
    turned = [one._replace(pair=one.pair._replace(order="B-A")) for one in people[9:] if one.pair]
    counts = Counts.from_answers(people[:9] + turned, ITEMS)
    assert record(counts, chance(1)).pairs == {}


def test_marks_alone_leave_no_record() -> None:
    counts = Counts.from_marks([{"a": POINT}] * 54, {"a": POINT})
    with pytest.raises(ValueError, match=r"count answers, with Counts\.from_answers"):
        record(counts, chance(1))


@pytest.mark.parametrize("n", [10, 11, 25, 53])
def test_every_number_is_a_whole_multiple_of_3_and_of_people_none_is_below_0(n: int) -> None:
    for seed in range(50):
        plain = drawn_record(n, pairs=n, seed=seed).to_plain()
        assert {number % 3 for number in numbers(plain).values()} == {0}
        assert all(isinstance(number, int) for number in numbers(plain).values())
        people = {name: plain[name] for name in ("n", "categories", "sureness", "stopped", "bands", "totals")}
        assert min(numbers(people).values()) >= 0


def test_sums_are_rounded_in_steps_of_three_times_what_one_person_moves_them_by() -> None:
    # four points; worry and the score lie at most 4 and 8 apart
    for seed in range(50):
        found = drawn_record(25, pairs=25, seed=seed)
        assert found.spreads["total"] % (3 * 4**2) == 0
        assert {number % (3 * 4) for number in (found.products or {}).values()} <= {0}
        for measure, span in (("worry", 4), ("score", 8)):
            sums = found.pairs[measure]["A-B"]
            assert (sums.x % (3 * span), sums.d % (3 * span // 2), sums.dd % (3 * (span // 2) ** 2)) == (0, 0, 0)


def test_of_two_scams_and_more_it_is_kept_how_people_differ_in_believing_them() -> None:
    items = dict.fromkeys("abc", ITEMS["parcel"])
    believed = [0] * 5 + [1] * 4 + [2] * 2 + [3]
    people = [Person(dict.fromkeys("abc"[:number], given("parcel", "genuine"))) for number in believed]
    draws = [record(Counts.from_answers(people, items), chance(seed)).spreads for seed in range(2000)]
    # Σ(2b − 3)² over 12 people: 5·9 + 4·1 + 2·1 + 1·9, in steps of 3·3²
    assert {spreads["believed"] for spreads in draws} == {54, 81}
    assert fmean(spreads["believed"] for spreads in draws) == pytest.approx(60, abs=1.5)
    assert {"rejected" in spreads for spreads in draws} == {False}


def test_what_was_left_open_is_rounded_alike_in_all_questions() -> None:
    left = [f"question-{number}" for number in range(8)]
    items = {name: Item(POINT, ("x",)) for name in left}
    people = [Person({name: Given("x", POINT) for name in (left if number else left[:4])}) for number in range(11)]
    counts = Counts.from_answers(people, items)
    for seed in range(30):
        found = record(counts, chance(seed))
        open_ = [found.categories[name]["none"] for name in left]
        assert open_[:4] == [0] * 4
        assert open_[4:] == [found.n - found.stopped["finished"]] * 4


def test_sureness_is_dealt_out_of_what_is_kept_of_its_category() -> None:
    for seed in range(30):
        found = drawn_record(40, seed=seed)
        for question, rows in found.sureness.items():
            for category, steps in rows.items():
                assert sum(steps.values()) == found.categories[question][category]


@pytest.mark.parametrize("n", [10, 11, 25, 53])
def test_whatever_parts_the_people_adds_up_to_n(n: int) -> None:
    for seed in range(50):
        found = drawn_record(n, pairs=n, seed=seed)
        wholes = [*found.categories.values(), found.stopped, found.bands, found.totals]
        assert {sum(part.values()) for part in wholes if part is not None} == {found.n}
        for orders in found.pairs.values():
            assert all(sums.up + sums.same + sums.down == sums.n for sums in orders.values())


@pytest.mark.parametrize("n", [10, 11, 13, 14, 50])
def test_the_exact_number_of_people_is_nowhere(n: int) -> None:
    seen = {drawn_record(n, seed=seed).n for seed in range(60)}
    assert seen == {n // 3 * 3, n // 3 * 3 + 3}
    assert n not in numbers(drawn_record(n).to_plain()).values()


def exact(people: list[Person]) -> Plain:
    """Return the numbers that a record of N = 54 or more rounds, from the answers themselves."""
    totals = [sum(given.mark or 0 for given in one.answers.values()) / POINT for one in people]
    counts = Counts.from_answers(people, ITEMS)

    def between(least: float, under: float) -> int:
        return sum(least <= total < under for total in totals)

    def product(question: str) -> float:
        marks = [(one.answers[question].mark or 0) / POINT if question in one.answers else 0 for one in people]
        return sum((2 * mark - 1) * (2 * total - 4) for mark, total in zip(marks, totals, strict=True))

    said = {name: [one.answers[name].category for one in people if name in one.answers] for name in ITEMS}
    return {
        "n": len(people),
        "categories": counts.categories,
        "sureness": counts.sureness,
        "stopped": counts.stopped,
        "spreads": {"total": sum((2 * total - 4) ** 2 for total in totals)},
        "pairs": {
            measure: {order: vars(sums) for order, sums in orders.items()}
            for measure, orders in (counts.pairs or {}).items()
        },
        "products": {question: product(question) for question in said},
        "bands": {
            "under 50": between(0, 2),
            "50-74": between(2, 3),
            "75-89": between(3, 3.6),
            "90 and over": between(3.6, 5),
        },
        "totals": {"0-1": between(0, 2), "2": between(2, 3), "3-4": between(3, 5)},
    }


@pytest.mark.slow
def test_the_mean_of_every_number_over_many_draws_is_the_exact_one() -> None:
    people = crowd(56, seed=56, pairs=40)
    counts = Counts.from_answers(people, ITEMS)
    random = chance(7)
    draws = [numbers(record(counts, random).to_plain()) for _ in range(4000)]
    for where, wanted in numbers(exact(people)).items():
        found = [draw[where] for draw in draws]
        # the standard error of the mean, five times
        assert fmean(found) == pytest.approx(wanted, abs=5 * pstdev(found) / 4000**0.5 + 1e-9), where


def test_points_are_as_many_marks_as_one_says() -> None:
    items = {"a": Item(30, ("x",))}
    counts = Counts.from_answers([Person({"a": Given("x", 30)})] * 12, items)
    assert record(counts, chance(1), point=10).spreads["total"] in {3 * 9 * step for step in (4, 5)}  # 12·3²
    assert record(counts, chance(1), point=30).spreads["total"] == 12


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
    assert (found.spreads, found.products, found.bands, found.totals, found.sureness) == ({}, {}, None, None, {})
    assert found.categories == {"worry": {"1": 0, "2": 0, "3": 60, "4": 0, "5": 0, "none": 0}}


def test_two_points_are_too_few_for_totals() -> None:
    items = {name: Item(POINT, ("x",)) for name in "ab"}
    counts = Counts.from_answers([Person({"a": Given("x", POINT)})] * 60, items)
    assert record(counts, chance(1)).totals is None


def test_the_systems_own_chance_will_do() -> None:
    assert record(counted(10), SystemRandom()).n in {9, 12}

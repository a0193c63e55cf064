"""Change: mean differences of pairs, counterbalanced forms, normalised gain, and what counts as learning."""

from __future__ import annotations

from statistics import mean, stdev

import pytest

from quizlib.measures import (
    Balance,
    Estimate,
    FormOrder,
    OrderSums,
    PairSums,
    change,
    editions,
    normalised_gain,
    rotations,
    shows_learning,
    t_quantile,
)
from tests.quizlib.measures.people import chance

PAIRS = [(3, 5), (4, 4), (6, 5), (2, 6), (5, 5), (1, 4)]


def test_in_few_blocks_the_interval_is_that_of_everybodys_own_difference() -> None:
    found = change({"A-B": OrderSums.of([PairSums.of(PAIRS)])})
    assert found is not None
    differences = [after - before for before, after in PAIRS]
    half = t_quantile(0.975, 5) * stdev(differences) / 6**0.5
    assert found.difference.basis == "people"
    assert found.difference[:3] == pytest.approx((8 / 6, 8 / 6 - half, 8 / 6 + half))
    assert (found.n, found.up, found.same, found.down) == (6, 3, 2, 1)


def test_from_six_blocks_on_the_interval_is_clustered_within_each_order() -> None:
    # Blocks of 10 pairs. One order: mean differences 1 2 3, D 2, V = 3/2·(100 + 0 + 100)/30² = 1/3, the other the same.
    # Change 2; V = ¼·(1/3 + 1/3) = 1/6; Satterthwaite: (1/12 + 1/12)²/(2·(1/12)²/2) = 4 degrees.
    order = OrderSums.of(PairSums.of([(0, difference)] * 10) for difference in (1, 2, 3))
    found = change({"A-B": order, "B-A": order})
    assert found is not None
    half = 2.776445 * (1 / 6) ** 0.5
    assert found.difference.basis == "blocks"
    assert found.difference[:3] == pytest.approx((2, 2 - half, 2 + half), abs=1e-6)


def test_a_harder_form_cancels_between_the_orders_however_many_took_each() -> None:
    # everybody learns 2 points; form B is 1 point harder
    easy_last = OrderSums.of([PairSums.of([(3, 6)] * 40)])
    hard_last = OrderSums.of([PairSums.of([(4, 5)] * 10)])
    found = change({"B-A": easy_last, "A-B": hard_last})
    assert found is not None
    assert found.difference.value == 2


def test_an_order_of_one_block_has_no_clusters() -> None:
    many = OrderSums.of(PairSums.of([(0, number), (1, 3)]) for number in range(7))
    one = OrderSums.of([PairSums.of(PAIRS)])
    found = change({"A-B": many, "B-A": one})
    assert found is not None
    assert found.difference.basis == "people"


@pytest.mark.parametrize(
    ("one", "other", "balanced"),
    [((3, 30), (3, 30), True), ((2, 30), (3, 30), False), ((3, 30), (3, 29), False), ((9, 90), (0, 0), False)],
)
def test_forms_are_balanced_from_three_blocks_and_thirty_pairs_of_each_order(
    one: tuple[int, int], other: tuple[int, int], *, balanced: bool
) -> None:
    found = change({"A-B": order(*one), "B-A": order(*other)})
    assert found is not None
    assert found.balanced is balanced


def order(blocks: int, pairs: int) -> OrderSums:
    """Return so many pairs, dealt out to so many blocks."""
    return OrderSums.of(PairSums.of([(1, 2)] * len(range(block, pairs, blocks))) for block in range(blocks))


@pytest.mark.parametrize(
    ("names", "balanced"),
    [
        (("ABC@0123abcd", "BCA@0123abcd", "CAB@0123abcd"), True),
        (("AB@0123abcd", "BA@0123abcd"), True),
        (("ABC@0123abcd", "BCA@0123abcd"), False),
        (("ABC@0123abcd", "BCA@0123abcd", "CAB@deadbeef"), False),  # another edition of form C, or A, or B
        (("ABC@0123abcd", "BCA@0123abcd", "CAB@0123abcd", "BAC@0123abcd"), False),
        (("ABC@0123abcd", "BCA@0123abcd", "CAB@0123abcd", "A-B"), False),
        (("A-B", "B-C", "C-A"), True),
        (("A-B", "B-A", "A-C", "C-A"), True),
        (("A-C", "B-C"), False),
        (("A-B", "B-A", "A-C"), False),
        (("same",), False),
    ],
)
def test_forms_are_balanced_where_each_is_first_as_often_as_second(names: tuple[str, ...], *, balanced: bool) -> None:
    found = change({name: order(3, 30) for name in names})
    assert found is not None
    assert found.balanced is balanced


@pytest.mark.parametrize(
    ("sizes", "pairs", "blocks"),
    [
        ({"ABC": (3, 30), "BCA": (3, 30), "CAB": (3, 24)}, 84, 9),
        ({"ABC": (9, 300), "BCA": (2, 30)}, 60, 5),
        ({"ABC": (3, 30), "BCA": (4, 60), "CAB": (3, 30)}, 90, 9),
    ],
)
def test_what_one_order_has_too_many_helps_no_other(sizes: dict[str, tuple[int, int]], pairs: int, blocks: int) -> None:
    orders = {f"{name}@0123abcd": order(*size) for name, size in sizes.items()}
    found = Balance.of(orders)
    assert found == Balance(pairs, 90, blocks, 9)
    assert found.reached == (change(orders).balanced)  # type: ignore[union-attr]  # there are pairs


def test_names_from_before_editions_tell_no_balance() -> None:
    assert Balance.of({"A-B": order(3, 30), "B-A": order(3, 30)}) is None
    assert Balance.of({"same": order(3, 30)}) is None
    assert Balance.of({}) is None


def test_editions_stand_apart_and_the_old_orders_too() -> None:
    names = ["A-B", "ABC@0123abcd", "BCA@0123abcd", "ABC@deadbeef", "B-A"]
    found = editions({name: order(3, 30) for name in names})
    assert {edition: list(orders) for edition, orders in found.items()} == {
        "": ["A-B", "B-A"],
        "0123abcd": ["ABC@0123abcd", "BCA@0123abcd"],
        "deadbeef": ["ABC@deadbeef"],
    }


def test_changes_that_are_looked_at_together_have_wider_intervals() -> None:
    # four intervals hold together in 95 %, each alone in 0.95 ** (1 / 4): t with 5 degrees at 0.9936
    orders = {"A-B": OrderSums.of([PairSums.of(PAIRS)])}
    alone, together = change(orders), change(orders, family=4)
    assert alone is not None
    assert together is not None
    half = (
        t_quantile((1 + 0.95**0.25) / 2, 5)
        / t_quantile(0.975, 5)
        * (alone.difference.value - (alone.difference.lower or 0))
    )
    assert together.difference.value - (together.difference.lower or 0) == pytest.approx(half)


def test_orders_are_all_rotations_and_each_form_stands_once_at_each_occasion() -> None:
    assert rotations("CAB") == ("ABC", "BCA", "CAB")
    assert rotations("AB") == ("AB", "BA")
    assert rotations("") == ()
    for forms in ("A", "AB", "ABC", "ABCDE"):
        assert all(sorted(occasion) == sorted(forms) for occasion in zip(*rotations(forms), strict=True))


@pytest.mark.parametrize("name", ["A-B", "same", "ABC@0123abc", "ABC@0123ABCD", "A@0123abcd", "abc@0123abcd", ""])
def test_other_names_are_no_order_of_forms(name: str) -> None:
    assert FormOrder.parse(name) is None


def test_without_a_pair_there_is_no_change() -> None:
    assert change({}) is None
    assert change({"A-B": OrderSums()}) is None


def test_sums_of_two_months_add_up_to_those_of_both() -> None:
    blocks = [PairSums.of([(number, 3), (2, number)]) for number in range(7)]
    assert OrderSums.of(blocks[:2]) + OrderSums.of(blocks[2:]) == OrderSums.of(blocks)
    assert OrderSums() + OrderSums.of(blocks) == OrderSums.of(blocks)


def test_pairs_are_summed_whatever_their_order() -> None:
    numbers = chance(1)
    pairs = [(numbers.random(), numbers.random()) for _ in range(50)]
    assert PairSums.of(pairs) == PairSums.of(sorted(pairs))
    assert PairSums.of(pairs).x / 50 == pytest.approx(mean(before for before, _ in pairs))


def test_normalised_gain_is_the_share_gained_of_what_could_be() -> None:
    # mean 4 of 10 before, 7 after: half of the six that were missing
    assert normalised_gain(PairSums.of([(4, 7)] * 30), 10) == pytest.approx(0.5)


@pytest.mark.parametrize(("pairs", "before", "defined"), [(29, 4, False), (30, 8, True), (30, 8.1, False)])
def test_normalised_gain_needs_thirty_pairs_and_room_to_gain(pairs: int, before: float, *, defined: bool) -> None:
    assert (normalised_gain(PairSums.of([(before, 9)] * pairs), 10) is not None) is defined


FALLS = Estimate(-0.2, -0.3, -0.1, "blocks")
STAYS = Estimate(0.02, -0.05, 0.09, "blocks")
RISES = Estimate(0.1, 0.02, 0.18, "blocks")
UNKNOWN = Estimate(0.0, None, None, "people")


@pytest.mark.parametrize(
    ("believed", "rejected", "learnt"),
    [
        (FALLS, STAYS, True),
        (STAYS, FALLS, True),
        (FALLS, FALLS, True),
        (FALLS, RISES, False),  # only more suspicious
        (STAYS, STAYS, False),
        (FALLS, UNKNOWN, False),
    ],
)
def test_learning_is_one_side_better_and_the_other_no_worse(
    believed: Estimate, rejected: Estimate, *, learnt: bool
) -> None:
    assert shows_learning(believed, rejected) is learnt

"""Intervals: published numbers, and clustered ones worked by hand."""

from __future__ import annotations

from math import pi, sqrt, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib.measures import (
    Clusters,
    Difference,
    Estimate,
    d_prime,
    newcombe_paired,
    ratio,
    signal_detection,
    t_quantile,
    wilson,
)


@pytest.mark.parametrize(
    ("k", "n", "lower", "upper"),
    [(0, 10, 0, 0.2775), (8, 10, 0.4902, 0.9433), (15, 20, 0.5313, 0.8881), (10, 10, 0.7225, 1)],
)
def test_wilsons_interval_of_a_proportion(k: int, n: int, lower: float, upper: float) -> None:
    assert wilson(k, n) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize("n", range(1, 60))
def test_the_ends_of_none_and_of_all_are_exact(n: int) -> None:
    none, everybody = wilson(0, n), wilson(n, n)
    assert none is not None
    assert everybody is not None
    assert (none.lower, everybody.upper) == (0, 1)


def test_a_proportion_of_nobody_has_no_interval() -> None:
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("k", "n"), [(-1, 10), (11, 10)])
def test_more_than_all_or_less_than_none_is_no_proportion(k: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"{k} of {n} is no proportion"):
        wilson(k, n)


@pytest.mark.parametrize(("k", "n"), [(5, 10), (21, 45), (26, 30)])
def test_with_noise_the_limits_are_the_shares_that_lie_so_many_deviations_away(k: int, n: int) -> None:
    found = wilson(k, n, noise=1.5)
    assert found is not None
    for p in found:
        assert (k - n * p) ** 2 == pytest.approx(1.959964**2 * (n * p * (1 - p) + 1.5), rel=1e-6)
    exact = wilson(k, n)
    assert exact is not None
    assert found.lower < exact.lower < exact.upper < found.upper


def test_with_noise_a_share_is_kept_between_none_and_all() -> None:
    none, everybody = wilson(0, 30, noise=1.5), wilson(30, 30, noise=1.5)
    assert none is not None
    assert everybody is not None
    assert (none.lower, everybody.upper) == (0, 1)


def test_newcombes_interval_of_paired_proportions() -> None:
    found = newcombe_paired(10, 15, 5, 20)
    assert found is not None
    assert found.difference == pytest.approx(0.2)
    assert (found.lower, found.upper) == pytest.approx((0.026, 0.357), abs=5e-4)


def test_a_correlation_below_zero_is_not_corrected() -> None:
    # φ = (0 − 25)/√(5·5·5·5) = −1; both proportions ½ of 10, Wilson 0.2366 to 0.7634: √(x² + 2x² + x²) = 2x
    assert newcombe_paired(0, 5, 5, 0) == pytest.approx((0, -2 * 0.26341, 2 * 0.26341), abs=1e-5)


def test_where_all_are_alike_both_times_the_correlation_counts_as_none() -> None:
    # both Wilson limits of 10 of 10 are 0.2775 under 1, φ 0
    assert newcombe_paired(10, 0, 0, 0) == pytest.approx((0, -0.27753, 0.27753), abs=1e-5)


def test_where_nobody_was_counted_once_the_correlation_counts_as_none() -> None:
    # 0 of 10, Wilson 0 to 0.27753, and 5 of 10, 0.23659 to 0.76341: −½ − 0.26341, and −½ + √(0.27753² + 0.26341²)
    assert newcombe_paired(0, 0, 5, 5) == pytest.approx((-0.5, -0.76341, -0.11737), abs=1e-5)


def test_paired_proportions_turned_round_give_the_interval_turned_round() -> None:
    one, other = newcombe_paired(10, 15, 5, 20), newcombe_paired(10, 5, 15, 20)
    assert one is not None
    assert other == pytest.approx(Difference(-one.difference, -one.upper, -one.lower))


def test_paired_proportions_of_nobody_have_no_difference() -> None:
    assert newcombe_paired(0, 0, 0, 0) is None


def test_negative_numbers_of_people_are_refused() -> None:
    with pytest.raises(ValueError, match="5, -1, 0, 0 are no numbers of people"):
        newcombe_paired(5, -1, 0, 0)


@pytest.mark.parametrize(
    ("df", "t"),
    [
        (1, tan(0.475 * pi)),
        (2, 0.95 / sqrt(2 * 0.975 * 0.025)),
        (5, 2.570582),
        (10, 2.228139),
        (29, 2.045230),
        (120, 1.979930),
        (1e6, 1.959966),
    ],
)
def test_the_quantile_of_t_is_that_of_the_tables(df: float, t: float) -> None:
    assert t_quantile(0.975, df) == pytest.approx(t, abs=1e-6)


@pytest.mark.parametrize("probability", [0.5001, 0.51, 0.6, 0.9])
def test_near_the_middle_the_quantile_of_t_is_exact_too(probability: float) -> None:
    # with two degrees of freedom it has a closed form
    closed = (2 * probability - 1) / sqrt(2 * probability * (1 - probability))
    assert t_quantile(probability, 2) == pytest.approx(closed, rel=1e-9)


def test_degrees_of_freedom_need_not_be_whole() -> None:
    assert t_quantile(0.975, 4) > t_quantile(0.975, 4.5) > t_quantile(0.975, 5)


@pytest.mark.parametrize(("probability", "df"), [(0.5, 3), (1, 3), (0.975, 0)])
def test_there_is_no_quantile_out_of_bounds(probability: float, df: float) -> None:
    with pytest.raises(ValueError, match="no quantile of t"):
        t_quantile(probability, df)


def test_a_clustered_interval_worked_by_hand() -> None:
    # d = 1…6 of 10 each: D = 21/60, u = d − 3.5, Σu² = 17.5; V = 6/5·17.5/60², √V = 0.0763763; t(5) = 2.570582
    found = ratio(Clusters.of((d, 10) for d in range(1, 7)))
    half = 2.570582 * 0.0763763
    assert found is not None
    assert found.basis == "blocks"
    assert found[:3] == pytest.approx((0.35, 0.35 - half, 0.35 + half), abs=1e-6)


def test_under_six_blocks_the_interval_is_that_of_the_people() -> None:
    # 4 people with 0 1 1 2: mean 1, variance 2/3, of the mean 1/6; t(3) = 3.182446
    people = Clusters.of([(0, 1), (1, 1), (1, 1), (2, 1)])
    found = ratio(Clusters.of([(1, 2), (3, 2)]), people)
    assert found is not None
    assert found.basis == "people"
    assert found[:3] == pytest.approx((1, 1 - 3.182446 / sqrt(6), 1 + 3.182446 / sqrt(6)), abs=1e-6)


def test_under_six_blocks_and_without_people_there_is_no_interval() -> None:
    assert ratio(Clusters.of([(1, 2)] * 5)) == Estimate(0.5, None, None, "people")


def test_where_all_blocks_are_alike_there_is_no_interval() -> None:
    # a seventh has no last digit, so that floats leave something over where exactly nothing varies
    assert ratio(Clusters.of((block, 7 * block) for block in range(1, 8))) == Estimate(1 / 7, None, None, "blocks")


def test_of_nobody_there_is_no_ratio() -> None:
    assert ratio(Clusters.of([])) is None
    assert ratio(Clusters.of([(0, 0)])) is None
    assert d_prime(Clusters.of([]), 3, 3) is None


def test_a_share_is_kept_between_none_and_all() -> None:
    assert Estimate(0.1, -0.2, 1.3, "blocks").within(0, 1) == Estimate(0.1, 0, 1, "blocks")
    assert Estimate(1.1, None, None, "people").within(0, 1) == Estimate(1, None, None, "people")


ROW = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9))


@given(st.lists(ROW, max_size=5), st.lists(ROW, max_size=5))
def test_clusters_of_two_groups_of_blocks_add_up_to_those_of_all(
    one: list[tuple[int, int, int]], other: list[tuple[int, int, int]]
) -> None:
    assert Clusters.of(one) + Clusters.of(other) == Clusters.of(one + other)


def test_rows_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Clusters.of([(1, 2), (1, 2, 3)])


def test_d_prime_of_blocks_is_that_of_the_group() -> None:
    found = d_prime(Clusters.of([(50, 10, 10)] * 3 + [(40, 20, 10), (55, 5, 10), (45, 12, 10)]), 6, 6)
    assert found is not None
    assert found.value == signal_detection(290, 360, 67, 360).d_prime
    assert found.lower is not None
    assert found.lower < found.value


def test_d_prime_of_people_has_the_interval_of_their_own_differences() -> None:
    # With h = f = ½ and many messages both curves are equally steep, φ(0) = 1/√(2π): u = √(2π)·((H − F)/100 − 0)
    people = [(50, 50), (60, 50), (40, 50), (50, 60), (50, 40)] * 20
    block = Clusters.of([(sum(h for h, _ in people), sum(f for _, f in people), 100)])
    found = d_prime(block, 100, 100, Clusters.of((h, f, 1) for h, f in people))
    assert found is not None
    assert found.basis == "people"
    differences = [(h - f) / 100 for h, f in people]
    half = t_quantile(0.975, 99) * sqrt(2 * pi * sum(d * d for d in differences) / 99 / 100)
    assert found[:3] == pytest.approx((0, -half, half), abs=1e-4)


def test_rounded_sums_may_be_more_than_there_was_to_judge() -> None:
    found = d_prime(Clusters.of([(57, 0, 9)] * 6), 6, 6)
    assert found is not None
    assert found.value == signal_detection(324, 324, 0, 324).d_prime


def test_without_one_of_the_sides_there_is_no_d_prime() -> None:
    assert d_prime(Clusters.of([(1, 0, 1)] * 6), 6, 0) is None
    assert signal_detection(0, 0, 1, 6) == (None, None)

"""Blocks of very different sizes, as the weeks at home are, and blocks of quizzes that differ."""

from __future__ import annotations

from math import sqrt

import pytest

from quizlib.measures import Clusters, d_prime, ratio, stratified, t_quantile
from tests.quizlib.measures.people import chance

WEEKS = (10, 18, 33, 60, 110, 200, 144, 104, 75, 54)
GROWING = WEEKS[:6]


def rows(sizes: tuple[int, ...], share: float, seed: int) -> list[tuple[int, int]]:
    """Return blocks of people who all say yes with one chance."""
    random = chance(seed)
    return [(sum(random.random() < share for _ in range(n)), n) for n in sizes]


def degrees(sizes: tuple[int, ...]) -> float:
    """Return (trace M)²/trace M² of M = diag(n) − n·nᵀ/N, the covariances of u, term by term."""
    total = sum(sizes)
    matrix = [
        [(one if i == j else 0) - one * other / total for j, other in enumerate(sizes)] for i, one in enumerate(sizes)
    ]
    trace = sum(matrix[i][i] for i in range(len(sizes)))
    squared = sum(number * number for line in matrix for number in line)  # M is symmetric
    return trace * trace / squared


@pytest.mark.parametrize("m", [2, 6, 40])
def test_blocks_of_one_size_have_one_degree_fewer_than_there_are(m: int) -> None:
    blocks = Clusters.of((number, 12) for number in range(m))
    assert (blocks.effective, blocks.degrees) == pytest.approx((m, m - 1))


@pytest.mark.parametrize("sizes", [GROWING, WEEKS, (10, 10, 30)])
def test_blocks_that_differ_in_size_have_the_degrees_of_their_squares(sizes: tuple[int, ...]) -> None:
    blocks = Clusters.of((1, n) for n in sizes)
    assert blocks.degrees == pytest.approx(degrees(sizes))
    assert blocks.effective - 1 < blocks.degrees < len(sizes) - 1


def test_without_the_sum_of_cubes_the_fewest_degrees_are_taken() -> None:
    known = Clusters.of((1, n) for n in GROWING)
    blocks = Clusters(known.m, known.sums, known.products)
    assert blocks.degrees == pytest.approx(blocks.effective - 1)


def test_the_interval_of_blocks_that_differ_in_size_worked_by_hand() -> None:
    found = ratio(Clusters.of([(2, 10), (3, 10), (2, 10), (4, 10), (3, 10), (6, 20)]))
    # D = 2/7, so u = d − n·D is −6/7, 1/7, −6/7, 8/7, 1/7, 2/7: Σu² = 142/49; N²/Σn² = 4900/900
    half = t_quantile(0.975, degrees((10, 10, 10, 10, 10, 20))) * sqrt(49 / 40 * 142 / 49) / 70
    assert found is not None
    assert (found.lower, found.upper) == pytest.approx((2 / 7 - half, 2 / 7 + half))


def test_where_one_block_has_nearly_all_people_there_is_no_interval() -> None:
    found = ratio(Clusters.of([(5, 10), (4, 10), (6, 10), (3, 10), (5, 10), (300, 1000)]))
    assert found is not None
    assert (found.lower, found.upper) == (None, None)
    judged = Clusters.of([(9, 4, 10), (8, 3, 10), (9, 5, 10), (7, 4, 10), (9, 3, 10), (800, 300, 1000)])
    signal = d_prime(judged, 1, 1)
    assert signal is not None
    assert signal.lower is None


@pytest.mark.slow
@pytest.mark.parametrize("sizes", [GROWING, WEEKS])
def test_of_blocks_that_differ_in_size_95_of_100_intervals_hold_the_truth(sizes: tuple[int, ...]) -> None:
    draws, held = 3000, 0
    for seed in range(draws):
        found = ratio(Clusters.of(rows(sizes, 0.3, seed)))
        assert found is not None
        held += (found.lower or 0) <= 0.3 <= (found.upper or 0)
    assert 0.94 <= held / draws <= 0.97  # with m − 1 degrees it was 0.92


def test_of_one_stratum_the_estimate_is_that_of_its_blocks() -> None:
    blocks = Clusters.of(rows(WEEKS, 0.4, seed=1))
    assert stratified([blocks]) == pytest.approx(ratio(blocks))


def test_that_one_quiz_is_harder_makes_no_interval_wider() -> None:
    quizzes = [Clusters.of(rows((40,) * 10, share, seed=2)) for share in (0.1, 0.3, 0.7)]
    alike, apart = stratified(quizzes), ratio(sum(quizzes[1:], start=quizzes[0]))
    assert alike is not None
    assert apart is not None
    assert alike.value == apart.value
    assert (alike.upper or 0) - (alike.lower or 0) < 0.5 * ((apart.upper or 0) - (apart.lower or 0))


def test_strata_worked_by_hand() -> None:
    one = Clusters.of([(2, 10), (4, 10), (3, 10)])  # D 0.3, Σu² = 2, V = 3/2·2/900
    other = Clusters.of([(5, 10), (9, 10), (7, 10)])  # D 0.7, Σu² = 8, V = 3/2·8/900
    found = stratified([one, other])
    variance = (1.5 * 2 + 1.5 * 8) / 900 / 4
    df = (3 + 12) ** 2 / (3**2 / 2 + 12**2 / 2)
    half = t_quantile(0.975, df) * sqrt(variance)
    assert found == pytest.approx((0.5, 0.5 - half, 0.5 + half, "blocks"))


def test_strata_of_a_single_block_are_taken_together() -> None:
    whole = Clusters.of(rows((20,) * 6, 0.4, seed=3))
    singles = [Clusters.of([row]) for row in rows((20, 20), 0.5, seed=4)]
    found = stratified([whole, *singles])
    assert found == stratified([whole, singles[0] + singles[1]])
    assert found is not None
    assert found.lower is not None


def test_under_six_blocks_in_all_strata_there_are_no_limits_and_of_nobody_no_figure() -> None:
    found = stratified([Clusters.of(rows((20, 20), 0.4, seed=5)), Clusters.of(rows((20, 20, 20), 0.4, seed=6))])
    assert found is not None
    assert found.lower is None
    assert stratified([]) is None
    assert stratified([Clusters.of([])]) is None

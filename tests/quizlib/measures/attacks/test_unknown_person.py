"""Nine known, one unknown: how much better than by the base rate an exact attacker guesses that one's answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from statistics import fmean
from typing import NamedTuple

import pytest

from quizlib.measures import Counts, record
from tests.quizlib.measures.attacks.attackers.chances import chance_dealt, chance_rounded
from tests.quizlib.measures.attacks.attackers.crowds import RIGHT, Crowd
from tests.quizlib.measures.attacks.attackers.knowing import Attacker
from tests.quizlib.measures.people import chance
from tests.shipped import library

pytestmark = pytest.mark.trial
CHECK_UPS = ("tjek-a", "tjek-b")
QUIZZES = ("bekymring", "falske-beskeder", "mitid", "netbutikker", "sociale-medier", "koeb-og-salg", *CHECK_UPS)


class Guessed(NamedTuple):
    """One answer: how much surer than by the base rate the attacker is, how sure, and whether the guess is right."""

    type: str
    gain: float
    sure: float
    right: bool


@cache
def attacks(
    quiz: str, n: int, times: int, *, paired: bool = False, right: tuple[float, float] = RIGHT
) -> tuple[Guessed, ...]:
    """Return what is guessed of the last person of so many blocks of n, each of a crowd of its own."""
    return tuple(one for seed in range(times) for one in _attack(quiz, n, seed, paired=paired, right=right))


def _attack(quiz: str, n: int, seed: int, *, paired: bool, right: tuple[float, float]) -> Iterator[Guessed]:
    crowd = Crowd(library().quizzes[quiz], seed, right)
    random = chance(1000 + seed)
    *known, unknown = [crowd.person(random, paired=paired) for _ in range(n)]
    kept = record(Counts.from_answers([*known, unknown], crowd.items), random)
    for name, answers in Attacker(crowd, known, kept, paired=paired).guess().items():
        guess = max(answers, key=answers.__getitem__)
        truth = unknown.answers[name].category if name in unknown.answers else "none"
        base = max(crowd.base[name].values())
        yield Guessed(crowd.outline.questions[name].type, answers[guess] - base, answers[guess], guess == truth)


def everything(
    n: int, times: int, quizzes: tuple[str, ...] = QUIZZES, *, paired: bool = False, right: tuple[float, float] = RIGHT
) -> list[Guessed]:
    """Return what is guessed in all of these quizzes."""
    return [one for quiz in quizzes for one in attacks(quiz, n, times, paired=paired, right=right)]


def gain(guessed: list[Guessed]) -> float:
    """Return the mean gain over the base rate, in points."""
    return 100 * fmean(one.gain for one in guessed)


def test_one_among_ten_is_guessed_less_than_ten_points_better_than_anybody() -> None:
    guessed = everything(10, 8)
    assert gain(guessed) < 8
    by_type = {kind: gain([one for one in guessed if one.type == kind]) for kind in {one.type for one in guessed}}
    assert by_type.pop("rating") < 30, "five steps of which none is frequent"
    assert {kind: points for kind, points in by_type.items() if points > 15} == {}


def test_pairs_add_little_to_what_is_guessed() -> None:
    assert gain(everything(12, 12, CHECK_UPS, paired=True)) < 10


@pytest.mark.parametrize(("n", "times"), [(24, 2), (55, 1)])
def test_what_is_kept_of_larger_blocks_adds_little_to_what_is_guessed(n: int, times: int) -> None:
    assert gain(everything(n, times)) < 10


def test_questions_that_half_get_right_are_guessed_less_than_ten_points_better_too() -> None:
    assert gain(everything(10, 5, right=(0.45, 0.6))) < 10


def test_the_attacker_is_as_good_as_can_be() -> None:
    # otherwise it would show nothing: of what it calls 80 % likely, 80 % are so
    guessed = everything(10, 8) + everything(12, 12, CHECK_UPS, paired=True)
    for least, under in ((0.0, 0.6), (0.6, 0.8), (0.8, 0.95), (0.95, 1.01)):
        among = [one for one in guessed if least <= one.sure < under]
        assert fmean(one.right for one in among) == pytest.approx(fmean(one.sure for one in among), abs=0.06)


def test_of_about_one_answer_in_ten_the_attacker_is_certain() -> None:
    # a rare answer that was kept, and that none of the nine gave, can only be the last one's: docs/anonymity.md says so
    guessed = everything(10, 8)
    assert 0.05 < fmean(one.sure > 0.9999 for one in guessed) < 0.13


@pytest.mark.parametrize("known", range(10))
def test_one_number_tells_a_coin_flip_one_time_in_six(known: int) -> None:
    # nine known, `known` of whom chose the first of two options; or eleven, of twelve: then nobody is drawn by lot
    for n in (10, 12):
        exact = [(known + one, n - known - one) for one in (0, 1)]
        outcomes = [(first, total - first, total) for total in (9, 12, 15) for first in range(0, total + 1, 3)]
        likely = [
            [
                chance_rounded(total, n) * chance_dealt((first, second), parts, total - n, total)
                for first, second, total in outcomes
            ]
            for parts in exact
        ]
        assert [sum(chances) for chances in likely] == pytest.approx([1, 1])
        right = sum(max(chances) for chances in zip(*likely, strict=True)) / 2
        assert right - 1 / 2 <= 1 / 6 + 1e-9
        if n == 12:
            assert right - 1 / 2 == pytest.approx(1 / 6)

"""A constraint solver that knows the rules and the number of people: no number and no row of answers is determined."""

from __future__ import annotations

import pytest

from quizlib import Answer
from quizlib.measures import Counts, record
from tests.quizlib.measures.attacks.attackers.blocks import (
    Block,
    avoiding,
    block,
    determined,
    exact,
    impossible,
    row,
    solved,
)
from tests.quizlib.measures.attacks.attackers.crowds import NONE, Crowd
from tests.quizlib.measures.people import chance
from tests.shipped import library

pytestmark = pytest.mark.trial
SMALL = [
    *(("tjek-a", 10, seed) for seed in range(3)),
    *(("mitid", 10, seed) for seed in range(2)),
    ("sociale-medier", 11, 1),
    ("netbutikker", 12, 1),
    ("bekymring", 12, 1),
]
BLOCKS = [
    *SMALL,
    ("koeb-og-salg", 20, 1),
    ("falske-opkald", 24, 1),
    ("tjek-b", 50, 1),
    ("tjek-c", 54, 1),
]


def ruled(crowd: Crowd) -> set[str]:
    """Return the numbers that a rule fixes: nobody left the first half open, as then nothing is counted."""
    names = list(crowd.outline.questions)
    first = names[: (len(names) + 1) // 2]
    return {f"{item}: {NONE}" for item in crowd.items if item.partition("/")[0] in first}


@pytest.mark.parametrize(("quiz", "n", "seed"), BLOCKS)
def test_no_exact_number_of_a_block_is_determined(quiz: str, n: int, seed: int) -> None:
    found = block(quiz, n, seed)
    matrix = found.matrix
    numbers = exact(found, matrix)
    assert len(numbers) > len(found.crowd.items)
    assert determined(matrix, numbers) == ruled(found.crowd)


@pytest.mark.parametrize(("quiz", "n", "seed"), SMALL)
def test_knowing_how_many_finished_determines_no_answer(quiz: str, n: int, seed: int) -> None:
    # attendance is counted exactly: how many began, how many finished
    found = block(quiz, n, seed)
    matrix = found.matrix
    numbers = exact(found, matrix)
    unfinished = f"{list(found.crowd.outline.questions)[-1]}: {NONE}"
    matrix.model.add(matrix.exact[unfinished] == numbers[unfinished])
    assert {name for name in determined(matrix, numbers) if not name.endswith(f": {NONE}")} == set()


@pytest.mark.parametrize(("quiz", "n", "seed"), BLOCKS)
def test_how_many_people_there_were_is_not_determined(quiz: str, n: int, seed: int) -> None:
    found = block(quiz, n, seed)
    others = [other for other in range(max(found.record.n - 2, 10), found.record.n + 3) if other != n]
    nearest = sorted(others, key=lambda other: abs(other - n))
    assert any(solved(found.matrix_of(other).model) for other in nearest)


@pytest.mark.parametrize(("quiz", "n", "seed"), BLOCKS)
def test_no_row_of_answers_is_in_every_solution(quiz: str, n: int, seed: int) -> None:
    found = block(quiz, n, seed)
    matrix = found.matrix
    for solver in avoiding(matrix, sorted({row(found.crowd, person) for person in found.people})):
        assert impossible(found, matrix, solver) == []


@pytest.mark.parametrize("n", [10, 11, 12])
@pytest.mark.parametrize("seed", range(3))
def test_a_room_in_which_all_agree_is_not_proven_to(n: int, seed: int) -> None:
    crowd = Crowd(library().quizzes["tjek-a"], 1)
    answers = [Answer(question.id, question.version, question.key or (), 1.0) for question in crowd.questions]
    people = [crowd.outline.person(answers)] * n
    found = Block(crowd, people, record(Counts.from_answers(people, crowd.items), chance(seed)))
    assert determined(found.matrix, exact(found, found.matrix)) == ruled(crowd)

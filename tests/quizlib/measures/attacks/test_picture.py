"""The picture on the wall: how often somebody who knows all other answers guesses the last one, of two equally likely.

Everything is counted out: every way in which chance can draw, and every way in which the others may have answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import permutations, product

import pytest

from quizlib.measures import picture
from quizlib.measures.block.picture import MOST_PARTS, said
from quizlib.measures.block.rounding import STEP, alike
from tests.quizlib.measures.attacks.attackers.chances import chance_rounded, evenings
from tests.quizlib.measures.people import chance

BOUND = 2 / 3
Table = tuple[int, ...]
Seen = tuple[object, ...]
Says = Callable[[int, int], object]


def exactly(number: int, of: int) -> tuple[int, int]:
    """Return the rounded numbers themselves, which is more than a wall shows."""
    return number, of


def drawn(tables: tuple[Table, ...], of: int, says: Says) -> dict[Seen, float]:
    """Return what may be seen of tables that are rounded by the same lots, each with its chance."""
    found: defaultdict[Seen, float] = defaultdict(float)
    orders = list(permutations(range(len(tables[0]))))
    for order, u in product(orders, range(STEP)):
        seen = []
        for table in tables:
            kept, running = [0] * len(table), 0
            for place in order:
                kept[place] = alike(running + table[place], u) - alike(running, u)
                running += table[place]
            seen.append(tuple(says(number, of) for number in kept))
        found[tuple(seen)] += 1 / len(orders) / STEP
    return found


def shown(table: Table, says: Says) -> dict[Seen, float]:
    """Return what may be shown of one table, each with its chance: people are drawn by lot first."""
    n = sum(table)
    found: defaultdict[Seen, float] = defaultdict(float)
    for of in {n - n % STEP, n + -n % STEP}:
        for evened, share in evenings(table, of - n):
            for seen, likely in drawn((evened,), of, says).items():
                found[seen] += chance_rounded(of, n) * share * likely
    return found


def guessed(one: dict[Seen, float], other: dict[Seen, float]) -> float:
    """Return how often a guess between two equally likely cases is right."""
    return sum(max(one.get(seen, 0), other.get(seen, 0)) for seen in {*one, *other}) / 2


def answered(n: int, answers: int) -> Iterator[Table]:
    """Yield every way in which n people may have given so many answers."""
    if answers == 1:
        yield (n,)
    else:
        for first in range(n + 1):
            yield from ((first, *rest) for rest in answered(n - first, answers - 1))


def with_one(table: Table, answer: int) -> Table:
    """Return a table with one more person."""
    return tuple(number + (place == answer) for place, number in enumerate(table))


def at_worst(n: int, answers: int, says: Says) -> float:
    """Return how often the last answer is guessed, where the others answered so that it is guessed most often."""
    return max(
        guessed(shown(with_one(known, 0), says), shown(with_one(known, 1), says)) for known in answered(n - 1, answers)
    )


def both_at_worst(n: int, answers: int) -> float:
    """Return the same where the pictures of first and later answers are shown together, and the person keeps theirs."""
    tables = list(answered(n - 1, answers))
    return max(
        guessed(*(drawn((with_one(first, one), with_one(later, one)), n, said) for one in (0, 1)))
        for first, later in product(tables, repeat=2)
    )


@pytest.mark.slow
@pytest.mark.parametrize(("answers", "numbers"), [(2, range(5, 19)), (3, range(5, 11))])
@pytest.mark.parametrize("says", [said, exactly])
def test_one_picture_tells_the_last_answer_in_at_most_two_of_three_cases(
    answers: int, numbers: range, says: Says
) -> None:
    assert all(at_worst(n, answers, says) <= BOUND + 1e-9 for n in numbers)


@pytest.mark.parametrize("n", [30, 31, 35, 36])
def test_a_picture_with_tenths_tells_no_more(n: int) -> None:
    assert at_worst(n, 2, said) <= BOUND + 1e-9


@pytest.mark.trial
@pytest.mark.parametrize("n", [11, 12, 14, 18, 30])
def test_three_answers_tell_no_more_in_larger_rooms(n: int) -> None:
    assert at_worst(n, 3, said) <= BOUND + 1e-9


def test_four_answers_side_by_side_would_tell_more_so_that_they_are_put_together() -> None:
    assert at_worst(6, 4, said) == pytest.approx(0.722, abs=0.001)
    assert MOST_PARTS == 3
    with pytest.raises(ValueError, match="put them together until they are 3"):
        picture(dict.fromkeys("abcd", 3), chance(1))


@pytest.mark.slow
def test_both_pictures_together_tell_more_so_that_only_the_later_one_is_shown() -> None:
    assert both_at_worst(6, 2) <= BOUND + 1e-9
    assert both_at_worst(6, 3) == pytest.approx(0.778, abs=0.001)


def test_the_attacker_works_with_the_chances_of_the_pictures_that_are_made() -> None:
    random, table = chance(3), {"a": 4, "b": 5, "c": 2}
    chances = shown(tuple(table.values()), said)
    made: defaultdict[Seen, float] = defaultdict(float)
    for _ in range(4000):
        made[(tuple((picture(table, random) or {}).values()),)] += 1 / 4000
    assert sum(chances.values()) == pytest.approx(1)
    assert all(made[seen] == pytest.approx(likely, abs=0.04) for seen, likely in chances.items())
    assert made.keys() <= chances.keys()

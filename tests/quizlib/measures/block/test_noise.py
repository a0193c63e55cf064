"""What a record's number of people varies by, beside what it is of."""

from __future__ import annotations

from statistics import pvariance

import pytest

from quizlib.measures import BLOCK_NOISE, Counts, Given, Item, Person, record
from tests.quizlib.measures.people import chance

ITEMS = {"hang-up": Item(1, ("call-back", "listen"))}
DRAWS = 6000


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_rounding_and_lots_add_a_variance_of_one_and_a_half(share: float) -> None:
    random = chance(round(100 * share))
    errors = []
    for _ in range(DRAWS):
        n = random.randint(30, 44)
        k = round(share * n)
        people = [Person({"hang-up": Given("call-back" if place < k else "listen", None)}) for place in range(n)]
        kept = record(Counts.from_answers(people, ITEMS), random)
        errors.append(kept.categories["hang-up"]["call-back"] - kept.n * k / n)
    assert pvariance(errors) == pytest.approx(BLOCK_NOISE, abs=0.15)

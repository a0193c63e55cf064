"""Orders: steps that share a place may stand in any order, so that a question can have several right orders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import Order
from tests.quizlib.sample import built, the

pytestmark = pytest.mark.slow

PLACES = st.lists(st.integers(1, 4), min_size=4, max_size=4).filter(
    lambda places: set(places) == set(range(1, max(places) + 1)) and max(places) > 1 and places != sorted(places)
)


def ranked(*places: int) -> Order:
    """Return `lost-card`, whose steps are report, block, tell and look-through, with other places."""
    steps = [{**step, "place": place} for step, place in zip(the("lost-card")["steps"], places, strict=True)]
    question = built("lost-card", steps=steps)
    assert isinstance(question, Order)
    return question


@given(PLACES, st.data())
def test_each_order_that_keeps_to_the_places_is_right_and_no_other(places: list[int], data: st.DataObject) -> None:
    question = ranked(*places)
    place = {step.id: step.place for step in question.steps}
    response = data.draw(st.permutations([step.id for step in question.steps]))
    outcome = question.mark(response)
    given = [place[name] for name in response]
    assert (outcome.score == 1) == (given == sorted(given))
    assert outcome.score in question.scores
    assert outcome.score in question.counting.scores.values()


@given(PLACES, st.data())
def test_the_explanation_shows_the_right_order_nearest_to_the_response(places: list[int], data: st.DataObject) -> None:
    question = ranked(*places)
    response = tuple(data.draw(st.permutations([step.id for step in question.steps])))
    outcome = question.mark(response)
    explanation = question.explain(outcome, "en")
    assert explanation.key
    assert question.mark(explanation.key).score == 1
    assert (explanation.key == response) == (outcome.score == 1)
    shared = {step.id for step in question.steps if places.count(step.place) > 1}
    assert {name for group in explanation.swappable for name in group} == shared
    for group in explanation.swappable:
        assert sorted(group, key=response.index) == list(group)


def test_a_pair_that_shares_a_place_counts_neither_for_nor_against() -> None:
    question = ranked(2, 1, 2, 3)
    assert question.scores == (0, 0.2, 0.4, 0.6, 0.8, 1)
    assert question.mark(["block", "tell", "report", "look-through"]).score == 1
    assert question.mark(["block", "report", "look-through", "tell"]).score == 0.8
    assert question.mark(["look-through", "tell", "report", "block"]).score == 0


def test_a_shared_place_makes_a_new_version_and_places_of_their_own_keep_theirs() -> None:
    assert built("lost-card").version == ranked(3, 1, 4, 2).version == "1fe997e1"
    assert ranked(2, 1, 2, 3).version != "1fe997e1"

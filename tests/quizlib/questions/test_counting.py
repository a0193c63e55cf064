"""What answers are counted by: every type says which categories and scores there are, and marking gives no other."""

from __future__ import annotations

import pytest

from quizlib import Rating, SingleChoice
from quizlib.questions.counting import score_text
from quizlib.questions.registry import OWN, name_of
from tests.quizlib.responses import responses
from tests.quizlib.sample import PLAIN, built, the

TYPES = set(map(name_of, OWN))
NAMES = [question["id"] for question in PLAIN["questions"]]


def test_every_type_is_tried() -> None:
    assert {question["type"] for question in PLAIN["questions"]} == TYPES


@pytest.mark.parametrize("name", [name for name in NAMES if built(name).type not in ("example", "rating")])
def test_the_scores_a_type_names_are_those_that_marking_gives(name: str) -> None:
    question = built(name)
    assert question.scores == tuple(sorted({question.mark(given).score or 0 for given in responses(question)}))


@pytest.mark.parametrize("scoring", ["net", "each", "exact"])
@pytest.mark.parametrize("right", [["code"], ["code", "card"], ["code", "card", "name", "town"]])
def test_the_scores_of_multiple_choice_follow_its_rule_and_its_key(scoring: str, right: list[str]) -> None:
    options = [{**option, "right": option["id"] in right} for option in the("keep")["options"]]
    question = built("keep", score=scoring, options=options)
    assert question.scores == tuple(sorted({question.mark(given).score or 0 for given in responses(question)}))


def test_signs_without_decoys_cannot_earn_nothing() -> None:
    message = the("marks")["message"]
    alone = {**message, "signs": [sign for sign in message["signs"] if sign["shows"] != "nothing"]}
    question = built("marks", message=alone)
    assert question.scores == (0.333333, 0.666667, 1)
    assert question.scores == tuple(sorted({question.mark(given).score or 0 for given in responses(question)}))


@pytest.mark.parametrize("name", [name for name in NAMES if built(name).type != "example"])
def test_every_answer_falls_into_a_category_with_its_score(name: str) -> None:
    question = built(name)
    counting = question.counting
    for given in responses(question):
        score = question.mark(given).score or 0
        if counting.by == "right":
            score = score == 1
        category = given[0] if counting.by == "response" else score_text(score)
        assert counting.scores[category] == score


def test_options_are_categories_in_the_order_shown_with_what_they_are_worth() -> None:
    question = built("call")
    assert isinstance(question, SingleChoice)
    assert list(question.counting.scores.items()) == [(option.id, option.worth) for option in question.options]


def test_verdicts_are_counted_on_what_the_message_is() -> None:
    counting = built("parcel").counting
    assert (counting.by, counting.truth) == ("response", "scam")
    assert counting.scores == {"genuine": 0, "scam": 1, "unsure": 0.5}


def test_options_and_signs_are_parts_that_can_be_counted_each_for_itself() -> None:
    assert built("keep").counting.parts == ("code", "name", "card", "town")
    assert built("marks").counting.parts == ("dear", "gift", "now", "at", "site")


def test_ratings_are_counted_by_step_on_their_scale_and_worth_nothing() -> None:
    rating = next(question for question in map(built, NAMES) if isinstance(question, Rating))
    assert rating.counting.scores == {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0}
    assert rating.counting.scale == rating.scale


def test_nothing_is_counted_of_a_worked_example() -> None:
    assert built("look").counting.scores == {}


@pytest.mark.parametrize("score", [0, 1, 0.5, 0.333333, 0.027778, 0.99999])
def test_a_score_keeps_its_six_decimals_as_a_name(score: float) -> None:
    assert float(score_text(score)) == score

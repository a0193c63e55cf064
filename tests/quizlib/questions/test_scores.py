"""Scores as worked by hand, type by type, and what is said to a response."""

from __future__ import annotations

import pytest

from quizlib import InvalidResponse
from tests.quizlib.sample import built, the

pytestmark = pytest.mark.slow

# The four right or wrong options of `keep`: code and card are right, name and town are not.
NET = {"code": 0.5, "code card": 1, "code name": 0, "code card name": 0.5, "code card name town": 0, "name": 0}
EACH = {
    "code": 0.75,
    "code card": 1,
    "code name": 0.5,
    "code card name": 0.75,
    "code card name town": 0.5,
    "name town": 0,
}
EXACT = {"code": 0, "code card": 1, "card code": 1, "code card name": 0, "name": 0}


def score(name: str, response: str) -> float | None:
    return built(name).mark(response.split()).score


def refused(name: str, response: str) -> str:
    with pytest.raises(InvalidResponse) as raised:
        score(name, response)
    assert str(raised.value), "a refusal says why"
    return raised.value.reason


@pytest.mark.parametrize(
    ("scoring", "response", "wanted"),
    [(scoring, *case) for scoring, cases in (("net", NET), ("each", EACH), ("exact", EXACT)) for case in cases.items()],
)
def test_multiple_choice_is_scored_as_worked_by_hand(scoring: str, response: str, wanted: float) -> None:
    assert built("keep", score=scoring).mark(response.split()).score == wanted


def test_thirds_are_rounded_to_six_decimals() -> None:
    options = [{**option, "right": option["id"] != "town"} for option in the("keep")["options"]]
    assert built("keep", options=options).mark(["code"]).score == 0.333333


@pytest.mark.parametrize(
    ("truth", "response", "wanted"),
    [
        ("scam", "scam", 1),
        ("scam", "unsure", 0.5),
        ("scam", "genuine", 0),
        ("genuine", "genuine", 1),
        ("genuine", "scam", 0),
    ],
)
def test_a_verdict_is_scored_by_what_the_message_is(truth: str, response: str, wanted: float) -> None:
    assert built("parcel", truth=truth).mark([response]).score == wanted


@pytest.mark.parametrize(("response", "wanted"), [("talk", 0), ("hang-up", 1), ("ask", 0.5)])
def test_single_choice_earns_the_worth_of_the_option(response: str, wanted: float) -> None:
    assert score("call", response) == wanted


# Three signs of `marks` show something (gift, now, site), two are decoys (dear, at).
@pytest.mark.parametrize(
    ("response", "wanted"),
    [
        ("gift now site", 1),
        ("site gift now", 1),
        ("gift", 0.333333),
        ("gift now", 0.666667),
        ("gift now dear", 0.333333),
        ("gift now site dear", 0.666667),
        ("dear gift now site at", 0.333333),
        ("gift dear", 0),
        ("gift dear at", 0),
        ("dear at", 0),
    ],
)
def test_signs_earn_hits_minus_false_alarms(response: str, wanted: float) -> None:
    assert score("marks", response) == wanted


def test_signs_that_show_that_a_message_is_genuine_are_hits_too() -> None:
    message = the("marks")["message"]
    shows = {"gift": "genuine", "now": "nothing", "site": "genuine"}
    signs = [{**sign, "shows": shows.get(sign["id"], sign["shows"])} for sign in message["signs"]]
    question = built("marks", truth="genuine", message={**message, "signs": signs})
    assert question.key == ("gift", "site")
    assert [question.mark(given).score for given in (["gift", "site"], ["gift"], ["gift", "now"])] == [1, 0.5, 0]


# The right order of `lost-card` is block, look-through, report, tell: six pairs.
@pytest.mark.parametrize(
    ("response", "wanted"),
    [
        ("block look-through report tell", 1),
        ("tell report look-through block", 0),
        ("look-through block report tell", 0.833333),
        ("report block look-through tell", 0.666667),
        ("tell block look-through report", 0.5),
        ("report tell block look-through", 0.333333),
        ("report block tell look-through", 0.5),
    ],
)
def test_order_earns_the_share_of_pairs_in_the_right_order(response: str, wanted: float) -> None:
    assert score("lost-card", response) == wanted


def test_the_right_order_is_that_of_the_places() -> None:
    assert built("lost-card").key == ("block", "look-through", "report", "tell")


@pytest.mark.parametrize(
    ("response", "wanted"),
    [
        ("pin:never town:fine card:never", 1),
        ("card:never pin:never town:fine", 1),
        ("pin:never town:never card:never", 0.666667),
        ("pin:fine town:never card:never", 0.333333),
        ("pin:fine town:never card:fine", 0),
    ],
)
def test_sort_earns_the_share_of_things_that_lie_right(response: str, wanted: float) -> None:
    assert score("share", response) == wanted


@pytest.mark.parametrize(
    ("path", "wanted"), [("hang-up", 1), ("listen stop", 1), ("listen half", 0.5), ("listen again listen give", 0)]
)
def test_a_conversation_earns_what_its_ending_is_worth(path: str, wanted: float) -> None:
    assert score("caller", path) == wanted


@pytest.mark.parametrize(
    ("name", "response"),
    [("lost-card", "block"), ("lost-card", "tell look-through block"), ("share", "pin:never card:never")],
)
def test_what_is_not_done_with_yet_is_missing(name: str, response: str) -> None:
    assert refused(name, response) == "missing"


@pytest.mark.parametrize(
    ("name", "response"),
    [
        ("call", "hang-up talk"),
        ("call", "hang-up hang-up"),
        ("call", "stay"),
        ("call", "Hang-up"),
        ("keep", "code card code"),
        ("marks", "gift gift"),
        ("marks", "haste"),
        ("lost-card", "block block report tell"),
        ("lost-card", "block look-through report tell block"),
        ("share", "pin:never pin:fine town:fine"),
        ("share", "pin:never pin:fine town:fine card:never"),
        ("share", "pin:secret town:fine card:never"),
        ("share", "never:pin fine:town never:card"),
        ("share", "pin town card"),
        ("look", "fear"),
    ],
)
def test_a_response_the_form_cannot_have_sent_is_impossible(name: str, response: str) -> None:
    assert refused(name, response) == "impossible"


@pytest.mark.parametrize("response", [[""], ["hang-up "], [" hang-up"]])
def test_an_option_is_named_letter_for_letter(response: list[str]) -> None:
    with pytest.raises(InvalidResponse, match="was not offered"):
        built("call").mark(response)


@pytest.mark.parametrize("step", ["0", "6", "01", "1.0", "worry"])
def test_a_rating_has_five_steps(step: str) -> None:
    assert [score("worry", one) for one in "12345"] == [None] * 5
    assert refused("worry", step) == "impossible"


def said(name: str, response: str) -> dict[str, str]:
    return {key: text["en"] for key, text in built(name).mark(response.split()).feedback.items()}


def test_feedback_speaks_of_what_was_chosen_and_of_what_was_left() -> None:
    assert said("call", "hang-up") == {"hang-up": "Right", "talk": "Good"}
    assert said("call", "talk") == {}
    assert said("parcel", "scam") == {"scam": "Yes"}
    assert said("parcel", "unsure") == {}


def test_feedback_says_of_every_sign_and_thing_why() -> None:
    assert said("marks", "gift") == {"dear": "No", "gift": "Gift", "now": "Haste", "at": "No", "site": "Others'"}
    assert said("share", "pin:fine town:fine card:fine") == {"pin": "The key"}


def test_feedback_to_a_conversation_speaks_of_what_was_answered() -> None:
    assert said("caller", "hang-up") == {"hang-up": "Right"}
    assert said("caller", "listen again hang-up") == {"hang-up": "Right"}
    assert said("caller", "listen stop") == {}

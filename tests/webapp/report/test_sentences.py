"""The sentences of the overview claim no change that unbalanced check-up forms could explain."""

from __future__ import annotations

import pytest

from quizlib.measures import OrderSums, PairSums, Summed
from tests.webapp.report.test_views import ENGLISH
from webapp.report.figures.sentences import _changed, _lasted
from webapp.sums import Sum

GROUPS = [PairSums.of([(2, 1)] * 6 + [(2, 2)] * (6 + more)) for more in (0, 1, 2, 0, 1, 2)]
SAME_MESSAGES = "all on the same new messages"
NOT_BALANCED = "The forms are not yet balanced"


def kept(prefix: str, *orders: str) -> Sum:
    """Return sums of pairs in these orders of forms."""
    found = {order: OrderSums.of(GROUPS) for order in orders}
    return Sum(Summed(orders={f"{prefix}believed": found, f"{prefix}rejected": found}))


@pytest.mark.parametrize(("orders", "marked"), [(("A-B", "B-A"), False), (("A-B",), True)], ids=["both", "one"])
def test_a_change_on_forms_in_one_order_alone_says_so(orders: tuple[str, ...], *, marked: bool) -> None:
    sentence = ENGLISH.translate(_changed(kept("", *orders)))
    assert "fewer scams" in sentence
    assert (NOT_BALANCED in sentence) == marked


@pytest.mark.parametrize(
    ("orders", "said"),
    [(("A-C", "C-A"), "fewer scams"), (("A-C", "B-C"), SAME_MESSAGES)],
    ids=["balanced", "third last"],
)
def test_what_lasted_is_said_only_of_forms_that_were_balanced(orders: tuple[str, ...], said: str) -> None:
    sentence = ENGLISH.translate(_lasted(kept("later:", *orders)))
    assert said in sentence
    assert (SAME_MESSAGES in sentence) == (said == SAME_MESSAGES)


def test_what_was_not_measured_is_said_to_be_so() -> None:
    assert "not been measured yet" in ENGLISH.translate(_lasted(Sum()))

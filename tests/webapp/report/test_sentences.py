"""The sentences of the overview claim no change that unbalanced check-up forms could explain."""

from __future__ import annotations

import re

import pytest

from quizlib import LATER
from quizlib.measures import OrderSums, PairSums
from tests.webapp.report.test_views import ENGLISH
from webapp.report.figures.over_time.lasting import Changes
from webapp.report.figures.sentences import _changed, _lasted
from webapp.report.wording.names import CAN_LAST, CANNOT_LAST, Names
from webapp.report.wording.sides import BUILT_IN
from webapp.site_content.reading import SiteContent

GROUPS = [PairSums.of([(2, 1)] * 6 + [(2, 2)] * 6 + [(3, 3)] * more) for more in (0, 1, 2, 0, 1, 2)]
EDITION = "0123abcd"
THREE = tuple(f"{forms}@{EDITION}" for forms in ("ABC", "BCA", "CAB"))


@pytest.fixture
def names(content: SiteContent) -> Names:
    """Return names in which the forms have one edition."""
    found = Names(content)
    found.editions = {BUILT_IN.sides: (EDITION, "deadbeef")}
    found.messages = {EDITION: {"believed": 3.0, "rejected": 3.0}}
    return found


def kept(names: Names, prefix: str, *orders: str, groups: int = 6) -> Changes:
    """Return pairs in these orders of forms."""
    found = {order: OrderSums.of(GROUPS[:groups]) for order in orders}
    return Changes({f"{prefix}believed": found, f"{prefix}rejected": found}, names)


def test_a_change_on_balanced_forms_is_told(names: Names) -> None:
    # of 3 messages 2 or 3 were believed before, and by six of each group one fewer afterwards
    told = ENGLISH.translate(_changed(kept(names, "", *THREE), BUILT_IN))
    number = r"\d\d(\.\d)? of 100"
    assert re.match(rf"Before, they believed {number} scams, afterwards {number} \(.* fewer; \d+ people both", told)
    assert "There is no comparison group, and practice counts in." in told


@pytest.mark.parametrize(
    ("orders", "groups", "said"),
    [
        (THREE[:1], 6, "Not enough yet: 30 of 90 pairs."),
        (THREE[:2], 6, "Not enough yet: 60 of 90 pairs."),
        (THREE, 2, "Not enough yet: 75 of 90 pairs."),
        (("A-B", "B-A"), 6, "Not measured yet."),
        (tuple(order.replace(EDITION, "fedcba98") for order in THREE), 6, "Not measured yet."),
    ],
    ids=["one order", "two", "small groups", "the first forms", "another edition"],
)
def test_without_balanced_forms_it_says_what_is_missing_and_no_number(
    names: Names, orders: tuple[str, ...], groups: int, said: str
) -> None:
    found = kept(names, "", *orders, groups=groups)
    assert ENGLISH.translate(_changed(found, BUILT_IN)) == f"What changed can't be said yet. {said}"
    for figure in found.sides(BUILT_IN):
        assert (figure.value, figure.n, figure.blocks, figure.interval) == (None, None, None, None)


def test_what_lasted_is_said_only_of_forms_that_were_balanced(names: Names) -> None:
    told = ENGLISH.translate(_lasted(kept(names, LATER, *THREE), BUILT_IN, CAN_LAST))
    assert re.match(r"The first time they believed \d\d(\.\d)? of 100 scams, a month or more later \d\d", told)
    missing = ENGLISH.translate(_lasted(kept(names, LATER, *THREE[:1]), BUILT_IN, CAN_LAST))
    assert missing.startswith("Whether it lasts can't be said yet. Not enough yet: 30 of 90 pairs. It takes 30 people")


def test_what_was_not_measured_is_said_to_be_so(names: Names) -> None:
    assert "not been measured yet" in ENGLISH.translate(_lasted(Changes({}, names), BUILT_IN, CAN_LAST))


def test_where_there_are_no_three_forms_it_says_that_this_can_never_be_told(names: Names) -> None:
    assert names.lasting(BUILT_IN.sides) == CAN_LAST
    assert names.lasting(("safe", "dangerous")) == CANNOT_LAST
    told = ENGLISH.translate(_lasted(Changes({}, names), BUILT_IN, CANNOT_LAST))
    assert "can't tell it" in told

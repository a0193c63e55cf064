"""Years are compared on the messages of both, each with the same weight, and with intervals that are wide enough."""

from __future__ import annotations

import pytest

from quizlib.measures import Clusters, same_messages


def rows(*mistaken: int, people: int = 12) -> Clusters:
    """Return blocks of so many people, of whom so many judged the message wrong."""
    return Clusters.of([(number, people) for number in mistaken])


def test_only_messages_of_both_years_count_and_each_counts_the_same() -> None:
    first = {"a": rows(3, 6, 3), "b": rows(6, 6, 9), "gone": rows(12, 12, 12)}
    second = {"a": rows(3, 3, 0, 0, 0, 0), "b": rows(6, 3, 6), "new": rows(0, 0, 3)}
    found = same_messages(first, second)
    assert found is not None
    assert found.messages == 2
    assert found.first.value == pytest.approx((12 / 36 + 21 / 36) / 2)
    assert found.second.value == pytest.approx((6 / 72 + 15 / 36) / 2)
    assert found.difference.value == pytest.approx(found.second.value - found.first.value)


def test_errors_that_go_together_are_held_by_the_interval() -> None:
    # the same people judged both messages alike: two messages say no more than one
    year = rows(3, 6, 0, 9, 3)
    one, two = same_messages({"a": year}, {"a": year}), same_messages({"a": year, "b": year}, {"a": year, "b": year})
    assert one is not None
    assert two is not None
    assert two.difference[:3] == pytest.approx(one.difference[:3])


@pytest.mark.parametrize("later", [rows(3, 3), rows(3, 3, 3, people=9)], ids=["two groups", "27 people"])
def test_without_three_groups_and_thirty_people_in_both_years_a_message_does_not_count(later: Clusters) -> None:
    assert same_messages({"a": rows(3, 6, 3)}, {"a": later}) is None
    assert same_messages({"a": rows(3, 6, 3)}, {}) is None

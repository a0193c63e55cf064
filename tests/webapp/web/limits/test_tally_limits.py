"""One machine cannot make the small numbers: what it adds in an hour is limited, and an old cookie adds nothing."""

from __future__ import annotations

import pytest

from tests.webapp.clock import Clock
from webapp.web.limits.tallies import TallyLimits

HOUR, MONTH = 3600, 31 * 24 * 3600
MOST = 60
HERE, THERE = "10.0.0.7", "10.0.0.8"
TURN = "a turn"

pytestmark = pytest.mark.usefixtures("clock")


def test_an_address_adds_so_many_in_an_hour_and_others_none_the_fewer(clock: Clock) -> None:
    limits = TallyLimits()
    assert [limits.counts("age", HERE) for _ in range(MOST + 5)] == [*[True] * MOST, *[False] * 5]
    assert limits.counts("age", THERE)
    assert limits.counts("visits", HERE), "each tally for itself"
    assert all(limits.counts("home", HERE, quiz=quiz) for quiz in ("kort", "anden") for _ in range(MOST))
    clock.later(HOUR)
    assert limits.counts("age", HERE)


def test_half_of_an_ipv6_address_is_one_customer() -> None:
    limits = TallyLimits()
    counted = [limits.counts("age", f"2001:db8:1:2::{number}") for number in range(MOST + 1)]
    assert counted == [*[True] * MOST, False]
    assert limits.counts("age", "2001:db8:1:3::1")


def test_a_turn_adds_one_in_a_month(clock: Clock) -> None:
    limits = TallyLimits()
    assert [limits.counts("age", HERE, once=(TURN, "2026-11")) for _ in range(3)] == [True, False, False]
    assert not limits.counts("age", THERE, once=(TURN, "2026-11")), "from wherever"
    assert limits.counts("visits", HERE, once=(TURN, "2026-11"))
    assert limits.counts("age", HERE, once=("another turn", "2026-11"))
    assert limits.counts("age", HERE, once=(TURN, "2026-12"))
    clock.later(MONTH)
    assert limits.counts("age", HERE, once=(TURN, "2026-11"))


def test_what_is_refused_to_a_turn_costs_its_address_nothing() -> None:
    limits = TallyLimits()
    for _ in range(MOST):
        limits.counts("age", HERE, once=(TURN, "2026-11"))
    assert limits.counts("age", HERE)

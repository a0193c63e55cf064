"""How often a wrong join code may be typed: from one and from all, for so long and no longer."""

from __future__ import annotations

import itertools

import pytest

from tests.webapp.clock import Clock
from webapp.web.limits.counting import MOST_NAMES, Counts
from webapp.web.limits.join_codes import JoinCodeLimits

MINUTE = 60

pytestmark = pytest.mark.usefixtures("clock")


def fail(limits: JoinCodeLimits, address: str, times: int = 1) -> None:
    """Try wrong codes from one address."""
    for _ in range(times):
        limits.failed(address)


def test_twenty_wrong_join_codes_may_come_from_one_address_in_ten_minutes_before_the_place_is_asked_for(
    clock: Clock,
) -> None:
    limits = JoinCodeLimits()
    for _ in range(20):
        assert not limits.asks_place("10.0.0.7")
        fail(limits, "10.0.0.7")
    assert limits.asks_place("10.0.0.7")
    assert not limits.asks_place("10.0.0.8")
    clock.later(10 * MINUTE - 1)
    assert limits.asks_place("10.0.0.7")
    clock.later(1)
    assert not limits.asks_place("10.0.0.7")


def test_a_hundred_may_come_from_one_address_in_a_day(clock: Clock) -> None:
    limits = JoinCodeLimits()
    for _ in range(5):
        assert not limits.asks_place("10.0.0.7")
        fail(limits, "10.0.0.7", 20)
        clock.later(10 * MINUTE)
    assert limits.asks_place("10.0.0.7")
    clock.later(24 * 60 * MINUTE - 5 * (10 * MINUTE))
    assert not limits.asks_place("10.0.0.7")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::7", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::7", "2001:db8:1:3::7", False),
        ("192.0.2.7", "192.0.2.8", False),
        ("192.0.2.7", "::ffff:192.0.2.7", True),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.8", False),
        ("unknown", "unknown", True),
        ("unknown", "hidden", False),
    ],
)
def test_addresses_of_one_customer_have_one_budget(one: str, other: str, *, same: bool) -> None:
    limits = JoinCodeLimits()
    fail(limits, one, 20)
    assert limits.asks_place(other) == same


def test_everybody_is_asked_for_the_place_while_wrong_codes_come_faster_than_five_a_second(clock: Clock) -> None:
    limits = JoinCodeLimits()
    for number in range(300):
        assert not limits.asks_place("10.0.0.7"), "five a second are no flood yet"
        fail(limits, f"192.0.2.{number}")
        clock.later(0.2)
    for number in range(60):
        fail(limits, f"198.51.100.{number}")
        clock.later(0.15)
    assert limits.asks_place("10.0.0.7")
    clock.later(10)
    assert not limits.asks_place("10.0.0.7")


def test_a_flood_is_over_ten_seconds_after_the_first_of_fifty_that_came_at_once(clock: Clock) -> None:
    limits = JoinCodeLimits()
    for number in range(50):
        assert not limits.flooded
        fail(limits, f"192.0.2.{number}")
    clock.later(9)
    assert limits.flooded
    clock.later(1)
    assert not limits.flooded


def test_a_slow_flood_is_a_flood_too(clock: Clock) -> None:
    limits = JoinCodeLimits()
    for number in range(600):
        assert not limits.flooded
        fail(limits, f"192.0.2.{number}")
        clock.later(0.9)
    assert limits.flooded


def test_nobody_can_use_up_the_budget_of_another_address() -> None:
    limits = JoinCodeLimits()
    for number in range(1000):
        fail(limits, f"10.{number // 250}.{number % 250}.1", 40)
    assert not limits.allows("10.0.0.1")
    for _ in range(20):
        assert limits.allows("192.0.2.7")
        fail(limits, "192.0.2.7")


def test_beyond_its_budget_an_address_may_go_on_unless_many_do(clock: Clock) -> None:
    limits = JoinCodeLimits()
    fail(limits, "192.0.2.7", 20 + 2999)
    assert limits.allows("192.0.2.7")
    fail(limits, "192.0.2.7")
    assert not limits.allows("192.0.2.7")
    clock.later(10 * MINUTE)
    assert limits.allows("192.0.2.7")


def test_asking_whether_a_join_code_may_be_tried_counts_nothing() -> None:
    limits = JoinCodeLimits()
    assert all(limits.allows("10.0.0.7") and not limits.asks_place("10.0.0.7") for _ in range(50))


def test_no_more_addresses_are_kept_than_fit_and_none_longer_than_it_counts(clock: Clock) -> None:
    counts = Counts(10 * MINUTE)
    for number in range(MOST_NAMES + 50):
        counts.add(number.to_bytes(4))
    assert len(counts._counts) == MOST_NAMES + 1  # noqa: SLF001 - nothing outside shows what is kept
    assert counts.of((MOST_NAMES + 49).to_bytes(4)) == 1
    clock.later(10 * MINUTE)
    counts.add(b"new")
    assert len(counts._counts) == 1  # noqa: SLF001


@pytest.mark.trial
@pytest.mark.parametrize(("addresses", "seconds"), [(9, 10), (20_000, 10 * MINUTE)], ids=["unnoticed", "in a hurry"])
def test_a_thousand_addresses_guess_one_of_ten_open_workshops_in_more_than_a_day(
    clock: Clock, addresses: int, seconds: int
) -> None:
    """An attacker who knows the places of the ten workshops, and tries codes from so many addresses at a time."""
    limits, begun, not_found, expected = JoinCodeLimits(), clock.now, 1.0, 0.0
    whose = itertools.cycle([f"10.{number // 250}.{number % 250}.1" for number in range(1000)])
    while clock.now < begun + 24 * 60 * MINUTE:
        for address in itertools.islice(whose, addresses):
            if limits.allows(address):
                not_found *= 1 - (1e-6 if limits.asks_place(address) else 1e-5)
                limits.failed(address)
        clock.later(seconds)
        expected += not_found * seconds
    days = expected / (24 * 60 * MINUTE) / (1 - not_found)  # every day is like the first
    assert days > 1, f"{days:.2f} days in the mean"

"""How often a wrong join code may be typed and a sign-in tried: from one and from all, for so long and no longer."""

from __future__ import annotations

import pytest

from tests.webapp.clock import Clock
from webapp.web.limits import JoinCodeLimits, Kind, SignInLimits

MINUTE = 60

pytestmark = pytest.mark.usefixtures("clock")


def test_forty_wrong_join_codes_may_come_from_one_address_in_ten_minutes(clock: Clock) -> None:
    limits = JoinCodeLimits()
    for _ in range(40):
        assert limits.allows("10.0.0.7")
        limits.failed("10.0.0.7")
    assert not limits.allows("10.0.0.7")
    assert limits.allows("10.0.0.8")
    clock.later(10 * MINUTE - 1)
    assert not limits.allows("10.0.0.7")
    clock.later(2)
    assert limits.allows("10.0.0.7")


def test_a_thousand_may_come_from_all_together() -> None:
    limits = JoinCodeLimits()
    for number in range(1000):
        assert limits.allows(f"10.0.{number}")
        limits.failed(f"10.0.{number}")
    assert not limits.allows("10.0.0.7")


def test_asking_whether_a_join_code_may_be_tried_counts_nothing() -> None:
    limits = JoinCodeLimits()
    assert all(limits.allows("10.0.0.7") for _ in range(50))


@pytest.mark.parametrize("kind", ["password", "code"])
def test_ten_tries_to_sign_in_are_for_one_name_in_a_quarter(clock: Clock, kind: Kind) -> None:
    limits = SignInLimits()
    assert [limits.allows(kind, "mette") for _ in range(12)] == [True] * 10 + [False] * 2
    assert limits.allows(kind, "dorte")
    clock.later(15 * MINUTE)
    assert limits.allows(kind, "mette")


def test_passwords_and_codes_of_one_name_are_counted_apart() -> None:
    limits = SignInLimits()
    assert all(limits.allows("password", "mette") for _ in range(10))
    assert limits.allows("code", "mette")


def test_fifty_codes_are_for_one_name_in_a_day(clock: Clock) -> None:
    limits = SignInLimits()
    allowed = 0
    for _ in range(8):
        allowed += sum(limits.allows("code", "mette") for _ in range(10))
        clock.later(15 * MINUTE)
    assert allowed == 50


def test_three_hundred_tries_are_for_all_names_together() -> None:
    limits = SignInLimits()
    assert [limits.allows("password", str(number)) for number in range(302)] == [True] * 300 + [False] * 2


def test_a_try_that_is_refused_does_not_count_for_the_others() -> None:
    limits = SignInLimits()
    for _ in range(400):
        limits.allows("password", "mette")
    assert limits.allows("password", "dorte")


def test_the_tries_of_a_name_are_forgotten_once_one_has_succeeded() -> None:
    limits = SignInLimits()
    for _ in range(3):
        assert all(limits.allows("password", "mette") for _ in range(10))
        limits.passed("password", "mette")

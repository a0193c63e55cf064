"""How often a sign-in may be tried: by one, by strangers together, for so long and no longer."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tests.webapp.clock import Clock
from webapp.web.limits.sign_ins import Kind, SignInLimits

MINUTE = 60

pytestmark = pytest.mark.usefixtures("clock")


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


def test_asking_whether_one_has_to_wait_counts_nothing() -> None:
    limits = SignInLimits()
    assert not any(limits.waits("password", "mette") for _ in range(50))
    assert all(limits.allows("password", "mette") for _ in range(10))
    assert limits.waits("password", "mette")


def test_two_strangers_have_room_at_once_and_sixty_in_a_minute_and_those_who_are_known_always(clock: Clock) -> None:
    limits = SignInLimits()

    def now(*, stranger: bool) -> bool:
        with limits.room(stranger=stranger) as room:
            return room

    with limits.room(stranger=True) as first, limits.room(stranger=True) as second:
        assert (first, second, now(stranger=True), now(stranger=False)) == (True, True, False, True)
    assert [now(stranger=True) for _ in range(60)] == [True] * 58 + [False] * 2
    assert now(stranger=False)
    clock.later(MINUTE)
    assert now(stranger=True)


def test_there_is_room_again_after_a_try_that_went_wrong() -> None:
    limits = SignInLimits()
    for _ in range(5):
        with suppress(ZeroDivisionError), limits.room(stranger=True) as room:
            assert room
            raise ZeroDivisionError


def test_a_hundred_failures_in_a_quarter_are_usual(clock: Clock) -> None:
    limits = SignInLimits()
    assert [limits.failed() for _ in range(102)] == [False] * 100 + [True] * 2
    clock.later(15 * MINUTE)
    assert not limits.failed()


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


def test_it_is_crowded_while_two_strangers_try_and_asking_takes_no_room() -> None:
    limits = SignInLimits()
    with limits.room(stranger=True):
        assert not any(limits.crowded() for _ in range(5))
        with limits.room(stranger=True) as second:
            assert second
            assert limits.crowded()
        assert not limits.crowded()

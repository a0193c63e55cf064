"""Several workers on PostgreSQL, behind nginx: whatever dies under load, no answer is lost that was acknowledged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.scaling.accidents import ACCIDENTS, Stage, failover, stage
from benchmarks.scaling.figures import measured
from benchmarks.scaling.postgresql import MissingError, installed, postgresql, programs

pytestmark = pytest.mark.trial


@pytest.fixture(scope="module", autouse=True)
def _programs() -> None:
    """Install Debian's programs, or skip."""
    try:
        programs()
        installed("nginx", "nginx-light")
    except MissingError as missing:
        pytest.skip(f"this needs programs of Debian's that cannot be installed here: {missing}")


@pytest.fixture(scope="module")
def two_workers() -> Iterator[Stage]:
    """A site with two workers."""
    with stage() as found:
        yield found


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_nothing_is_lost_and_nobody_sees_an_error_while_the_database_is_there(
    two_workers: Stage, accident: str
) -> None:
    left = ACCIDENTS[accident](two_workers)
    assert (left.lost, left.errors) == (0, [])


def test_a_replica_for_which_each_commit_has_waited_takes_over_and_nothing_is_lost() -> None:
    left = failover(waiting=True)
    assert (left.lost, left.errors) == (0, [])


def test_a_replica_that_was_behind_takes_over_and_what_it_did_not_have_is_lost() -> None:
    left = failover(waiting=False)
    assert left.lost
    assert left.errors == []


def test_answers_a_second_and_waits_are_measured_for_any_number_of_workers() -> None:
    with postgresql() as server:
        taken = measured(2, server, 1)
    assert taken.rate > 0
    assert 0 < taken.half <= taken.most
    assert min(taken.cpu) > 0

"""A device keeps its youngest entries last, and forgets answers but not choices."""

from __future__ import annotations

from quizlib import Result, Share, VerdictCounts
from tests.webapp.web.devices import result_of
from webapp.web.device import Device, RememberedResult


def test_what_was_touched_last_is_the_youngest() -> None:
    device = Device().with_result("a", result_of(1)).with_result("b", result_of(2)).with_result("a", result_of(3))
    assert list(device.results) == ["b", "a"]
    assert device.results["a"] == result_of(3)


def test_deleting_answers_keeps_choices_alone() -> None:
    device = Device().with_attempt("a", "1").with_practice("a", "2").with_result("a", result_of(1))
    assert device.with_size(1).keeping(remember=True, statistics=False).without_answers() == Device(
        size=1, remember=True
    )


def test_a_result_comes_back_without_what_is_not_remembered() -> None:
    result = Result(VerdictCounts(2, 1, 0), VerdictCounts(1, 0, 2), Share(3, 4), ("parcel",))
    kept = RememberedResult.of(result, {"worry": 2}, month="2026-11", done=False)
    assert kept.result == Result(VerdictCounts(2, 1, 0), VerdictCounts(1, 0, 2), Share(3, 4), ())

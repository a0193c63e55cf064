"""A device keeps its youngest entries last, and forgets answers but not choices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizlib import Result, Share, VerdictCounts
from tests.webapp.web.devices import result_of
from webapp.web.devices.device import Device, Draft, Way
from webapp.web.devices.remembered_result import RememberedResult


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
    verdicts = {"scam": VerdictCounts(2, 1, 0), "genuine": VerdictCounts(1, 0, 2), "danger": VerdictCounts(0, 3, 1)}
    result = Result(verdicts, Share(3, 4), ("parcel",))
    kept = RememberedResult.of(result, {"worry": 2}, Share(3, 4), month="2026-11", done=False)
    assert kept.others == {"danger": VerdictCounts(0, 3, 1)}
    assert kept.result == Result(verdicts, Share(3, 4), ())


def test_a_result_is_the_same_whatever_its_month_the_code_before_it_and_its_refreshers() -> None:
    one = result_of(1)
    for other in (one, replace(one, month="2027-01"), replace(one, earlier="abcdef"), replace(one, refreshed=2)):
        assert one.same_as(other)
        assert other.same_as(one)
    assert not one.same_as(replace(one, safe=Share(0, 9)))
    assert not one.same_as(replace(one, ratings={"worry": 5}))


def test_who_joins_a_workshop_with_a_browser_that_remembers_keeps_what_is_not_under_way_there() -> None:
    own = Device(remember=True, people=2).with_result("a", result_of(1)).with_attempt("a", "1").with_attempt("b", "2")
    joined = own.with_practice("b", "3").joining("w", ["b"])
    assert joined == replace(own, workshop="w", people=0, attempts={"a": "1"})


def test_a_device_that_is_too_large_leaves_out_one_thing_after_the_other_and_last_where_the_person_is() -> None:
    way, draft = Way("ABC", 1, "1"), Draft(("1", "parcel"), ("scam",))
    whole = Device(draft=draft, workshop="w", refresher=("a", "b"), programmes={"p": way, "q": way}, size=2)
    for quiz in ("a", "b"):
        whole = whole.with_attempt(quiz, f"attempt {quiz}", three=True).with_result(quiz, result_of(1))
    whole = replace(whole, practice={"a": "practice a", "b": "practice b"}, draft=draft)
    changes: tuple[dict[str, Any], ...] = (
        {"practice": {"b": "practice b"}},
        {"results": {"b": result_of(1)}, "attempts": {"b": "attempt b"}, "three": ("b",)},
        {"results": {}, "refresher": None},
        {"programmes": {"q": way}},
        {"draft": None, "workshop": None},
    )
    device = expected = whole
    for change in changes:
        device, expected = device.shorter(), replace(expected, **change)
        assert device == expected


def test_attempts_without_a_result_go_one_by_one_after_the_last_result_and_the_youngest_stays() -> None:
    device = Device(attempts={"a": "1", "b": "2", "c": "3"}, results={"b": result_of(1)})
    for attempts in (["a", "b", "c"], ["b", "c"], ["c"], ["c"]):
        device = device.shorter()
        assert (list(device.attempts), device.results) == (attempts, {})

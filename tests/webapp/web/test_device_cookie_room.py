"""The device cookie has room for forty finished quizzes; beyond that the oldest details go first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from werkzeug.wrappers import Response

from quizlib import Share, VerdictCounts
from tests.webapp.web.devices import CODE, JAR, SECRET, devices, finished, header, id_of, quiz_of, result_of
from webapp.web.devices.device import Device, Draft, Way
from webapp.web.devices.device_cookie import DeviceCookie, _packed
from webapp.web.devices.remembered_result import RememberedResult

BROWSERS_TAKE = 4096  # characters of a `Set-Cookie` header


def begun_with_three(quizzes: int) -> Device:
    """Return a device with so many finished quizzes, each begun with three messages."""
    device = finished(quizzes)
    return replace(device, three=tuple(device.attempts))


def test_forty_finished_quizzes_fit_whole_with_all_that_is_under_way() -> None:
    device = begun_with_three(40)
    ratings = RememberedResult(
        "2026-11", VerdictCounts(), VerdictCounts(), Share(), {"worry": 4, "mastery": 2}, done=True
    )
    check_up = RememberedResult(
        "2026-11", VerdictCounts(3, 0, 1), VerdictCounts(4), Share(), {}, done=True, earlier=CODE
    )
    for quiz, result in (("bekymring", ratings), ("tjek-a", check_up)):
        device = device.with_attempt(quiz, id_of(quiz)).with_result(quiz, result)
    for programme in ("en-time", "to-gange", "den-lange"):
        device = device.with_way(programme, Way("CAB", 5, id_of(programme)))
    device = (
        device.with_practice("mitid", id_of("practice")).with_before(CODE).with_via("biblioteksavis").with_people(2)
    )
    device = device.with_draft(Draft((id_of("tjek-a"), "bank-call"), tuple(f"choice-{n}" for n in range(8))))
    device = replace(device, workshop=id_of("workshop"), refresher=(quiz_of(1), quiz_of(2)), size=2, age_told=True)
    sealed = JAR.seal(device)
    assert len(sealed) <= 3800
    assert JAR.read(header(sealed)) == device


def test_a_finished_quiz_takes_at_most_seventy_bytes() -> None:
    empty = len(_packed(Device()))
    for devices_of in (finished, begun_with_three):
        assert all((len(_packed(devices_of(quizzes))) - empty) / quizzes <= 70 for quizzes in (10, 20, 40))


def test_the_longest_cookie_is_one_that_browsers_take() -> None:
    response = Response()
    DeviceCookie(SECRET, (), secure=True).set(response, finished(100))
    header = f"Set-Cookie: {response.headers['Set-Cookie']}"
    assert 3800 < len(header) <= BROWSERS_TAKE


@settings(deadline=None)
@given(device=devices(60))
def test_however_much_there_is_it_fits_and_choices_are_kept(device: Device) -> None:
    sealed = JAR.seal(device)
    assert len(sealed) <= 3800
    known = JAR.read(header(sealed))
    assert (known.size, known.remember, known.statistics) == (device.size, device.remember, device.statistics)
    for kept, given_ in ((known.attempts, device.attempts), (known.results, device.results)):
        assert kept.items() <= given_.items()


def test_the_oldest_quizzes_go_first_after_practice() -> None:
    device = Device(workshop="w" * 22)
    for n in range(120):
        device = device.with_attempt(f"quiz-{n}", id_of(n)).with_practice(f"quiz-{n}", id_of(n, "practice"))
        device = device.with_result(f"quiz-{n}", result_of(n))
    known = JAR.read(header(JAR.seal(device)))
    assert list(known.practice) == ["quiz-119"]
    assert 40 <= len(known.results) < 120
    assert list(known.results) == list(known.attempts) == list(device.results)[-len(known.results) :]
    assert known.workshop == "w" * 22


@pytest.mark.parametrize("ratings", [{}, {f"how-worried-are-you-about-{n}": 3 for n in range(100)}])
def test_however_much_there_is_one_keeps_ones_place(ratings: dict[str, int]) -> None:
    device = Device()
    for n in range(60):
        device = device.with_attempt(f"quiz-{n}", id_of(n)).with_result(f"quiz-{n}", result_of(n))
    begun = device.with_attempt("quiz-0", "b" * 22).with_practice("quiz-1", "c" * 22)
    answered = begun.with_result("quiz-0", replace(result_of(1), ratings=ratings))
    for each in (begun, answered):
        known = JAR.read(header(JAR.seal(each)))
        assert known.attempts["quiz-0"] == "b" * 22
        assert known.practice == {"quiz-1": "c" * 22}

"""What a browser remembers comes back whole, tells nothing on the way, and never breaks a page."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.wrappers import Response

from quizlib import Result, Share, VerdictCounts
from webapp.web.device import Device, Draft, RememberedResult, Way
from webapp.web.device_cookie import STEP, THIRTEEN_MONTHS, DeviceCookie

SECRET, OTHER = "s" * 43, "t" * 43
JAR = DeviceCookie(SECRET, (), secure=False)
counts = st.integers(0, 20)
names = st.text("abcdefghijklmnopqrstuvwxyzæøå-", min_size=1, max_size=30)
ids = st.binary(min_size=16, max_size=16).map(lambda raw: base64.urlsafe_b64encode(raw).rstrip(b"=").decode())
reached = st.builds(
    RememberedResult,
    month=st.dates().map(lambda day: f"{day:%Y-%m}"),
    scams=st.builds(VerdictCounts, counts, counts, counts),
    genuine=st.builds(VerdictCounts, counts, counts, counts),
    safe=st.builds(Share, counts, counts),
    ratings=st.dictionaries(names, st.integers(1, 5), max_size=3),
    done=st.booleans(),
    earlier=st.sampled_from(["", "BCD FGH"]),
    refreshed=st.integers(0, 2),
)
words = st.lists(names, max_size=5).map(tuple)


def devices(most: int) -> st.SearchStrategy[Device]:
    return st.builds(
        Device,
        attempts=st.dictionaries(names, ids, max_size=most),
        practice=st.dictionaries(names, ids, max_size=most),
        results=st.dictionaries(names, reached, max_size=most),
        size=st.integers(0, 2),
        remember=st.booleans(),
        statistics=st.booleans(),
        workshop=st.none() | ids,
        programmes=st.dictionaries(names, st.builds(Way, st.sampled_from(["ABC", "CAB"]), counts, ids), max_size=most),
        draft=st.none() | st.builds(Draft, words, words),
        refresher=st.none() | st.tuples(names, names),
        before=st.sampled_from(["", "BCD FGH"]),
        people=st.integers(0, 3),
        via=st.sampled_from(["", "plakat"]),
        age_told=st.booleans(),
    )


def header(value: str, name: str = "device") -> str:
    return f"other=1; {name}={value}; more=2"


def result_of(n: int) -> RememberedResult:
    return RememberedResult(
        "2026-11", VerdictCounts(n, 0, 0), VerdictCounts(0, n, 0), Share(1, 2), {"worry": 3}, done=True
    )


@settings(deadline=None)
@given(device=devices(3))
def test_what_is_sealed_is_read_again(device: Device) -> None:
    assert JAR.read(header(JAR.seal(device))) == device


@settings(deadline=None)
@given(device=devices(60))
def test_however_much_there_is_it_fits_and_choices_are_kept(device: Device) -> None:
    sealed = JAR.seal(device)
    assert len(sealed) <= 3500
    known = JAR.read(header(sealed))
    assert (known.size, known.remember, known.statistics) == (device.size, device.remember, device.statistics)
    for kept, given_ in ((known.attempts, device.attempts), (known.results, device.results)):
        assert kept.items() <= given_.items()


@settings(deadline=None)
@given(text=st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_garbage_is_an_empty_device(text: str) -> None:
    assert JAR.read(text) == Device()
    assert JAR.read(header(text)) == Device()


@settings(deadline=None)
@given(device=devices(2), position=st.integers(0, 10_000), change=st.integers(1, 255))
def test_a_changed_cookie_is_an_empty_device(device: Device, position: int, change: int) -> None:
    sealed = bytearray(base64.urlsafe_b64decode(JAR.seal(device) + "=="))
    sealed[position % len(sealed)] ^= change
    value = base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
    assert JAR.read(header(value)) == Device()
    assert JAR.read(header(value[: position % len(value)])) == Device()


def test_no_cookie_is_an_empty_device() -> None:
    assert JAR.read(None) == JAR.read("") == JAR.read("other=1") == Device()


def test_a_later_secret_reads_what_an_earlier_one_sealed() -> None:
    device = Device().with_size(2)
    old = header(JAR.seal(device))
    assert DeviceCookie(OTHER, (SECRET,), secure=False).read(old) == device
    assert DeviceCookie(OTHER, (), secure=False).read(old) == Device()
    renewed = header(DeviceCookie(OTHER, (SECRET,), secure=False).seal(device))
    assert JAR.read(renewed) == Device()


def test_a_cookie_shows_neither_what_is_in_it_nor_how_much() -> None:
    one = Device().with_attempt("mitid", "a" * 22)
    assert JAR.seal(one) != JAR.seal(one)
    assert len(JAR.seal(one)) == len(JAR.seal(one.with_practice("mitid", "b" * 22))) == len(JAR.seal(Device()))
    assert b"mitid" not in base64.urlsafe_b64decode(JAR.seal(one) + "==")
    assert STEP >= 256


def test_the_oldest_quizzes_go_first_after_practice() -> None:
    device = Device(workshop="w" * 22)
    for n in range(60):
        device = device.with_attempt(f"quiz-{n}", "a" * 22).with_practice(f"quiz-{n}", "b" * 22)
        device = device.with_result(f"quiz-{n}", result_of(n))
    known = JAR.read(header(JAR.seal(device)))
    assert list(known.practice) == ["quiz-59"]
    assert len(known.results) >= 15
    assert list(known.results) == list(known.attempts) == list(device.results)[-len(known.results) :]
    assert known.workshop == "w" * 22


@pytest.mark.parametrize("ratings", [{}, {f"how-worried-are-you-about-{n}": 3 for n in range(100)}])
def test_however_much_there_is_one_keeps_ones_place(ratings: dict[str, int]) -> None:
    device = Device()
    for n in range(60):
        device = device.with_attempt(f"quiz-{n}", "a" * 22).with_result(f"quiz-{n}", result_of(n))
    begun = device.with_attempt("quiz-0", "b" * 22).with_practice("quiz-1", "c" * 22)
    answered = begun.with_result("quiz-0", replace(result_of(1), ratings=ratings))
    for each in (begun, answered):
        known = JAR.read(header(JAR.seal(each)))
        assert known.attempts["quiz-0"] == "b" * 22
        assert known.practice == {"quiz-1": "c" * 22}


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


@pytest.mark.parametrize(
    ("device", "lasting"),
    [
        (Device(), False),
        (Device(remember=True), True),
        (Device(statistics=True), False),
        (Device(remember=True, workshop="w"), False),
    ],
)
def test_a_cookie_outlives_the_browser_only_if_chosen_and_not_shared(device: Device, lasting: bool) -> None:  # noqa: FBT001
    response = Response()
    JAR.set(response, device)
    cookie = response.headers["Set-Cookie"]
    assert (f"Max-Age={THIRTEEN_MONTHS}" in cookie) == lasting
    assert ("Expires" in cookie) == lasting


@pytest.mark.parametrize(("secure", "name"), [(False, "device"), (True, "__Host-device")])
def test_the_cookie_is_for_this_site_alone(secure: bool, name: str) -> None:  # noqa: FBT001
    jar = DeviceCookie(SECRET, (), secure=secure)
    for write in (lambda response: jar.set(response, Device(size=1)), jar.expire):
        response = Response()
        write(response)
        first, *attributes = response.headers["Set-Cookie"].split("; ")
        assert first.startswith(f"{name}=")
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
        assert ("Secure" in attributes) == secure
        assert not any(each.startswith("Domain") for each in attributes)


def test_expiring_takes_the_cookie_away() -> None:
    response = Response()
    JAR.expire(response)
    assert "Max-Age=0" in response.headers["Set-Cookie"]


def test_a_foreign_cookie_of_the_same_name_does_not_hide_ours() -> None:
    device = Device(size=2)
    assert JAR.read(f"device=rubbish; device={JAR.seal(device)}") == device

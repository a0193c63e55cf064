"""The device cookie is read back whole, reveals nothing, and never breaks a page."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from werkzeug.wrappers import Response

from quizlib import Result, Share, VerdictCounts
from webapp.web.device import Device, Draft, RememberedResult, Way
from webapp.web.device_cookie import STEP, THIRTEEN_MONTHS, DeviceCookie, _packed, _unpacked

BROWSERS_TAKE = 4096  # characters of a `Set-Cookie` header

EARLIER = Path(__file__).parents[1] / "storage" / "from_397f190" / "device_cookie.json"
CODE = "BCD FGH"
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
    earlier=st.sampled_from(["", CODE]),
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
        before=st.sampled_from(["", CODE]),
        people=st.integers(0, 3),
        via=st.sampled_from(["", "plakat"]),
        age_told=st.booleans(),
    )


def header(value: str, name: str = "device") -> str:
    return f"other=1; {name}={value}; more=2"


def id_of(*parts: object) -> str:
    """Return an id that looks as random as that of an attempt, and is the same for the same parts."""
    return base64.urlsafe_b64encode(sha256(repr(parts).encode()).digest()[:16]).rstrip(b"=").decode()


def quiz_of(n: int) -> str:
    """Return one of many ids of quizzes, of 24 random characters."""
    drawn = Random(n)  # noqa: S311 - nothing here is secret
    return "".join(drawn.choices("abcdefghijklmnopqrstuvwxyz-", k=24))


def finished(quizzes: int) -> Device:
    """Return a device with this number of finished quizzes, whose results differ."""
    device = Device(remember=True)
    for n in range(quizzes):
        right, unsure, wrong, more, fewer = Random(n).choices(range(7), k=5)  # noqa: S311 - as above
        sides = VerdictCounts(right, unsure, wrong), VerdictCounts(more, fewer, right)
        month = f"2026-{n % 12 + 1:02}"
        result = RememberedResult(month, *sides, Share(fewer, more), {}, done=True, refreshed=n % 3)
        device = device.with_attempt(quiz_of(n), id_of(n)).with_result(quiz_of(n), result)
    return device


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
    assert len(sealed) <= 3800
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


def test_forty_finished_quizzes_fit_whole_with_all_that_is_under_way() -> None:
    device = finished(40)
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
    assert all((len(_packed(finished(quizzes))) - empty) / quizzes <= 70 for quizzes in (10, 20, 40))


def test_the_longest_cookie_is_one_that_browsers_take() -> None:
    response = Response()
    DeviceCookie(SECRET, (), secure=True).set(response, finished(100))
    header = f"Set-Cookie: {response.headers['Set-Cookie']}"
    assert 3800 < len(header) <= BROWSERS_TAKE


def test_what_the_last_version_sealed_is_read() -> None:
    kept = json.loads(EARLIER.read_text(encoding="utf-8"))
    device = TypeAdapter(Device).validate_python(kept["device"])
    assert len(device.results) == 4
    for jar in (DeviceCookie(kept["secret"], (), secure=False), DeviceCookie(OTHER, (kept["secret"],), secure=False)):
        assert jar.read(header(kept["cookie"])) == device
        assert jar.read(header(jar.seal(device))) == device


def test_the_order_of_fields_is_that_of_cookies_which_browsers_have() -> None:
    """A change of the order needs a new version: browsers have cookies of this one."""
    result = [*"m", [1, 2, 3], [4, 5, 6], [7, 8], {"q": 9}, True, "e", 1]
    listed = [{"q": "a"}, {"q": "p"}, {"q": result}, 2, True, False, "w", 3, {"p": ["ABC", 1, "a"]}]
    packed = zlib.compress(json.dumps([*listed, [["d"], ["r"]], ["x", "y"], "b", "v", True]).encode())
    assert _unpacked(packed) == Device(
        attempts={"q": "a"},
        practice={"q": "p"},
        results={
            "q": RememberedResult(
                month="m",
                scams=VerdictCounts(right=1, unsure=2, wrong=3),
                genuine=VerdictCounts(right=4, unsure=5, wrong=6),
                safe=Share(right=7, of=8),
                ratings={"q": 9},
                done=True,
                earlier="e",
                refreshed=1,
            )
        },
        size=2,
        remember=True,
        statistics=False,
        workshop="w",
        people=3,
        programmes={"p": Way(order="ABC", done=1, attempt="a")},
        draft=Draft(place=("d",), response=("r",)),
        refresher=("x", "y"),
        before="b",
        via="v",
        age_told=True,
    )


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

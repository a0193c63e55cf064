"""The device cookie is read back whole, reveals nothing, and never breaks a page."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from werkzeug.wrappers import Response

from quizlib import Share, VerdictCounts
from tests.webapp.web.devices import JAR, OTHER, SECRET, devices, header
from webapp.web.devices.device import Device, Draft, Way
from webapp.web.devices.device_cookie import STEP, THIRTEEN_MONTHS, DeviceCookie, _unpacked
from webapp.web.devices.remembered_result import RememberedResult

EARLIER = Path(__file__).parents[1] / "storage" / "from_397f190" / "device_cookie.json"


@settings(deadline=None)
@given(device=devices(3))
def test_what_is_sealed_is_read_again(device: Device) -> None:
    assert JAR.read(header(JAR.seal(device))) == device


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


def test_what_the_last_version_sealed_is_read() -> None:
    kept = json.loads(EARLIER.read_text(encoding="utf-8"))
    device = TypeAdapter(Device).validate_python(kept["device"])
    assert len(device.results) == 4
    for jar in (DeviceCookie(kept["secret"], (), secure=False), DeviceCookie(OTHER, (kept["secret"],), secure=False)):
        assert jar.read(header(kept["cookie"])) == device
        assert jar.read(header(jar.seal(device))) == device


def test_a_cookie_of_a_later_release_is_read_as_far_as_it_is_known() -> None:
    later = [{"q": "a"}, {}, {}, 2, *[None] * (len(fields(Device)) - 4), "of a later release"]
    read = _unpacked(zlib.compress(json.dumps(later).encode()))
    assert (read.attempts, read.size) == ({"q": "a"}, 2)


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


@pytest.mark.parametrize(
    ("sent", "is_in"),
    [
        (None, False),
        ("", False),
        ("other=1", False),
        ("another-device=1; other=2", False),
        ("device=rubbish", True),
        ("other=1; device=rubbish", True),
    ],
)
def test_whether_a_browser_has_sent_the_cookie_is_seen_whatever_is_in_it(sent: str | None, is_in: bool) -> None:  # noqa: FBT001
    assert JAR.is_in(sent) is is_in


MOUNTED = DeviceCookie(SECRET, (), secure=True)
FRAMED = DeviceCookie(SECRET, (), secure=True, framed=True)


@pytest.mark.parametrize(
    ("secure", "root", "name", "path"),
    [
        (False, "", "device", "/"),
        (False, "/tryg", "device-tryg", "/tryg"),
        (False, "/it/kurser", "device-it%2Fkurser", "/it/kurser"),
        (True, "", "__Host-device", "/"),
        (True, "/tryg", "__Secure-device-tryg", "/tryg"),
    ],
)
def test_each_mount_of_a_host_has_a_cookie_of_its_own(secure: bool, root: str, name: str, path: str) -> None:  # noqa: FBT001
    jar, response = DeviceCookie(SECRET, (), secure=secure), Response()
    jar.set(response, Device(), root)
    first, *attributes = response.headers["Set-Cookie"].split("; ")
    assert first.startswith(f"{name}=")
    assert {f"Path={path}", "SameSite=Lax"} <= set(attributes)


def test_a_cookie_that_pages_of_other_sites_may_show_is_kept_once_for_each_of_them() -> None:
    response = Response()
    FRAMED.set(response, Device())
    first, *attributes = response.headers["Set-Cookie"].split("; ")
    assert first.startswith("__Host-framed=")
    assert {"HttpOnly", "Secure", "SameSite=None", "Partitioned", "Path=/"} <= set(attributes)


@pytest.mark.parametrize(
    ("jar", "root", "name"),
    [(FRAMED, "", "__Host-device"), (MOUNTED, "/tryg", "__Host-device"), (FRAMED, "/tryg", "__Secure-device-tryg")],
)
def test_what_a_browser_kept_at_an_earlier_place_is_read_and_then_forgotten(
    jar: DeviceCookie, root: str, name: str
) -> None:
    device = Device(size=2)
    sent = header(JAR.seal(device), name)
    assert jar.read(sent, root) == device
    assert not jar.is_in(sent, root)
    writes: list[Callable[[Response], None]] = [
        lambda response: jar.set(response, device, root, sent),
        lambda response: jar.expire(response, root, sent),
    ]
    for write in writes:
        response = Response()
        write(response)
        old, new = response.headers.getlist("Set-Cookie")
        assert old.startswith(f"{name}=;")
        assert "Max-Age=0" in old
        assert new.startswith(f"{jar.place(root).name}=")
    assert jar.read(f"{sent}; {jar.place(root).name}={JAR.seal(Device(size=1))}", root) == Device(size=1)


def test_the_cookie_of_another_site_on_the_same_host_is_left_alone() -> None:
    theirs, response = header(DeviceCookie(OTHER, (), secure=True).seal(Device(size=1)), "__Host-device"), Response()
    assert MOUNTED.read(theirs, "/tryg") == Device()
    MOUNTED.set(response, Device(), "/tryg", theirs)
    (only,) = response.headers.getlist("Set-Cookie")
    assert only.startswith("__Secure-device-tryg=")

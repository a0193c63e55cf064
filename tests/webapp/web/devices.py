"""Devices for tests: of any content, and with many finished quizzes."""

from __future__ import annotations

import base64
from hashlib import sha256
from random import Random

from hypothesis import strategies as st

from quizlib import Share, VerdictCounts
from webapp.web.devices.device import Device, Draft, Way
from webapp.web.devices.device_cookie import DeviceCookie
from webapp.web.devices.remembered_result import RememberedResult

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
        turn=st.just("") | ids,
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
    device = Device(remember=True, turn=id_of("turn"))
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

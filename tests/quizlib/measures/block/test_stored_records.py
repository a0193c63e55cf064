"""Records as they are stored: to plain data and back, and added up for the views."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from quizlib.measures import PairSums, Record, by_size
from tests.quizlib.measures.people import drawn_record, numbers
from tests.quizlib.measures.plain import Plain, setting


@drawn(st.integers(10, 60), st.integers(0, 60), st.integers())
def test_a_record_comes_back_from_json_as_it_was(n: int, pairs: int, seed: int) -> None:
    found = drawn_record(n, pairs=pairs, seed=seed)
    assert Record.from_plain(json.loads(json.dumps(found.to_plain()))) == found


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (setting("n", to=10), "n is 10, not a multiple of 3"),
        (setting("n", to="9"), "n is '9', not a multiple of 3"),
        (setting("n", to=False), "n is False, not a multiple of 3"),
        (setting("n", to=None), "n is None, not a multiple of 3"),
        (setting("n", to=3.0), r"n is 3\.0, not a multiple of 3"),
        (setting("categories", "parcel", "scam", to=4), r"categories\.parcel\.scam is 4, not a multiple of 3"),
        (setting("categories", "parcel", to=[3]), r"categories\.parcel is \[3\], not a table"),
        (setting("truths", "parcel", to="maybe"), r"truths\.parcel is 'maybe', not scam or genuine"),
        (setting("truths", "parcel", to=["scam"]), r"truths\.parcel is \['scam'\], not scam or genuine"),
        (setting("pairs", to={"a": {"b": {"n": 3}}}), r"pairs\.a\.b is \{'n': 3\}, not the numbers n, x, d, dd, up.*"),
        (lambda plain: plain.pop("bands"), "bands missing or unknown"),
        (setting("name", to=3), "name missing or unknown"),
    ],
)
def test_what_is_no_record_is_refused_with_the_place(change: Callable[[Plain], None], says: str) -> None:
    plain = drawn_record(12).to_plain()
    change(plain)
    with pytest.raises(ValueError, match=f"^no record: {says}$"):
        Record.from_plain(plain)


def test_records_add_up_number_by_number() -> None:
    one, other = drawn_record(60, pairs=30), drawn_record(80, pairs=40)
    mine, others = numbers(one.to_plain()), numbers(other.to_plain())
    assert numbers((one + other).to_plain()) == {where: mine[where] + others[where] for where in mine}


def test_a_sum_lacks_what_one_of_its_records_lacks() -> None:
    found = drawn_record(12) + drawn_record(60)
    assert (found.products, found.bands, found.totals) == (None, None, None)
    assert found.n == drawn_record(12).n + drawn_record(60).n


def test_pairs_that_one_of_two_records_lacks_are_those_of_the_other() -> None:
    with_pairs = drawn_record(30, pairs=30)
    assert (with_pairs + drawn_record(31)).pairs == with_pairs.pairs


def test_sums_by_size_are_of_those_records_alone_that_have_the_parts() -> None:
    small, larger, large = drawn_record(12), drawn_record(30), drawn_record(60)
    assert by_size([small, larger, large]) == {10: small + larger + large, 20: larger + large, 50: large}
    assert by_size([small]) == {10: small}
    assert by_size([]) == {}


def test_records_of_different_questions_are_not_added() -> None:
    one = drawn_record(12)
    with pytest.raises(ValueError, match="different questions"):
        one + replace(one, categories={"other": {"none": 12}})
    with pytest.raises(ValueError, match="different questions"):
        one + replace(one, truths={"parcel": "genuine"})


def test_sums_of_a_record_are_sums_again() -> None:
    found = drawn_record(30, pairs=30)
    assert isinstance(found.pairs["worry"]["A-B"], PairSums)

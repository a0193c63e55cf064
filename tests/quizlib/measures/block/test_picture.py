"""What a room is shown of its answers: words, never a number of people, and nothing of fewer than five."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib.measures import PicturePart, picture
from quizlib.measures.block.picture import Words, said
from tests.quizlib.measures.people import chance

rooms = st.dictionaries(st.sampled_from("abc"), st.integers(0, 40), min_size=1, max_size=3)


@given(rooms, st.integers())
def test_a_picture_has_a_word_for_each_answer_and_tenths_only_of_thirty(people: dict[str, int], seed: int) -> None:
    made = picture(people, chance(seed))
    n = sum(people.values())
    if n < 5:
        assert made is None
        return
    assert made is not None
    assert made.keys() == people.keys()
    assert all(part.words in get_args(Words) for part in made.values())
    assert all(part.tenths is None or (n > 27 and 1 <= part.tenths <= 9) for part in made.values())


@given(st.integers(5, 200), st.integers())
def test_that_everybody_agrees_is_said_like_that_most_do(n: int, seed: int) -> None:
    assert picture({"a": n, "b": 0}, chance(seed)) == {"a": PicturePart("most"), "b": PicturePart("few")}


@given(st.integers(5, 200), st.integers())
def test_that_one_person_differs_is_said_like_that_few_or_nobody_does(n: int, seed: int) -> None:
    made = picture({"a": n - 1, "b": 1}, chance(seed))
    assert made is not None
    if n > 15:
        assert made["b"].words == "few"


@pytest.mark.parametrize(
    ("number", "of", "expected"),
    [
        (0, 12, PicturePart("few")),
        (3, 12, PicturePart("some")),
        (3, 15, PicturePart("some")),
        (6, 12, PicturePart("half")),
        (9, 15, PicturePart("half")),
        (9, 12, PicturePart("most")),
        (12, 12, PicturePart("most")),
        (3, 18, PicturePart("few")),
        (6, 30, PicturePart("some", 2)),
        (15, 30, PicturePart("half", 5)),
        (30, 30, PicturePart("most")),
        (0, 30, PicturePart("few")),
    ],
)
def test_shares_have_words(number: int, of: int, expected: PicturePart) -> None:
    assert said(number, of) == expected


@pytest.mark.parametrize(("n", "shows"), [(0, False), (4, False), (5, True)])
def test_four_people_are_shown_nothing_and_five_something(n: int, *, shows: bool) -> None:
    assert (picture({"a": n, "b": 0}, chance(1)) is not None) == shows

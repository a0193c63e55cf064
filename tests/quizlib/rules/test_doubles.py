"""Near-doubles: reasons that share half of their trigrams of words, each pair once, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib.rules.across.doubles import ALIKE, Double, Reason, near_doubles


def doubles(*words: str) -> list[Double]:
    return list(near_doubles([Reason(str(at), {"en": text}) for at, text in enumerate(words)], "en"))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("It settles nothing.", "it settles NOTHING", 1),
        ("You asked for it yourself.", "You asked for it just now.", 0.545455),  # 3 of 5 and of 6 groups
        ("You asked for it.", "Nobody else knew of it.", None),
        ("One two three four.", "One two three four five six seven eight.", 0.5),  # its most frequent groups alone
        ("No", "No.", 1),
        ("No", "Yes", None),
    ],
)
def test_two_reasons_are_as_alike_as_their_groups_of_three_words(one: str, other: str, alike: float | None) -> None:
    assert [round(pair.alike, 6) for pair in doubles(one, other)] == ([] if alike is None else [alike])


def shared(one: str, other: str) -> float:
    """Return the same measure, worked out plainly."""
    groups = []
    for text in (one, other):
        words = ["<", *re.findall(r"\w+", text.casefold()), ">"]
        groups.append(set(zip(words, words[1:], words[2:], strict=False)))
    return 2 * len(groups[0] & groups[1]) / (len(groups[0]) + len(groups[1]))


SENTENCES = st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=9).map(" ".join), max_size=12)


@given(SENTENCES)
def test_every_pair_that_is_alike_is_found_once(texts: list[str]) -> None:
    pairs = [(one, other) for other in range(len(texts)) for one in range(other)]
    wanted = sorted((str(a), str(b)) for a, b in pairs if shared(texts[a], texts[b]) >= ALIKE)
    assert sorted((pair.one.question, pair.other.question) for pair in doubles(*texts)) == wanted

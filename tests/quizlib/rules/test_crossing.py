"""Crossed forms: by topic, by channel, and by both, one form teaches nothing about another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import read_library
from quizlib.rules.across.crossing import CUES, Item, Learnt, by_heart, items
from tests.quizlib.bank_of import FORMS, library

TODAY = date(2026, 11, 29)
FORM = st.lists(
    st.builds(Item, st.sampled_from("pqrst"), st.sampled_from(["sms", "call"]), st.booleans()), min_size=1, max_size=8
)


def form(words: str) -> list[Item]:
    """Return a form; a word is a topic, s for sms or c for a call, and + for harmful or - for harmless."""
    return [Item(word[0], {"s": "sms", "c": "call"}[word[1]], word[2] == "+") for word in words.split()]


def learnt(cue: str, known: str, asked: str) -> Learnt:
    return by_heart({"A": form(known), "B": form(asked)}, CUES[cue])[0]


def told(folder: Path) -> list[str]:
    return [f"{Path(one.file).stem}: {one.message}" for one in read_library(folder, today=TODAY)[1]]


@pytest.mark.parametrize(
    ("cue", "known", "asked", "wanted"),
    [
        ("topic", "ps+ qs-", "pc+ qc-", (2, 2, 1)),
        ("topic", "ps+ qs-", "pc- qc+", (0, 2, 0)),
        ("topic", "ps+ qs-", "pc+ rc+", (1, 1, 0.75)),
        ("topic", "ps+ qs-", "rc+ tc-", (0, 0, 0.5)),
        ("topic", "ps+ ps-", "pc+ pc+", (1, 2, 0.5)),
        ("topic", "ps+ ps+ ps-", "pc+ pc-", (1, 2, 0.5)),
        ("channel", "ps+ qs- qs+ pc-", "rs+ rs- tc-", (2, 3, 2 / 3)),
        ("topic and channel", "ps+ pc-", "ps+ pc-", (2, 2, 1)),
        ("topic and channel", "ps+ qc-", "pc- qs+", (0, 0, 0.5)),
    ],
)
def test_what_is_learnt_by_heart_is_right_where_the_forms_say_the_same(
    cue: str, known: str, asked: str, wanted: tuple[float, int, float]
) -> None:
    found = learnt(cue, known, asked)
    right, shared, _overall = wanted
    assert (found.right, found.shared, found.overall) == pytest.approx(wanted)
    assert found.share == (right / shared if shared else None)


@given(FORM, FORM)
def test_nothing_is_right_more_often_than_it_is_shared(known: Sequence[Item], asked: Sequence[Item]) -> None:
    for cue in CUES.values():
        for found in by_heart({"A": known, "B": asked}, cue):
            assert 0 <= found.right <= found.shared <= found.items
            assert 0 <= found.overall <= 1


@given(FORM, FORM)
def test_who_learns_the_opposite_of_every_truth_is_wrong_where_the_other_is_right(
    known: Sequence[Item], asked: Sequence[Item]
) -> None:
    opposite = [Item(item.topic, item.channel, not item.harmful) for item in known]
    for cue in CUES.values():
        one, other = (by_heart({"A": form, "B": asked}, cue)[0] for form in (known, opposite))
        assert one.right + other.right == one.shared == other.shared


def test_the_topic_of_an_item_is_its_topic_of_the_bank(tmp_path: Path) -> None:
    loaded, _ = read_library(library(tmp_path), today=TODAY)
    found = items(loaded.quizzes["test-a"].questions, loaded.bank)
    assert [item.topic for item in found] == ["t1", "t2", "t4", "t5", "t7", "t8"]
    assert [item.topic for item in items(loaded.quizzes["test-a"].questions, {})] == list(FORMS["A"])


def test_forms_that_say_the_same_of_their_topics_are_told(tmp_path: Path) -> None:
    alike = [name.replace("s1", "s2").replace("g1", "g2") for name in FORMS["A"]]
    assert {
        "test-b: who knows form A has 6 of 6 right by topic in the short form",
        "test-a: who knows form B has 6 of 6 right by topic and channel in the short form",
        "test-a: who knows another form has 100 % right by topic in the short form, over all pairs",
        "test-b: forms A and B have the same topics in the short form",
    } <= set(told(library(tmp_path, {"A": FORMS["A"], "B": alike})))


def test_forms_that_say_the_opposite_of_their_topics_are_told(tmp_path: Path) -> None:
    opposite = ["t1-g1", "t2-s1", "t4-g1", "t5-s1", "t8-s2", "t9-g1"]
    assert {
        "test-b: who knows form A has 0 of 5 right by topic in the short form",
        "test-a: who knows form B has 0 of 5 right by topic and channel in the short form",
        "test-a: who knows another form has 8 % right by topic in the short form, over all pairs",
    } <= set(told(library(tmp_path, {"A": FORMS["A"], "B": opposite})))


def test_a_channel_that_tells_the_truth_is_told(tmp_path: Path) -> None:
    channels = {"A": ("t1-s1", "t2-s1", "t4-g1", "t5-g1", "t7-s1", "t8-g1")}
    channels["B"] = ("t1-s2", "t3-s1", "t4-g2", "t6-g1", "t7-g1", "t9-s1")
    assert "test-b: who knows form A has 5 of 6 right by channel in the short form" in told(library(tmp_path, channels))


def test_whole_forms_are_crossed_where_they_are_longer(tmp_path: Path) -> None:
    longer = {"A": ["t6-s1", "t3-g1"], "B": ["t4-s1", "t3-g2"], "C": ["t5-s1", "t3-s1"]}
    whole = {form: [*items, *longer[form]] for form, items in FORMS.items()}
    lines = told(library(tmp_path, whole))
    assert not [line for line in lines if "right by" in line and "in the short form" in line]
    assert "test-a: who knows form C has 2 of 7 right by topic in the whole" in lines

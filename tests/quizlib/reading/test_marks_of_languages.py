"""Joiners and marks of direction are letters of the languages that are written with them, and of no others."""

from __future__ import annotations

import pytest

from quizlib.reading.builder import MAX_PROBLEMS
from quizlib.reading.source import parse

ZWNJ, ZWJ, RLM = "\u200c", "\u200d", "\u200f"


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in parse(text.encode(), "x.yaml").problems]


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("fa", ZWNJ),
        ("fa", RLM),
        ("ar", "\u061c"),
        ("he", RLM),
        ("hi", ZWJ),
        ("ur", "\u2067"),
        ("ckb", ZWNJ),
        ("ml", ZWJ),
    ],
)
def test_a_language_may_have_the_marks_that_it_is_written_with(language: str, mark: str) -> None:
    assert problems(f"title:\n  da: Ja\n  {language}: می{mark}خواهم\n") == []
    assert problems(f"title: {{da: Ja, {language}: می{mark}خواهم}}\n") == []
    assert problems(f"quote: {{da: Ja, {language}: [می{mark}خواهم, و]}}\n") == []
    assert parse(f"title: {{{language}: a{mark}b}}".encode(), "").data == {"title": {language: f"a{mark}b"}}


@pytest.mark.parametrize(
    ("language", "mark"),
    [("da", ZWNJ), ("en", RLM), ("he", ZWJ), ("hi", RLM), ("xx", ZWNJ), ("fa", "\u200b"), ("fa", "\u00ad")],
)
def test_other_invisible_characters_are_still_told(language: str, mark: str) -> None:
    assert problems(f"title:\n  {language}: a{mark}b\n") == [(2, f"an invisible character (U+{ord(mark):04X})")]


def test_a_mark_outside_of_the_text_is_told() -> None:
    told = problems(f"title{ZWNJ}:\n  fa: a{ZWNJ}b\n# comment{RLM}\n")
    assert [line for line, _ in told] == [1, 3]


def test_many_that_are_meant_hide_none_that_is_not() -> None:
    told = problems(f"title:\n  fa: {f'a{ZWNJ}' * (2 * MAX_PROBLEMS)}\n  da: a{ZWNJ}b\n")
    assert told == [(3, "an invisible character (U+200C)")]


def test_of_a_file_that_cannot_be_read_the_others_are_told_too() -> None:
    told = problems(f"title:\n  fa: a{ZWNJ}b\n  da: a{ZWNJ}b\n  en: [\n")
    assert [line for line, message in told if "U+200C" in message] == [3]

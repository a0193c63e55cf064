"""Message differences: two messages side by side, and the words in which they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from quizlib.texts.message import Message

WORD = re.compile(r"\s*\S+\s*?(?=\s|$)|\s+")


class Stretch(NamedTuple):
    """A piece of text, and whether the other message has different words there."""

    text: str
    differs: bool


Parts = dict[str, tuple[Stretch, ...]]


def differences(one: Message, other: Message, language: str) -> tuple[Parts, Parts]:
    """Return the parts of both messages as stretches, divided where their words differ.

    Joined, the texts of the stretches give the part. A part that only one message has differs as a whole. Words are
    compared with Ratcliff and Obershelp's gestalt matching (Python's difflib).
    """
    mine, theirs = one.parts(language), other.parts(language)
    pairs = {name: _compare(mine.get(name, ""), theirs.get(name, "")) for name in (*mine, *theirs)}
    return {name: pairs[name][0] for name in mine}, {name: pairs[name][1] for name in theirs}


def _compare(one: str, other: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    words, others = WORD.findall(one), WORD.findall(other)
    matcher = SequenceMatcher(None, [word.strip() for word in words], [word.strip() for word in others], autojunk=False)
    left, right = [True] * len(words), [True] * len(others)
    for start, begin, size in matcher.get_matching_blocks():
        left[start : start + size] = right[begin : begin + size] = [False] * size
    return tuple(_joined(words, left)), tuple(_joined(others, right))


def _joined(words: list[str], differs: list[bool]) -> Iterator[Stretch]:
    """Join neighbouring words that all differ, or all agree; white space around different words is not marked."""
    for kind, run in groupby(zip(words, differs, strict=True), key=lambda pair: pair[1]):
        text = "".join(word for word, _ in run)
        core = text.strip()
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        pieces = [(before, False), (core, True), (after, False)] if kind and core else [(text, False)]
        yield from (Stretch(piece, differing) for piece, differing in pieces if piece)

"""Usable: what a quiz can hold of a question, checked once for the questions of every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizlib.exchange.item import Item, Refused, Words
from quizlib.say import say

MOST_STEPS = 9
MOST_THINGS = 12
CATEGORIES = range(2, 5)


def item_or_refused(item: Item) -> Item | Refused:
    """Return an item with a note for what is unusual, or the reason why a quiz cannot hold it."""
    for why in (*_wrong_words(item), *_wrong_shape(item)):
        return Refused(item.place, why)
    return replace(item, notes=(*item.notes, *_unusual(item)))


def _wrong_words(item: Item) -> Iterator[str]:
    if not any(item.stem.values()):
        yield say("it asks nothing: its text is empty")
    if not all(text and all(text.values()) for text in _texts(item)):
        yield say("an answer has no text")
    for texts in ([part.text for part in item.parts], item.categories):
        if same := _same(texts):
            yield say("two answers are the same: ‹{text}›", text=same)


def _wrong_shape(item: Item) -> Iterator[str]:
    number = len(item.parts)
    if number < 2:  # noqa: PLR2004 - there is nothing to choose between
        yield say("it has fewer than two answers to choose between")
    match item.type:
        case "single_choice" | "multiple_choice" if not any(part.right for part in item.parts):
            yield say("no answer is fully right")
        case "order" if number > MOST_STEPS:
            yield say("it has {number} steps; a question has at most {most}", number=number, most=MOST_STEPS)
        case "sort" if len(item.categories) not in CATEGORIES:
            found = len(item.categories)
            yield say("categories to sort into: {number}; a question has two to four", number=found)
        case "sort" if number > MOST_THINGS:
            yield say("it has {number} things; a question has at most {most}", number=number, most=MOST_THINGS)


def _texts(item: Item) -> Iterator[Words]:
    yield from (part.text for part in item.parts)
    yield from item.categories


def _same(texts: Iterable[Words]) -> str:
    """Return a text that two of them show in a language, however they write it; empty if there is none."""
    found = Counter((language, " ".join(text.split()).casefold()) for one in texts for language, text in one.items())
    return next((text for (_, text), number in found.items() if number > 1), "")


def _unusual(item: Item) -> Iterator[str]:
    right = [part for part in item.parts if part.right]
    if item.type == "single_choice" and len(right) > 1:
        yield say("{number} answers are right, and people choose one", number=len(right))
    if any("{" in text for one in (item.stem, item.rationale, *_texts(item)) for text in one.values()):
        yield say("a text has braces, which the check takes for something left to fill in")

"""Responses: the likely responses to a question: the key, and the key with a few slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from quizlib import (
    DOUBT,
    Conversation,
    ConversationStep,
    MultipleChoice,
    Order,
    Question,
    Rating,
    Signs,
    SingleChoice,
    Sort,
    Verdict,
)

SLIPS = 3
"""The highest number of slips. More are rare, and there are very many combinations."""
PATHS = 24
STEPS = ("1", "2", "3", "4", "5")


def responses(question: Question) -> list[tuple[str, ...]]:
    """Return possible responses, each once. For a type that is not known here that is the key alone."""
    return list(dict.fromkeys(_possible(question)))


def _possible(question: Question) -> Iterable[tuple[str, ...]]:  # noqa: PLR0911 - one for each type
    match question:
        case Verdict():
            harmless, harmful = question.judging.pair
            return [(harmful,), (DOUBT,), (harmless,)]
        case Rating():
            return [(step,) for step in STEPS]
        case SingleChoice():
            return [(option.id,) for option in question.options]
        case MultipleChoice():
            return _marked(question.key, [option.id for option in question.options])
        case Signs():
            return _marked(question.key, [sign.id for sign in question.message.signs])
        case Order():
            return _swapped(question.key)
        case Sort():
            return _misplaced(question)
        case Conversation():
            return _paths(question)
    return [question.key or ()]


def _slips(places: int) -> Iterator[tuple[int, ...]]:
    """Yield the sets of places that are wrong together."""
    for number in range(min(SLIPS, places) + 1):
        yield from combinations(range(places), number)


def _marked(key: Sequence[str], offered: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the key with some options more or fewer, but never an empty response."""
    for slips in _slips(len(offered)):
        chosen = tuple(one for place, one in enumerate(offered) if (one in key) != (place in slips))
        if chosen:
            yield chosen


def _swapped(key: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the key with some neighbours swapped."""
    for slips in _slips(len(key) - 1):
        order = list(key)
        for place in slips:
            order[place : place + 2] = order[place + 1], order[place]
        yield tuple(order)


def _misplaced(question: Sort) -> Iterator[tuple[str, ...]]:
    """Yield the key with some things in the next category."""
    names = [category.id for category in question.categories]
    beside = dict(zip(names, [*names[1:], names[0]], strict=True))
    for slips in _slips(len(question.things)):
        placed = (
            (thing.id, beside[thing.belongs] if place in slips else thing.belongs)
            for place, thing in enumerate(question.things)
        )
        yield tuple(f"{thing}:{category}" for thing, category in placed)


def _paths(question: Conversation) -> Iterator[tuple[str, ...]]:
    """Yield the key, then ways through a conversation without repetitions, the shortest first."""
    yield question.key
    waiting: list[tuple[str, ...]] = [()]
    found = 0
    for path in waiting:
        here = question.step(path)
        if not isinstance(here, ConversationStep):
            yield path
            found += 1
            if found == PATHS:
                return
        else:
            waiting += [(*path, choice.id) for choice in here.choices if choice.id not in path]

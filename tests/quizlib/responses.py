"""Every response that a question can be given, without knowing what is right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, permutations, product

from quizlib import Conversation, Order, Question, Sort
from quizlib.questions import Response

LONGEST = 6  # choices of a conversation; longer ones go in circles


def responses(question: Question) -> Iterator[Response]:
    """Yield every response there can be; of conversations, those that do not go in circles for long."""
    if question.type in ("multiple_choice", "signs"):
        parts = question.counting.parts
        yield from chain.from_iterable(combinations(parts, size) for size in range(1, len(parts) + 1))
    elif isinstance(question, Order):
        yield from permutations(step.id for step in question.steps)
    elif isinstance(question, Sort):
        categories = [category.id for category in question.categories]
        for places in product(categories, repeat=len(question.things)):
            yield tuple(f"{thing.id}:{place}" for thing, place in zip(question.things, places, strict=True))
    elif isinstance(question, Conversation):
        waiting: list[Response] = [()]
        for path in waiting:
            onward = [(*path, choice.id) for choice in getattr(question.step(path), "choices", ())]
            yield from (way for way in onward if not question.goes_on(way))
            waiting += [way for way in onward if question.goes_on(way) and len(way) < LONGEST]
    elif question.type != "example":
        yield from ((category,) for category in question.counting.scores)

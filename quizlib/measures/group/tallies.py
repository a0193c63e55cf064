"""Tallies: people counted by category, by sureness, by where they stopped and by wrong judgements; sums of pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from operator import add

from quizlib.measures.group.answers import NONE, SURENESS, Column, Given, Item, Pair
from quizlib.measures.group.sums import PairSums
from quizlib.measures.names import DOUBT, Measure, Sides

STOPS = ("first", "second", "last", "finished")
"""The third of the quiz with the first question that was not reached, or `finished`."""


def categories(found: Mapping[str, Column], items: Mapping[str, Item]) -> dict[str, dict[str, int]]:
    """Count people by question and category; all categories of the item are listed, and `none`."""
    tallied = {}
    for question, item in items.items():
        tallied[question] = dict.fromkeys((*item.categories, NONE), 0)
        for given, people in found[question].counted():
            tallied[question][given.category] += people
    return tallied


def sureness(found: Mapping[str, Column], items: Mapping[str, Item]) -> dict[str, dict[str, dict[str, int]]]:
    """Count decided answers by question, category and sureness; questions without any sureness are left out."""
    tallied = {}
    for question, item in items.items():
        doubts = {NONE, DOUBT} if item.judged else {NONE}
        cells = {said: dict.fromkeys(map(str, SURENESS), 0) for said in item.categories if said not in doubts}
        for given, people in found[question].counted():
            if given.sure is not None and item.maximum and given.category in cells:
                cells[given.category][str(given.sure)] += people
        if any(people for row in cells.values() for people in row.values()):
            tallied[question] = cells
    return tallied


def stopped(found: Mapping[str, Column], items: Mapping[str, Item], n: int) -> dict[str, int]:
    """Count people by the part of the quiz in which they stopped, after the last question they answered."""
    reached = [0] * n
    questions = [found[question] for question, item in items.items() if not item.part]
    for position, column in enumerate(questions, start=1):
        if all(map(_answered, column.given.values())):
            reached = [position] * n
        else:
            reached = [
                position if answered else last for answered, last in zip(column.each(_answered), reached, strict=True)
            ]
    tally = dict.fromkeys(STOPS, 0)
    for last, people in Counter(reached).items():
        tally[STOPS[3 * last // len(questions) if questions else -1]] += people
    return tally


def wrong(found: Mapping[str, Column], items: Mapping[str, Item], n: int) -> dict[str, dict[int, int]]:
    """Count people by the number of messages of each side that they judged to be on the other side."""
    tallied = {}
    for harmless, harmful in judged_sides(items.values()):
        for truth, verdict in ((harmful, harmless), (harmless, harmful)):
            each = [0] * n
            for question, item in items.items():
                if item.judged and item.truth == truth:
                    each = [*map(add, each, found[question].each(lambda given: given.category == verdict))]  # noqa: B023 - used at once
            tallied[Measure.mistaken(truth)] = dict(Counter(each))
    return tallied


def judged_sides(items: Iterable[Item]) -> tuple[Sides, ...]:
    """Return the pairs of sides that these items judge, each once."""
    return tuple(dict.fromkeys(item.sides for item in items if item.judged))


def pairs(found: Iterable[Pair]) -> dict[str, dict[str, PairSums]]:
    """Return the sums of pairs by measure and order, over the measures that a person has before and after."""
    gathered: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for pair in found:
        for measure in pair.before.keys() & pair.after.keys():
            gathered[measure, pair.order].append((pair.before[measure], pair.after[measure]))
    tally: dict[str, dict[str, PairSums]] = {}
    for measure, order in sorted(gathered):
        tally.setdefault(measure, {})[order] = PairSums.of(gathered[measure, order])
    return tally


def wider(*spans: Mapping[str, float]) -> dict[str, float]:
    """Return the largest possible difference between before and after, by measure, as far as pairs state it."""
    found: dict[str, float] = {}
    for measure, span in (item for one in spans for item in one.items()):
        found[measure] = max(span, found.get(measure, span))
    return found


def _answered(given: Given) -> bool:
    return given.category != NONE

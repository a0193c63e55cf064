"""Tallies: people counted by category, by sureness, by where they stopped and by wrong judgements; sums of pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import add

from quizlib.measures.group.answers import NONE, SURENESS, Column, Item, Person
from quizlib.measures.group.sums import PairSums
from quizlib.measures.names import DOUBT, Measure, Sides

STOPS = ("first", "second", "last", "finished")
"""The third of the quiz with the first question that was not reached, or `finished`."""


def categories(found: Mapping[str, Column], items: Mapping[str, Item]) -> dict[str, dict[str, int]]:
    """Count people by question and category; all categories of the item are listed, and `none`."""
    tallied = {}
    for question, column in found.items():
        tallied[question] = dict.fromkeys((*items[question].categories, NONE), 0)
        for given, people in column.tally.items():
            tallied[question][given.category] += people
    return tallied


def sureness(found: Mapping[str, Column], items: Mapping[str, Item]) -> dict[str, dict[str, dict[str, int]]]:
    """Count decided answers by question, category and sureness; questions without any sureness are left out."""
    tallied = {}
    for question, column in found.items():
        item = items[question]
        doubts = {NONE, DOUBT} if item.judged else {NONE}
        cells = {said: dict.fromkeys(map(str, SURENESS), 0) for said in item.categories if said not in doubts}
        for given, people in column.tally.items():
            if given.sure is not None and item.maximum and given.category in cells:
                cells[given.category][str(given.sure)] += people
        if any(people for row in cells.values() for people in row.values()):
            tallied[question] = cells
    return tallied


def stopped(found: Mapping[str, Column], items: Mapping[str, Item], n: int) -> dict[str, int]:
    """Count people by the part of the quiz in which they stopped, after the last question they answered."""
    reached = [0] * n
    questions = [column for question, column in found.items() if not items[question].part]
    for position, column in enumerate(questions, start=1):
        reached = [last if said == NONE else position for said, last in zip(column.categories, reached, strict=True)]
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
                    each = list(map(add, each, map(verdict.__eq__, found[question].categories)))
            tallied[Measure.mistaken(truth)] = dict(Counter(each))
    return tallied


def judged_sides(items: Iterable[Item]) -> tuple[Sides, ...]:
    """Return the pairs of sides that these items judge, each once."""
    return tuple(dict.fromkeys(item.sides for item in items if item.judged))


def pairs(people: Sequence[Person]) -> dict[str, dict[str, PairSums]]:
    """Return the sums of pairs by measure and order, over the measures that a person has before and after."""
    gathered: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for pair in (person.pair for person in people if person.pair):
        for measure in pair.before.keys() & pair.after.keys():
            gathered[measure, pair.order].append((pair.before[measure], pair.after[measure]))
    tally: dict[str, dict[str, PairSums]] = {}
    for measure, order in sorted(gathered):
        tally.setdefault(measure, {})[order] = PairSums.of(gathered[measure, order])
    return tally


def spans(people: Sequence[Person]) -> dict[str, float]:
    """Return the largest possible difference between before and after, by measure, as far as the pairs state it."""
    return wider(*(person.pair.spans for person in people if person.pair))


def wider(*spans: Mapping[str, float]) -> dict[str, float]:
    """Return the largest span of each measure."""
    found: dict[str, float] = {}
    for measure, span in (item for one in spans for item in one.items()):
        found[measure] = max(span, found.get(measure, span))
    return found

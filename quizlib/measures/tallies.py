"""Tallies of answers: by category, by sureness, by where people stopped, at the cuts of judgement, and of pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from operator import add

from quizlib.measures.answers import NONE, SURENESS, Column, Item, Person
from quizlib.measures.sums import CutSums, PairSums

CUTS = {"cautious": frozenset({"scam", "unsure"}), "outright": frozenset({"scam"})}
"""What counts as calling a message a scam: doubt too, or that word alone."""
STOPS = ("first", "second", "last", "finished")
"""The third of the quiz in which the first question stands that was not reached; or all were."""


def categories(found: Mapping[str, Column], items: Mapping[str, Item]) -> dict[str, dict[str, int]]:
    """Count people by question and category; every category the item has is named, and `none`."""
    tallied = {}
    for question, column in found.items():
        tallied[question] = dict.fromkeys((*items[question].categories, NONE), 0)
        for given, people in column.tally.items():
            tallied[question][given.category] += people
    return tallied


def sureness(found: Mapping[str, Column], items: Mapping[str, Item]) -> dict[str, dict[str, dict[str, int]]]:
    """Count decided answers by question, right or wrong, and sureness; questions where nobody said it are left out."""
    tallied = {}
    for question, column in found.items():
        item = items[question]
        cells = {right: dict.fromkeys(map(str, SURENESS), 0) for right in ("right", "wrong")}
        for given, people in column.tally.items():
            doubt = given.category == NONE or (item.judged and given.category == "unsure")
            if given.sure is not None and item.maximum and not doubt:
                cells["right" if given.mark == item.maximum else "wrong"][str(given.sure)] += people
        if any(people for row in cells.values() for people in row.values()):
            tallied[question] = cells
    return tallied


def stopped(found: Mapping[str, Column], items: Mapping[str, Item], n: int) -> dict[str, int]:
    """Count people by where they stopped, after the last question they answered."""
    reached = [0] * n
    questions = [column for question, column in found.items() if not items[question].part]
    for position, column in enumerate(questions, start=1):
        reached = [last if said == NONE else position for said, last in zip(column.categories, reached, strict=True)]
    tally = dict.fromkeys(STOPS, 0)
    for last, people in Counter(reached).items():
        tally[STOPS[3 * last // len(questions) if questions else -1]] += people
    return tally


def cuts(found: Mapping[str, Column], items: Mapping[str, Item], n: int) -> dict[str, CutSums]:
    """Sum, at each cut, how many scams and how many genuine messages each person called a scam."""
    sums = {}
    for cut, called in CUTS.items():
        each = {"scam": [0] * n, "genuine": [0] * n}
        for question, item in items.items():
            if item.judged and item.truth:
                calls = map(called.__contains__, found[question].categories)
                each[item.truth] = list(map(add, each[item.truth], calls))
        sums[cut] = CutSums.of(zip(each["scam"], each["genuine"], strict=True))
    return sums


def pairs(people: Sequence[Person]) -> dict[str, dict[str, PairSums]]:
    """Sum pairs by measure and order, of the measures that a person has both before and after."""
    gathered: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for pair in (person.pair for person in people if person.pair):
        for measure in pair.before.keys() & pair.after.keys():
            gathered[measure, pair.order].append((pair.before[measure], pair.after[measure]))
    tally: dict[str, dict[str, PairSums]] = {}
    for measure, order in sorted(gathered):
        tally.setdefault(measure, {})[order] = PairSums.of(gathered[measure, order])
    return tally

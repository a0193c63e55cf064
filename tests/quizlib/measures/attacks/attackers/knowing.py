"""Knowing: an attacker who has the record, knows all answers but one person's, and works out how likely these are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import accumulate, combinations, product
from math import prod
from operator import add

import numpy as np

from quizlib.counting.question_outline import MARK, NO, YES
from quizlib.measures import Counts, Person, Record
from quizlib.measures.block.lots import Lot
from quizlib.measures.block.records import LEAST
from quizlib.measures.block.rounding import STEP, alike
from tests.quizlib.measures.attacks.attackers.chances import chance_dealt, chance_rounded
from tests.quizlib.measures.attacks.attackers.crowds import KINDS, NONE, WRONG, Crowd, Guess, Seen, normed
from tests.quizlib.measures.attacks.attackers.likelihoods import Floats, Ints, Likelihoods


class Attacker:
    """Knows the chances of a crowd, the record, and all answers but one person's, and whether all are `paired`."""

    def __init__(self, crowd: Crowd, known: Sequence[Person], record: Record, *, paired: bool = False) -> None:
        self.crowd, self.record, self.paired = crowd, record, paired
        self.asked = crowd.outline.questions
        self.known = Counts.from_answers(known, crowd.items)
        self.likelihoods = Likelihoods(record, self.known)
        self.pairs = sum(person.pair is not None for person in known)

    def guess(self) -> Guess:
        """Return how likely each answer is, given everything: Bayes' rule over all that the one may have answered."""
        found: Guess = {name: defaultdict(float) for name in self.asked}
        for kind, (share, _) in enumerate(KINDS):
            for stop, likely in self.crowd.stops.items():
                for surplus, chance in self._left_open(stop).items():
                    answers = [
                        self._answers(name, seen if place < stop else {(NONE, ()): 1.0}, surplus[place])
                        for place, (name, seen) in enumerate(zip(self.asked, self.crowd.seen[kind], strict=True))
                    ]
                    joint = share * likely * chance * self._joint(kind, stop, answers)
                    for place, (name, categories) in enumerate(zip(self.asked, answers, strict=True)):
                        others = tuple(axis for axis in range(len(answers)) if axis != place)
                        for category, weight in zip(categories, joint.sum(axis=others), strict=True):
                            found[name][category] += float(weight)
        return {name: normed(categories) for name, categories in found.items()}

    def _left_open(self, stop: int) -> dict[tuple[int, ...], float]:
        """Return the chance of N and of what was kept of stopping, had the one stopped after so many questions.

        By how many of those drawn by lot had answered each question: so many more, or fewer, were counted of them.
        """
        stopped = dict(self.known.stopped or {})
        stopped[list(stopped)[3 * stop // len(self.asked)]] += 1
        left = {name: self._people(name)[NONE] + (place >= stop) for place, name in enumerate(self.asked)}
        n = self.known.n + 1
        sets = list(combinations(range(n), abs(self.record.n - n)))
        found: defaultdict[tuple[int, ...], float] = defaultdict(float)
        for drawn, u in product(sets, range(STEP)):
            lot = Lot(n, self.record.n, drawn)
            kept = {name: alike(lot.of_first(number), u) for name, number in left.items()}
            reached = [alike(lot.of_first(number), u) for number in accumulate(stopped.values())]
            if (
                all(self.record.categories[name][NONE] == number for name, number in kept.items())
                and reached[:-1] == list(accumulate(self.record.stopped.values()))[:-1]
            ):
                surplus = tuple(lot.to - n - lot.of_first(number) + number for number in left.values())
                found[surplus] += chance_rounded(lot.to, n) / len(sets) / STEP
        return found

    def _answers(self, name: str, seen: Mapping[Seen, float], surplus: int) -> dict[str, float]:
        """Return, by category, the chance of an answer and of what was kept of everybody's."""
        sums: defaultdict[str, float] = defaultdict(float)
        for (category, parts), chance in seen.items():
            said = [YES if part else NO for part in parts] or [NONE] * len(self.asked[name].parts)
            sums[category] += chance * self._kept(name, [category, *said], surplus)
        return sums

    def _kept(self, name: str, said: Sequence[str], surplus: int) -> float:
        """Return the chance of what was kept of a question and its parts, had the one answered so."""
        items = [name, *(f"{name}/{part}" for part in self.asked[name].parts)]
        return prod(self._chance(*one, surplus) for one in zip(items, said, strict=True))

    def _chance(self, item: str, said: str, surplus: int) -> float:
        kept = self.record.categories[item]
        people = {category: number + (category == said) for category, number in self._people(item).items()}
        answered = [category for category in people if category != NONE]
        after, before = (tuple(numbers[category] for category in answered) for numbers in (kept, people))
        return chance_dealt(after, before, surplus, self.record.n - kept[NONE])

    def _people(self, item: str) -> Mapping[str, int]:
        return (self.known.categories or {})[item]

    def _joint(self, kind: int, stop: int, answers: Sequence[Mapping[str, float]]) -> Floats:
        """Return the chance of each combination of answers, one axis a question, and of the sums that were kept."""
        asked = list(self.asked.items())

        def axis(place: int, numbers: Iterable[float]) -> Floats:
            shape = [1] * len(answers)
            shape[place] = -1
            return np.array(list(numbers)).reshape(shape)

        joint = reduce(np.multiply, (axis(place, found.values()) for place, found in enumerate(answers)))
        marks: list[Ints] = [
            axis(place, (asked[place][1].marks.get(category, 0) for category in found)).astype(int)
            for place, found in enumerate(answers)
        ]
        totals = reduce(add, marks)
        joint = joint * self.likelihoods.of_totals(totals)
        for (name, _), own in zip(asked, marks, strict=True):
            joint = joint * self.likelihoods.of_products(name, own, totals)
        wrong = {}
        for truth, (measure, verdict) in WRONG.items():
            judged = [question.truth == truth and not question.reserved for _, question in asked]
            calls = (
                axis(place, (judged[place] * (said == verdict) for said in found))
                for place, found in enumerate(answers)
            )
            wrong[measure] = reduce(add, calls).astype(int)
            joint = joint * self.likelihoods.of_wrong(measure, sum(judged), wrong[measure])
        return joint * self._paired(kind, totals, wrong, finished=stop == len(asked)) if self.paired else joint

    def _paired(self, kind: int, totals: Ints, wrong: Mapping[str, Ints], *, finished: bool) -> Floats:
        """Return the chance of the sums of pairs, over every result that the one may have had before."""
        if (self.pairs + finished >= LEAST) != bool(self.record.pairs):
            return np.zeros(totals.shape)
        if not self.record.pairs:
            return np.ones(totals.shape)
        truths = [asked.truth for asked in self.asked.values() if not asked.reserved]
        spans = {"score": len(truths), "believed": truths.count("scam"), "rejected": truths.count("genuine")}
        if not finished:
            return np.full(totals.shape, prod(self.likelihoods.of_pair(*one, None) for one in spans.items()))
        now = [np.broadcast_to(numbers, totals.shape).ravel() for numbers in (totals / MARK, *wrong.values())]
        results, places = np.unique(np.stack(now, axis=1), axis=0, return_inverse=True)
        before = self.crowd.results(kind)
        found = np.array(list(before.values()))[:, None] * np.ones(len(results))
        for column, one in enumerate(spans.items()):
            pairs = ((result[column], float(after)) for result in before for after in results[:, column])
            found = found * np.array([self.likelihoods.of_pair(*one, pair) for pair in pairs]).reshape(found.shape)
        chances: Floats = found.sum(axis=0)[places].reshape(totals.shape)
        return chances

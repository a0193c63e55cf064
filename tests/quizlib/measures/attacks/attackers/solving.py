"""Solving: all answer matrices that a record leaves possible, as constraints for CP-SAT, for whoever knows n."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import lcm
from typing import Any

from ortools.sat.python import cp_model

from quizlib import Outline
from quizlib.counting.question_outline import MARK
from quizlib.measures import Record
from quizlib.measures.block.rounding import STEP
from quizlib.measures.group.bins import BANDS, PERCENT
from tests.quizlib.measures.attacks.attackers.crowds import NONE, WRONG

Row = tuple[str, ...]
"""One person's categories, question by question."""
Variable = Any  # ortools brings no types


class Matrix:
    """The answers of n people, each a variable, bound by everything that their record says and how it came about."""

    def __init__(self, outline: Outline, record: Record, n: int) -> None:
        self.outline, self.record, self.n = outline, record, n
        self.model = cp_model.CpModel()
        self.people = range(n)
        self.drawn = abs(record.n - n)
        self.sign = 1 if record.n > n else -1
        self.exact: dict[str, Variable] = {}
        """Every exact number that something is kept of."""
        self._answers()
        self._left_open()
        for name in outline.items:
            self._kept(name)
        self._totals()
        self._wrong()

    def _answers(self) -> None:
        """Everybody gives one answer to each question until leaving, in the second half if at all."""
        names = list(self.outline.questions)
        self.said = {
            (person, name, category): self.model.new_bool_var("")
            for person in self.people
            for name, asked in self.outline.questions.items()
            for category in (*asked.marks, NONE)
        }
        for person in self.people:
            for name, asked in self.outline.questions.items():
                self.model.add_exactly_one(self.said[person, name, category] for category in (*asked.marks, NONE))
            for earlier, later in pairwise(names):
                self.model.add_implication(self.said[person, earlier, NONE], self.said[person, later, NONE])
            self.model.add(self.said[person, names[(len(names) + 1) // 2 - 1], NONE] == 0)
        self._parts()

    def _parts(self) -> None:
        """Parts are marked by who answers; all of the key and no other one make it right."""
        for person in self.people:
            for name, asked in self.outline.questions.items():
                answered = self.said[person, name, NONE].negated()
                marked = []
                for part in asked.parts:
                    yes, no = (self.model.new_bool_var("") for _ in range(2))
                    left = self.said[person, name, NONE]
                    self.model.add_exactly_one(yes, no, left)
                    for word, variable in (("yes", yes), ("no", no), (NONE, left)):
                        self.said[person, f"{name}/{part}", word] = variable
                    marked.append((yes, yes if part in asked.right else no))
                if marked:
                    self.model.add_bool_or(yes for yes, _ in marked).only_enforce_if(answered)
                    self.model.add_bool_and(right for _, right in marked).only_enforce_if(self.said[person, name, "1"])
                    wrong = [right.negated() for _, right in marked]
                    self.model.add_bool_or(wrong).only_enforce_if(self.said[person, name, "0"])

    def _left_open(self) -> None:
        """What was left open is rounded alike, from one offset, with those who were drawn by lot."""
        offset = self.model.new_int_var(0, STEP - 1, "")
        places = [self.model.new_int_var(0, self.n - 1, "") for _ in range(self.drawn)]
        for one, other in pairwise(places):
            self.model.add(one < other)
        self.lots: dict[str, Variable] = {}
        for name in self.outline.questions:
            left = sum(self.said[person, name, NONE] for person in self.people)
            among = []
            for place in places:
                below = self.model.new_bool_var("")
                self.model.add(place < left).only_enforce_if(below)
                self.model.add(place >= left).only_enforce_if(below.negated())
                among.append(below)
            self.lots[name] = self.drawn - sum(among)
            kept = self.record.categories[name][NONE]
            self.model.add_linear_constraint(left + self.sign * sum(among) + offset, kept, kept + STEP - 1)

    def _kept(self, item: str) -> None:
        """Of the others so many count twice or not at all, and each category is kept as a neighbouring multiple."""
        lots = []
        for category, kept in self.record.categories[item].items():
            people = self._number(f"{item}: {category}", (self.said[p, item, category] for p in self.people), self.n)
            if category != NONE:
                lots.append(self._dealt(people, kept))
        self.model.add(sum(lots) == self.lots[item.partition("/")[0]])

    def _dealt(self, people: Variable, kept: int) -> Variable:
        drawn = self.model.new_int_var(0, self.drawn, "")
        self.model.add(drawn <= people)
        self.model.add_linear_constraint(people + self.sign * drawn, kept - STEP + 1, kept + STEP - 1)
        return drawn

    def _totals(self) -> None:
        """Totals are kept as their spread, their products with each mark, and in bins; marks are whole in 1/unit."""
        marked = {name: asked for name, asked in self.outline.questions.items() if asked.marked}
        if not marked:
            return
        unit = lcm(*(_denominator(mark) for asked in marked.values() for mark in asked.marks.values()))
        highest = len(marked) * unit
        totals, spreads = [], []
        products: dict[str, list[Variable]] = {name: [] for name in marked}
        for person in self.people:
            marks = {
                name: sum(
                    round(mark * unit / MARK) * self.said[person, name, category]
                    for category, mark in asked.marks.items()
                )
                for name, asked in marked.items()
            }
            total = self._number("", [sum(marks.values())], highest)
            from_middle = self._signed(2 * total - highest, highest)
            totals.append(total)
            spreads.append(self._product(from_middle, from_middle, highest**2))
            if self.record.products is not None:
                for name, mark in marks.items():
                    own = self._signed(2 * mark - unit, unit)
                    products[name].append(self._product(own, from_middle, unit * highest))
        self._number("sum of totals", totals, self.n * highest)
        self._rounded("spread of totals", spreads, self.record.spreads["total"], len(marked) ** 2, unit**2)
        for name, kept in (self.record.products or {}).items():
            self._rounded(f"{name}: product", products[name], kept, len(marked), unit**2)
        if self.record.bands is not None:
            ends = [-(-under * highest // PERCENT) for under in BANDS.values() if under]
            self._binned(totals, ends, self.record.bands, highest)
        if self.record.totals is not None:
            points = [unit * point for point in range(2, len(marked))]
            self._binned(totals, [*points[: len(self.record.totals) - 1]], self.record.totals, highest)

    def _binned(self, totals: Iterable[Variable], ends: list[int], kept: Mapping[str, int], highest: int) -> None:
        """People are dealt out to bins by their totals; each bin but the last ends under one of the ends."""
        bins: dict[str, list[Variable]] = {name: [] for name in kept}
        for total in totals:
            here = {name: self.model.new_bool_var("") for name in kept}
            self.model.add_exactly_one(here.values())
            for name, least, end in zip(kept, [0, *ends], [*ends, highest + 1], strict=True):
                self.model.add_linear_constraint(total, least, end - 1).only_enforce_if(here[name])
                bins[name].append(here[name])
        lots = [
            self._dealt(self._number(f"totals {name}", bins[name], self.n), number) for name, number in kept.items()
        ]
        self.model.add(sum(lots) == self.drawn)

    def _wrong(self) -> None:
        for truth, (measure, verdict) in WRONG.items():
            judged = [
                name for name, asked in self.outline.questions.items() if asked.truth == truth and not asked.reserved
            ]
            if measure in self.record.spreads:
                spreads = []
                for person in self.people:
                    wrong = sum(self.said[person, name, verdict] for name in judged)
                    from_middle = self._signed(2 * wrong - len(judged), len(judged))
                    spreads.append(self._product(from_middle, from_middle, len(judged) ** 2))
                self._rounded(f"spread of {measure}", spreads, self.record.spreads[measure], len(judged) ** 2)

    def _rounded(self, name: str, parts: list[Variable], kept: int, far: int, unit: int = 1) -> None:
        """A sum, as much as everybody counts on average, is kept as one of the multiples of 3 · far beside it."""
        exact = self._number(name, parts, self.n * far * unit)
        low, high = (self.n * unit * (kept + sign * STEP * far) for sign in (-1, 1))
        self.model.add_linear_constraint(self.record.n * exact, low + 1, high - 1)

    def _number(self, name: str, parts: Iterable[Variable], most: int) -> Variable:
        number = self.model.new_int_var(-most, most, name)
        self.model.add(number == sum(parts))
        if name:
            self.exact[name] = number
        return number

    def _signed(self, expression: Variable, most: int) -> Variable:
        return self._number("", [expression], most)

    def _product(self, one: Variable, other: Variable, most: int) -> Variable:
        found = self.model.new_int_var(-most, most, "")
        self.model.add_multiplication_equality(found, [one, other])
        return found


def _denominator(mark: int) -> int:
    """Return the denominator of the fraction that a mark in millionths was rounded from."""
    return next(number for number in range(1, 100) if abs(mark * number / MARK - round(mark * number / MARK)) < 1e-4)

"""ThreeOrders: campaigns whose workshops take forms of unequal difficulty in the three orders, and come again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from quizlib import LATER, Attempt, Quiz
from quizlib.measures import OrderSums, rotations
from tests.webapp.demo.drawing import MONTH, Drawing
from tests.webapp.demo.expected import Expected, Sitting
from webapp.demo.model import NOBODY, Mind, Truth
from webapp.demo.people import Sheet
from webapp.report.rules.changes import changed
from webapp.report.rules.figure import Figure, Where

HARDER = {"A": -0.3, "B": 0.6, "C": 0.0}
"""How much harder each form is than its questions say, in logits."""
FACING = {form: NOBODY._replace(skill=-harder) for form, harder in HARDER.items()}
"""How people stand before each form, apart from how they are."""
SIDES = ("believed", "rejected")
MEASURES = tuple(f"{prefix}{side}" for prefix, side in product(("", LATER), SIDES))
EARLIER = "2026-09"
FEWEST, MOST = 12, 24
Orders = dict[str, dict[str, OrderSums]]


@dataclass
class ThreeOrders:
    """Draws campaigns: everybody takes the short forms before a quiz, after it, and in a later month."""

    made: Drawing
    _known: dict[tuple[int, ...], Mapping[str, object]] = field(default_factory=dict)

    @cached_property
    def forms(self) -> Mapping[str, Quiz]:
        """The forms of the check-up."""
        return {str(quiz.form): quiz for quiz in self.made.answering.library.quizzes.values() if quiz.form}

    @property
    def truth(self) -> Truth:
        """The parameters."""
        return self.made.answering.truth

    def growing(self, workshops: int) -> Iterator[tuple[int, Orders]]:
        """Yield the pairs of one campaign after each of its workshops, by measure and order."""
        orders = rotations(self.forms)
        found: Orders = defaultdict(lambda: defaultdict(OrderSums))
        for number in range(workshops):
            for occasion in self._workshop(orders[number % len(orders)]):
                for block in self.made.blocks(occasion).values():
                    for measure, pairs in block.orders.items():
                        for order, sums in pairs.items():
                            found[measure][order] += sums
            yield number + 1, found

    def true_change(self, measure: str) -> float:
        """Return the true change in a measure: the mean over the orders."""
        last = measure.startswith(LATER)
        orders, learned = rotations(self.forms), self.truth.lasting if last else 1.0
        side = measure.removeprefix(LATER)
        differences = [
            self._mean(order[-1 if last else 1], learned, side) - self._mean(order[0], 0, side) for order in orders
        ]
        return sum(differences) / len(differences)

    def _mean(self, form: str, learned: float, side: str) -> float:
        expected = Expected(self.made.answering, 0, FACING[form], self.truth.between_workshops)
        return expected.mean(Sitting(self.forms[form], self.forms[form].short, learned, 1), side)

    def _workshop(self, order: str) -> tuple[list[Sheet], list[Sheet]]:
        """Return what a workshop answers at the second and at the last occasion."""
        answering, random = self.made.answering, self.made.random
        second, last = [], []
        for screen in self.made.screens(random.randint(FEWEST, MOST), self.made.group()):

            def taken(form: str, learned: float, before: Mapping[str, object] | None, mind: Mind) -> Sheet:
                quiz = self.forms[form]
                at = screen._replace(mind=mind.with_(FACING[form]))  # noqa: B023 - called here
                return answering.sheet(at, quiz, learned, 0, only=quiz.short, before=before)

            first = taken(order[0], 0, None, screen.mind)
            before = self._remembered(first.attempt)
            second.append(taken(order[1], 1, before, screen.mind))
            last.append(taken(order[2], self.truth.lasting, {**before, "month": EARLIER}, screen.mind))
        return second, last

    def _remembered(self, first: Attempt) -> Mapping[str, object]:
        """Return what is stored of the first occasion; most answers were given before."""
        key = tuple(map(id, first.answers))
        if key not in self._known:
            self._known[key] = self.made.answering.remembered(first, MONTH)
        return self._known[key]


def reported(orders: Orders) -> dict[str, Figure]:
    """Return the change in every measure as the report shows it."""
    return {measure: changed(measure, orders.get(measure), Where()).change for measure in MEASURES}


def holds(figure: Figure, truth: float) -> bool:
    """Return whether the interval of a figure holds the truth; one without an interval does not."""
    return figure.interval is not None and figure.interval[0] <= truth <= figure.interval[1]


def says_change(figure: Figure) -> bool:
    """Return whether a figure says that something has changed."""
    return figure.interval is not None and not holds(figure, 0)

"""Marks: how many points each possible response to a choice gets, worked out for all responses at once.

A set of responses is a number with one bit for each response, so that a condition over thousands of responses is one
operation. In a single choice the responses are the options, in a multiple choice all sets of options.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from quizlib.exchange.item import Score, Unusable
from quizlib.say import say

MOST_OPTIONS = 12  # of a multiple choice: 4,096 responses
MOST_MARKS = 200  # different numbers of points
Responses = int
"""A set of responses: one bit for each."""


@dataclass(frozen=True)
class Possible:
    """All responses that can be given to a choice between options."""

    options: tuple[str, ...]
    several: bool

    def __post_init__(self) -> None:
        if self.several and len(self.options) > MOST_OPTIONS:
            raise Unusable(
                say(
                    "it has {number} options of which several are right; at most {most} can be read",
                    number=len(self.options),
                    most=MOST_OPTIONS,
                )
            )

    @property
    def number(self) -> int:
        """How many responses there are."""
        return 1 << len(self.options) if self.several else len(self.options)

    @property
    def all(self) -> Responses:
        """Every response."""
        return (1 << self.number) - 1

    def having(self, option: str) -> Responses:
        """Return the responses in which an option is chosen; none, if there is no such option."""
        if option not in self.options:
            return 0
        index = self.options.index(option)
        if not self.several:
            return 1 << index
        return _with_bit(index, self.all)

    def exactly(self, chosen: Sequence[str]) -> Responses:
        """Return the one response in which these options are chosen and no others."""
        found = self.all
        for option in self.options:
            having = self.having(option)
            found &= having if option in chosen else self.all & ~having
        return found

    def chosen(self, response: int) -> tuple[str, ...]:
        """Return the options of a response by its number."""
        if not self.several:
            return (self.options[response],)
        return tuple(option for index, option in enumerate(self.options) if response >> index & 1)


@cache
def _with_bit(index: int, all_: Responses) -> Responses:
    """Return the responses whose numbers have a bit: of 2·2^index responses in a row, the second half has it."""
    half = 1 << index
    return (((1 << half) - 1) << half) * (all_ // ((1 << 2 * half) - 1))


@dataclass
class Marks:
    """The points of each response so far: for each number of points, the responses that have them."""

    possible: Possible
    by_points: dict[float, Responses]

    @classmethod
    def beginning(cls, possible: Possible, points: float = 0.0) -> Marks:
        """Return the same points for every response."""
        return cls(possible, {points: possible.all})

    def change(self, where: Responses, points: Callable[[float], float]) -> None:
        """Give responses other points, made of those they have."""
        changed: dict[float, Responses] = {}
        for now, having in self.by_points.items():
            for value, some in ((round(points(now), 6), having & where), (now, having & ~where)):
                if some:
                    changed[value] = changed.get(value, 0) | some
        if len(changed) > MOST_MARKS:
            raise Unusable(say("it is marked in too many ways to follow"))
        self.by_points = changed

    @property
    def best(self) -> float:
        """The most points that any response gets."""
        return max(self.by_points)

    def of(self, chosen: Sequence[str]) -> float:
        """Return the points of the response in which these options are chosen and no others."""
        which = self.possible.exactly(chosen)
        return next(points for points, having in self.by_points.items() if having & which)

    def key(self) -> tuple[str, ...]:
        """Return the options that are right where several are: the smallest set that gets the most points.

        Raises Unusable if no response gets points, or if two smallest sets get the most.
        """
        if self.best <= 0:
            raise Unusable(say("it does not say which answer is right"))
        best = self.by_points[self.best]
        smallest = self.possible.all
        for option in self.possible.options:
            having = self.possible.having(option)
            if not best & ~having:  # every best response has it
                smallest &= having
            else:
                smallest &= ~having
        if not smallest & best:
            raise Unusable(say("different answers get full marks, so that none is the right one"))
        return self.possible.chosen(smallest.bit_length() - 1)

    def scores_as(self, key: Sequence[str]) -> Score | None:
        """Return the way of marking a multiple choice that gives the same share of full marks to every response."""
        for score, rule in RULES.items():
            if _shares(rule(self.possible, key)) == _shares(self):
                return score
        return None


def _shares(marks: Marks) -> Mapping[float, Responses]:
    """Return the responses by their share of full marks, from 0 to 1; the empty response is never given."""
    shares: dict[float, Responses] = {}
    for points, having in marks.by_points.items():
        given = having & ~marks.possible.exactly(())
        share = round(max(0.0, points) / marks.best, 4)
        if given:
            shares[share] = shares.get(share, 0) | given
    return shares


def _one_more(now: float) -> float:
    return now + 1


def _one_less(now: float) -> float:
    return now - 1


def _net(possible: Possible, key: Sequence[str]) -> Marks:
    marks = Marks.beginning(possible)
    for option in possible.options:
        marks.change(possible.having(option), _one_more if option in key else _one_less)
    return marks


def _each(possible: Possible, key: Sequence[str]) -> Marks:
    marks = _net(possible, key)
    marks.change(possible.all, lambda now: now + len(possible.options) - len(key))
    return marks


def _exact(possible: Possible, key: Sequence[str]) -> Marks:
    marks = Marks.beginning(possible)
    marks.change(possible.exactly(key), _one_more)
    return marks


RULES: Mapping[Score, Callable[[Possible, Sequence[str]], Marks]] = {"exact": _exact, "net": _net, "each": _each}
"""How our multiple choices are marked; of rules that say the same of a question, the first is taken."""

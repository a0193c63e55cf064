"""Declared: what QTI 2 and 3 say is right, as a key, as points for single answers, or as both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from pathlib import PurePosixPath

from quizlib.exchange.item import Unusable
from quizlib.exchange.nodes import Node
from quizlib.exchange.qti.marks import Marks, Possible
from quizlib.say import say

MATCH, MAP, OWN = "match_correct", "map_response", ""


@dataclass(frozen=True)
class Declared:
    """What is right: the key, the points of answers by identifier, and which of the two is used for marking.

    Answers without points of their own get `otherwise`; their sum is at least `low` and at most `high`, and `more` is
    added to it.
    """

    key: tuple[str, ...]
    points: Mapping[str, float] | None
    way: str
    several: bool
    otherwise: float = 0.0
    low: float = -inf
    high: float = inf
    more: float = 0.0

    def right(self, answers: Sequence[str] | None = None) -> tuple[str, ...]:
        """Return the key, or else the answers that get points; raise Unusable if the two disagree, or say nothing.

        Of answers that exclude each other, only those with the most points are right.
        """
        worth = self._worth(answers)
        least = max(worth.values(), default=0.0) if not self.several else 0.0
        given = tuple(one for one, points in worth.items() if points > 0 and points >= least)
        if not self.key and not given:
            raise Unusable(say("it does not say which answer is right"))
        if self.key and self.points is not None and set(self.key) != set(given):
            raise Unusable(say("it says in two ways what is right, and they disagree"))
        return self.key or given

    def marks(self, possible: Possible) -> Marks:
        """Return the points of each response to a choice between options."""
        marks = Marks.beginning(possible)
        right = self.right(possible.options)
        if unknown := set(right) - set(possible.options):
            raise Unusable(say("its right answer ‹{name}› is not among those to choose from", name=min(unknown)))
        if self.points is None or (self.way == MATCH and self.key):
            exactly = possible.exactly(right) if possible.several else sum(map(possible.having, right))
            marks.change(exactly, lambda now: now + 1)
            return marks
        for option, points in self._worth(possible.options).items():
            marks.change(possible.having(option), _plus(points))
        marks.change(possible.all, lambda now: min(self.high, max(self.low, now)) + self.more)
        return marks

    def _worth(self, answers: Sequence[str] | None) -> Mapping[str, float]:
        """Return the points of these answers, or of all that have points of their own."""
        points = self.points or {}
        return points if answers is None else {one: points.get(one, self.otherwise) for one in answers}


def declared(item: Node, response: str) -> Declared:
    """Return what an item says is right for a response with this identifier."""
    found = next((one for one in item.children("responseDeclaration") if one.get("identifier") == response), None)
    if found is None:
        raise Unusable(say("it does not say which answer is right"))
    correct = found.child("correctResponse")
    key = tuple(" ".join(one.text.split()) for one in (correct.children("value") if correct else ()))
    way, more = _way(item)
    several = found.get("cardinality") != "single"
    if not several and len(key) > 1:
        raise Unusable(say("only one answer can be given, but several are right"))
    mapping = found.child("mapping")
    if mapping is None:
        return Declared(key, None, way, several)
    points = {
        " ".join(one.get("mapKey").split()): number(one.get("mappedValue")) for one in mapping.children("mapEntry")
    }
    low, high = number(mapping.get("lowerBound"), -inf), number(mapping.get("upperBound"), inf)
    return Declared(key, points, way, several, number(mapping.get("defaultValue"), 0.0), low, high, more)


def number(text: str, otherwise: float | None = None) -> float:
    """Return a number of points; raise Unusable for what is none."""
    if not text and otherwise is not None:
        return otherwise
    try:
        value = float(text)
    except ValueError:
        value = inf
    if not isfinite(value):
        raise Unusable(say("‹{text}› is no number of points", text=text[:40]))
    return value


def is_marked_in_its_own_way(item: Node) -> bool:
    """Return whether neither the key nor the points of answers alone make the score."""
    return bool(item.children("responseProcessing")) and _way(item)[0] == OWN


def _way(item: Node) -> tuple[str, float]:
    """Return how an item is marked, and the points that are added in any case."""
    processing = item.child("responseProcessing")
    if processing is None:
        return OWN, 0.0
    template = PurePosixPath(processing.get("template")).name.removesuffix(".xml")
    if template in {MATCH, MAP}:
        return template, 0.0
    for change in processing.inside("setOutcomeValue"):
        inside = change.children()
        if change.get("identifier") != "SCORE" or len(inside) != 1:
            continue
        if inside[0].name == "mapResponse":
            return MAP, 0.0
        if [one.name for one in inside[0].children()] == ["mapResponse", "baseValue"] and inside[0].name == "sum":
            return MAP, number(inside[0].children()[1].text.strip())
    compared = [{two.name for two in one.children()} for one in processing.inside("match")]
    return (MATCH if {"variable", "correct"} in compared else OWN), 0.0


def _plus(points: float) -> Callable[[float], float]:
    return lambda now: now + points

"""Scoring: what is right in a question and how it is marked, in the words of QTI 3."""

from __future__ import annotations

from collections.abc import Mapping

from quizlib.exchange.item import Item, Part
from quizlib.exchange.nodes import Node

RESPONSE = {"identifier": "RESPONSE"}
SHAPES = {
    "single_choice": ("single", "identifier"),
    "multiple_choice": ("multiple", "identifier"),
    "order": ("ordered", "identifier"),
    "sort": ("multiple", "directedPair"),
}
"""The cardinality and the type of responses to each type of question."""


def answers_of(item: Item) -> Mapping[str, Part]:
    """Return the parts of a question by the identifiers that they are written with."""
    return {f"answer-{number}": part for number, part in enumerate(item.parts, start=1)}


def declaration(item: Item) -> Node:
    """Return the declaration of the response, with the key and the points of answers.

    Of several right options in a single choice, only the points tell: a key would be one of them.
    """
    cardinality, base = SHAPES[item.type]
    key, points = _key(item), _points(item)
    parts = []
    if cardinality != "single" or len(key) == 1:
        parts.append(Node("qti-correct-response", 0, {}, tuple(Node("qti-value", 0, {}, (one,)) for one in key)))
    if points:
        entries = [Node("qti-map-entry", 0, {"map-key": one, "mapped-value": f"{p:g}"}) for one, p in points.items()]
        low = {"lower-bound": "0"} if item.score == "net" else {}
        parts.append(Node("qti-mapping", 0, {**low, "default-value": "0"}, tuple(entries)))
    shape = {**RESPONSE, "cardinality": cardinality, "base-type": base}
    return Node("qti-response-declaration", 0, shape, tuple(parts))


def processing(item: Item) -> Node:
    """Return how a response becomes a score and feedback."""
    points = Node("qti-map-response", 0, RESPONSE)
    if not _points(item):
        score = Node("qti-match", 0, {}, (Node("qti-variable", 0, RESPONSE), Node("qti-correct", 0, RESPONSE)))
        if_right = Node("qti-response-if", 0, {}, (score, _set("SCORE", _value("float", "1"))))
        marked = Node("qti-response-condition", 0, {}, (if_right,))
    elif item.type == "multiple_choice" and item.score == "each":
        more = len(item.parts) - len(_key(item))
        marked = _set("SCORE", Node("qti-sum", 0, {}, (points, _value("float", f"{more}"))))
    else:
        marked = _set("SCORE", points)
    shown = [marked]
    if any(part.feedback for part in item.parts):
        shown.append(_set("FEEDBACK", _feedback(item)))
    if item.rationale:
        shown.append(_set("EXPLANATION", _value("identifier", "rationale")))
    return Node("qti-response-processing", 0, {}, tuple(shown))


def _key(item: Item) -> list[str]:
    answers = answers_of(item)
    if item.type == "order":
        return sorted(answers, key=lambda name: answers[name].place)
    if item.type == "sort":
        return [f"{name} category-{part.belongs + 1}" for name, part in answers.items()]
    return [name for name, part in answers.items() if part.right]


def _points(item: Item) -> Mapping[str, float]:
    """Return the points of each answer; none, if only the whole key gives any."""
    key, answers = _key(item), answers_of(item)
    if item.type == "sort":
        return dict.fromkeys(key, 1.0)
    if item.type == "multiple_choice" and item.score != "exact":
        return {name: 1.0 if name in key else -1.0 for name in answers}
    if item.type == "single_choice" and sum(part.fraction > 0 for part in item.parts) > 1:
        return {name: part.fraction for name, part in answers.items() if part.fraction}
    return {}


def _feedback(item: Item) -> Node:
    """Return the answers whose feedback is shown: those that were given, or all the things that were sorted."""
    if item.type != "sort":
        return Node("qti-variable", 0, RESPONSE)
    return Node("qti-multiple", 0, {}, tuple(_value("identifier", name) for name in answers_of(item)))


def _set(name: str, value: Node) -> Node:
    return Node("qti-set-outcome-value", 0, {"identifier": name}, (value,))


def _value(kind: str, text: str) -> Node:
    return Node("qti-base-value", 0, {"base-type": kind}, (text,))

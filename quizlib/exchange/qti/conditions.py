"""Conditions: how QTI 1.2 marks a response, condition by condition, and which feedback it shows for which option."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from math import isfinite
from operator import and_, or_

from quizlib.exchange.item import Unusable
from quizlib.exchange.nodes import Node
from quizlib.exchange.qti.marks import Marks, Possible, Responses
from quizlib.say import say

SCORE = "SCORE"
MOST_CONDITIONS = 200  # of one question
ALWAYS = Node("conditionvar", 0)
ACTIONS: Mapping[str, Callable[[float, float], float]] = {
    "set": lambda _, value: value,
    "add": lambda now, value: now + value,
    "subtract": lambda now, value: now - value,
}


def marks_of(item: Node, possible: Possible, response: str) -> Marks:
    """Return the points of each possible response to the part of an item that has this identifier.

    Conditions are tried in their order. One that is met ends the marking, unless it says `continue` or says nothing
    about it and adds points: programs leave that out. Raises Unusable for a condition that we do not know.
    """
    variables: dict[str, Marks] = {}
    open_, met = possible.all, 0
    for condition in _conditions(item):
        where = open_ & _meeting(condition.child("conditionvar") or ALWAYS, possible, response, met)
        changes = condition.children("setvar")
        for change in changes:
            name = change.get("varname") or SCORE
            marks = variables.setdefault(name, Marks.beginning(possible, _default(item, name)))
            marks.change(where, _action(change))
        if changes:
            met |= where
        goes_on = condition.get("continue").lower() or ("yes" if all(map(_adds, changes)) else "no")
        if goes_on == "no":
            open_ &= ~where
    if not variables:
        raise Unusable(say("it does not say which answer is right"))
    if SCORE not in variables and len(variables) > 1:
        raise Unusable(say("it counts points in several ways: {names}", names=", ".join(sorted(variables))))
    return variables.get(SCORE) or next(iter(variables.values()))


def most_points(item: Node) -> float | None:
    """Return how many points an item says there are at most, if it does."""
    found = [one.get("maxvalue") for one in item.inside("decvar") if (one.get("varname") or SCORE) == SCORE]
    return _number(found[0]) if found and found[0] else None


def right_pairs(item: Node) -> Iterator[tuple[str, str]]:
    """Yield what gives points in an item of several parts: the identifier of a part, and that of a label.

    In an item that asks for an order, the labels come in the right one. Raises Unusable if points depend on anything
    else than labels that are all chosen.
    """
    for condition in _conditions(item):
        if any(_action(change)(0.0) > 0 for change in condition.children("setvar")):
            for one in _all_of(condition.child("conditionvar")):
                if one.name != "varequal":
                    raise Unusable(say("it is marked by a condition that is not known here: {name}", name=one.name))
                yield one.get("respident"), one.text.strip()


def feedback_links(item: Node) -> Mapping[str, set[tuple[str, str]] | None]:
    """Return for which labels each feedback is shown: pairs of part and label, or None if other conditions show it.

    A feedback that is shown for whatever is wrong about a part belongs to the part, and its label is empty.
    """
    links: dict[str, set[tuple[str, str]] | None] = {}
    for condition in _conditions(item):
        shown = _shown_for(condition.child("conditionvar"))
        for display in condition.children("displayfeedback"):
            name = display.get("linkrefid")
            before = links.setdefault(name, set())
            links[name] = None if before is None or shown is None else before | {shown}
    return links


def _conditions(item: Node) -> tuple[Node, ...]:
    found = tuple(one for block in item.children("resprocessing") for one in block.children("respcondition"))
    if len(found) > MOST_CONDITIONS:
        raise Unusable(say("it is marked in too many ways to follow"))
    return found


def _meeting(node: Node, possible: Possible, response: str, met: Responses) -> Responses:
    """Return the responses that meet a condition; `met` are those that met an earlier one that gave points."""
    inside = [_meeting(one, possible, response, met) for one in node.children()]
    match node.name:
        case "conditionvar" | "and":
            return reduce(and_, inside, possible.all)
        case "not":
            return possible.all & ~reduce(and_, inside, possible.all)
        case "or":
            return reduce(or_, inside, 0)
        case "varequal":
            return possible.having(node.text.strip()) if node.get("respident") == response else 0
        case "other":
            return possible.all & ~met
    raise Unusable(say("it is marked by a condition that is not known here: {name}", name=node.name))


def _all_of(node: Node | None) -> Iterator[Node]:
    """Yield the conditions that must all be met."""
    for one in node.children() if node else ():
        if one.name == "and":
            yield from _all_of(one)
        else:
            yield one


def _shown_for(node: Node | None) -> tuple[str, str] | None:
    """Return the part and the label that a condition is about, if it is about one label alone."""
    inside = tuple(_all_of(node))
    if len(inside) != 1:
        return None
    wrong = inside[0].name == "not"
    only = inside[0].children()[0] if wrong and len(inside[0].children()) == 1 else inside[0]
    if only.name != "varequal":
        return None
    return only.get("respident"), "" if wrong else only.text.strip()


def _default(item: Node, name: str) -> float:
    found = [one.get("defaultval") for one in item.inside("decvar") if (one.get("varname") or SCORE) == name]
    return _number(found[0]) if found and found[0] else 0.0


def _adds(change: Node) -> bool:
    return change.get("action").lower() == "add"


def _action(change: Node) -> Callable[[float], float]:
    action, value = change.get("action", "Set").lower() or "set", _number(change.text)
    if action not in ACTIONS:
        raise Unusable(say("it changes points in a way that is not known here: {name}", name=action))
    return lambda now: ACTIONS[action](now, value)


def _number(text: str) -> float:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise Unusable(say("‹{text}› is no number of points", text=text.strip()[:40]))
    return value

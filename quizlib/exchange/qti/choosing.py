"""Choosing: the answers of a question by name, and what ours can hold of the points that responses to a choice get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quizlib.exchange.item import Item, Part, Unusable
from quizlib.exchange.nodes import Node
from quizlib.exchange.qti.marks import Marks
from quizlib.say import say

MOST_ANSWERS = 100  # of one question; a quiz of ours has far fewer


def by_identifier(answers: Iterable[Node], named: str = "identifier") -> Mapping[str, Node]:
    """Return what can be chosen by the attribute that names it; raise Unusable for one name twice, and for many."""
    found = list(answers)
    if len(found) > MOST_ANSWERS:
        raise Unusable(say("it has {number} answers; at most {most} can be read", number=len(found), most=MOST_ANSWERS))
    choices = {one.get(named): one for one in found}
    if len(choices) < len(found):
        raise Unusable(say("two of its answers have the same identifier"))
    return choices


def one_right(item: Item, parts: Sequence[Part], marks: Marks) -> Item:
    """Return a single choice with the worth of each option: its share of the points of the best one."""
    points = [marks.of((option,)) for option in marks.possible.options]
    if max(points) <= 0:
        raise Unusable(say("it does not say which answer is right"))
    worth = [round(max(0.0, one) / max(points), 4) for one in points]
    notes = (say("an answer that takes points away gives none here"),) if min(points) < 0 else ()
    options = tuple(replace(part, fraction=one) for part, one in zip(parts, worth, strict=True))
    return replace(item, type="single_choice", parts=options, notes=(*item.notes, *notes))


def several_right(item: Item, parts: Sequence[Part], marks: Marks) -> Item:
    """Return a multiple choice with its key, and with the way of marking that comes nearest."""
    key = marks.key()
    score = marks.scores_as(key)
    lost = say("its points cannot be kept: right answers count, and wrong ones are taken away from them")
    options = tuple(
        replace(part, fraction=float(option in key)) for part, option in zip(parts, marks.possible.options, strict=True)
    )
    notes = item.notes if score else (*item.notes, lost)
    return replace(item, type="multiple_choice", parts=options, score=score or "net", notes=notes)

"""Pairing: compare an attempt with the first of its kind, in everything that both of them measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from quizlib.counting.outline import Outline
from quizlib.measures import DOUBT, FormOrder, Measure, Pair
from quizlib.taking.answer import Answer

LATER = "later:"
"""The prefix of measures that show what lasted: of the last occasion, in a later month than the first."""
PRACTICE = "practice:"
"""The prefix of measures if no quiz lay between the two occasions, so that they show what practice alone does."""
SAME = "same"
SPAN = 4
"""The distance from the lowest step of a rating to the highest."""
Measured = Mapping[str, float]
Found = tuple[str, str, Measured, Measured, Measured]
"""The order of the forms, the prefix of the measures, and what was measured before and now, with the spans."""


def pair(outline: Outline, before: Mapping[str, Any], answers: Iterable[Answer], month: str) -> Pair | None:
    """Return the measures of a check-up or of ratings before and now; None unless both are complete and comparable.

    `before` is what the attempt stored when it began. For a check-up it is about the first occasion, never about the
    one before: `order` and `edition` of the forms, `short`, `month`, and the counts of both sides as [right, unsure,
    wrong], each under its `side_key`; `practice` if no quiz lay between. Reserved messages are in no pair. For ratings:
    `month`, and `steps` by question. `month` is the month of the attempt, as in 2026-11. The first form again is no
    pair, because people remember its messages.
    """
    responses = {answer.question: answer.response[0] for answer in answers if answer.response}
    if not outline.questions or not outline.questions.keys() <= responses.keys():
        return None
    sides = {"check-up": _check_ups, "ratings": _ratings}.get(outline.kind)
    found = sides(outline, before, responses, month) if sides else None
    if found is None:
        return None
    order, prefix, *measured = found
    earlier, now, spans = ({f"{prefix}{measure}": number for measure, number in side.items()} for side in measured)
    return Pair(order, earlier, now, spans)


def _check_ups(outline: Outline, before: Mapping[str, Any], responses: Mapping[str, str], month: str) -> Found | None:
    prefix = _occasion(outline.form or "", before, month)
    if prefix is None or before["short"] != outline.short:
        return None
    now: dict[str, list[int]] = {}
    for name, question in outline.questions.items():
        if question.reserved:
            continue
        if question.truth is None:
            return None
        counts = now.setdefault(question.truth, [0, 0, 0])
        counts[(question.truth, DOUBT, question.mistaken).index(responses[name])] += 1
    earlier = {side: before.get(side_key(side), []) for side in now}
    if any(sum(earlier[side]) != sum(counts) for side, counts in now.items()):
        return None
    spans = {Measure.mistaken(side): sum(counts) for side, counts in now.items()}
    spans[Measure.SCORE] = sum(spans.values())
    return str(FormOrder(before["order"], before["edition"])), prefix, _judged(earlier), _judged(now), spans


def _occasion(form: str, before: Mapping[str, Any], month: str) -> str | None:
    """Return the prefix of the measures at the occasion of a form; None where it makes no pair with the first.

    The form says which occasion it is. The last one shows what lasted, so it makes a pair only in a later month; of two
    forms the second is the last one then.
    """
    order = before.get("order", "") if form else ""
    place = order.find(form)
    if place == len(order) - 1 and place > 0 and before["month"] < month:
        return LATER
    if place != 1:
        return None
    return PRACTICE if before.get("practice") else ""


def side_key(side: str) -> str:
    """Return the key under which an attempt stores the counts of a side in the check-up before it."""
    return {"scam": "scams", "genuine": "genuine"}.get(side, f"side:{side}")


def _judged(sides: Mapping[str, list[int]]) -> Measured:
    """Return the points (half a point for doubt), and the messages of each side that were judged wrong."""
    points = sum(right + unsure / 2 for right, unsure, _ in sides.values())
    return {Measure.SCORE: points} | {Measure.mistaken(side): counts[2] for side, counts in sides.items()}


def _ratings(outline: Outline, before: Mapping[str, Any], responses: Mapping[str, str], month: str) -> Found | None:
    if not outline.questions.keys() <= before["steps"].keys():
        return None
    now = _mean_steps(outline, responses)
    prefix = LATER if before["month"] < month else ""
    return SAME, prefix, _mean_steps(outline, before["steps"]), now, dict.fromkeys(now, SPAN)


def _mean_steps(outline: Outline, steps: Mapping[str, Any]) -> Measured:
    by_scale: dict[str, list[int]] = {}
    for name, question in outline.questions.items():
        by_scale.setdefault(question.scale or "", []).append(int(steps[name]))
    return {scale: sum(found) / len(found) for scale, found in by_scale.items()}

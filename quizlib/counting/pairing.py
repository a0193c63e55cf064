"""Pairing: compare an attempt with the one before it, in everything that both of them measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from quizlib.counting.outline import Outline
from quizlib.measures import Pair
from quizlib.taking.answer import Answer

LATER = "later:"
"""The prefix of measures if the two attempts were in different months, so that they show what lasted."""
SAME = "same"
SPAN = 4
"""The distance from the lowest step of a rating to the highest."""
Measured = Mapping[str, float]


def pair(outline: Outline, before: Mapping[str, Any], answers: Iterable[Answer], month: str) -> Pair | None:
    """Return the measures of a check-up or of ratings before and now; None unless both are complete and comparable.

    `before` is what the attempt stored when it began. For a check-up: `form`, `short`, `month`, and `scams` and
    `genuine`, each as [right, unsure, wrong]. For ratings: `month`, and `steps` by question. `month` is the month of
    the attempt, as in 2026-11. The same form twice is no pair, because people remember its messages.
    """
    responses = {answer.question: answer.response[0] for answer in answers if answer.response}
    if not outline.questions or not outline.questions.keys() <= responses.keys():
        return None
    sides = {"check-up": _check_ups, "ratings": _ratings}.get(outline.kind)
    found = sides(outline, before, responses) if sides else None
    if found is None:
        return None
    order, *measured = found
    prefix = LATER if before["month"] < month else ""
    earlier, now, spans = ({f"{prefix}{measure}": number for measure, number in side.items()} for side in measured)
    return Pair(order, earlier, now, spans)


def _check_ups(
    outline: Outline, before: Mapping[str, Any], responses: Mapping[str, str]
) -> tuple[str, Measured, Measured, Measured] | None:
    if before["short"] != outline.short or before["form"] == outline.form:
        return None
    now: dict[str, list[int]] = {"scam": [0, 0, 0], "genuine": [0, 0, 0]}
    for name, question in outline.questions.items():
        if question.truth is None:
            return None
        verdict = responses[name]
        now[question.truth][0 if verdict == question.truth else 1 if verdict == "unsure" else 2] += 1
    earlier = {"scam": before["scams"], "genuine": before["genuine"]}
    if any(sum(earlier[truth]) != sum(now[truth]) for truth in now):
        return None
    scams, genuine = (sum(now[truth]) for truth in now)
    spans = {"score": scams + genuine, "believed": scams, "rejected": genuine}
    return f"{before['form']}-{outline.form}", _judged(earlier), _judged(now), spans


def _judged(sides: Mapping[str, list[int]]) -> Measured:
    """Return the points (half a point for doubt), the scams called genuine, and the genuine messages called scams."""
    points = sum(right + unsure / 2 for right, unsure, _ in sides.values())
    return {"score": points, "believed": sides["scam"][2], "rejected": sides["genuine"][2]}


def _ratings(
    outline: Outline, before: Mapping[str, Any], responses: Mapping[str, str]
) -> tuple[str, Measured, Measured, Measured] | None:
    if not outline.questions.keys() <= before["steps"].keys():
        return None
    now = _mean_steps(outline, responses)
    return SAME, _mean_steps(outline, before["steps"]), now, dict.fromkeys(now, SPAN)


def _mean_steps(outline: Outline, steps: Mapping[str, Any]) -> Measured:
    by_scale: dict[str, list[int]] = {}
    for name, question in outline.questions.items():
        by_scale.setdefault(question.scale or "", []).append(int(steps[name]))
    return {scale: sum(found) / len(found) for scale, found in by_scale.items()}

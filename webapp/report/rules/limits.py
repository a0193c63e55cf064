"""The limits: from how many people on a number is shown, and how exactly; sums become figures here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from quizlib.measures import BLOCK_NOISE, Clusters, Estimate, ratio, stratified, wilson
from webapp.report.rules import reasons
from webapp.report.rules.figure import Basis, Figure, Where
from webapp.report.wording.words import Amount, Words, ngettext

PEOPLE = 5
"""A number of people is shown from this number on."""
LEAST = 10
"""A figure about answers is shown from this number of people on. A block never has fewer, even if rounding says so."""
PERCENT = 30
"""From this number of people on a share is shown in percent with an interval, below it in words or tenths."""
BLOCKS = 3
"""A figure about more than one workshop needs this number of blocks, and 30 people."""
BY_BLOCKS = 6
"""From this number of blocks on, the differences between blocks give the width of an interval."""
COMPARED = 100
"""From this number of answers on, and of 6 blocks, questions are ranked, and places and occasions shown together."""
CENT, TENTH = 2, 1


def people(measure: str, number: int | None, where: Where, *, of: str = "", some: bool = True) -> Figure:
    """Return the figure of a number of people, which was stored exact or rounded; below 5 it is withheld.

    `some` says whether anything took place. If not, a number of 0 is shown, since it is about nobody.
    """
    if number is None or number < PEOPLE:
        if number == 0 and not some:
            return Figure(measure, "people", where, of, n=0, value=0)
        return Figure(measure, "people", where, of, withheld=reasons.FEW_PEOPLE)
    return Figure(measure, "people", where, of, n=number, value=number)


def attendances(measure: str, number: int, where: Where, *, held: int, uncounted: int = 0) -> Figure:
    """Return the figure of the people who came to `held` events; `uncounted` of these have no head count."""
    if not held:
        return Figure(measure, "attendances", where, n=0, blocks=0, value=0)
    if number < PEOPLE:
        return Figure(measure, "attendances", where, withheld=reasons.FEW_PEOPLE)
    at = Amount(held - uncounted)
    note = (
        ngettext("counted at %(at)s of %(count)s event", "counted at %(at)s of %(count)s events", held, at=at)
        if uncounted
        else ngettext("counted at the one event", "counted at all %(count)s events", held)
    )
    return Figure(measure, "attendances", where, n=held - uncounted, blocks=held, value=number, notes=(note,))


def count(measure: str, number: int, where: Where, *, of: str = "") -> Figure:
    """Return the figure of a number of things, such as workshops. It tells nothing about a person."""
    return Figure(measure, "count", where, of, n=number, value=number)


def share(
    measure: str,
    blocks: Clusters | None,
    where: Where,
    *,
    of: str = "",
    people: Clusters | None = None,
    one_each: bool = False,
    unit: int = 1,
    strata: Sequence[Clusters] = (),
) -> Figure:
    """Return the share Σd/Σn of some blocks: in percent if it has an interval, otherwise in tenths.

    `people` are the sums of the same people, each as a cluster of its own, where they are known. `one_each` says that
    every person gave one answer; Wilson's interval then holds while there are few blocks. `unit` is how much one answer
    adds to n. `strata` are the same blocks by quiz, if each block has one quiz; differences between quizzes then do not
    widen the interval. A rounded number counts as 10 or more, since a block has at least 10 attempts.
    """
    if blocks is None or not blocks.m:
        return Figure(measure, "share", where, of, withheld=reasons.NOTHING)
    n = max(round(blocks.n / unit), LEAST * blocks.m)
    found = Figure(measure, "share", where, of, n=n, blocks=blocks.m)
    if reason := too_few(found):
        return replace(found, withheld=reason)
    value = _within(blocks.value or 0)
    if not where.wide:
        return replace(found, value=round(value, TENTH))
    if strata:
        return rounded(replace(found, basis="blocks"), stratified(strata))
    estimate, basis = _estimated(blocks, people, unit if one_each else 0)
    return rounded(replace(found, basis=basis), estimate)


def in_tenths(found: Figure, value: float | None) -> Figure:
    """Return the figure with a share in tenths, for a share without an interval; withheld if `value` is None."""
    if value is None or not found.n:
        return replace(found, n=None, withheld=reasons.NOTHING)
    reason = too_few(found)
    return replace(found, withheld=reason) if reason else replace(found, value=round(_within(value), TENTH))


def too_few(found: Figure) -> Words | None:
    """Return the reason why a figure about answers has too few people or blocks to be shown, or None."""
    if (found.n or 0) < LEAST:
        return reasons.FEW_ANSWERS
    if found.where.wide and ((found.blocks or 0) < BLOCKS or (found.n or 0) < PERCENT):
        return reasons.FEW_BLOCKS
    return None


def enough_to_compare(found: Figure) -> bool:
    """Return whether a figure has enough answers and blocks to be compared with others of its kind."""
    return (found.n or 0) >= COMPARED and (found.blocks or 0) >= BY_BLOCKS


def rounded(found: Figure, estimate: Estimate | None, least: float = 0, most: float = 1) -> Figure:
    """Return the figure with an estimate of a share or a mean, kept between `least` and `most`, and rounded.

    Without an interval a share is shown in tenths, and any other figure is withheld.
    """
    if estimate is None:
        return replace(found, basis=None, withheld=reasons.NOTHING)
    estimate = estimate.within(least, most)
    if estimate.lower is None or estimate.upper is None:
        if found.kind == "share":
            return replace(found, basis=None, value=round(estimate.value, TENTH))
        return replace(found, basis=None, withheld=reasons.NO_INTERVAL)
    few = estimate.basis != "blocks" and (found.blocks or 0) < BY_BLOCKS
    notes: tuple[Words, ...] = (reasons.ONLY_THESE,) if few else ()
    return replace(
        found,
        value=round(estimate.value, CENT + found.decimals),
        lower=round(estimate.lower, CENT + found.decimals),
        upper=round(estimate.upper, CENT + found.decimals),
        basis=found.basis or estimate.basis,
        notes=(*found.notes, *notes),
    )


def parts(found: Sequence[Figure], values: Sequence[float]) -> tuple[Figure, ...]:
    """Return all shares of a whole, rounded from their values so that they add up: the largest remainders go up.

    They stay as they are if not all of them are shown, or not all as exactly.
    """
    if not all(part.shown for part in found) or len({part.interval is None for part in found}) > 1:
        return tuple(found)
    unit = 10**TENTH if found[0].interval is None else 10**CENT
    exact = [value * unit for value in values]
    rounded_down = [floor(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda index: rounded_down[index] - exact[index])
    up = set(order[: unit - sum(rounded_down)])
    return tuple(replace(part, value=(rounded_down[index] + (index in up)) / unit) for index, part in enumerate(found))


def plain(measure: str, value: float | None, where: Where, *, n: int, decimals: int = CENT) -> Figure:
    """Return the figure of a technical number without an interval; withheld if `value` is None."""
    found = Figure(measure, "number", where, n=n)
    if n < PERCENT:
        return replace(found, n=None, withheld=reasons.FEW_FOR_ITEMS)
    if value is None:
        return replace(found, withheld=reasons.NOT_DEFINED)
    return replace(found, value=round(value, decimals))


def _estimated(blocks: Clusters, people: Clusters | None, unit: int) -> tuple[Estimate | None, Basis | None]:
    """Return the estimate and its basis; `unit` is 0 if people gave more than one answer each."""
    by_blocks = ratio(blocks, people)
    if not unit or (blocks.m >= BY_BLOCKS and by_blocks and by_blocks.lower is not None):
        return by_blocks, by_blocks and by_blocks.basis
    n = round(blocks.n / unit)
    limits = wilson(min(max(round(blocks.sums[0] / unit), 0), n), n, noise=BLOCK_NOISE * blocks.m)
    return limits and Estimate(blocks.value or 0, limits.lower, limits.upper, "people"), "answers"


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)

"""Rules: how sums become figures, and from how many people on anything is said at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizlib.measures import BLOCK_NOISE, Clusters, Estimate, ratio, stratified, wilson
from webapp.report.rules import reasons
from webapp.report.rules.figure import Basis, Figure, Where
from webapp.report.wording.words import Words

PEOPLE = 5
"""Numbers of people are said from here on."""
LEAST = 10
"""Anything about answers; a block has so many people, whatever its rounded number says."""
PERCENT = 30
"""From here on in percent, with an interval; under it in words or tenths."""
BLOCKS = 3
"""So many blocks, and 30 people, what is said of more than one workshop."""
BY_BLOCKS = 6
"""From so many blocks on, how much they differ decides how wide an interval is."""
CENT, TENTH = 2, 1


def people(measure: str, number: int | None, where: Where, *, of: str = "", some: bool = True) -> Figure:
    """Return a number of people: exact or rounded when it was stored. Under 5 it is not said.

    `some`: whether there was anybody at all. Where nothing took place the number is 0, and about nobody.
    """
    if number is None or number < PEOPLE:
        if number == 0 and not some:
            return Figure(measure, "people", where, of, n=0, value=0)
        return Figure(measure, "people", where, of, withheld=reasons.FEW_PEOPLE)
    return Figure(measure, "people", where, of, n=number, value=number)


def count(measure: str, number: int, where: Where, *, of: str = "") -> Figure:
    """Return a number of things, such as workshops, which says nothing about anybody."""
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
    """Return Σd/Σn of blocks as a share: in percent where it has an interval, else in tenths.

    `people` are those of the blocks as clusters of one, where they are known; `one_each`: every person gave one answer,
    so that Wilson's interval fits while there are few blocks. `unit` is what one answer counts in n. `strata` are the
    same blocks quiz by quiz, where each is of one: that some quizzes are harder is then no uncertainty. Rounded numbers
    are taken for what they can have been: a block has 10 people or more.
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
    """Return a share whose interval is not known, in tenths; None if there is nothing to share."""
    if value is None or not found.n:
        return replace(found, n=None, withheld=reasons.NOTHING)
    reason = too_few(found)
    return replace(found, withheld=reason) if reason else replace(found, value=round(_within(value), TENTH))


def too_few(found: Figure) -> Words | None:
    """Return why a figure about answers is not shown, if its n and its blocks are too few."""
    if (found.n or 0) < LEAST:
        return reasons.FEW_ANSWERS
    if found.where.wide and ((found.blocks or 0) < BLOCKS or (found.n or 0) < PERCENT):
        return reasons.FEW_BLOCKS
    return None


def rounded(found: Figure, estimate: Estimate | None, least: float = 0, most: float = 1) -> Figure:
    """Return a share or a mean with an estimate, kept within what is possible and rounded as it is shown.

    A share without an interval is said in tenths; of anything else without one nothing is said.
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
        value=round(estimate.value, CENT),
        lower=round(estimate.lower, CENT),
        upper=round(estimate.upper, CENT),
        basis=found.basis or estimate.basis,
        notes=(*found.notes, *notes),
    )


def plain(measure: str, value: float | None, where: Where, *, n: int, decimals: int = CENT) -> Figure:
    """Return a technical number without an interval; None says that it cannot be computed."""
    found = Figure(measure, "number", where, n=n)
    if n < PERCENT:
        return replace(found, n=None, withheld=reasons.FEW_FOR_ITEMS)
    if value is None:
        return replace(found, withheld=reasons.NOT_DEFINED)
    return replace(found, value=round(value, decimals))


def _estimated(blocks: Clusters, people: Clusters | None, unit: int) -> tuple[Estimate | None, Basis | None]:
    """Return the estimate, and what it rests on; `unit` is 0 where people gave more than one answer each."""
    by_blocks = ratio(blocks, people)
    if not unit or (blocks.m >= BY_BLOCKS and by_blocks and by_blocks.lower is not None):
        return by_blocks, by_blocks and by_blocks.basis
    n = round(blocks.n / unit)
    limits = wilson(min(max(round(blocks.sums[0] / unit), 0), n), n, noise=BLOCK_NOISE * blocks.m)
    return limits and Estimate(blocks.value or 0, limits.lower, limits.upper, "people"), "answers"


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)

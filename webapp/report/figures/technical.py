"""The technical figures of a quiz, for specialists: d′ and c, discrimination, reliability, Brier score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf
from typing import get_args

from quizlib import MARK, Outline
from quizlib.measures import (
    Cut,
    Measure,
    Summed,
    calibration,
    d_prime,
    recorded_quiz_statistics,
    signal_detection,
)
from webapp.report.figures.items import discriminations
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.limits import BLOCKS, LEAST, PERCENT, plain, rounded, too_few
from webapp.report.wording.names import Names
from webapp.report.wording.sides import PairWords
from webapp.report.wording.words import _

CUTS: tuple[Cut, ...] = get_args(Cut)


def technical(summed: Summed, outline: Outline, where: Where, names: Names, suffix: str) -> Section:
    """Return the section of technical figures, folded."""
    rows = [row for pair in names.pairs for row in _signals(pair, summed, outline, where)]
    rows += _whole(summed, outline, where)
    for name, figure in discriminations(summed, outline, where).items():
        rows.append(Row(names.question(outline.quiz, name), (figure,), within=_("Discrimination")))
    return Section(
        f"technical{suffix}",
        _("Technical figures"),
        "table",
        tuple(rows),
        lead=(_("For those who know them. They describe a group on one quiz, and say nothing of one person."),),
        folded=True,
    )


def _signals(pair: PairWords, summed: Summed, outline: Outline, where: Where) -> Iterator[Row]:
    """Yield d′ with its interval, and c, for both ways to draw the line between the two sides."""
    truths = [asked.truth for asked in outline.questions.values()]
    harmless, harmful = map(truths.count, pair.sides)
    for label, cut in ((pair.cuts[one], Measure.cut(one, pair.sides)) for one in CUTS):
        blocks = summed.blocks.get(cut)
        if blocks is None or not harmful or not harmless:
            continue
        n = max(round(blocks.n), LEAST * blocks.m)
        figures = [Figure(f"{name}:{cut}", "number", where, n=n, blocks=blocks.m) for name in ("d_prime", "c")]
        if reason := too_few(figures[0]):
            yield Row(label, tuple(replace(figure, withheld=reason) for figure in figures))
            continue
        sensitivity = rounded(figures[0], d_prime(blocks, harmful, harmless), -inf, inf)
        possible = (round(blocks.n) * harmful, round(blocks.n) * harmless)
        hits, alarms = (min(round(found), most) for found, most in zip(blocks.sums, possible, strict=False))
        leaning = signal_detection(hits, possible[0], alarms, possible[1]).c
        yield Row(label, (sensitivity, replace(figures[1], value=round(leaning or 0, 2))))


def _whole(summed: Summed, outline: Outline, where: Where) -> Iterator[Row]:
    """Yield the rows about the quiz as a whole."""
    record, blocks = summed.records.get(LEAST), summed.blocks.get("finished")
    marks = {
        name: {category: mark / MARK for category, mark in asked.marks.items()}
        for name, asked in outline.questions.items()
        if asked.marked
    }
    n = record.n if record and blocks and blocks.m >= BLOCKS else 0
    if marks:
        found = recorded_quiz_statistics(record, marks) if record else None
        yield Row(_("Internal consistency"), (plain("cic", found.cic if found else None, where, n=n, decimals=0),))
        error = found.standard_error if found else None
        yield Row(_("Standard error, in points"), (plain("standard_error", error, where, n=n),))
    if outline.sure:
        sure = calibration(record.sureness if record else None, marks)
        enough = sure is not None and n >= PERCENT
        yield Row(
            _("Brier score"), (plain("brier", sure.brier if sure else None, where, n=sure.n if enough and sure else 0),)
        )

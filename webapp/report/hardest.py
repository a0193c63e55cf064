"""What was hard: the questions people got least of, and the signs they overlooked, over all quizzes at events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizlib import Outline
from quizlib.asked import MARK
from quizlib.measures import Summed
from webapp.report.figure import Figure, Where
from webapp.report.names import Names
from webapp.report.rules import CENT, TENTH, share
from webapp.report.sources import Sums, Version
from webapp.report.view import Row, Section
from webapp.report.words import _

FEW = 5


def hardest(sums: Sums, names: Names) -> Section:
    """Return the five questions of which people got least."""
    rows = [
        Row(
            names.question(version.quiz, name),
            (facility(summed, name, Where(quiz=version.quiz, version=version.version)),),
            within=names.quiz(version.quiz),
        )
        for version, outline, summed in _quizzes(sums)
        for name, asked in outline.questions.items()
        if asked.marked
    ]
    return Section(
        "questions",
        _("The five hardest questions"),
        "bars",
        _lowest(rows),
        lead=(_("How far people got with them, from nothing to all of it."),),
        empty=_("Not enough yet: it takes three groups and 30 people."),
    )


def overlooked(sums: Sums, names: Names) -> Section:
    """Return the five signs that most people did not mark, of those that give a message away."""
    rows = [
        Row(
            names.part(version.quiz, name, part),
            (_overlooked(summed, f"{name}/{part}", Where(quiz=version.quiz, version=version.version)),),
            within=names.quiz(version.quiz),
        )
        for version, outline, summed in _quizzes(sums)
        for name, asked in outline.questions.items()
        if asked.type == "signs"
        for part in asked.right
    ]
    return Section(
        "signs",
        _("Signs that people overlook"),
        "bars",
        _highest(rows),
        lead=(_("Of the signs that show what a message is, these are the ones that fewest people marked."),),
        empty=_("Not enough yet: it takes three groups and 30 people."),
    )


def facility(summed: Summed, question: str, where: Where) -> Figure:
    """Return how far people got with a question; each gave one answer, and partial marks vary less than whole ones."""
    return share("facility", summed.blocks.get(f"facility:{question}"), where, of=question, one_each=True, unit=MARK)


def _overlooked(summed: Summed, sign: str, where: Where) -> Figure:
    """Return the share that did not mark a sign: all that is left of those who did."""
    marked = share("overlooked", summed.blocks.get(f"share:{sign}:yes"), where, of=sign, one_each=True)
    if marked.value is None:
        return marked
    if marked.lower is None or marked.upper is None:
        return replace(marked, value=round(1 - marked.value, TENTH))
    return replace(
        marked,
        value=round(1 - marked.value, CENT),
        lower=round(1 - marked.upper, CENT),
        upper=round(1 - marked.lower, CENT),
    )


def _quizzes(sums: Sums) -> Iterator[tuple[Version, Outline, Summed]]:
    for version in sums.versions("workshop"):
        outline, found = sums.outline(version), sums.get(quiz=version.quiz, version=version.version)
        if outline and found:
            yield version, outline, found.summed


def _lowest(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(sorted(_shown(rows), key=lambda row: row.figures[0].value or 0)[:FEW])


def _highest(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(sorted(_shown(rows), key=lambda row: -(row.figures[0].value or 0))[:FEW])


def _shown(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.figures[0].shown]

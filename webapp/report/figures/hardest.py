"""What was hard at events: the questions with the lowest scores, and the signs that people overlooked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizlib import MARK, Outline
from quizlib.measures import Clusters
from webapp.report.figures.sources import Sums, Version
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.limits import CENT, TENTH, share
from webapp.report.wording.names import Names
from webapp.report.wording.words import _
from webapp.site_content.places import CAMPAIGN

FEW = 5
Blocks = Mapping[str, Clusters]


def hardest(sums: Sums, names: Names) -> Section:
    """Return the five questions with the lowest scores."""
    found = [
        facility(blocks, name, Where(quiz=version.quiz, version=version.version))
        for version, outline, blocks in _quizzes(sums)
        for name, asked in outline.questions.items()
        if asked.marked
    ]
    lowest = sorted((figure for figure in found if figure.shown), key=lambda figure: figure.value or 0)
    return Section(
        "questions",
        _("The five hardest questions"),
        "bars",
        tuple(
            Row(names.question(figure.where.quiz, figure.of), (figure,), within=names.quiz(figure.where.quiz))
            for figure in lowest[:FEW]
        ),
        lead=(_("How far people got with them, from nothing to all of it."),),
        empty=reasons.FEW_BLOCKS,
    )


def overlooked(sums: Sums, names: Names) -> Section:
    """Return the five signs that most people did not mark, among those that show what a message is."""
    found = [
        _overlooked(blocks, f"{name}/{part}", Where(quiz=version.quiz, version=version.version))
        for version, outline, blocks in _quizzes(sums)
        for name, asked in outline.questions.items()
        if asked.about == "judge"  # what is marked there shows what a message is
        for part in asked.right
    ]
    highest = sorted((figure for figure in found if figure.shown), key=lambda figure: -(figure.value or 0))
    return Section(
        "signs",
        _("Signs that people overlook"),
        "bars",
        tuple(
            Row(
                names.part(figure.where.quiz, *figure.of.split("/", 1)),
                (figure,),
                within=names.quiz(figure.where.quiz),
            )
            for figure in highest[:FEW]
        ),
        lead=(_("Of the signs that show what a message is, these are the ones that fewest people marked."),),
        empty=reasons.FEW_BLOCKS,
    )


def facility(blocks: Blocks, question: str, where: Where) -> Figure:
    """Return the mean score of a question. Each person gave one answer; partial scores vary less than whole ones."""
    return share("facility", blocks.get(f"facility:{question}"), where, of=question, one_each=True, unit=MARK)


def _overlooked(blocks: Blocks, sign: str, where: Where) -> Figure:
    """Return the share that did not mark a sign: 1 minus the share that did."""
    marked = share("overlooked", blocks.get(f"share:{sign}:yes"), where, of=sign, one_each=True)
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


def _quizzes(sums: Sums) -> Iterator[tuple[Version, Outline, Blocks]]:
    outlines = {version: sums.outline(version) for version in sums.versions("workshop")}
    wanted = {
        measure
        for outline in outlines.values()
        for name, asked in (outline.questions.items() if outline else ())
        for measure in (f"facility:{name}", *(f"share:{name}/{part}:yes" for part in asked.right))
    }
    found = sums.compared([CAMPAIGN], wanted).get(CAMPAIGN, {})
    for version, outline in outlines.items():
        if outline and version in found:
            yield version, outline, found[version]

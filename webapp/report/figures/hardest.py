"""What was surely hard at events: the questions with the lowest scores, and the signs that people overlooked.

They are ranked by the end of the interval that is sure, so that few answers never make a question the hardest. What
has too few answers stands apart, in the order of the alphabet and without a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from quizlib import MARK, Outline
from quizlib.measures import Clusters
from webapp.report.figures.sources import Sums, Version
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.findings import hardest_of, overlooked_by
from webapp.report.rules.limits import CENT, TENTH, enough_to_compare, share
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _
from webapp.site_content.places import CAMPAIGN

FEW = 5
Blocks = Mapping[str, Clusters]
Label = Callable[[Figure], Words]


class Ranking(NamedTuple):
    """The figures that can be ranked, in order, and those with too few answers or groups."""

    first: tuple[Figure, ...]
    too_little: tuple[Figure, ...]


def hardest(sums: Sums, names: Names) -> tuple[Section, Section]:
    """Return the five questions that were surely hardest, and those with too few answers to say."""
    found = [
        facility(blocks, name, Where(quiz=version.quiz, version=version.version))
        for version, outline, blocks in _quizzes(sums)
        for name, asked in outline.questions.items()
        if asked.marked
    ]
    ranking = ranked(found, lambda figure: figure.upper or 0)
    lead = _("How far people got with them, from nothing to all of it. Ranked by the end of the interval that is sure.")

    def label(figure: Figure) -> Words:
        return names.question(figure.where.quiz, figure.of)

    first = ranking.first
    finding = hardest_of(first, names.quiz(first[0].where.quiz)) if first else None
    section = Section("questions", _("The five questions that were hardest"), "bars", (), (lead,), finding=finding)
    return _sections(section, ranking, names, label)


def overlooked(sums: Sums, names: Names) -> tuple[Section, Section]:
    """Return the five signs that were surely overlooked most, among those that show what a message is; and the rest."""
    found = [
        _overlooked(blocks, f"{name}/{part}", Where(quiz=version.quiz, version=version.version))
        for version, outline, blocks in _quizzes(sums)
        for name, asked in outline.questions.items()
        if asked.about == "judge"  # what is marked there shows what a message is
        for part in asked.right
    ]
    ranking = ranked(found, lambda figure: -(figure.lower or 0))
    lead = _(
        "Of the signs that show what a message is, these are the ones that fewest people marked. Ranked by the end of "
        "the interval that is sure."
    )

    def label(figure: Figure) -> Words:
        return names.part(figure.where.quiz, *figure.of.split("/", 1))

    first = ranking.first
    finding = overlooked_by(first[0], names.quiz(first[0].where.quiz)) if first else None
    section = Section("signs", _("Signs that people overlook"), "bars", (), (lead,), finding=finding)
    return _sections(section, ranking, names, label)


def ranked(found: Sequence[Figure], sure_end: Callable[[Figure], float]) -> Ranking:
    """Return the figures with the lowest sure ends first, and those with too few answers or groups to be ranked."""

    def enough(figure: Figure) -> bool:
        return figure.interval is not None and enough_to_compare(figure)

    first = sorted(filter(enough, found), key=lambda figure: (sure_end(figure), figure.id))
    return Ranking(tuple(first), tuple(figure for figure in found if not enough(figure) and figure.n))


def facility(blocks: Blocks, question: str, where: Where) -> Figure:
    """Return the mean score of a question. Each person gave one answer; partial scores vary less than whole ones."""
    return share("facility", blocks.get(f"facility:{question}"), where, of=question, one_each=True, unit=MARK)


def _sections(section: Section, ranking: Ranking, names: Names, label: Label) -> tuple[Section, Section]:
    """Return a section with the first of a ranking in its rows, and one with what is not ranked."""

    def row(figure: Figure) -> Row:
        return Row(label(figure), (figure,), within=names.quiz(figure.where.quiz))

    unranked = [row(figure.withhold(reasons.TOO_LITTLE)) for figure in ranking.too_little]
    rest = sorted(unranked, key=lambda one: (names.order(one.within), names.order(one.label)))
    return (
        replace(section, rows=tuple(map(row, ranking.first[:FEW])), empty=reasons.TOO_LITTLE),
        Section(
            f"{section.id}-rest",
            _("%(title)s: too little to say", title=section.title),
            "names",
            tuple(rest),
            lead=(reasons.TOO_LITTLE,),
            empty=_("Of everything that was asked there is enough."),
            folded=True,
        ),
    )


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

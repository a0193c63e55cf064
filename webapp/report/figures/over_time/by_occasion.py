"""By occasion: how people judged messages of check-ups the first, second and third time, by kind of fraud.

Other people each time, so it is no before and after. An occasion is shown only where each form has been taken enough
at it: every form then has the same weight, and none is harder for one occasion than for another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizlib import Outline
from quizlib.measures import Clusters, Measure, standardised
from webapp.report.figures.new_kinds import OCCASIONS
from webapp.report.figures.sources import Sums, Version
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.limits import BLOCKS, PERCENT, enough_to_compare, rounded
from webapp.report.wording.names import Names
from webapp.report.wording.sides import PairWords, SideWords
from webapp.report.wording.words import Words, _
from webapp.site_content.places import CAMPAIGN

ALL_KINDS = _("All kinds together")


@dataclass(frozen=True)
class Forms:
    """The forms of a check-up, short or whole, and the blocks of their measures."""

    outlines: Mapping[Version, Outline]
    blocks: Mapping[Version, Mapping[str, Clusters]]

    def share(self, occasion: int, side: SideWords, kind: str) -> Figure | None:
        """Return how many messages of a side were judged wrong at an occasion; None unless that can be said.

        It takes 100 answers in 6 blocks, and 30 people in 3 blocks of every form that has such messages.
        """
        name = Measure.at_occasion(occasion, side.measure, kind)
        asked = {version: of for version, outline in self.outlines.items() if (of := _messages(outline, side, kind))}
        found = {version: self.blocks.get(version, {}).get(name) for version in asked}
        balanced = {
            "@".join(version): blocks
            for version, blocks in found.items()
            if blocks and blocks.m >= BLOCKS and blocks.n >= PERCENT * asked[version]
        }
        if not asked or len(balanced) < len(asked):
            return None
        n, m = round(sum(one.n for one in balanced.values())), sum(one.m for one in balanced.values())
        figure = Figure(f"occasion:{side.measure}", "share", Where(), f"{occasion}/{kind or 'all'}", n, m)
        estimate = standardised(balanced, dict.fromkeys(balanced, 1.0))
        figure = rounded(figure, estimate)
        return figure if figure.interval and enough_to_compare(figure) else None


def by_occasion(sums: Sums, names: Names, pair: PairWords) -> Section:
    """Return a row for each kind of fraud and occasion with enough answers: of short forms, or else of whole ones."""
    kinds = [method.id for method in names.content.library.methods]
    found = [_forms(sums, names, pair, kinds, short=short) for short in (True, False)]
    rows = next((rows for forms in found if (rows := tuple(_rows(forms, names, pair, kinds)))), ())
    return Section(
        f"occasions{pair.suffix}",
        _("By occasion and kind of fraud, in check-ups"),
        "bars",
        rows,
        lead=(
            _(
                "Different people at each occasion, and those who come again differ from the others: it is no before "
                "and after."
            ),
            _("It takes 100 answers in six groups at an occasion, with each form taken by 30 people in three groups."),
        ),
        empty=reasons.TOO_LITTLE,
        folded=True,
    )


def _forms(sums: Sums, names: Names, pair: PairWords, kinds: list[str], *, short: bool) -> Forms:
    each = (Outline.of(quiz, quiz.short if short else None) for quiz in names.forms.get(pair.sides, ()))
    outlines = {Version(outline.quiz, outline.version): outline for outline in each}
    measures = [
        Measure.at_occasion(occasion, measure, kind)
        for occasion in range(1, len(OCCASIONS) + 1)
        for measure in pair.measures
        for kind in ("", *kinds)
    ]
    return Forms(outlines, sums.compared([CAMPAIGN], measures).get(CAMPAIGN, {}))


def _rows(forms: Forms, names: Names, pair: PairWords, kinds: list[str]) -> Iterator[Row]:
    """Yield the rows of all kinds together, then of each kind in the order of the library."""
    for kind in ("", *kinds):
        label: Words = names.method(kind) if kind else ALL_KINDS
        for occasion, words in enumerate(OCCASIONS, start=1):
            figures = [figure for side in pair.both if (figure := forms.share(occasion, side, kind))]
            if figures:
                yield Row(label, tuple(figures), within=words)


def _messages(outline: Outline, side: SideWords, kind: str) -> int:
    """Return how many messages of the bank a form has that are of a side and a kind; reserved ones do not count."""
    return sum(
        asked.item is not None and asked.truth == side.id and not asked.reserved and kind in ("", asked.method)
        for asked in outline.questions.values()
    )

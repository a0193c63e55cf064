"""The section that compares years: how people judged the messages that were in the forms of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from quizlib.measures import Clusters, Estimate, Measure, same_messages
from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Kind, Where
from webapp.report.rules.limits import rounded
from webapp.report.wording.names import Names
from webapp.report.wording.sides import PairWords
from webapp.report.wording.words import Words, _, ngettext


def years(sums: Sums, names: Names) -> Section:
    """Return both sides of judging in each two years that follow each other, on the same messages of check-ups."""
    counted = sorted({month[:4] for month in sums.months()})
    return Section(
        "years",
        _("Year by year, on the same messages"),
        "table",
        tuple(row for pair in names.pairs for two in pairwise(counted) for row in _rows(sums, pair, *two)),
        lead=(
            _(
                "When the forms of the check-up are renewed, a third of the messages stay. Two years are compared on "
                "these alone, since new messages may be harder or easier."
            ),
            _("Different people each year. So a difference does not say that anybody got better."),
        ),
        empty=_("Two years are needed, with check-ups in both."),
        folded=True,
    )


def _rows(sums: Sums, pair: PairWords, one: str, other: str) -> Iterator[Row]:
    for side in pair.both:
        found = same_messages(_items(sums, side.measure, one), _items(sums, side.measure, other))
        n, blocks = (found.answers, found.blocks) if found else (None, None)
        estimates = (found.first, found.second, found.difference) if found else (None, None, None)
        parts: tuple[tuple[str, Kind, str], ...] = (
            ("year", "share", one),
            ("year", "share", other),
            ("years", "difference", other),
        )
        figures = [
            Figure(f"{side.measure}:{part}", kind, Where(period=year), f"{one}-{other}", n, blocks)
            for part, kind, year in parts
        ]
        shown = tuple(_shown(figure, estimate) for figure, estimate in zip(figures, estimates, strict=True))
        yield Row(side.mistaken, shown, within=_two(one, other, found.messages if found else 0))


def _two(one: str, other: str, messages: int) -> Words:
    if not messages:
        return _("%(one)s and %(other)s", one=one, other=other)
    on = ngettext("%(count)s message", "%(count)s messages", messages)
    return _("%(one)s and %(other)s, %(messages)s", one=one, other=other, messages=on)


def _shown(figure: Figure, estimate: Estimate | None) -> Figure:
    if estimate is None:
        return replace(figure, withheld=reasons.NO_SAME_MESSAGES)
    found = rounded(figure, estimate, -1 if figure.kind == "difference" else 0)
    return found if found.interval else replace(found, value=None, withheld=reasons.NO_INTERVAL)


def _items(sums: Sums, measure: str, year: str) -> Mapping[str, Clusters]:
    """Return the blocks of a year by message."""
    found = sums.get(period=year)
    beginning = Measure.of_item(measure, "", "").removesuffix("@")
    blocks = found.summed.blocks if found else {}
    return {name: rows for name, rows in blocks.items() if name.startswith(beginning)}

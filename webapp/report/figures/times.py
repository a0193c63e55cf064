"""The section by month: judging, attendance and completed quizzes."""

from __future__ import annotations

from webapp.report.figures.sources import InMonth, Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Where
from webapp.report.rules.limits import people, share
from webapp.report.wording.words import MonthName, _


def months(sums: Sums) -> Section:
    """Return a row for each month: who came, quizzes completed, scams believed, genuine messages rejected."""
    return Section(
        "months",
        _("Month by month, at events"),
        "months",
        tuple(_month(month, found) for month, found in sums.by_month(("believed", "rejected")).items()),
        lead=(
            _("A month belongs to the day on which answers were added up, a little after they were given."),
            _("Different people come each month. So a line that falls does not say that anybody got better."),
        ),
        empty=_("Nothing has been counted yet."),
    )


def _month(month: str, found: InMonth) -> Row:
    where, counted, blocks = Where(period=month), found.people, found.blocks
    held = counted.workshops > 0
    return Row(
        MonthName(month),
        (
            people("head_count", counted.head_count, where, some=held),
            people("finishes", counted.finishes, where, some=held),
            share("believed", blocks.get("believed"), where),
            share("rejected", blocks.get("rejected"), where),
        ),
    )

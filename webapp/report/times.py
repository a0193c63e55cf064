"""Times: how judging, attendance and completed quizzes went month by month."""

from __future__ import annotations

from webapp.report.figure import Where
from webapp.report.rules import people, share
from webapp.report.sources import Sums
from webapp.report.view import Row, Section
from webapp.report.words import Month, _


def months(sums: Sums) -> Section:
    """Return a row for each month: who came, quizzes completed, scams believed, genuine messages rejected."""
    return Section(
        "months",
        _("Month by month, at events"),
        "months",
        tuple(_month(sums, month) for month in sums.months()),
        lead=(
            _("A month belongs to the day on which answers were added up, a little after they were given."),
            _("Different people come each month. So a line that falls does not say that anybody got better."),
        ),
        empty=_("Nothing has been counted yet."),
    )


def _month(sums: Sums, month: str) -> Row:
    found = sums.get(period=month)
    where = Where(period=month)
    blocks = found.summed.blocks if found else {}
    counted = found.people if found else None
    held = bool(counted and counted.workshops)
    return Row(
        Month(month),
        (
            people("head_count", counted.head_count if counted else 0, where, some=held),
            people("finishes", counted.finishes if counted else 0, where, some=held),
            share("believed", blocks.get("believed"), where),
            share("rejected", blocks.get("rejected"), where),
        ),
    )

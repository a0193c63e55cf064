"""The overview: what the campaign has learned, in five sentences and all figures behind them."""

from __future__ import annotations

from webapp.report.figures.attendance import lessons, totals
from webapp.report.figures.comparing import compared
from webapp.report.figures.hardest import hardest, overlooked
from webapp.report.figures.judging import judging, methods
from webapp.report.figures.lasting import before_and_after
from webapp.report.figures.outside import outside
from webapp.report.figures.sentences import opening
from webapp.report.figures.sources import Sums
from webapp.report.figures.tallies import ages, channels
from webapp.report.figures.times import months
from webapp.report.figures.view import View
from webapp.report.wording.names import Names
from webapp.report.wording.words import _
from webapp.site_content.reading import SiteContent


def overview(sums: Sums, content: SiteContent) -> View:
    """Return the view of the whole campaign."""
    names = Names(content)
    return View(
        "overview",
        _("What the campaign has learned"),
        opening(sums, names),
        (
            totals(sums),
            judging(sums, "workshop"),
            judging(sums, "home"),
            *before_and_after(sums),
            methods(sums, names),
            months(sums),
            compared(sums, names, "municipality", _("Municipalities"), "municipalities"),
            compared(sums, names, "area", _("Local areas"), "areas"),
            outside(names),
            hardest(sums, names),
            overlooked(sums, names),
            channels(sums, names),
            ages(sums),
            lessons(sums, names),
        ),
    )


def attendance(sums: Sums, content: SiteContent) -> View:
    """Return the view that libraries report from: lessons and participants of each calendar year."""
    return View("attendance", _("Lessons and participants"), (), (lessons(sums, Names(content)),))

"""The overview: what the campaign has learned, in five sentences and the figures they are written from."""

from __future__ import annotations

from webapp.content import SiteContent
from webapp.report.attendance import lessons, totals
from webapp.report.comparing import compared
from webapp.report.hardest import hardest, overlooked
from webapp.report.judging import judging, methods
from webapp.report.lasting import before_and_after
from webapp.report.names import Names
from webapp.report.outside import outside
from webapp.report.sentences import opening
from webapp.report.sources import Sums
from webapp.report.tallies import ages, channels
from webapp.report.times import months
from webapp.report.view import View
from webapp.report.words import _


def overview(sums: Sums, content: SiteContent) -> View:
    """Return the whole campaign at a glance."""
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
    """Return what libraries report: lessons and participants of each calendar year."""
    return View("attendance", _("Lessons and participants"), (), (lessons(sums, Names(content)),))

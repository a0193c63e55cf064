"""The overview: what the campaign has learned, in five sentences and all figures behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from webapp.report.figures.apps import apps
from webapp.report.figures.attendance import lessons, totals
from webapp.report.figures.hardest import hardest, overlooked
from webapp.report.figures.judging import judging, methods
from webapp.report.figures.new_kinds import new_kinds
from webapp.report.figures.outside import outside
from webapp.report.figures.over_time.by_occasion import by_occasion
from webapp.report.figures.over_time.comparing import compared, where_held
from webapp.report.figures.over_time.lasting import before_and_after
from webapp.report.figures.over_time.times import months, weeks
from webapp.report.figures.over_time.years import years
from webapp.report.figures.sentences import opening
from webapp.report.figures.sources import Sums
from webapp.report.figures.tallies import ages, channels
from webapp.report.figures.view import View
from webapp.report.rules.figure import Mode
from webapp.report.wording.names import Names
from webapp.report.wording.words import _
from webapp.site_content.reading import SiteContent

OPEN = frozenset({"people", "change", "judging", "questions", "where"})
"""The sections that are open; the others show their titles, and open when somebody wants them."""
IN_ROOMS: tuple[Mode, ...] = ("together", "hands")


def overview(sums: Sums, content: SiteContent, today: date) -> View:
    """Return the view of the whole campaign; the month of `today` is not over."""
    names = Names(content)
    sections = (
        totals(sums),
        *before_and_after(sums, names),
        judging(sums, names, "workshop"),
        judging(sums, names, "home"),
        *(judging(sums, names, mode) for mode in IN_ROOMS if sums.get(mode=mode)),
        *hardest(sums, names),
        *overlooked(sums, names),
        where_held(sums, names),
        compared(sums, names, "municipality", _("Municipalities"), "municipalities"),
        compared(sums, names, "area", _("Local areas"), "areas"),
        weeks(sums, names, today),
        months(sums, names, today),
        *(methods(sums, names, pair) for pair in names.pairs),
        *(by_occasion(sums, names, pair) for pair in names.pairs),
        new_kinds(sums, names),
        years(sums, names),
        outside(names),
        channels(sums, names),
        ages(sums),
        *apps(sums, names),
        *lessons(sums, names),
    )
    return View(
        "overview",
        _("What the campaign has learned"),
        opening(sums, names),
        tuple(section if section.id in OPEN else replace(section, folded=True) for section in sections),
    )


def attendance(sums: Sums, content: SiteContent) -> View:
    """Return the view that libraries report from: lessons and participants of each calendar year."""
    return View("attendance", _("Lessons and participants"), (), lessons(sums, Names(content)))

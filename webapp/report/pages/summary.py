"""The summary: one page for those who decide, with three numbers, one chart, and what the figures do not show.

Rules alone choose what it shows: the change where the orders of the forms are balanced, else how people judged.
"""

from __future__ import annotations

from dataclasses import replace

from quizlib.measures import Measure
from webapp.report.figures.attendance import totals
from webapp.report.figures.goals import cost, earlier, libraries, targets
from webapp.report.figures.judging import judging
from webapp.report.figures.over_time.lasting import before_and_after
from webapp.report.figures.sentences import opening
from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section, View
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _
from webapp.site_content.reading import SiteContent


def summary(sums: Sums, content: SiteContent) -> View:
    """Return the summary of the whole campaign."""
    names = Names(content)
    done, _came, changed, _lasted, silent = opening(sums, names)
    pair = names.pairs[0]
    change = before_and_after(sums, names)[0]
    judged = judging(sums, names, "workshop")
    scams = judged.rows[0]
    harmful, handled = pair.harmful, Measure.handled(pair.harmful.id)
    third = scams.sum or next(figure for figure in scams.figures if figure.measure == harmful.measure)
    numbers = Section(
        "numbers",
        _("Three numbers"),
        "numbers",
        (
            totals(sums).rows[0],
            Row(_("Libraries with an event"), (libraries(sums, names),)),
            Row(names.definitions[handled if scams.sum else harmful.measure].name, (third,)),
        ),
    )
    balanced = change.rows[0].figures[-1].shown
    chart = (
        replace(change, rows=change.rows[:2], lead=()) if balanced else replace(judged, rows=judged.rows[:2], lead=())
    )
    return View(
        "summary",
        _("The campaign on one page"),
        (done, changed),
        (
            numbers,
            chart,
            targets(sums, names),
            cost(sums, names),
            _decide(content),
            earlier(names),
            Section("limits", _("What the figures don't show"), "words", (), lead=(silent,)),
        ),
        brief=True,
    )


def _decide(content: SiteContent) -> Section:
    open_: tuple[Words, ...] = content.campaign.decide if content.campaign else ()
    empty = _("Nothing has been written in campaign.yaml.")
    return Section("decide", _("What is open to decide"), "words", (), lead=open_, empty=None if open_ else empty)

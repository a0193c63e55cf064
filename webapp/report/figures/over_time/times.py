"""The sections by week and by month: attendances with the notes of the campaign; judging and completed quizzes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from quizlib import Text
from webapp.report.figures.sources import Held, InMonth, Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.findings import most
from webapp.report.rules.limits import attendances, people, share
from webapp.report.wording.names import Names
from webapp.report.wording.words import MonthName, Words, _


def months(sums: Sums, names: Names, today: date) -> Section:
    """Return a row for each month: who came, quizzes completed, and both sides of judging, of each pair of sides."""
    by_month = {month: of for month, of in sums.by_month(names.judged).items() if of.people.workshops}
    rows, order = tuple(_month(month, of, names.judged, today) for month, of in by_month.items()), list(by_month)
    return Section(
        "months",
        _("Month by month, at events"),
        "months",
        rows,
        lead=(
            _(
                "An event belongs to the month of its week. Answers of small groups are added up some weeks later, and "
                "belong to the month of that day; a month without events is not shown."
            ),
            _("Different people come each month. So a line that falls does not say that anybody got better."),
        ),
        empty=_("Nothing has been counted yet."),
        finding=most(
            [row.figures[0] for row in rows],
            lambda index, n: _("%(month)s had the most attendances: %(n)s", month=MonthName(order[index]), n=n),
        ),
    )


def _month(month: str, found: InMonth, measures: tuple[str, ...], today: date) -> Row:
    where, counted, blocks = Where(period=month), found.people, found.blocks
    running = month == f"{today:%Y-%m}"
    return Row(
        MonthName(month),
        (
            attendances("head_count", counted.head_count, where, held=counted.workshops, uncounted=counted.uncounted),
            people("finishes", counted.finishes, where),
            *(share(measure, blocks.get(measure), where) for measure in measures),
        ),
        remark=_("This month is not over.") if running else None,
        running=running,
    )


def weeks(sums: Sums, names: Names, today: date) -> Section:
    """Return the attendances of each week with events or notes; the notes come from campaign.yaml."""
    campaign = names.content.campaign
    notes: defaultdict[str, list[Text]] = defaultdict(list)
    for note in campaign.notes if campaign else ():
        notes[note.week].append(note.text)
    held: defaultdict[str, list[Held]] = defaultdict(list)
    for workshop in sums.workshops():
        held[workshop.week].append(workshop)
    year, week, _day = today.isocalendar()
    this_week = f"{year}-W{week:02}"
    rows = tuple(
        Row(
            _("Week %(n)s", n=week[6:].lstrip("0")),
            (_came(week, held[week]),),
            remark=_joined(notes[week]),
            within=week[:4],
            running=week == this_week,
        )
        for week in sorted({*held, *(week for week in notes if week <= this_week)})
    )
    return Section(
        "weeks",
        _("Week by week, at events"),
        "months",
        rows,
        lead=(
            _("An event belongs to its own week. The notes say what the campaign did in a week, not what it led to."),
        ),
        empty=_("No event has been held yet."),
        finding=most(
            [row.figures[0] for row in rows],
            lambda index, n: _("%(week)s had the most attendances: %(n)s", week=rows[index].label, n=n),
        ),
    )


def _came(week: str, held: Sequence[Held]) -> Figure:
    counted = [one.head_count for one in held if one.head_count is not None]
    uncounted = len(held) - len(counted)
    return attendances("head_count", sum(counted), Where(period=week), held=len(held), uncounted=uncounted)


def _joined(notes: Sequence[Text]) -> Words | None:
    if not notes:
        return None
    first, *others = notes
    return _("%(one)s; %(other)s", one=first, other=_joined(others) or "") if others else first

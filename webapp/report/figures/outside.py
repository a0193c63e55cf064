"""Outside figures: what others have measured, with source and date. They are never mixed with ours."""

from __future__ import annotations

from webapp.alphabet import danish
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Figure, Where
from webapp.report.wording.names import Names
from webapp.report.wording.words import DayName, Words, _
from webapp.site_content.outside import Outside
from webapp.site_content.places import CAMPAIGN

FULL = 100


def outside(names: Names) -> Section:
    """Return all outside figures: those of the whole country first, then the places in danish order."""

    def order(one: Outside) -> tuple[bool, tuple[str, str]]:
        name = names.place(one.place)
        return (one.place != CAMPAIGN, danish(name if isinstance(name, str) else ""))

    return Section(
        "outside",
        _("What others have measured"),
        "table",
        tuple(_row(one, names) for one in sorted(names.content.outside, key=order)),
        lead=(
            _(
                "These figures are not ours. Other people were asked, and in other words, so they can't be compared "
                "with ours directly."
            ),
        ),
        empty=_("No outside figures have been entered."),
    )


def _row(one: Outside, names: Names) -> Row:
    where = Where(place=one.place, period=str(one.year or ""))
    value = round(one.value / FULL, 4) if one.unit == "percent" else one.value
    year: Words = str(one.year) if one.year else _("year not stated")
    place = names.place(one.place)
    return Row(
        one.title,
        (Figure("outside", "outside" if one.unit == "percent" else "count", where, one.id, value=value),),
        within=year if one.place == CAMPAIGN else _("%(place)s, %(year)s", place=place, year=year),
        remark=_("Read on %(day)s", day=DayName(one.seen)),
        link=one.source,
    )

"""Attendance: how many attendances there were and how many quizzes were completed. The two are never added together."""

from __future__ import annotations

from webapp.alphabet import danish
from webapp.report.figures.sources import Attended, Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Where
from webapp.report.rules.limits import attendances, count, people
from webapp.report.wording.names import Names
from webapp.report.wording.words import _
from webapp.site_content.places import CAMPAIGN

COUNTED = _(
    "Attendances, not persons: somebody who came twice is in it twice. They are what the leaders counted. Lessons with "
    "fewer than five participants, or where nobody counted, count as lessons alone, so the sums are rather too low."
)


def totals(sums: Sums) -> Section:
    """Return the numbers of people, events and completed quizzes of the whole campaign."""
    events, home = (sums.get(mode=mode) for mode in ("workshop", "home"))
    where, at_home = Where(), Where(mode="home")
    held = events.people.workshops if events else 0
    figures = (
        (
            _("Attendances"),
            attendances(
                "head_count",
                events.people.head_count if events else 0,
                where,
                held=held,
                uncounted=events.people.uncounted if events else 0,
            ),
        ),
        (_("Events"), count("workshops", held, where)),
        (
            _("Quizzes completed at events"),
            people("finishes", events.people.finishes if events else 0, where, some=held > 0),
        ),
        (
            _("Quizzes completed at home"),
            people("finishes", home.people.finishes if home else 0, at_home, some=home is not None),
        ),
    )
    return Section(
        "people",
        _("How many took part"),
        "numbers",
        tuple(Row(label, (figure,)) for label, figure in figures),
        lead=(_("Attendances and quizzes completed are two different things. They are never added together."),),
    )


def at_libraries(sums: Sums, names: Names) -> list[Attended]:
    """Return the lessons of libraries in danish order, and of places that are no longer listed."""

    def order(one: Attended) -> tuple[tuple[str, str], str]:
        name = names.place(one.place)
        return (danish(name if isinstance(name, str) else ""), one.year)

    kinds = {CAMPAIGN: "campaign", **{name: place.kind for name, place in names.places.items()}}
    return sorted((one for one in sums.attended() if kinds.get(one.place, "library") == "library"), key=order)


def lessons(sums: Sums, names: Names) -> tuple[Section, ...]:
    """Return lessons and participants of each library, as libraries report them: a section a year, the newest first."""
    found = at_libraries(sums, names)
    years = sorted({one.year for one in found}, reverse=True)
    empty = Section("lessons", _("Lessons at each library"), "table", (), empty=_("No event has been held yet."))
    return tuple(
        Section(
            f"lessons-{year}",
            _("Lessons at each library in %(year)s", year=year),
            "table",
            tuple(_attended(one, names) for one in found if one.year == year),
            lead=(COUNTED,),
            folded=year != years[0],
        )
        for year in years
    ) or (empty,)


def _attended(one: Attended, names: Names) -> Row:
    where = Where(place=one.place, period=one.year)
    came = attendances("participants", one.participants, where, held=one.lessons, uncounted=one.uncounted)
    return Row(names.place(one.place), (count("lessons", one.lessons, where), came))

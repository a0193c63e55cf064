"""Attendance: how many people came and how many quizzes were completed. The two are never added together."""

from __future__ import annotations

from webapp.report.figures.sources import Attended, Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.limits import PEOPLE, count, people
from webapp.report.wording.names import Names, danish
from webapp.report.wording.words import Words, _, ngettext
from webapp.site_content.places import CAMPAIGN

EXACT = _(
    "The head counts are the leaders' own numbers, exact. Lessons with fewer than five participants count as lessons; "
    "how many came to them is not kept."
)


def totals(sums: Sums) -> Section:
    """Return the numbers of people, events and completed quizzes of the whole campaign."""
    events, home = (sums.get(mode=mode) for mode in ("workshop", "home"))
    where, at_home = Where(), Where(mode="home")
    held = events.people.workshops if events else 0
    figures = (
        (_("People who came"), people("head_count", events.people.head_count if events else 0, where, some=held > 0)),
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
        lead=(_("People who came and quizzes completed are two different things. They are never added together."),),
    )


def at_libraries(sums: Sums, names: Names) -> list[Attended]:
    """Return the lessons of libraries in alphabetical order, and of places that are no longer listed."""

    def order(one: Attended) -> tuple[str, str]:
        name = names.place(one.place)
        return (danish(name) if isinstance(name, str) else "", one.year)

    kinds = {CAMPAIGN: "campaign", **{name: place.kind for name, place in names.places.items()}}
    return sorted((one for one in sums.attended() if kinds.get(one.place, "library") == "library"), key=order)


def lessons(sums: Sums, names: Names) -> Section:
    """Return lessons and participants of each library and calendar year, as libraries report them."""
    return Section(
        "lessons",
        _("Lessons at each library"),
        "table",
        tuple(_attended(one, names) for one in at_libraries(sums, names)),
        lead=(EXACT,),
        empty=_("No event has been held yet."),
    )


def _attended(one: Attended, names: Names) -> Row:
    where = Where(place=one.place, period=one.year)
    return Row(
        names.place(one.place),
        (count("lessons", one.lessons, where), _participants(one, where)),
        within=one.year,
        remark=_uncounted(one),
    )


def _participants(one: Attended, where: Where) -> Figure:
    """Return the sum of the head counts; withheld if every head count was below 5."""
    if one.participants < PEOPLE:
        return Figure("participants", "people", where, withheld=reasons.FEW_PEOPLE)
    return people("participants", one.participants, where)


def _uncounted(one: Attended) -> Words | None:
    if not one.uncounted or one.participants < PEOPLE:
        return None
    return ngettext(
        "And %(count)s lesson with fewer than five, or where nobody counted.",
        "And %(count)s lessons with fewer than five each, or where nobody counted.",
        one.uncounted,
    )

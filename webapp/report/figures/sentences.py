"""The five sentences at the top of the overview, written from the figures below them."""

from __future__ import annotations

from dataclasses import replace

from quizlib import LATER
from webapp.report.figures.attendance import at_libraries, totals
from webapp.report.figures.over_time.lasting import Changes
from webapp.report.figures.sources import Sums
from webapp.report.rules.changes import Changed
from webapp.report.rules.figure import Figure
from webapp.report.rules.figure_text import basis_text, figure_text, interval_text
from webapp.report.rules.reasons import NOT_MEASURED
from webapp.report.wording.names import Names
from webapp.report.wording.sides import PairWords
from webapp.report.wording.words import MonthName, Words, _, ngettext

FEWER_THAN_FIVE = _("fewer than 5")
TWO = 2


def opening(sums: Sums, names: Names) -> tuple[Words, ...]:
    """Return what was done, how many came, what changed, what lasted, and what the figures do not show."""
    found, pair = Changes.of(sums, names), names.pairs[0]
    lasted = _lasted(found, pair, names.lasting(pair.sides))
    return (_done(sums, names), _came(sums), _changed(found, pair), lasted, pair.silent)


def _done(sums: Sums, names: Names) -> Words:
    found = sums.get()
    held = found.people.workshops if found else 0
    if not held:
        return _("No event has been held and counted yet.")
    libraries = len({one.place for one in at_libraries(sums, names)})
    values: dict[str, Words] = {
        "events": ngettext("%(count)s event", "%(count)s events", held),
        "libraries": ngettext("%(count)s library", "%(count)s libraries", libraries),
    }
    months = [month for month, of in sums.by_month(()).items() if of.people.workshops]
    if len(months) < TWO:
        when = MonthName(months[0]) if months else ""
        return _("In %(month)s there were %(events)s at %(libraries)s.", month=when, **values)
    first, last = MonthName(months[0]), MonthName(months[-1])
    return _("From %(first)s to %(last)s there were %(events)s at %(libraries)s.", first=first, last=last, **values)


def _came(sums: Sums) -> Words:
    came, _events, there, home = totals(sums).figures
    counted = came.notes[0] if came.notes else ""
    return _(
        "Attendances: %(people)s, %(counted)s. %(there)s quizzes were completed there, and %(home)s at home.",
        people=_number(came),
        counted=counted,
        there=_number(there),
        home=_number(home),
    )


def _changed(found: Changes, pair: PairWords) -> Words:
    believed, rejected = found.both(pair)
    if not believed.change.shown or not rejected.change.shown:
        why = believed.change.withheld or rejected.change.withheld or ""
        return _("What changed can't be said yet. %(why)s", why=why)
    return _(
        "%(believed)s %(rejected)s There is no comparison group, and practice counts in.",
        believed=pair.harmful.changed(**_said(believed)),
        rejected=pair.harmless.changed(**_said(rejected)),
    )


def _lasted(found: Changes, pair: PairWords, possible: Words) -> Words:
    believed, rejected = found.both(pair, LATER)
    if believed.change.shown and rejected.change.shown:
        one, other = pair.harmful.lasted(**_said(believed)), pair.harmless.lasted(**_said(rejected))
        return _("%(believed)s %(rejected)s", believed=one, rejected=other)
    if believed.change.withheld == NOT_MEASURED:
        return _("Whether it lasts a month or more has not been measured yet. %(possible)s", possible=possible)
    why = believed.change.withheld or rejected.change.withheld or ""
    return _("Whether it lasts can't be said yet. %(why)s %(possible)s", why=why, possible=possible)


def _said(found: Changed) -> dict[str, Words]:
    """Return what a sentence says of a change: before, after, how far apart they are, and of how many people."""
    apart, people = interval_text(found.change), basis_text(replace(found.change, blocks=None))
    return {
        "before": figure_text(found.before),
        "after": figure_text(found.after),
        "apart": apart if apart is not None else figure_text(found.change),
        "people": people or "",
    }


def _number(figure: Figure) -> Words:
    return FEWER_THAN_FIVE if figure.value is None else figure_text(figure)

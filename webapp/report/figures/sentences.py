"""The five sentences at the top of the overview, written from the figures below them."""

from __future__ import annotations

from webapp.report.figures.attendance import at_libraries, totals
from webapp.report.figures.sources import Sums
from webapp.report.rules.changes import LATER, changed
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.reasons import UNBALANCED
from webapp.report.wording.names import Names
from webapp.report.wording.words import Amount, MonthName, Words, _, ngettext
from webapp.sums import Sum

SILENT = _(
    "What the figures don't show: whether fewer people are scammed in real life. And those who took part chose it "
    "themselves; others might have answered differently."
)
FEWER_THAN_FIVE = _("fewer than 5")
MEANS = 2


def opening(sums: Sums, names: Names) -> tuple[Words, ...]:
    """Return what was done, how many came, what changed, what lasted, and what the figures do not show."""
    found = sums.get()
    return (_done(sums, names), _came(sums), _changed(found), _lasted(found), SILENT)


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
    months = sums.months()
    if not months or months[0] == months[-1]:
        when = MonthName(months[0]) if months else ""
        return _("In %(month)s there were %(events)s at %(libraries)s.", month=when, **values)
    first, last = MonthName(months[0]), MonthName(months[-1])
    return _("From %(first)s to %(last)s there were %(events)s at %(libraries)s.", first=first, last=last, **values)


def _came(sums: Sums) -> Words:
    came, _events, there, home = (_number(figure) for figure in totals(sums).figures)
    return _(
        "%(people)s people came, as those who led the events counted them. %(there)s quizzes were completed there, and "
        "%(home)s at home.",
        people=came,
        there=there,
        home=home,
    )


def _changed(found: Sum | None) -> Words:
    orders = found.summed.orders if found else {}
    believed, rejected = (changed(measure, orders.get(measure), Where()).change for measure in ("believed", "rejected"))
    if not believed.shown or not rejected.shown:
        why = believed.withheld or rejected.withheld or ""
        return _("What changed can't be said yet. %(why)s", why=why)
    told = _(
        "%(n)s people tested themselves both before and after. Afterwards each of them believed on average "
        "%(believed)s, and rejected %(rejected)s.",
        n=Amount(believed.n or 0),
        believed=_scams(believed),
        rejected=_genuine(rejected),
    )
    # Translators: a sentence, and what is to be known about it
    return _("%(told)s %(note)s", told=told, note=UNBALANCED) if UNBALANCED in believed.notes else told


def _lasted(found: Sum | None) -> Words:
    orders = found.summed.orders if found else {}
    measure = f"{LATER}believed"
    believed = changed(measure, orders.get(measure), Where()).change
    if not believed.shown:
        return _("Whether it lasts a month or more has not been measured yet.")
    if UNBALANCED in believed.notes:
        return _(
            "%(n)s people tested themselves again a month or more later, but all on the same new messages, which may "
            "be harder or easier than the first. So it can't be said yet whether it lasts.",
            n=Amount(believed.n or 0),
        )
    return _(
        "A month or more later, %(n)s people believed on average %(believed)s, compared with the first time.",
        n=Amount(believed.n or 0),
        believed=_scams(believed),
    )


def _scams(figure: Figure) -> Words:
    if (figure.upper or 0) < 0:
        return _("%(value)s fewer scams (%(least)s to %(most)s fewer)", **_limits(figure))
    if (figure.lower or 0) > 0:
        return _("%(value)s more scams (%(least)s to %(most)s more)", **_limits(figure))
    return _("about as many scams as before (a change between %(lower)s and %(upper)s)", **_limits(figure))


def _genuine(figure: Figure) -> Words:
    if (figure.upper or 0) < 0:
        return _("%(value)s fewer genuine messages (%(least)s to %(most)s fewer)", **_limits(figure))
    if (figure.lower or 0) > 0:
        return _("%(value)s more genuine messages (%(least)s to %(most)s more)", **_limits(figure))
    return _("about as many genuine messages as before (a change between %(lower)s and %(upper)s)", **_limits(figure))


def _limits(figure: Figure) -> dict[str, Words]:
    return {
        "value": Amount(abs(figure.value or 0), MEANS),
        "least": Amount(min(abs(figure.lower or 0), abs(figure.upper or 0)), MEANS),
        "most": Amount(max(abs(figure.lower or 0), abs(figure.upper or 0)), MEANS),
        "lower": Amount(figure.lower or 0, MEANS, signed=True),
        "upper": Amount(figure.upper or 0, MEANS, signed=True),
    }


def _number(figure: Figure) -> Words:
    return FEWER_THAN_FIVE if figure.value is None else Amount(figure.value)

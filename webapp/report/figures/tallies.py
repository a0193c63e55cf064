"""Tallies: visits by channel, and age bands. These small numbers are tied to no answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Where
from webapp.report.rules.findings import most
from webapp.report.rules.limits import people
from webapp.report.wording.names import AGES, Names
from webapp.report.wording.words import Words, _

ROUNDED = _("Each month's number was rounded by chance to a multiple of three. Under five it is left out.")


def channels(sums: Sums, names: Names) -> Section:
    """Return how many quizzes were begun through each channel."""
    order = [channel.id for channel in names.content.places.channels]
    rows = _tallied(sums, "visits", "visits", order, names.channel)
    return Section(
        "channels",
        _("How people found their way"),
        "bars",
        rows,
        lead=(ROUNDED,),
        empty=_("No visits through a channel have been counted yet."),
        finding=most(
            [row.figures[0] for row in rows],
            lambda index, n: _("Most came through “%(channel)s”: %(n)s", channel=rows[index].label, n=n),
        ),
    )


def ages(sums: Sums) -> Section:
    """Return how many said that they were of each age."""
    rows = _tallied(sums, "age", "age", AGES, lambda name: AGES.get(name, name))
    return Section(
        "ages",
        _("How old people said they were"),
        "bars",
        rows,
        lead=(ROUNDED,),
        empty=_("No ages have been counted yet."),
        finding=most(
            [row.figures[0] for row in rows],
            lambda index, n: _("The largest group was %(age)s: %(n)s", age=rows[index].label, n=n),
        ),
    )


def _tallied(
    sums: Sums, kind: str, measure: str, order: Iterable[str], named: Callable[[str], Words]
) -> tuple[Row, ...]:
    found: Counter[str] = Counter()
    for tallied in sums.monthly():
        if tallied.kind == kind:
            found[tallied.name] += tallied.n
    known = [name for name in order if name in found]
    return tuple(
        Row(named(name), (people(measure, found[name], Where(), of=name),))
        for name in [*known, *sorted(found.keys() - set(known))]
    )

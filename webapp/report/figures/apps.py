"""Apps: what was counted of answers in the apps of others, each app by itself, and in no other figure."""

from __future__ import annotations

from collections.abc import Iterator

from quizlib.measures import Measure
from webapp.report.figures.judging import strata_of
from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.limits import people, share
from webapp.report.wording.names import Names
from webapp.report.wording.words import _

UNKNOWN = _(
    "These apps show our quizzes, and nobody knows how many people use them. Each is counted by itself, from ten "
    "attempts on, and they are in no other figure."
)


def apps(sums: Sums, names: Names) -> Iterator[Section]:
    """Yield how many attempts came from each app, and how they handled messages of both sides, if any were counted."""
    rows = tuple(Row(names.place(place), tuple(_figures(sums, names, place))) for place in sums.apps())
    if rows:
        title = _("Answers from other apps, number of people unknown")
        yield Section("apps", title, "table", rows, lead=(UNKNOWN,))


def _figures(sums: Sums, names: Names, place: str) -> Iterator[Figure]:
    where, found, pair = Where(place, mode="api"), sums.get(place, mode="api"), names.pairs[0]
    if found is None:
        return
    strata = strata_of(sums, [pair], place, "api")
    yield people("app-starts", found.people.starts, where)
    yield people("app-finishes", found.people.finishes, where)
    for measure in (Measure.handled(side.id) for side in pair.both):
        yield share(measure, found.summed.blocks.get(measure), where, strata=strata.get(measure, ()))

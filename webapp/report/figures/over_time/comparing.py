"""Comparing places: beside each other on one scale, in alphabetical order, weighted as if all had the same quizzes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quizlib.measures import Clusters, Estimate, standardised, standardised_difference
from webapp.report.figures.sources import Attended, Sums, Version
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Kind, Where
from webapp.report.rules.findings import Finding, differing
from webapp.report.rules.limits import attendances, enough_to_compare, rounded
from webapp.report.wording.names import Names
from webapp.report.wording.words import Amount, Words, _, ngettext
from webapp.site_content.places import CAMPAIGN, Place

CHOSE = _(
    "Participants chose themselves, and differ from place to place in much that nobody asked about. A difference says "
    "nothing of how good a place or its events are."
)
ALIKE_ALONE = _("The places stand in the order of the alphabet.")
ALIKE = _("The places stand in the order of the alphabet. The mix of quizzes is made the same for all.")
ByQuiz = Mapping[Version, Mapping[str, Clusters]]


def compared(sums: Sums, names: Names, kind: str, title: Words, name: str) -> Section:
    """Return a row for each counted place of a kind: its standardised shares, and their difference to all others."""
    came = came_to(sums)
    places = [place for place in names.of_kind(kind) if place.id in came]
    measures = [*names.judged, "finished"]
    found = sums.compared([CAMPAIGN, *(place.id for place in places)], measures)

    def rows(family: int) -> list[Row]:
        return [_place(place, came[place.id], found, names, family) for place in places]

    shown = [figure for row in rows(1) for figure in row.figures if figure.kind == "difference" and figure.shown]
    together = _(
        "%(n)s differences are shown. Their intervals are so wide that all of them hold the true value in 95 of 100 "
        "campaigns.",
        n=Amount(len(shown)),
    )
    found_rows = tuple(rows(len(shown) or 1))
    differences = [figure for row in found_rows for figure in row.figures if figure.kind == "difference"]
    return Section(
        name,
        title,
        "multiples",
        found_rows,
        lead=(ALIKE, CHOSE, *((together,) if len(shown) > 1 else ())),
        empty=_("No event has been held yet."),
        finding=differing(differences, tuple(f"{measure}:standardised" for measure in names.judged)),
    )


def where_held(sums: Sums, names: Names) -> Section:
    """Return the attendances of each municipality, in the order of the alphabet."""
    came = came_to(sums)
    places = [place for place in names.of_kind("municipality") if place.id in came]
    count = ngettext(
        "There were events in %(count)s municipality", "There were events in %(count)s municipalities", len(places)
    )
    return Section(
        "where",
        _("Where"),
        "bars",
        tuple(Row(names.place(place.id), _attended(place, came[place.id])) for place in places),
        lead=(ALIKE_ALONE,),
        empty=_("No event has been held yet."),
        finding=Finding(count, ("head_count",)) if places else None,
    )


def _attended(place: Place, came: Attended) -> tuple[Figure, ...]:
    """Return the attendances of a place, and how many they are per 1,000 older inhabitants if these are known."""
    attended = attendances(
        "head_count", came.participants, Where(place=place.id), held=came.lessons, uncounted=came.uncounted
    )
    if not place.older or not attended.value:
        return (attended,)
    per_thousand = round(attended.value * 1000 / place.older.number)
    return attended, replace(attended, measure="per_thousand", kind="rate", value=per_thousand)


def came_to(sums: Sums) -> dict[str, Attended]:
    """Return the lessons of each place over all years."""
    found: dict[str, Attended] = {}
    for one in sums.attended():
        known = found.get(one.place, Attended(one.place, "", 0, 0, 0))
        found[one.place] = known._replace(
            lessons=known.lessons + one.lessons,
            participants=known.participants + one.participants,
            uncounted=known.uncounted + one.uncounted,
        )
    return found


def _place(place: Place, came: Attended, found: Mapping[str, ByQuiz], names: Names, family: int) -> Row:
    where = Where(place=place.id)
    whole, own = found.get(CAMPAIGN, {}), found.get(place.id, {})
    figures: list[Figure] = []
    for measure in names.judged:
        mine, others, mix = _of(measure, own), _others(measure, whole, own), _mix(whole)
        apart = standardised_difference(mine, others, mix, family)
        figures += (
            _figure(f"{measure}:standardised", "share", where, mine, standardised(mine, mix)),
            _figure(f"{measure}:difference", "difference", where, mine, apart),
        )
    figures += _attended(place, came)
    older = place.older
    remark = (
        None
        if older is None
        else _(
            "%(n)s inhabitants of 65 or over in %(year)s (%(source)s)",
            n=Amount(older.number),
            year=str(older.year),
            source=older.source,
        )
    )
    return Row(names.place(place.id), tuple(figures), remark=remark)


def _figure(
    measure: str, kind: Kind, where: Where, blocks: Mapping[str, Clusters], estimate: Estimate | None
) -> Figure:
    figure = Figure(measure, kind, where)
    if estimate is None:
        return replace(figure, withheld=reasons.NOT_COMPARED)
    n, m = round(sum(one.n for one in blocks.values())), sum(one.m for one in blocks.values())
    least = -1 if kind == "difference" else 0
    found = rounded(replace(figure, n=n, blocks=m), estimate, least)
    if not found.interval:  # without one nothing is compared, not even in tenths
        return replace(found, value=None, withheld=reasons.NO_INTERVAL)
    return found if enough_to_compare(found) else found.withhold(reasons.TOO_LITTLE)


def _of(measure: str, quizzes: ByQuiz) -> dict[str, Clusters]:
    return {"@".join(version): blocks[measure] for version, blocks in quizzes.items() if measure in blocks}


def _mix(whole: ByQuiz) -> dict[str, float]:
    """Return the weight of each quiz: the number of its people in the whole campaign."""
    return {name: blocks.n for name, blocks in _of("finished", whole).items()}


def _others(measure: str, whole: ByQuiz, own: ByQuiz) -> dict[str, Clusters]:
    """Return the blocks of all other places."""
    mine = _of(measure, own)
    return {
        name: without(blocks, mine[name]) if name in mine else blocks for name, blocks in _of(measure, whole).items()
    }


def without(whole: Clusters, part: Clusters) -> Clusters:
    """Return the sums of the blocks of `whole` that are not in `part`; exact, since all numbers are integers."""

    def less(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
        return tuple(a - b for a, b in zip(one, other, strict=True))

    products = tuple(less(*rows) for rows in zip(whole.products, part.products, strict=True))
    return Clusters(whole.m - part.m, less(whole.sums, part.sums), products, whole.cubes - part.cubes)

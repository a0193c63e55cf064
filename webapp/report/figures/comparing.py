"""Comparing places: in alphabetical order, never ranked, and weighted as if all had the same mix of quizzes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quizlib.measures import Clusters, Estimate, standardised, standardised_difference
from webapp.report.figures.sources import Sums, Version
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Kind, Where
from webapp.report.rules.limits import people, rounded
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _
from webapp.site_content.places import CAMPAIGN, Place

MEASURES = ("believed", "rejected")
CHOSE = _(
    "Participants chose themselves, and differ from place to place in much that nobody asked about. A difference says "
    "nothing of how good a place or its events are."
)
ALIKE = _("The places stand in the order of the alphabet. The mix of quizzes is made the same for all.")
MANY = 8
"""From more places than this on, the section is folded."""
ByQuiz = Mapping[Version, Mapping[str, Clusters]]


def compared(sums: Sums, names: Names, kind: str, title: Words, name: str) -> Section:
    """Return a row for each counted place of a kind: its standardised shares, and their difference to all others."""
    came: Counter[str] = Counter()
    for one in sums.attended():
        came[one.place] += one.participants
    places = [place for place in names.of_kind(kind) if place.id in came]
    found = sums.compared([CAMPAIGN, *(place.id for place in places)], [*MEASURES, "finished"])
    return Section(
        name,
        title,
        "bars",
        tuple(_place(place, came[place.id], found, names) for place in places),
        lead=(ALIKE, CHOSE),
        empty=_("No event has been held yet."),
        folded=len(places) > MANY,
    )


def _place(place: Place, came: int, found: Mapping[str, ByQuiz], names: Names) -> Row:
    where = Where(place=place.id)
    whole, own = found.get(CAMPAIGN, {}), found.get(place.id, {})
    figures: list[Figure] = []
    for measure in MEASURES:
        mine, others, mix = _of(measure, own), _others(measure, whole, own), _mix(whole)
        figures += (
            _figure(f"{measure}:standardised", "share", where, mine, standardised(mine, mix)),
            _figure(f"{measure}:difference", "difference", where, mine, standardised_difference(mine, others, mix)),
        )
    return Row(names.place(place.id), (*figures, people("head_count", came, where)))


def _figure(
    measure: str, kind: Kind, where: Where, blocks: Mapping[str, Clusters], estimate: Estimate | None
) -> Figure:
    figure = Figure(measure, kind, where)
    if estimate is None:
        return replace(figure, withheld=reasons.NOT_COMPARED)
    n, m = round(sum(one.n for one in blocks.values())), sum(one.m for one in blocks.values())
    least = -1 if kind == "difference" else 0
    found = rounded(replace(figure, n=n, blocks=m), estimate, least)
    # without an interval nothing is compared, not even in tenths
    return found if found.interval else replace(found, value=None, withheld=reasons.NO_INTERVAL)


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

"""The list of the workshops that are over: sought by words, sorted, and as a table to take along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Response, request

from webapp.alphabet import danish
from webapp.figure_source import content_of, sums_of, translator_of
from webapp.report.output.rows import MADE_UP, MODES, Cell
from webapp.report.wording.names import Names
from webapp.report.wording.words import _, ngettext
from webapp.staff.staff_visit import StaffVisit
from webapp.web.replying.render import render

SORTS = {"newest": _("The newest first"), "place": _("By place"), "people": _("The most people first")}
LONGEST = 60  # characters of what is sought
FIRST = 30  # events of a list, until all of them are asked for


class Listed(NamedTuple):
    """A workshop as the list names it; `head_count` is None below 5, and where nobody counted."""

    id: str
    place: str
    iso_week: str
    week: str
    way: str
    head_count: int | None


def workshops(visit: StaffVisit) -> Response:
    """List the workshops that have what is sought in their place, week or way."""
    translate = translator_of(visit).translate
    every, found = _every(visit), sought(visit)
    most = len(found) if "all" in request.args else FIRST
    listed = [
        (
            visit.path("staff", "figures", "workshop", one.id),
            one.place,
            (
                f"{one.week} · {one.way}",
                translate(ngettext("%(count)s person came", "%(count)s people came", one.head_count))
                if one.head_count
                else translate(_("Fewer than five came, or nobody counted.")),
            ),
        )
        for one in found[:most]
    ]
    words, sort = _asked()
    query = {"words": words, "sort": sort}
    none = _("No event has these words in its place, week or way of taking part.")
    return render(
        visit,
        "staff/workshops/workshop_list.html",
        title=translate(_("Figures of each event")),
        listed=listed,
        empty=translate(none if every else _("No event has been held and counted yet.")),
        found=len(found),
        all=len(every),
        words=words,
        sort=sort,
        sorts=[(name, translate(label)) for name, label in SORTS.items()],
        table=f"{visit.path('staff', 'exports', 'workshops.csv')}?{urlencode(query)}",
        whole=f"?{urlencode({**query, 'all': '1'})}",
    )


def sought(visit: StaffVisit) -> list[Listed]:
    """Return the workshops that are asked for, in the order that is asked for."""
    words, sort = _asked()
    wanted = words.casefold().split()
    newest = sorted(_every(visit), key=lambda one: danish(one.place))
    if sort != "place":
        newest.sort(key=lambda one: one.iso_week, reverse=True)
    if sort == "people":
        newest.sort(key=lambda one: one.head_count or 0, reverse=True)
    return [one for one in newest if _has(one, wanted)]


def table(visit: StaffVisit) -> Iterator[list[Cell]]:
    """Yield the head and the rows of the list that is asked for."""
    translate = translator_of(visit).translate
    yield [translate(head) for head in (_("Place"), _("Week"), _("Where"), _("People who came"), _("Notes"))]
    note = translate(MADE_UP) if visit.services.made_up else ""
    for one in sought(visit):
        yield [one.place, one.iso_week, one.way, one.head_count, note]


def _asked() -> tuple[str, str]:
    """Return the words that are sought, and the order."""
    sort = request.args.get("sort", "")
    return request.args.get("words", "").strip()[:LONGEST], sort if sort in SORTS else "newest"


def _has(one: Listed, wanted: list[str]) -> bool:
    """Return whether every word begins a word of a workshop, so that 4 finds no week 14."""
    its = f"{one.place} {one.week} {one.way} {one.iso_week}".casefold().replace(",", " ").split()
    return all(any(word.startswith(each) for word in its) for each in wanted)


def _every(visit: StaffVisit) -> list[Listed]:
    names, translate = Names(content_of(visit.services)), translator_of(visit).translate
    return [
        Listed(
            held.id,
            translate(names.place(held.place)),
            held.week,
            translate(_("Week %(week)s of %(year)s", week=held.week[6:].lstrip("0"), year=held.week[:4])),
            translate(MODES[held.mode]),
            held.head_count,
        )
        for held in sums_of(visit.services).workshops()
    ]

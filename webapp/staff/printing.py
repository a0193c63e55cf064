"""Printing: the sheets of one workshop, or of several that are ticked in the list, as one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import Response, request

from webapp.extras import MISSING, NotInstalled
from webapp.prints import MOST
from webapp.prints.pack import PARTS, pack, parts_of
from webapp.prints.printing import OnPaper
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.workshops.workshop import Workshop
from webapp.web.invitation import site_address, unreachable
from webapp.web.replying.render import redirect_to, render
from webapp.web.replying.replies import file_to_keep

LONGEST = 60  # characters of what is typed for the paper
TYPED = ("network", "password", "call")


def choose(visit: StaffVisit) -> Response:
    """Ask what is to be printed of the workshops that the address names, or say why nothing can be."""
    found = _workshops(visit, request.args.getlist("workshop"))
    if not 0 < len(found) <= MOST:
        return redirect_to(visit, f"{visit.path('staff', 'workshops')}?said={'too-many' if found else 'none'}-ticked")
    address = site_address(visit)
    return render(
        visit,
        "staff/workshops/print.html",
        workshops=found,
        named=visit.services.places.name,
        parts=parts_of(visit, found),
        without_link=[one for one in found if visit.services.planning.token(one) is None],
        address=address,
        unreachable=unreachable(address),
        longest=LONGEST,
        back=_back(visit, found),
    )


def print_all(visit: StaffVisit) -> Response:
    """Send the chosen sheets as one PDF, all of them if none is chosen. What is typed for the paper is not stored."""
    found = _workshops(visit, request.form.getlist("workshop"))
    again = f"{visit.path('staff', 'workshops', 'print')}?{urlencode([('workshop', one.id) for one in found])}"
    if not 0 < len(found) <= MOST or unreachable(site_address(visit)):
        return redirect_to(visit, again)
    chosen = [part for part in PARTS if part in request.form.getlist("part")]
    typed = OnPaper(**{name: " ".join(request.form.get(name, "")[:LONGEST].split()) for name in TYPED})
    try:
        data = pack(visit, found, chosen or PARTS, typed)
    except NotInstalled as missing:
        return render(visit, "staff/not_installed.html", MISSING, how=str(missing), back=again, sheets=True)
    return file_to_keep(data, _file_name(found), "application/pdf")


def _workshops(visit: StaffVisit, ids: Sequence[str]) -> list[Workshop]:
    """Return the workshops with these ids that have not ended, the next one first."""
    known = (visit.services.workshops.by_id(name) for name in dict.fromkeys(ids))
    found = [one for one in known if one and one.code and one.phase(visit.now) != "ended"]
    return sorted(found, key=lambda one: (str(one.day), one.time or "", one.id))


def _back(visit: StaffVisit, found: Sequence[Workshop]) -> str:
    return visit.path("staff", "workshops", *(one.id for one in found if len(found) == 1))


def _file_name(found: Sequence[Workshop]) -> str:
    days = dict.fromkeys(str(one.day) for one in (found[0], found[-1]))
    return f"tryg-print-{'-'.join(days)}.pdf"

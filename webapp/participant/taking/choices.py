"""What a person decides about this browser: text size, remembering, being done, deleting answers."""

from __future__ import annotations

import contextlib

from flask import Response, abort, request

from webapp.participant.progress.turn import all_ids_in_turn
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.addresses import own_address, saying
from webapp.web.devices.discreet_cookie import forget
from webapp.web.invitation import welcome
from webapp.web.replying.render import redirect_to, render, set_device
from webapp.web.visit import Visit

SIZES = ("0", "1", "2")


def display(visit: Visit) -> Response:
    """Show the text sizes."""
    return render(visit, "visit/display.html")


def set_display(visit: Visit) -> Response:
    """Take a text size."""
    size = request.form.get("size", "")
    if size not in SIZES:
        abort(400)
    return set_device(visit, redirect_to(visit, saying(visit.way_back, "size")), visit.device.with_size(int(size)))


def keep(visit: Visit) -> Response:
    """Ask whether this browser may remember, and whether that may serve statistics."""
    device = visit.device
    return render(visit, "visit/keep.html", remember=device.remember, statistics=device.statistics)


def set_keep(visit: Visit) -> Response:
    """Take both answers."""
    changed = visit.device.keeping(remember="remember" in request.form, statistics="statistics" in request.form)
    said = "remembers" if changed.remember else "forgets"
    return set_device(visit, redirect_to(visit, saying(visit.way_back, said)), changed)


def kept(visit: Visit) -> Response:
    """Go on, if the browser has kept what it was given; else explain what that means, and what to do."""
    address = own_address(request.args.get("to"), visit.path(""))
    if visit.remembers:
        return redirect_to(visit, address)
    return render(visit, "visit/kept.html", to=address, months=visit.services.months)


def done(visit: Visit) -> Response:
    """Ask whether this browser is to forget everything, for the next person."""
    return render(visit, "taking/done.html")


def clear(visit: Visit) -> Response:
    """Forget everything in this browser; what was answered stays, and cannot be told apart."""
    response = redirect_to(visit, saying(_clean_start(visit), "done"))
    visit.services.device_cookie.expire(response, visit.mount, visit.cookies)
    forget(visit, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _clean_start(visit: Visit) -> str:
    """Return where the next person begins: in the workshop, as long as there is one."""
    with contextlib.suppress(StorageUnavailable):  # this browser can forget all the same
        if visit.phase == "running" and (joined := visit.workshop):
            return welcome(visit, joined)
    return visit.path("")


def delete(visit: Visit) -> Response:
    """Ask whether to delete the answers of this browser, or show how many attempts were deleted."""
    deleted = request.args.get("deleted", "")
    number = int(deleted) if deleted.isdecimal() and len(deleted) < 4 else None  # noqa: PLR2004 - digits
    return render(visit, "visit/delete.html", deleted=number)


def delete_answers(visit: Visit) -> Response:
    """Delete the answers of this browser that have not been counted yet."""
    device = visit.device
    under_way = (*device.attempts.values(), *device.practice.values())
    deleted = visit.services.live.delete({*under_way, *all_ids_in_turn(visit)})
    address = f"{visit.path('delete')}?deleted={deleted}"
    return forget(visit, set_device(visit, redirect_to(visit, address), device.without_answers()))

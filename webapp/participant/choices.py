"""What a person decides about this browser: text size, remembering, being done, deleting answers."""

from __future__ import annotations

from flask import Response, abort, request

from webapp.web.render import redirect_to, render, set_device
from webapp.web.visit import Visit, own_address

SIZES = ("0", "1", "2")


def display(visit: Visit) -> Response:
    """Show the text sizes."""
    return render(visit, "display.html", back=_back(visit))


def set_display(visit: Visit) -> Response:
    """Take a text size."""
    size = request.form.get("size", "")
    if size not in SIZES:
        abort(400)
    return set_device(visit, redirect_to(visit, _back(visit)), visit.device.with_size(int(size)))


def keep(visit: Visit) -> Response:
    """Ask whether this browser may remember, and whether that may serve statistics."""
    device = visit.device
    return render(visit, "keep.html", remember=device.remember, statistics=device.statistics, back=_back(visit))


def set_keep(visit: Visit) -> Response:
    """Take both answers."""
    changed = visit.device.keeping(remember="remember" in request.form, statistics="statistics" in request.form)
    return set_device(visit, redirect_to(visit, _back(visit)), changed)


def done(visit: Visit) -> Response:
    """Ask whether this browser is to forget everything, for the next person."""
    return render(visit, "done.html")


def clear(visit: Visit) -> Response:
    """Forget everything in this browser; what was answered stays, and cannot be told apart."""
    response = redirect_to(visit, visit.path(""))
    visit.services.device_cookie.expire(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def delete(visit: Visit) -> Response:
    """Ask whether to delete the answers of this browser, or show how many attempts were deleted."""
    deleted = request.args.get("deleted", "")
    return render(visit, "delete.html", deleted=int(deleted) if deleted.isdecimal() and len(deleted) < 4 else None)  # noqa: PLR2004 - digits


def delete_answers(visit: Visit) -> Response:
    """Delete the answers that this browser's attempts still have."""
    device = visit.device
    deleted = visit.services.live.delete([*device.attempts.values(), *device.practice.values()])
    address = f"{visit.path('delete')}?deleted={deleted}"
    return set_device(visit, redirect_to(visit, address), device.without_answers())


def _back(visit: Visit) -> str:
    return own_address(request.values.get("from"), visit.path(""))

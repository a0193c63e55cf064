"""What a person decides about this browser: text size, remembering, being done, deleting one's answers."""

from __future__ import annotations

from flask import Response, abort, request

from webapp.web.render import device, path, redirect_to, render, set_device, way_back
from webapp.web.services import services

SIZES = ("0", "1", "2")


def display(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show the text sizes."""
    return render("display.html", back=way_back(path("")))


def set_display(lang: str) -> Response:  # noqa: ARG001 - as in display
    """Take a text size."""
    size = request.form.get("size", "")
    if size not in SIZES:
        abort(400)
    return set_device(redirect_to(way_back(path(""))), device().with_size(int(size)))


def keep(lang: str) -> Response:  # noqa: ARG001 - as in display
    """Ask whether this browser may remember, and whether that may serve statistics."""
    known = device()
    return render("keep.html", remember=known.remember, statistics=known.statistics, back=way_back(path("")))


def set_keep(lang: str) -> Response:  # noqa: ARG001 - as in display
    """Take both answers."""
    changed = device().keeping(remember="remember" in request.form, statistics="statistics" in request.form)
    return set_device(redirect_to(way_back(path(""))), changed)


def done(lang: str) -> Response:  # noqa: ARG001 - as in display
    """Ask whether this browser shall forget everything, for the next person."""
    return render("done.html")


def clear(lang: str) -> Response:  # noqa: ARG001 - as in display
    """Forget everything here; what was answered stays, and cannot be told apart."""
    response = redirect_to(path(""))
    services().device_cookie.expire(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def delete(lang: str) -> Response:  # noqa: ARG001 - as in display
    """Ask whether one's answers shall be deleted, or say how many attempts were."""
    deleted = request.args.get("deleted", "")
    return render("delete.html", deleted=int(deleted) if deleted.isdecimal() and len(deleted) < 4 else None)  # noqa: PLR2004 - digits


def delete_answers(lang: str) -> Response:  # noqa: ARG001 - as in display
    """Delete the answers that this browser's attempts still have."""
    known = device()
    deleted = services().live.delete([*known.attempts.values(), *known.practice.values()])
    return set_device(redirect_to(f"{path('delete')}?deleted={deleted}"), known.without_answers())

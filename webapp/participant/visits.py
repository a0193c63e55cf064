"""Small numbers that are tied to nothing else: the channel one came through, and one's age after a quiz."""

from __future__ import annotations

import contextlib

from flask import Response, abort, request

from webapp.storage.database.engine import StorageUnavailable
from webapp.web.device import Device
from webapp.web.render import device, path, redirect_to, set_device, via
from webapp.web.services import services, today

AGES = ("under-65", "65-74", "75-84", "85-over")


def visited(known: Device) -> Device:
    """Count the channel one came through when one begins a quiz, once a browser; without it all goes on as well."""
    channel = via()
    if not channel or known.via:
        return known
    with contextlib.suppress(StorageUnavailable):
        services().tallies.count(f"{today():%Y-%m}", "visits", channel)
    return known.with_via(channel)


def asks_age(known: Device, quiz: str) -> bool:
    """Say whether one may be asked for one's age after a quiz: once a browser, and alone at the screen."""
    return not known.age_told and known.people <= 1 and quiz in known.results and known.results[quiz].done


def age(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Count one's age band, or nothing if one would rather not say; both times it is not asked again."""
    band, known = request.form.get("age", ""), device()
    if band not in (*AGES, ""):
        abort(400)
    result = redirect_to(path("quiz", quiz_id, "result"))
    if not asks_age(known, quiz_id):
        return result
    if band:
        services().tallies.count(f"{today():%Y-%m}", "age", band)
    return set_device(result, known.with_age_told())

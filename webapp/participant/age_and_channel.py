"""Two small numbers that are tied to nothing else: the channel people came through, and their age after a quiz."""

from __future__ import annotations

import contextlib

from flask import Response, abort, request

from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.tallies import Kind
from webapp.web.device import Device
from webapp.web.render import redirect_to, set_device
from webapp.web.visit import Visit

AGES = ("under-65", "65-74", "75-84", "85-over")


def age(visit: Visit, quiz_id: str) -> Response:
    """Count an age band, or nothing if the person does not want to say; the question does not come again."""
    band = request.form.get("age", "")
    if band not in (*AGES, ""):
        abort(400)
    result = redirect_to(visit, visit.path("quiz", quiz_id, "result"))
    if not asks_age(visit.device, quiz_id):
        return result
    if band:
        _count(visit, "age", band)
    return set_device(visit, result, visit.device.with_age_told())


def asks_age(device: Device, quiz: str) -> bool:
    """Return whether a quiz may be followed by the question about age: once a browser, and alone at the screen."""
    return not device.age_told and device.people <= 1 and quiz in device.results and device.results[quiz].done


def with_channel_counted(visit: Visit, device: Device) -> Device:
    """Count the channel of a visit in which a quiz is begun, once a browser; a failing storage does not matter."""
    if not visit.channel or device.via:
        return device
    with contextlib.suppress(StorageUnavailable):
        _count(visit, "visits", visit.channel)
    return device.with_via(visit.channel)


def _count(visit: Visit, kind: Kind, name: str) -> None:
    visit.services.tallies.count(f"{visit.today:%Y-%m}", kind, name)

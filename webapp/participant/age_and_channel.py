"""Two small numbers that are tied to nothing else: the channel people came through, and their age after a quiz."""

from __future__ import annotations

import contextlib

from flask import Response, abort, request

from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.tallies import Kind
from webapp.web.addresses import own_address, saying
from webapp.web.devices.device import Device
from webapp.web.replying.render import redirect_to, set_device
from webapp.web.visit import Visit

AGES = ("under-65", "65-74", "75-84", "85-over")


def age(visit: Visit, quiz_id: str) -> Response:
    """Count an age band, or nothing if the person does not want to say; the question does not come again."""
    band = request.form.get("age", "")
    if band not in (*AGES, ""):
        abort(400)
    asked_at = own_address(request.form.get("from"), visit.path("quiz", quiz_id, "result"))
    if not asks_age(visit.device, quiz_id):
        return redirect_to(visit, asked_at)
    if band:
        _count(visit, visit.device, "age", band)
    said = saying(asked_at, "age" if band else "no-age")
    return set_device(visit, redirect_to(visit, f"{said}#said"), visit.device.with_age_told())


def asks_age(device: Device, quiz: str) -> bool:
    """Return whether a quiz may be followed by the question about age: after the first, and alone at the screen."""
    done = (name for name, result in device.results.items() if result.done and not result.ratings)
    return not device.age_told and device.people <= 1 and next(done, None) == quiz


def with_channel_counted(visit: Visit, device: Device) -> Device:
    """Count the channel of a visit in which a quiz is begun, once a browser."""
    if not visit.channel or device.via:
        return device
    count_channel(visit, device, visit.channel)
    return device.with_via(visit.channel)


def count_channel(visit: Visit, device: Device, channel: str) -> None:
    """Count a channel; a failing storage does not matter."""
    with contextlib.suppress(StorageUnavailable):
        _count(visit, device, "visits", channel)


def _count(visit: Visit, device: Device, kind: Kind, name: str) -> None:
    """Count one more, unless an old cookie comes again, or this address has brought too many."""
    month = f"{visit.today:%Y-%m}"
    once = (device.turn, month) if device.turn else None
    if visit.services.tally_limits.counts(kind, visit.client, once=once):
        visit.services.tallies.count(month, kind, name)

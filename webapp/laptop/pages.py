"""A laptop's own pages, for the person who sits at it: is all well, begin a workshop, hand over what was counted."""

from __future__ import annotations

from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from flask import Response, abort, request

from webapp.laptop.sending import exported, send
from webapp.storage.batches import MODES, Way
from webapp.storage.laptops.receipts import ReceiptError, read_receipt
from webapp.storage.workshops.planning import Plan
from webapp.web.addresses import saying
from webapp.web.invitation import is_this_machine, qr
from webapp.web.laptop_mode import LaptopMode, wifi_code
from webapp.web.replying.render import redirect_to, render
from webapp.web.replying.replies import file_to_keep

if TYPE_CHECKING:
    from collections.abc import Callable

    from webapp.storage.workshops.workshop import Workshop
    from webapp.web.visit import Visit

FILE = "til-kampagnen.tryg"
DIGITS = 15  # of a number of milliseconds, at most
LONGEST = 63  # characters of a Wi-Fi's password
ViewArguments = ParamSpec("ViewArguments")
OPEN = ("coming", "running", "ending", "ended")


def at_the_laptop(
    view: Callable[Concatenate[Visit, LaptopMode, ViewArguments], Response],
) -> Callable[Concatenate[Visit, ViewArguments], Response]:
    """Let only the person at a laptop see a page; for everybody else, and on a server, there is none.

    The name of the host is asked for too: a page of another site may have given its own name to this machine.
    """

    @wraps(view)
    def guarded(visit: Visit, /, *args: ViewArguments.args, **arguments: ViewArguments.kwargs) -> Response:
        laptop = visit.services.laptop
        if laptop is None or not is_this_machine(visit.host) or not is_this_machine(visit.client):
            abort(404)
        return view(visit, laptop, *args, **arguments)

    return guarded


@at_the_laptop
def home(visit: Visit, laptop: LaptopMode) -> Response:
    """Show whether phones reach the laptop, day and time, and what is not sent; and let a workshop begin."""
    services = visit.services
    wifi, password = laptop.wifi
    unsent = services.packing.to_send() if services.packing else []
    return render(
        visit,
        "laptop/home.html",
        addresses=[f"{address}:{laptop.port}" for address in laptop.addresses],
        tried=laptop.tried,
        try_qr=qr(f"http://{laptop.host}{visit.path('try')}") if laptop.host else "",
        wifi=wifi,
        password=password,
        wifi_qr=qr(wifi_code(wifi, password)) if wifi else "",
        unsent=len(unsent),
        forgotten=sorted({one.week for one in unsent if not one.sealed}),
        seals=services.packing is not None,
        known=services.packing is not None and services.packing.knows(visit.today),
        open_ones=_open(visit),
        places=services.places.listed(),
        programmes=visit.offered.for_workshops,
        recent=next((one.place for one in services.workshops.all()), ""),
        time=visit.now.strftime("%H:%M"),
        today=visit.today,
        offered=laptop.offered and datetime.fromtimestamp(laptop.offered, services.settings.zone),
        problem=request.args.get("problem"),
    )


@at_the_laptop
def tried(_visit: Visit, laptop: LaptopMode) -> Response:
    """Have the page drawn afresh once a phone has reached the laptop."""
    headers = {"HX-Refresh": "true"} if laptop.tried else {}
    return Response(status=200 if laptop.tried else 204, headers={**headers, "Cache-Control": "no-store"})


def try_it(visit: Visit) -> Response:
    """Say to a phone that it has reached the laptop."""
    if visit.services.laptop is None:
        abort(404)
    return render(visit, "laptop/reached.html")


def tell_time(visit: Visit) -> Response:
    """Note what time a phone has; the person at the laptop decides whether that is right."""
    laptop = visit.services.laptop or abort(404)
    if not visit.client or laptop.is_it(visit.client):
        return Response(status=204)
    typed = request.form.get("time", "")
    laptop.hear_time(int(typed) / 1000 if typed.isascii() and typed.isdigit() and len(typed) < DIGITS else 0)
    return Response(status=204)


@at_the_laptop
def help_page(visit: Visit, laptop: LaptopMode) -> Response:
    """Show what to do when phones do not reach the laptop: the firewall, the network, a hotspot."""
    return render(visit, "laptop/help.html", address=laptop.host, port=laptop.port)


@at_the_laptop
def begin(visit: Visit, _laptop: LaptopMode) -> Response:
    """Store a workshop of today, and lead to its leader's page."""
    place = request.form.get("place", "")
    chosen = next((one for one in visit.offered.for_workshops if one.id == request.form.get("programme")), None)
    if place not in visit.services.places.ids or chosen is None:
        return redirect_to(visit, visit.path("laptop") + "?problem=choose")
    orders = visit.offered.orders if chosen.check_ups else ("",)
    way: Way = next((one for one in MODES if one == request.form.get("way")), "apart")
    plan = Plan(place, visit.today, programme=chosen.id, way=way)
    return redirect_to(visit, visit.path("lead", visit.services.planning.create(plan, orders).token))


@at_the_laptop
def set_clock(visit: Visit, laptop: LaptopMode) -> Response:
    """Take the day and the time that were typed, or those of the phone that has tried."""
    if "phone" in request.form:
        laptop.set_clock(laptop.offered or visit.now.timestamp())
        return redirect_to(visit, saying(visit.path("laptop"), "clock"))
    try:
        typed = datetime.fromisoformat(f"{request.form.get('day', '')}T{request.form.get('time', '')}")
        moment = typed.replace(tzinfo=visit.services.settings.zone).timestamp()
    except (ValueError, OverflowError):
        return redirect_to(visit, visit.path("laptop") + "?problem=time")
    laptop.set_clock(moment)
    return redirect_to(visit, saying(visit.path("laptop"), "clock"))


@at_the_laptop
def set_wifi(visit: Visit, laptop: LaptopMode) -> Response:
    """Take the name and the password of the room's Wi-Fi."""
    laptop.set_wifi(*(request.form.get(name, "").strip()[:LONGEST] for name in ("wifi", "password")))
    return redirect_to(visit, saying(visit.path("laptop"), "wifi"))


@at_the_laptop
def choose(visit: Visit, laptop: LaptopMode) -> Response:
    """Take another address as the one that people type."""
    laptop.choose(request.form.get("address", "").partition(":")[0])
    return redirect_to(visit, visit.path("laptop"))


@at_the_laptop
def send_now(visit: Visit, _laptop: LaptopMode) -> Response:
    """Send what is not sent yet."""
    home, done = visit.path("laptop"), send(visit.services)
    return redirect_to(visit, saying(home, done) if done in ("sent", "nothing") else f"{home}?problem={done}")


@at_the_laptop
def take_receipt(visit: Visit, _laptop: LaptopMode) -> Response:
    """Forget what the campaign has taken in, by the receipt that somebody has carried here."""
    home, packing, sent = visit.path("laptop"), visit.services.packing, request.files.get("receipt")
    data = sent.read() if sent else b""
    if packing is None or not data:
        return redirect_to(visit, f"{home}?problem=receipt-missing")
    try:
        forgotten = packing.receipted(read_receipt(data, packing.campaign))
    except ReceiptError as error:
        return redirect_to(visit, f"{home}?problem=receipt-{error.kind}")
    return redirect_to(visit, saying(home, "receipted" if forgotten else "receipt-known"))


@at_the_laptop
def save(visit: Visit, _laptop: LaptopMode) -> Response:
    """Give the file for the campaign."""
    return file_to_keep(exported(visit.services), FILE, "application/octet-stream")


def _open(visit: Visit) -> list[tuple[Workshop, str, str]]:
    """Return the workshops that can be led now, each with the name of its place and its leader's token."""
    services = visit.services
    found = [one for one in services.workshops.all() if one.led(visit.now) == "now" and one.phase(visit.now) in OPEN]
    led = [(one, services.planning.token(one)) for one in found]
    return [(one, services.places.name(one.place), token) for one, token in led if token]

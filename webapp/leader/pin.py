"""PIN: a leader without the link at hand types the join code and the PIN of the sheet."""

from __future__ import annotations

from flask import Response, request

from webapp.web.replying.render import redirect_to, render
from webapp.web.typed import six_digits
from webapp.web.visit import Visit


def ask(visit: Visit) -> Response:
    """Ask for the join code and the PIN."""
    return render(visit, "leader/pin.html", wrong="wrong" in request.args)


def take(visit: Visit) -> Response:
    """Lead to the leader's page. A wrong code, a wrong PIN and a PIN that is shut get one answer."""
    code, pin = (six_digits(request.form.get(name, "")) for name in ("code", "pin"))
    token = visit.services.planning.by_pin(code, pin, visit.now)
    return redirect_to(visit, visit.path("lead", token) if token else f"{visit.path('lead')}?wrong=1")

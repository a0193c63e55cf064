"""Proving: people who are signed in show once more who they are, before they change somebody's account."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, request

from webapp.staff.sign_in import session
from webapp.staff.sign_in.proof import password_fits, second_step_fits
from webapp.staff.staff_visit import StaffVisit
from webapp.web.addresses import own_address
from webapp.web.replying.render import redirect_to, render

MINUTES = session.PROVED_FOR // 60


def prove(visit: StaffVisit) -> Response:
    """Ask for the password, or for a code from the app."""
    back, problem = _back(visit), request.args.get("problem")
    return render(visit, "staff/sign_in/prove_again.html", back=back, by=_by(visit), problem=problem, minutes=MINUTES)


def take_proof(visit: StaffVisit) -> Response:
    """Take it, and lead back to where it was asked for."""
    by, back, typed = _by(visit), _back(visit), request.form.get("proof", "")
    problem = second_step_fits(visit, typed, recovery=False) if by == "code" else password_fits(visit, typed)
    if problem:
        return redirect_to(visit, f"{address(visit, back)}&{urlencode({'by': by, 'problem': problem})}")
    session.prove(visit)
    return redirect_to(visit, back)


def address(visit: StaffVisit, back: str) -> str:
    """Return the address of the page that asks for proof and leads back then."""
    return f"{visit.path('staff', 'prove')}?{urlencode({'from': back})}"


def _back(visit: StaffVisit) -> str:
    return own_address(request.values.get("from"), visit.path("staff", ""))


def _by(visit: StaffVisit) -> str:
    """Return what the person proves it by: the password, or a code if they wish and have a second step."""
    return "code" if request.values.get("by") == "code" and visit.who.second else "password"

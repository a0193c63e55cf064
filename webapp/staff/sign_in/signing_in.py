"""Signing in and out: name and password, then the second step. Whatever is wrong gets the same answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import quote

from flask import Response, request

from webapp.staff.sign_in import session
from webapp.staff.sign_in.proof import name_and_password_fit, second_step_fits
from webapp.staff.staff_visit import StaffSession, StaffVisit
from webapp.storage.staff.account import Account, tidy
from webapp.web.addresses import own_address
from webapp.web.replying.render import redirect_to, render

LONGEST_NAME = 200  # characters: no name is longer
BUSY_FOR = 60  # seconds after which a try is worth while again


def sign_in(visit: StaffVisit) -> Response:
    """Ask for name and password; people who are signing in already are led on."""
    if visit.session:
        return redirect_to(visit, visit.path("staff", onward(visit.session)))
    asked = {name: request.args.get(name) for name in ("problem", "ended", "out")}
    back = own_address(request.values.get("from"), visit.path("staff", ""))
    return render(visit, "staff/sign_in/sign_in.html", back=back, **asked)


def take_password(visit: StaffVisit) -> Response:
    """Take name and password; the right ones lead to the second step."""
    name, back = tidy(request.form.get("name", "")), own_address(request.values.get("from"), "")
    found = name_and_password_fit(visit, name[:LONGEST_NAME], request.form.get("password", ""))
    if found == "busy":
        reply = render(visit, "staff/sign_in/sign_in.html", 503, back=back, problem="busy", name=name)
        reply.headers["Retry-After"] = str(BUSY_FOR)
        return reply
    if not isinstance(found, Account):
        return _again(visit, found, back)
    begun = session.begin(visit, found, "password")
    session.come_from(back)
    return redirect_to(visit, visit.path("staff", onward(begun)))


def onward(session: StaffSession) -> str:
    """Return the page that comes next for a person who is signing in; empty for the front page."""
    if session.stage == "in":
        return "set-up" if session.moving else ""
    if session.account.second and session.stage == "password":
        return "second-step"
    return "new-password" if session.account.starting else "set-up"


def only_at(name: str) -> Callable[[Callable[[StaffVisit], Response]], Callable[[StaffVisit], Response]]:
    """Let a view be seen by those for whom its page comes next, and lead others to theirs."""

    def decorate(view: Callable[[StaffVisit], Response]) -> Callable[[StaffVisit], Response]:
        @wraps(view)
        def checked(visit: StaffVisit) -> Response:
            comes = onward(visit.session) if visit.session else "sign-in"
            return view(visit) if comes == name else redirect_to(visit, visit.path("staff", comes))

        return checked

    return decorate


@only_at("second-step")
def second_step(visit: StaffVisit) -> Response:
    """Ask for a code from the app, or for a recovery code."""
    recovery = request.args.get("with") == "recovery"
    return render(visit, "staff/sign_in/second_step.html", recovery=recovery, problem=request.args.get("problem"))


@only_at("second-step")
def take_second_step(visit: StaffVisit) -> Response:
    """Take a code of either kind."""
    account = visit.signing_in.account
    typed, recovery = request.form.get("code", ""), request.form.get("with") == "recovery"
    problem = second_step_fits(visit, typed, recovery=recovery)
    if problem:
        query = f"problem={problem}{'&with=recovery' if recovery else ''}"
        return redirect_to(visit, f"{visit.path('staff', 'second-step')}?{query}")
    if account.starting:
        session.begin(visit, account, "code")
        return redirect_to(visit, visit.path("staff", "new-password"))
    session.begin(visit, account, "in")
    return redirect_to(visit, session.went_on(visit))


def sign_out(visit: StaffVisit) -> Response:
    """End the session of this browser."""
    session.end(visit)
    return redirect_to(visit, f"{visit.path('staff', 'sign-in')}?out=1")


def _again(visit: StaffVisit, problem: str, back: str) -> Response:
    address = f"{visit.path('staff', 'sign-in')}?problem={problem}" + (f"&from={quote(back)}" if back else "")
    return redirect_to(visit, address)

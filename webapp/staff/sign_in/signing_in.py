"""Signing in and out: name and password, then the second step. Whatever is wrong gets the same answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import quote

from flask import Response, request
from flask import session as cookie

from webapp.staff.roles import Route
from webapp.staff.sign_in import passwords, session
from webapp.staff.sign_in.proof import second_step_fits
from webapp.staff.staff_services import staff_services
from webapp.storage.staff.account import Account, tidy
from webapp.storage.staff.sign_ins import Stage
from webapp.web.render import path, redirect_to, render, way_back
from webapp.web.services import services, today

LONGEST_NAME = 200  # characters: what is longer is looked up no further


def sign_in(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Ask for name and password; whoever is signing in already is led on."""
    if found := session.signing_in():
        return redirect_to(path("staff", onward(*found)))
    asked = {name: request.args.get(name) for name in ("problem", "ended", "out")}
    return render("staff/sign_in.html", back=way_back(path("staff", "")), **asked)


def take_password(lang: str) -> Response:  # noqa: ARG001 - as in sign_in
    """Take name and password; the right ones lead to the second step."""
    name, password, back = tidy(request.form.get("name", "")), request.form.get("password", ""), way_back("")
    if not name or not password:
        return _again("missing", back)
    if len(name) > LONGEST_NAME or not staff_services().throttle.allows("password", name.casefold()):
        return _again("wait", back)
    known = services().accounts.named(name)
    right = passwords.fits(password, known.password if known else None)
    if known is None or not right or not _may_sign_in(known.account):
        return _again("wrong", back)
    staff_services().throttle.passed("password", name.casefold())
    session.begin(known.account, "password")
    session.come_from(back)
    return redirect_to(path("staff", onward(known.account, "password")))


def onward(account: Account, stage: Stage) -> str:
    """Return the page that comes next for somebody who is signing in; nothing for the front page."""
    if stage == "in":
        return "set-up" if cookie.get("moving") else ""
    if account.second and stage == "password":
        return "second-step"
    return "new-password" if account.starting else "set-up"


def only_at(name: str) -> Callable[[Callable[[Account, Stage], Response]], Callable[[str], Response]]:
    """Let a view be seen by those for whom its page comes next, and lead others to theirs."""

    def decorate(view: Callable[[Account, Stage], Response]) -> Callable[[str], Response]:
        @wraps(view)
        def checked(lang: str) -> Response:  # noqa: ARG001 - as in sign_in
            found = session.signing_in()
            if found is None:
                return redirect_to(path("staff", "sign-in"))
            comes = onward(*found)
            return view(*found) if comes == name else redirect_to(path("staff", comes))

        return checked

    return decorate


@only_at("second-step")
def second_step(account: Account, stage: Stage) -> Response:  # noqa: ARG001 - what only_at hands on
    """Ask for a code from the app, or for a recovery code."""
    recovery = request.args.get("with") == "recovery"
    return render("staff/second_step.html", recovery=recovery, problem=request.args.get("problem"))


@only_at("second-step")
def take_second_step(account: Account, stage: Stage) -> Response:  # noqa: ARG001 - as above
    """Take a code of either kind."""
    typed, recovery = request.form.get("code", ""), request.form.get("with") == "recovery"
    problem = second_step_fits(account, typed, recovery=recovery)
    if problem:
        return redirect_to(f"{path('staff', 'second-step')}?problem={problem}{'&with=recovery' if recovery else ''}")
    if account.starting:
        session.begin(account, "code")
        return redirect_to(path("staff", "new-password"))
    session.begin(account, "in")
    return redirect_to(session.went_on())


def sign_out(lang: str) -> Response:  # noqa: ARG001 - as in sign_in
    """End the session of this browser."""
    session.end()
    return redirect_to(f"{path('staff', 'sign-in')}?out=1")


def _again(problem: str, back: str) -> Response:
    return redirect_to(f"{path('staff', 'sign-in')}?problem={problem}" + (f"&from={quote(back)}" if back else ""))


def _may_sign_in(account: Account) -> bool:
    """Say whether somebody is one of the staff still; a password to begin with is good for some days."""
    return account.active and (account.starting is None or today() <= account.starting)


ROUTES = (
    Route("/sign-in", sign_in, "anyone"),
    Route("/sign-in", take_password, "anyone", ("POST",)),
    Route("/second-step", second_step, "anyone"),
    Route("/second-step", take_second_step, "anyone", ("POST",)),
    Route("/sign-out", sign_out, "anyone", ("POST",)),
)

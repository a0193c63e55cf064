"""My account: another password, other recovery codes, another phone, signing out everywhere."""

from __future__ import annotations

from flask import Response, request
from flask import session as cookie

from webapp.staff.roles import Route
from webapp.staff.sign_in import beginning, passwords, recovery, session
from webapp.staff.sign_in.proof import password_fits
from webapp.staff.sign_in.session import who
from webapp.staff.staff_services import by
from webapp.web.render import path, redirect_to, render
from webapp.web.services import services


def account(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show what one may do about one's own account."""
    known = services().accounts.credentials(who().id)
    return render(
        "staff/account.html", left=recovery.left(known.recovery if known else ""), done=request.args.get("done")
    )


def password(lang: str) -> Response:  # noqa: ARG001 - as in account
    """Ask for the password one has, and for another."""
    return render("staff/password.html", problem=request.args.get("problem"))


def take_password(lang: str) -> Response:  # noqa: ARG001 - as in account
    """Take them: every other browser is signed out."""
    me, chosen, again = who(), request.form.get("new", ""), request.form.get("again", "")
    unproven = password_fits(me, request.form.get("password", ""))
    problem = f"present-{unproven}" if unproven else beginning.chosen_badly(me, chosen, again)
    if problem:
        return redirect_to(f"{path('staff', 'account', 'password')}?problem={problem}")
    services().accounts.set_password(me, passwords.hashed(chosen), None, by(me))
    session.begin(me, "in")
    return redirect_to(f"{path('staff', 'account')}?done=password")


def codes(lang: str) -> Response:  # noqa: ARG001 - as in account
    """Ask for the password before there are other recovery codes."""
    return render("staff/prove.html", wanted="recovery-codes", problem=request.args.get("problem"))


def make_codes(lang: str) -> Response:  # noqa: ARG001 - as in account
    """Make other recovery codes; those that were left are good no more."""
    me = who()
    problem = password_fits(me, request.form.get("password", ""))
    if problem:
        return redirect_to(f"{path('staff', 'account', 'recovery-codes')}?problem={problem}")
    made = recovery.new()
    services().accounts.set_recovery(me, recovery.kept(made), by(me))
    return beginning.show(made)


def phone(lang: str) -> Response:  # noqa: ARG001 - as in account
    """Ask for the password before the second step moves to another phone."""
    return render("staff/prove.html", wanted="second-step", problem=request.args.get("problem"))


def move(lang: str) -> Response:  # noqa: ARG001 - as in account
    """Lead to setting it up; until that is done, the old phone's codes stay good."""
    problem = password_fits(who(), request.form.get("password", ""))
    if problem:
        return redirect_to(f"{path('staff', 'account', 'second-step')}?problem={problem}")
    cookie["moving"] = True
    return redirect_to(path("staff", "set-up"))


def sign_out_everywhere(lang: str) -> Response:  # noqa: ARG001 - as in account
    """End every session of one's own, this one too."""
    services().accounts.end_all(who())
    session.end()
    return redirect_to(f"{path('staff', 'sign-in')}?out=1")


ROUTES = (
    Route("/account", account, "signed-in"),
    Route("/account/password", password, "signed-in"),
    Route("/account/password", take_password, "signed-in", ("POST",)),
    Route("/account/recovery-codes", codes, "signed-in"),
    Route("/account/recovery-codes", make_codes, "signed-in", ("POST",)),
    Route("/account/second-step", phone, "signed-in"),
    Route("/account/second-step", move, "signed-in", ("POST",)),
    Route("/account/sign-out-everywhere", sign_out_everywhere, "signed-in", ("POST",)),
)

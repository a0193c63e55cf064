"""A person's own account: another password, other recovery codes, another phone, signing out everywhere."""

from __future__ import annotations

from flask import Response, request

from webapp.staff.sign_in import beginning, passwords, recovery, session
from webapp.staff.sign_in.proof import password_fits
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.staff.sign_ins import Token
from webapp.web.addresses import saying
from webapp.web.replying.render import redirect_to, render


def account(visit: StaffVisit) -> Response:
    """Show what people may do about their own account, and where they are signed in."""
    accounts = visit.services.accounts
    known = accounts.credentials(visit.who.id)
    return render(
        visit,
        "staff/accounts/account.html",
        left=recovery.left(known.recovery if known else ""),
        sessions=[each for each in accounts.sign_ins.of(visit.who.id) if session.goes_on(visit, each)],
        this=Token(visit.signing_in.token).hash,
        zone=visit.now.tzinfo,
    )


def password(visit: StaffVisit) -> Response:
    """Ask for the present password, and for another."""
    return render(visit, "staff/sign_in/password.html", problem=request.args.get("problem"))


def take_password(visit: StaffVisit) -> Response:
    """Take both passwords: every other browser is signed out."""
    me, chosen, again = visit.who, request.form.get("new", ""), request.form.get("again", "")
    unproven = password_fits(visit, request.form.get("password", ""))
    problem = f"present-{unproven}" if unproven else beginning.chosen_badly(me, chosen, again)
    if problem:
        return redirect_to(visit, f"{visit.path('staff', 'account', 'password')}?problem={problem}")
    visit.services.accounts.set_password(me, passwords.hashed(chosen), None, visit.by)
    session.begin(visit, me, "in")
    return redirect_to(visit, saying(visit.path("staff", "account"), "password"))


def codes(visit: StaffVisit) -> Response:
    """Ask for the password before new recovery codes are made."""
    return render(visit, "staff/sign_in/prove.html", wanted="recovery-codes", problem=request.args.get("problem"))


def make_codes(visit: StaffVisit) -> Response:
    """Make new recovery codes; the old ones are not valid any more."""
    me = visit.who
    problem = password_fits(visit, request.form.get("password", ""))
    if problem:
        return redirect_to(visit, f"{visit.path('staff', 'account', 'recovery-codes')}?problem={problem}")
    made = recovery.new()
    visit.services.accounts.set_recovery(me, recovery.kept(made), visit.by)
    return beginning.show(visit, made)


def phone(visit: StaffVisit) -> Response:
    """Ask for the password before the second step moves to another phone."""
    return render(visit, "staff/sign_in/prove.html", wanted="second-step", problem=request.args.get("problem"))


def move(visit: StaffVisit) -> Response:
    """Lead to setting up the second step again; until that is done, the codes of the old phone are still valid."""
    problem = password_fits(visit, request.form.get("password", ""))
    if problem:
        return redirect_to(visit, f"{visit.path('staff', 'account', 'second-step')}?problem={problem}")
    session.move_second_step()
    return redirect_to(visit, visit.path("staff", "set-up"))


def end_session(visit: StaffVisit, session_id: str) -> Response:
    """End one session of this account; where it is that of this browser, sign out."""
    if session_id == Token(visit.signing_in.token).hash:
        session.end(visit)
        return redirect_to(visit, f"{visit.path('staff', 'sign-in')}?out=1")
    visit.services.accounts.sign_ins.end_one(visit.who.id, session_id)
    return redirect_to(visit, saying(visit.path("staff", "account"), "session"))


def sign_out_everywhere(visit: StaffVisit) -> Response:
    """End every session of this account, this one too."""
    visit.services.accounts.end_all(visit.who, visit.by)
    session.end(visit)
    return redirect_to(visit, f"{visit.path('staff', 'sign-in')}?out=1")

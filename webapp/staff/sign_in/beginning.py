"""What comes before a person's first time: a new password, the second step, the recovery codes."""

from __future__ import annotations

from flask import Response, request

from webapp.staff.sign_in import passwords, recovery, second_step, session
from webapp.staff.sign_in.signing_in import only_at, onward
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.staff.account import Account, By
from webapp.storage.staff.sign_ins import Stage
from webapp.web.addresses import saying
from webapp.web.invitation import qr
from webapp.web.replying.render import redirect_to, render

CODES = "codes"  # under which the session keeps those that were made last


@only_at("new-password")
def new_password(visit: StaffVisit) -> Response:
    """Ask for a new password, instead of the one that was given."""
    name = visit.signing_in.account.name
    return render(visit, "staff/sign_in/new_password.html", name=name, problem=request.args.get("problem"))


@only_at("new-password")
def take_new_password(visit: StaffVisit) -> Response:
    """Take the new password."""
    account, stage = visit.signing_in.account, visit.signing_in.stage
    chosen, again = request.form.get("new", ""), request.form.get("again", "")
    problem = chosen_badly(account, chosen, again)
    if problem:
        return redirect_to(visit, f"{visit.path('staff', 'new-password')}?problem={problem}")
    visit.services.accounts.set_password(account, passwords.hashed(chosen), None, By(account.name, visit.today))
    return _on_with(visit, account, "in" if stage == "code" else "password")


@only_at("set-up")
def set_up(visit: StaffVisit) -> Response:
    """Show the secret, as a picture and in letters, and ask for a code as proof that the app has it."""
    secret = _secret(visit)
    return render(
        visit,
        "staff/sign_in/set_up.html",
        picture=qr(second_step.address(secret, visit.signing_in.account.name)),
        secret=[secret[at : at + 4] for at in range(0, len(secret), 4)],
        moving=visit.signing_in.stage == "in",
        problem=request.args.get("problem"),
    )


@only_at("set-up")
def take_set_up(visit: StaffVisit) -> Response:
    """Take the proof: the second step is set up, and its recovery codes are shown."""
    account, typed, secret = visit.signing_in.account, request.form.get("code", ""), _secret(visit)
    step = second_step.step_of(secret, typed, visit.now)
    if step is None:
        problem = "wrong" if typed.strip() else "missing"
        return redirect_to(visit, f"{visit.path('staff', 'set-up')}?problem={problem}")
    codes, sealed = recovery.new(), visit.services.encryption.close(secret, account.id)
    by = By(account.name, visit.today)
    visit.services.accounts.set_second(account, sealed, step, recovery.kept(codes), by)
    session.begin(visit, account, "in")
    return show(visit, codes)


def show(visit: StaffVisit, codes: tuple[str, ...]) -> Response:
    """Lead to the page that shows recovery codes, until the person says that they have them."""
    session.keep(visit, CODES, "\n".join(codes))
    return redirect_to(visit, visit.path("staff", "recovery-codes"))


def recovery_codes(visit: StaffVisit) -> Response:
    """Show the recovery codes that were made last."""
    codes = session.kept(visit, CODES)
    if codes is None:
        return redirect_to(visit, visit.path("staff", "account"))
    return render(visit, "staff/sign_in/recovery_codes.html", codes=codes.split())


def have_recovery_codes(visit: StaffVisit) -> Response:
    """Forget the recovery codes: nobody sees them here again."""
    session.let_go(visit, CODES)
    return redirect_to(visit, saying(session.went_on(visit), "codes"))


def chosen_badly(account: Account, chosen: str, again: str) -> str | None:
    """Return what is the matter with a password that somebody chose, or None."""
    if not chosen:
        return "missing"
    return passwords.trouble(chosen, account.name) or ("differ" if chosen != again else None)


def _on_with(visit: StaffVisit, account: Account, stage: Stage) -> Response:
    """Begin anew, since another password has ended every session; lead on as the account is now."""
    known = visit.services.accounts.credentials(account.id)
    if known is None:
        return redirect_to(visit, visit.path("staff", "sign-in"))
    begun = session.begin(visit, known.account, stage)
    return redirect_to(
        visit,
        saying(session.went_on(visit), "new-password") if stage == "in" else visit.path("staff", onward(begun)),
    )


def _secret(visit: StaffVisit) -> str:
    return second_step.candidate(visit.services.settings.secret_key, visit.signing_in.token)

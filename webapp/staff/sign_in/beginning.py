"""What comes before somebody's first time: a password of their own, the second step, the recovery codes."""

from __future__ import annotations

from flask import Response, request
from flask import session as cookie

from webapp.staff.roles import Route
from webapp.staff.sign_in import passwords, recovery, second_step, session
from webapp.staff.sign_in.signing_in import only_at, onward
from webapp.staff.staff_services import by, staff_services
from webapp.storage.staff.account import Account
from webapp.storage.staff.sign_ins import Stage
from webapp.web.invitation import qr
from webapp.web.render import path, redirect_to, render
from webapp.web.services import services

CODES = "codes"  # under which the session keeps those that were made last


@only_at("new-password")
def new_password(account: Account, stage: Stage) -> Response:  # noqa: ARG001 - what only_at hands on
    """Ask for a password of one's own, instead of the one that was given."""
    return render("staff/new_password.html", name=account.name, problem=request.args.get("problem"))


@only_at("new-password")
def take_new_password(account: Account, stage: Stage) -> Response:
    """Take it."""
    chosen, again = request.form.get("new", ""), request.form.get("again", "")
    problem = chosen_badly(account, chosen, again)
    if problem:
        return redirect_to(f"{path('staff', 'new-password')}?problem={problem}")
    services().accounts.set_password(account, passwords.hashed(chosen), None, by(account))
    return _on_with(account, "in" if stage == "code" else "password")


@only_at("set-up")
def set_up(account: Account, stage: Stage) -> Response:
    """Show the secret, as a picture and in letters, and ask for a code as proof that the app has it."""
    secret = _secret()
    return render(
        "staff/set_up.html",
        picture=qr(second_step.address(secret, account.name)),
        secret=[secret[at : at + 4] for at in range(0, len(secret), 4)],
        moving=stage == "in",
        problem=request.args.get("problem"),
    )


@only_at("set-up")
def take_set_up(account: Account, stage: Stage) -> Response:  # noqa: ARG001 - as above
    """Take the proof: the second step is set up, and its recovery codes are shown."""
    typed, secret = request.form.get("code", ""), _secret()
    step = second_step.step_of(secret, typed)
    if step is None:
        return redirect_to(f"{path('staff', 'set-up')}?problem={'wrong' if typed.strip() else 'missing'}")
    codes = recovery.new()
    sealed = staff_services().encryption.close(secret, account.id)
    services().accounts.set_second(account, sealed, step, recovery.kept(codes), by(account))
    session.begin(account, "in")
    return show(codes)


def show(codes: tuple[str, ...]) -> Response:
    """Lead to the page that shows recovery codes, until one says that one has them."""
    session.keep(CODES, "\n".join(codes))
    return redirect_to(path("staff", "recovery-codes"))


def recovery_codes(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show them."""
    codes = session.kept(CODES)
    return render("staff/recovery_codes.html", codes=codes.split()) if codes else redirect_to(path("staff", "account"))


def have_recovery_codes(lang: str) -> Response:  # noqa: ARG001 - as in recovery_codes
    """Let them go: nobody sees them here again."""
    session.let_go(CODES)
    return redirect_to(session.went_on())


def chosen_badly(account: Account, chosen: str, again: str) -> str | None:
    """Return what is the matter with a password that somebody chose, or None."""
    if not chosen:
        return "missing"
    return passwords.trouble(chosen, account.name) or ("differ" if chosen != again else None)


def _on_with(account: Account, stage: Stage) -> Response:
    """Begin anew, since another password has ended every session; lead on as the account stands now."""
    known = services().accounts.credentials(account.id)
    if known is None:
        return redirect_to(path("staff", "sign-in"))
    session.begin(known.account, stage)
    return redirect_to(session.went_on() if stage == "in" else path("staff", onward(known.account, stage)))


def _secret() -> str:
    return second_step.candidate(services().settings.secret_key, cookie["token"])


ROUTES = (
    Route("/new-password", new_password, "anyone"),
    Route("/new-password", take_new_password, "anyone", ("POST",)),
    Route("/set-up", set_up, "anyone"),
    Route("/set-up", take_set_up, "anyone", ("POST",)),
    Route("/recovery-codes", recovery_codes, "signed-in"),
    Route("/recovery-codes", have_recovery_codes, "signed-in", ("POST",)),
)

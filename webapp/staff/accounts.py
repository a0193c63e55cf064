"""Accounts: who belongs to the staff, for administrators: adding somebody, roles, leaving, helping when locked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate

from flask import Response, abort, request

from webapp.staff.roles import RIGHTS
from webapp.staff.sign_in import passwords, proving, session
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.staff.account import Account, LastAdministratorError, NameTakenError, tidy
from webapp.web.addresses import saying
from webapp.web.replying.render import redirect_to, render
from webapp.web.typed import sent_back

SHORTEST, LONGEST = 2, 60  # characters of a name
GOOD_FOR = timedelta(days=7)  # a password to begin with


View = Callable[Concatenate[StaffVisit, ...], Response]


def proven(view: View) -> View:
    """Let a view be called by those who have just shown once more who they are, and lead others to that.

    From there they come back to the page of the account, or of the new one, whose form then holds what they had typed.
    """

    @wraps(view)
    def checked(visit: StaffVisit, **arguments: str) -> Response:
        if session.proved(visit):
            return view(visit, **arguments)
        page = visit.path("staff", "accounts", arguments.get("account_id", "new"))
        typed = sent_back(request.form.items())
        return redirect_to(visit, proving.address(visit, page + (f"?{typed}" if typed else "")))

    return checked


def accounts(visit: StaffVisit) -> Response:
    """List everybody."""
    return render(visit, "staff/accounts/accounts.html", accounts=visit.services.accounts.all(), today=visit.today)


@proven
def new(visit: StaffVisit) -> Response:
    """Ask for the name and the role of somebody new."""
    asked = {name: request.args.get(name, "") for name in ("problem", "name", "role")}
    return render(visit, "staff/accounts/new_account.html", roles=tuple(RIGHTS), asked=asked)


@proven
def add(visit: StaffVisit) -> Response:
    """Add somebody, and lead to the password that they begin with."""
    name, role = tidy(request.form.get("name", "")), request.form.get("role", "")
    problem = _trouble(name, role)
    if problem is None:
        given = passwords.to_begin_with()
        try:
            account = visit.services.accounts.add(name, role, passwords.hashed(given), visit.today + GOOD_FOR, visit.by)
        except NameTakenError:
            problem = "taken"
        else:
            return _show(visit, account, given)
    again = sent_back([("problem", problem), ("name", name[:LONGEST]), ("role", role if role in RIGHTS else "")])
    return redirect_to(visit, f"{visit.path('staff', 'accounts', 'new')}?{again}")


def one(visit: StaffVisit, account_id: str) -> Response:
    """Show somebody, and what can be done about their account."""
    account = _account(visit, account_id)
    return render(
        visit,
        "staff/accounts/one_account.html",
        account=account,
        given=session.kept(visit, _given(account)),
        proof=None if session.proved(visit) else proving.address(visit, visit.path("staff", "accounts", account_id)),
        roles=tuple(RIGHTS),
        role=request.args.get("role", account.role),
        today=visit.today,
        problem=request.args.get("problem"),
    )


def have_password(visit: StaffVisit, account_id: str) -> Response:
    """Forget the password that was given: nobody sees it here again."""
    account = _account(visit, account_id)
    session.let_go(visit, _given(account))
    return redirect_to(visit, saying(visit.path("staff", "accounts"), "passed-on"))


@proven
def set_role(visit: StaffVisit, account_id: str) -> Response:
    """Give somebody another role."""
    account, role = _account(visit, account_id), request.form.get("role", "")
    if role not in RIGHTS:
        abort(400)
    try:
        visit.services.accounts.set_role(account, role, visit.by)
    except LastAdministratorError:
        return _refused(visit, account)
    return _said(visit, account, "role")


@proven
def set_active(visit: StaffVisit, account_id: str) -> Response:
    """Keep somebody from signing in, or allow it again."""
    account, active = _account(visit, account_id), request.form.get("active") == "1"
    try:
        visit.services.accounts.set_active(account, visit.by, active=active)
    except LastAdministratorError:
        return _refused(visit, account)
    return _said(visit, account, "active" if active else "inactive")


@proven
def give_password(visit: StaffVisit, account_id: str) -> Response:
    """Give a password to begin with to somebody who has forgotten theirs."""
    account, given = _other(visit, account_id), passwords.to_begin_with()
    visit.services.accounts.set_password(account, passwords.hashed(given), visit.today + GOOD_FOR, visit.by)
    return _show(visit, account, given)


@proven
def remove_second(visit: StaffVisit, account_id: str) -> Response:
    """Remove the second step of somebody whose phone is lost, so that they can set it up again."""
    account = _other(visit, account_id)
    visit.services.accounts.remove_second(account, visit.by)
    return _said(visit, account, "second-step")


def sign_out(visit: StaffVisit, account_id: str) -> Response:
    """Sign somebody out everywhere, and change nothing else."""
    account = _other(visit, account_id)
    visit.services.accounts.end_all(account, visit.by)
    return _said(visit, account, "signed-out")


def _account(visit: StaffVisit, account_id: str) -> Account:
    known = visit.services.accounts.credentials(account_id)
    return known.account if known else abort(404)


def _other(visit: StaffVisit, account_id: str) -> Account:
    """Return the account of somebody else: people change their own on the page of their account."""
    return abort(403) if account_id == visit.who.id else _account(visit, account_id)


def _show(visit: StaffVisit, account: Account, given: str) -> Response:
    session.keep(visit, _given(account), given)
    return redirect_to(visit, visit.path("staff", "accounts", account.id))


def _given(account: Account) -> str:
    return f"given {account.id}"


def _said(visit: StaffVisit, account: Account, what: str) -> Response:
    return redirect_to(visit, saying(visit.path("staff", "accounts", account.id), what))


def _refused(visit: StaffVisit, account: Account) -> Response:
    return redirect_to(visit, f"{visit.path('staff', 'accounts', account.id)}?problem=last")


def _trouble(name: str, role: str) -> str | None:
    if not SHORTEST <= len(name) <= LONGEST or not name.isprintable():
        return "name"
    return None if role in RIGHTS else "role"

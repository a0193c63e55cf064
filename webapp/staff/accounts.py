"""Accounts: who belongs to the staff, for administrators: adding somebody, roles, leaving, helping when locked out."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from flask import Response, abort, request

from webapp.staff.roles import RIGHTS, Route
from webapp.staff.sign_in import passwords, session
from webapp.staff.sign_in.session import who
from webapp.staff.staff_services import by
from webapp.storage.staff.account import Account, LastAdministratorError, NameTakenError, tidy
from webapp.web.render import path, redirect_to, render
from webapp.web.services import services, today

SHORTEST, LONGEST = 2, 60  # characters of a name
GOOD_FOR = timedelta(days=7)  # a password to begin with


def accounts(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """List everybody."""
    return render("staff/accounts.html", accounts=services().accounts.all(), today=today())


def new(lang: str) -> Response:  # noqa: ARG001 - as in accounts
    """Ask for the name and the role of somebody new."""
    asked = {name: request.args.get(name, "") for name in ("problem", "name", "role")}
    return render("staff/new_account.html", roles=tuple(RIGHTS), asked=asked)


def add(lang: str) -> Response:  # noqa: ARG001 - as in accounts
    """Add somebody, and lead to the password that they begin with."""
    name, role = tidy(request.form.get("name", "")), request.form.get("role", "")
    problem = _trouble(name, role)
    if problem is None:
        given = passwords.to_begin_with()
        try:
            account = services().accounts.add(name, role, passwords.hashed(given), today() + GOOD_FOR, by(who()))
        except NameTakenError:
            problem = "taken"
        else:
            return _show(account, given)
    again = urlencode({"problem": problem, "name": name[:LONGEST], "role": role if role in RIGHTS else ""})
    return redirect_to(f"{path('staff', 'accounts', 'new')}?{again}")


def one(lang: str, account_id: str) -> Response:  # noqa: ARG001 - as in accounts
    """Show somebody, and what can be done about their account."""
    account = _account(account_id)
    asked = {name: request.args.get(name) for name in ("problem", "done")}
    given = session.kept(_given(account))
    return render("staff/one_account.html", account=account, given=given, roles=tuple(RIGHTS), today=today(), **asked)


def have_password(lang: str, account_id: str) -> Response:  # noqa: ARG001 - as in accounts
    """Let the password that was given go: nobody sees it here again."""
    account = _account(account_id)
    session.let_go(_given(account))
    return redirect_to(path("staff", "accounts"))


def set_role(lang: str, account_id: str) -> Response:  # noqa: ARG001 - as in accounts
    """Give somebody another role."""
    account, role = _account(account_id), request.form.get("role", "")
    if role not in RIGHTS:
        abort(400)
    try:
        services().accounts.set_role(account, role, by(who()))
    except LastAdministratorError:
        return _back(account, "problem", "last")
    return _back(account, "done", "role")


def set_active(lang: str, account_id: str) -> Response:  # noqa: ARG001 - as in accounts
    """Let somebody sign in no more, or again."""
    account, active = _account(account_id), request.form.get("active") == "1"
    try:
        services().accounts.set_active(account, by(who()), active=active)
    except LastAdministratorError:
        return _back(account, "problem", "last")
    return _back(account, "done", "active" if active else "inactive")


def give_password(lang: str, account_id: str) -> Response:  # noqa: ARG001 - as in accounts
    """Give somebody who has forgotten theirs a password to begin with."""
    account, given = _other(account_id), passwords.to_begin_with()
    services().accounts.set_password(account, passwords.hashed(given), today() + GOOD_FOR, by(who()))
    return _show(account, given)


def remove_second(lang: str, account_id: str) -> Response:  # noqa: ARG001 - as in accounts
    """Let somebody whose phone is gone set the second step up anew."""
    account = _other(account_id)
    services().accounts.remove_second(account, by(who()))
    return _back(account, "done", "second-step")


def _account(account_id: str) -> Account:
    known = services().accounts.credentials(account_id)
    return known.account if known else abort(404)


def _other(account_id: str) -> Account:
    """Return somebody else: one's own password and second step are changed where they are asked for first."""
    return abort(403) if account_id == who().id else _account(account_id)


def _show(account: Account, given: str) -> Response:
    session.keep(_given(account), given)
    return redirect_to(path("staff", "accounts", account.id))


def _given(account: Account) -> str:
    return f"given {account.id}"


def _back(account: Account, kind: str, what: str) -> Response:
    return redirect_to(f"{path('staff', 'accounts', account.id)}?{kind}={what}")


def _trouble(name: str, role: str) -> str | None:
    if not SHORTEST <= len(name) <= LONGEST or not name.isprintable():
        return "name"
    return None if role in RIGHTS else "role"


ROUTES = (
    Route("/accounts", accounts, "accounts"),
    Route("/accounts/new", new, "accounts"),
    Route("/accounts/new", add, "accounts", ("POST",)),
    Route("/accounts/<account_id>", one, "accounts"),
    Route("/accounts/<account_id>", have_password, "accounts", ("POST",)),
    Route("/accounts/<account_id>/role", set_role, "accounts", ("POST",)),
    Route("/accounts/<account_id>/active", set_active, "accounts", ("POST",)),
    Route("/accounts/<account_id>/password", give_password, "accounts", ("POST",)),
    Route("/accounts/<account_id>/second-step", remove_second, "accounts", ("POST",)),
)

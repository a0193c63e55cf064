"""Accounts: the store of the staff's names, roles, and what they sign in with; no secret is stored in plain text."""

from __future__ import annotations

import secrets
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from webapp.alphabet import danish
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.staff.account import Account, By, Credentials, LastAdministratorError, NameTakenError, tidy
from webapp.storage.staff.audit import Audit, Doing
from webapp.storage.staff.sign_ins import SignIns, Stage, Token
from webapp.storage.tables.staff import SignIn, Staff

ADMINISTRATOR = "administrator"


class Accounts:
    """Stores the staff. Every method raises StorageUnavailable if the storage fails, and may be called again.

    Passwords and recovery codes come as hashes, the secret of the second step encrypted.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.audit = Audit(database)
        self.sign_ins = SignIns(database)

    def add(self, name: str, role: str, password: str, starting: date | None, by: By) -> Account:
        """Store a new account and return it. NameTakenError if another account has this name."""
        name = tidy(name)

        def work(transaction: Transaction) -> Account:
            row = Staff(
                id=secrets.token_urlsafe(16),
                name=name,
                key=name.casefold(),
                role=role,
                password=password,
                starting=starting,
                totp=None,
                step=None,
                recovery="",
                active=True,
                renewed=0,
            )
            transaction.session.add(row)
            try:
                transaction.session.flush()
            except IntegrityError:
                raise NameTakenError from None
            self._note(transaction, row, "account-added", by)
            return _account(row)

        return self._database.write(work)

    def all(self) -> list[Account]:
        """Return all accounts, in the order of their names."""
        every = self._database.read(lambda transaction: transaction.session.exec(select(Staff)).all())
        return sorted(map(_account, every), key=lambda account: danish(account.name))

    def named(self, name: str) -> Credentials | None:
        """Return what an account signs in with, by its name; capitals and small letters are the same."""
        if not name.isprintable():  # nobody's is, and PostgreSQL takes no NUL
            return None
        return self._credentials(col(Staff.key) == tidy(name).casefold())

    def credentials(self, account_id: str) -> Credentials | None:
        """Return what an account signs in with, by its id."""
        return self._credentials(col(Staff.id) == account_id)

    def signed_in(self, token: Token) -> tuple[Account, Stage] | None:
        """Return the account of a browser with this token, and how far it has signed in.

        None if there is no such browser, or if the account is not active any more.
        """
        mine = select(Staff, SignIn).join(SignIn).where(SignIn.id == token.hash, Staff.active)
        found = self._database.read(lambda transaction: transaction.session.exec(mine).first())
        return (_account(found[0]), cast("Stage", found[1].stage)) if found else None

    def set_password(self, account: Account, password: str, starting: date | None, by: By) -> None:
        """Store another password: one that they chose, or one to begin with; sign out everywhere."""
        doing: Doing = "password-changed" if starting is None else "password-given"
        self._change(account, doing, by, password=password, starting=starting)

    def set_second(self, account: Account, totp: str, step: int, recovery: str, by: By) -> None:
        """Store a second step and its recovery codes; sign out everywhere."""
        self._change(account, "second-step-set-up", by, totp=totp, step=step, recovery=recovery)

    def remove_second(self, account: Account, by: By) -> None:
        """Forget the second step, so that the next sign-in sets it up again; sign out everywhere."""
        self._change(account, "second-step-removed", by, totp=None, step=None, recovery="")

    def set_recovery(self, account: Account, recovery: str, by: By) -> None:
        """Store other recovery codes."""

        def work(transaction: Transaction) -> None:
            if row := _row(transaction, account):
                row.recovery = recovery
                self._note(transaction, row, "recovery-codes-made", by)

        self._database.write(work)

    def set_role(self, account: Account, role: str, by: By) -> None:
        """Store another role; sign out everywhere. LastAdministratorError if no administrator would be left."""
        self._change(account, "role-changed", by, role=role)

    def set_active(self, account: Account, by: By, *, active: bool) -> None:
        """Open or close an account; sign out everywhere. LastAdministratorError if no administrator would be left."""
        self._change(account, "activated" if active else "deactivated", by, active=active)

    def reset(self, account: Account, password: str, by: By) -> None:
        """Store another password, forget the second step, and open the account; sign out everywhere."""
        second: dict[str, object] = {"totp": None, "step": None, "recovery": ""}
        self._change(account, "account-reset", by, password=password, starting=None, active=True, **second)

    def take_step(self, account: Account, step: int, totp: str) -> bool:
        """Take the code of a time step, and store the secret as it is encrypted now.

        False if this code or a later code was taken before.
        """

        def work(transaction: Transaction) -> bool:
            row = _row(transaction, account)
            if row is None or (row.step is not None and row.step >= step):
                return False
            row.step, row.totp = step, totp
            return True

        return self._database.write(work)

    def take_code(self, account: Account, before: str, left: str, by: By) -> bool:
        """Take a recovery code, so that the others are `left`. False unless the codes still are `before`."""

        def work(transaction: Transaction) -> bool:
            row = _row(transaction, account)
            if row is None or row.recovery != before:
                return False
            row.recovery = left
            self._note(transaction, row, "recovery-code-used", by)
            return True

        return self._database.write(work)

    def end_all(self, account: Account, by: By) -> None:
        """Sign an account out everywhere."""
        self._change(account, "sessions-ended", by)

    def _credentials(self, wanted: ColumnElement[bool]) -> Credentials | None:
        row = self._database.read(lambda transaction: transaction.session.exec(select(Staff).where(wanted)).first())
        return Credentials(_account(row), row.password, row.totp, row.recovery, row.renewed) if row else None

    def _change(self, account: Account, doing: Doing, by: By, **values: object) -> None:
        """Store other values in an account, sign it out everywhere and note it. An account that is gone stays so.

        Its number `renewed` grows, so that nobody has to wait, and no browser is known, from before.
        """

        def work(transaction: Transaction) -> None:
            administrators = _administrators(transaction)
            if row := _row(transaction, account):
                row.sqlmodel_update({**values, "renewed": row.renewed + 1})
                if administrators and not any(_is_administrator(one) for one in administrators):
                    raise LastAdministratorError
                self.sign_ins.end_all(transaction, account.id)
                self._note(transaction, row, doing, by)

        self._database.write(work)

    def _note(self, transaction: Transaction, row: Staff, doing: Doing, by: By) -> None:
        self.audit.note(transaction, who=by.who, what=doing, about=row.name, day=by.day)


def _row(transaction: Transaction, account: Account) -> Staff | None:
    """Return the row of an account, which nobody else can change before this transaction ends."""
    return transaction.session.get(Staff, account.id, with_for_update=True)


def _administrators(transaction: Transaction) -> list[Staff]:
    """Return the active administrators. Two of them who remove each other take turns, because the rows are locked."""
    active = select(Staff).where(Staff.role == ADMINISTRATOR, Staff.active)
    return list(transaction.session.exec(active.order_by(Staff.id).with_for_update()))


def _is_administrator(row: Staff) -> bool:
    return row.active and row.role == ADMINISTRATOR


def _account(row: Staff) -> Account:
    return Account(row.id, row.name, row.role, row.active, row.starting, second=row.totp is not None)

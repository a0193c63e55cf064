"""The staff's accounts: names, roles, and what one signs in with, none of it in plain."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.staff.account import Account, By, Credentials, LastAdministratorError, NameTakenError, tidy
from webapp.storage.staff.audit import Audit, Doing
from webapp.storage.staff.sign_ins import SignIns, Stage, Token
from webapp.storage.tables import Staff

ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class _Sql:
    """Every statement of the accounts, compiled once."""

    add: str
    named: str
    by_id: str
    all: str
    others: str
    set_password: str
    set_second: str
    set_recovery: str
    set_role: str
    set_active: str
    take_step: str
    take_code: str

    @classmethod
    def compiled(cls, database: Database) -> _Sql:
        known = [col(Staff.id), col(Staff.name), col(Staff.role), col(Staff.active), col(Staff.starting)]
        whole = select(*known, col(Staff.totp), col(Staff.password), col(Staff.recovery))
        mine = col(Staff.id) == bindparam("account")
        newer = or_(col(Staff.step).is_(None), col(Staff.step) < bindparam("taken"))
        leading = select(col(Staff.id)).where(col(Staff.role) == bindparam("leading"), col(Staff.active))

        def sets(*names: str) -> str:
            return database.sql(update(Staff).where(mine).values({name: bindparam(name) for name in names}))

        return cls(
            add=database.sql(database.kind.insert(Staff).on_conflict_do_nothing()),
            named=database.sql(whole.where(col(Staff.key) == bindparam("key"))),
            by_id=database.sql(whole.where(mine)),
            all=database.sql(whole.order_by(col(Staff.key))),
            others=database.sql(
                leading.order_by(col(Staff.id)).with_for_update()
            ),  # two who remove each other take turns
            set_password=sets("password", "starting"),
            set_second=sets("totp", "step", "recovery"),
            set_recovery=sets("recovery"),
            set_role=sets("role"),
            set_active=sets("active"),
            take_step=database.sql(
                update(Staff).where(mine, newer).values(step=bindparam("taken"), totp=bindparam("totp"))
            ),
            take_code=database.sql(
                update(Staff).where(mine, col(Staff.recovery) == bindparam("before")).values(recovery=bindparam("left"))
            ),
        )


class Accounts:
    """Stores the staff. Every method raises StorageUnavailable if the storage fails, and may be called again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = _Sql.compiled(database)
        self.audit = Audit(database)
        self.sign_ins = SignIns(database)

    def add(self, name: str, role: str, password: str, starting: date | None, by: By) -> Account:
        """Store an account and return it; `password` is a hash. NameTakenError if there is one of this name."""
        account = Account(secrets.token_urlsafe(16), tidy(name), role, active=True, starting=starting, second=False)
        row = {
            "id": account.id,
            "name": account.name,
            "key": account.name.casefold(),
            "role": role,
            "password": password,
            "starting": _day(starting),
            "totp": None,
            "step": None,
            "recovery": "",
            "active": True,
        }

        def work(transaction: Transaction) -> Account:
            if transaction.execute(self._sql.add, row).rowcount == 0:
                raise NameTakenError
            self._noted(transaction, account, "account-added", by)
            return account

        return self._database.write(work)

    def all(self) -> list[Account]:
        """Return everybody, by name."""
        rows = self._database.read(lambda transaction: transaction.execute(self._sql.all).fetchall())
        return [_credentials(row).account for row in rows]

    def named(self, name: str) -> Credentials | None:
        """Return what somebody signs in with, by their name; letters of either case are the same."""
        return self._database.read(
            lambda transaction: self._one(transaction, self._sql.named, key=tidy(name).casefold())
        )

    def credentials(self, id: str) -> Credentials | None:  # noqa: A002 - the column's name
        """Return what somebody signs in with, by their id."""
        return self._database.read(lambda transaction: self._one(transaction, self._sql.by_id, account=id))

    def signed_in(self, token: Token) -> tuple[Account, Stage] | None:
        """Return whose token it is, and how far they are; None if it is nobody's, or they are not active any more."""

        def work(transaction: Transaction) -> tuple[Account, Stage] | None:
            found = self.sign_ins.find(transaction, token)
            known = found and self._one(transaction, self._sql.by_id, account=found[0])
            return (known.account, found[1]) if found and known else None

        return self._database.read(work)

    def set_password(self, account: Account, password: str, starting: date | None, by: By) -> None:
        """Store another password (a hash), one's own or one to begin with; signs out everywhere."""
        doing: Doing = "password-changed" if starting is None else "password-given"
        self._change(account, self._sql.set_password, {"password": password, "starting": _day(starting)}, doing, by)

    def set_second(self, account: Account, totp: str, step: int, recovery: str, by: By) -> None:
        """Store a second step and its recovery codes: sealed, and hashed; signs out everywhere."""
        row = {"totp": totp, "step": step, "recovery": recovery}
        self._change(account, self._sql.set_second, row, "second-step-set-up", by)

    def remove_second(self, account: Account, by: By) -> None:
        """Forget the second step: it is set up anew when signing in; signs out everywhere."""
        row = {"totp": None, "step": None, "recovery": ""}
        self._change(account, self._sql.set_second, row, "second-step-removed", by)

    def set_recovery(self, account: Account, recovery: str, by: By) -> None:
        """Store other recovery codes (hashes)."""

        def work(transaction: Transaction) -> None:
            transaction.execute(self._sql.set_recovery, {"account": account.id, "recovery": recovery})
            self._noted(transaction, account, "recovery-codes-made", by)

        self._database.write(work)

    def set_role(self, account: Account, role: str, by: By) -> None:
        """Store another role; signs out everywhere. LastAdministratorError if nobody would be left."""
        self._change(account, self._sql.set_role, {"role": role}, "role-changed", by, leaves=role != ADMINISTRATOR)

    def set_active(self, account: Account, by: By, *, active: bool) -> None:
        """Let somebody sign in again, or not any more; signs out everywhere. LastAdministratorError as in set_role."""
        doing: Doing = "activated" if active else "deactivated"
        self._change(account, self._sql.set_active, {"active": active}, doing, by, leaves=not active)

    def reset(self, account: Account, password: str, by: By) -> None:
        """Store another password (a hash), forget the second step, and let them sign in; signs out everywhere."""
        row = {"account": account.id, "password": password, "starting": None, "totp": None, "step": None}

        def work(transaction: Transaction) -> None:
            for sql in (self._sql.set_password, self._sql.set_second, self._sql.set_active):
                transaction.execute(sql, {**row, "recovery": "", "active": True})
            self.sign_ins.end_all(transaction, account.id)
            self._noted(transaction, account, "account-reset", by)

        self._database.write(work)

    def take_step(self, account: Account, step: int, totp: str) -> bool:
        """Take a code of this time step; False if it, or one of a later step, was taken before. `totp` is sealed."""
        row = {"account": account.id, "taken": step, "totp": totp}
        return self._database.write(lambda transaction: transaction.execute(self._sql.take_step, row).rowcount) == 1

    def take_code(self, account: Account, before: str, left: str, by: By) -> bool:
        """Take a recovery code: `left` are the others. False if meanwhile the codes are not those of `before`."""

        def work(transaction: Transaction) -> bool:
            row = {"account": account.id, "before": before, "left": left}
            if transaction.execute(self._sql.take_code, row).rowcount == 0:
                return False
            self._noted(transaction, account, "recovery-code-used", by)
            return True

        return self._database.write(work)

    def end_all(self, account: Account) -> None:
        """Sign somebody out everywhere."""
        self._database.write(lambda transaction: self.sign_ins.end_all(transaction, account.id))

    def _change(
        self, account: Account, sql: str, values: dict[str, Any], doing: Doing, by: By, *, leaves: bool = False
    ) -> None:
        def work(transaction: Transaction) -> None:
            if leaves:
                leading = transaction.execute(self._sql.others, {"leading": ADMINISTRATOR}).fetchall()
                if [id for (id,) in leading] == [account.id]:  # noqa: A001 - the column's name
                    raise LastAdministratorError
            transaction.execute(sql, {"account": account.id, **values})
            self.sign_ins.end_all(transaction, account.id)
            self._noted(transaction, account, doing, by)

        self._database.write(work)

    def _noted(self, transaction: Transaction, account: Account, doing: Doing, by: By) -> None:
        self.audit.noted(transaction, who=by.who, what=doing, about=account.name, day=by.day)

    @staticmethod
    def _one(transaction: Transaction, sql: str, **row: str) -> Credentials | None:
        found = transaction.execute(sql, row).fetchone()
        return _credentials(found) if found else None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _credentials(row: tuple[Any, ...]) -> Credentials:
    id, name, role, active, starting, totp, password, recovery = row  # noqa: A001 - the column's name
    until = date.fromisoformat(starting) if starting else None
    return Credentials(Account(id, name, role, bool(active), until, totp is not None), password, totp, recovery)

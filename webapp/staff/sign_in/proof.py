"""Proof: whether somebody is who they say, by password or by second step; each try counted."""

from __future__ import annotations

import logging
from typing import Literal

from webapp.staff.sign_in import passwords, recovery, second_step
from webapp.staff.staff_services import by, staff_services
from webapp.storage.staff.account import Account, Credentials
from webapp.web.services import services

Problem = Literal["missing", "wrong", "wait"]


def password_fits(account: Account, typed: str) -> Problem | None:
    """Take a password of somebody who is signed in; return what is the matter with it, or None."""
    if not typed:
        return "missing"
    if not staff_services().throttle.allows("password", account.name.casefold()):
        return "wait"
    known = services().accounts.credentials(account.id)
    if not passwords.fits(typed, known.password if known else None):
        return "wrong"
    staff_services().throttle.passed("password", account.name.casefold())
    return None


def second_step_fits(account: Account, typed: str, *, recovery: bool) -> Problem | None:
    """Take a code of the second step, and use it up; return what is the matter with it, or None."""
    if not typed.strip():
        return "missing"
    if not staff_services().throttle.allows("code", account.id):
        return "wait"
    known = services().accounts.credentials(account.id)
    if known is None or not (_recovery_code(known, typed) if recovery else _code(known, typed)):
        return "wrong"
    staff_services().throttle.passed("code", account.id)
    return None


def _code(known: Credentials, typed: str) -> bool:
    """Take a code from the app: each only once, and none older than the last. Its secret is sealed anew each time."""
    seal, account = staff_services().encryption, known.account
    secret = seal.open(known.totp or "", account.id)
    if secret is None:
        logging.getLogger("webapp").error(
            "a second step cannot be read: SECRET_KEY has changed; add the old key to SECRET_KEY_FALLBACKS, "
            "or let an administrator remove the second step"
        )
        return False
    step = second_step.step_of(secret, typed)
    return step is not None and services().accounts.take_step(account, step, seal.close(secret, account.id))


def _recovery_code(known: Credentials, typed: str) -> bool:
    left = recovery.without(known.recovery, typed)
    return left is not None and services().accounts.take_code(known.account, known.recovery, left, by(known.account))

"""Proof: whether people are who they say they are, by password or by second step; each try is counted."""

from __future__ import annotations

import logging
from typing import Literal

from webapp.staff.sign_in import passwords, recovery, second_step
from webapp.storage.staff.account import Account, By, Credentials
from webapp.web.visit import Visit

Problem = Literal["missing", "wrong", "wait"]


def password_fits(visit: Visit, account: Account, typed: str) -> Problem | None:
    """Take a password of a person who is signed in; return what is the matter with it, or None."""
    services, name = visit.services, account.name.casefold()
    if not typed:
        return "missing"
    if not services.sign_in_limits.allows("password", name):
        return "wait"
    known = services.accounts.credentials(account.id)
    if not passwords.fits(typed, known.password if known else None):
        return "wrong"
    services.sign_in_limits.passed("password", name)
    return None


def second_step_fits(visit: Visit, account: Account, typed: str, *, recovery: bool) -> Problem | None:
    """Take a code of the second step, and use it up; return what is the matter with it, or None."""
    services = visit.services
    if not typed.strip():
        return "missing"
    if not services.sign_in_limits.allows("code", account.id):
        return "wait"
    known = services.accounts.credentials(account.id)
    if known is None or not (_recovery_code(visit, known, typed) if recovery else _code(visit, known, typed)):
        return "wrong"
    services.sign_in_limits.passed("code", account.id)
    return None


def _code(visit: Visit, known: Credentials, typed: str) -> bool:
    """Take a code from the app: each only once, and none older than the last. Its secret is sealed anew each time."""
    encryption, account = visit.services.encryption, known.account
    secret = encryption.open(known.totp or "", account.id)
    if secret is None:
        logging.getLogger("webapp").error(
            "a second step cannot be read: SECRET_KEY has changed; add the old key to SECRET_KEY_FALLBACKS, "
            "or let an administrator remove the second step"
        )
        return False
    step = second_step.step_of(secret, typed, visit.now)
    sealed = encryption.close(secret, account.id)
    return step is not None and visit.services.accounts.take_step(account, step, sealed)


def _recovery_code(visit: Visit, known: Credentials, typed: str) -> bool:
    left, account = recovery.without(known.recovery, typed), known.account
    by = By(account.name, visit.today)
    return left is not None and visit.services.accounts.take_code(account, known.recovery, left, by)

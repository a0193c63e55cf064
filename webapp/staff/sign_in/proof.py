"""Proof: whether people are who they say they are, by password or by second step; each try is counted."""

from __future__ import annotations

import logging
from typing import Literal

from webapp.staff.sign_in import known_browsers, passwords, recovery, second_step
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.staff.account import Account, By, Credentials
from webapp.web.visit import Visit

Problem = Literal["missing", "wrong", "wait", "busy"]
"""What is the matter: nothing was typed, it does not fit, there were too many tries, or too many others try now."""


def name_and_password_fit(visit: Visit, name: str, typed: str) -> Account | Problem:
    """Take name and password of a person who signs in; return their account, or what is the matter.

    A browser that is known has tries of its own, and always room. Strangers who try the same name share its tries, and
    have room only while few of them try.
    """
    services = visit.services
    if not name or not typed:
        return "missing"
    if not known_browsers.has_marks(visit) and services.sign_in_limits.crowded():
        return _stranger_failed(visit, "busy")  # before anything is looked up: a flood costs little
    known = services.accounts.named(name)
    mark = known_browsers.mark_of(visit, known)
    found = _try_password(visit, known, typed, _whose(name.casefold(), known, mark), stranger=mark is None)
    return found if mark or isinstance(found, Account) else _stranger_failed(visit, found)


def password_fits(visit: StaffVisit, typed: str) -> Problem | None:
    """Take the password of a person who is signed in; return what is the matter with it, or None."""
    services, whose = visit.services, f"session {visit.who.id} {visit.signing_in.since}"
    if not typed:
        return "missing"
    if not services.sign_in_limits.allows("password", whose):
        return "wait"
    known = services.accounts.credentials(visit.who.id)
    if not passwords.fits(typed, known.password if known else None):
        _note_failure(visit, visit.who.name)
        return "wrong"
    services.sign_in_limits.passed("password", whose)
    return None


def second_step_fits(visit: StaffVisit, typed: str, *, recovery: bool) -> Problem | None:
    """Take a code of the second step, and use it up; return what is the matter with it, or None."""
    services, account = visit.services, visit.signing_in.account
    if not typed.strip():
        return "missing"
    known = services.accounts.credentials(account.id)
    whose = _whose(account.id, known, known_browsers.mark_of(visit, known))
    if not services.sign_in_limits.allows("code", whose):
        return "wait"
    if known is None or not (_recovery_code(visit, known, typed) if recovery else _code(visit, known, typed)):
        _note_failure(visit, account.name)
        return "wrong"
    services.sign_in_limits.passed("code", whose)
    return None


def _whose(name: str, known: Credentials | None, mark: str | None) -> str:
    """Return whose tries are counted: those of a known browser, or of a name since its sessions were last ended."""
    return f"browser {mark}" if mark else f"name {known.renewed if known else 0} {name}"


def _note_failure(visit: Visit, name: str) -> None:
    """Note in the list of who did what that signing in has failed; a name that nobody has is not kept."""
    visit.services.accounts.audit.note_alone(who="", what="sign-in-failed", about=name, day=visit.today)


def _try_password(
    visit: Visit, known: Credentials | None, typed: str, whose: str, *, stranger: bool
) -> Account | Problem:
    limits = visit.services.sign_in_limits
    if limits.waits("password", whose):
        return "wait"
    with limits.room(stranger=stranger) as room:
        if not room:
            return "busy"
        if not limits.allows("password", whose):
            return "wait"
        right = passwords.fits(typed, known.password if known else None)
    if known is None or not right or not _may_sign_in(visit, known.account):
        _note_failure(visit, known.account.name if known else "")
        return "wrong"
    limits.passed("password", whose)
    return known.account


def _stranger_failed(visit: Visit, problem: Problem) -> Problem:
    """Count a try of a stranger that failed; more of them than usual are told to the staff."""
    if visit.services.sign_in_limits.failed():
        visit.services.faults.seen("sign-ins")
    return problem


def _may_sign_in(visit: Visit, account: Account) -> bool:
    """Return whether an account is active; a password to begin with is good for some days."""
    return account.active and (account.starting is None or visit.today <= account.starting)


def _code(visit: Visit, known: Credentials, typed: str) -> bool:
    """Take a code from the app: each only once, and none older than the last. Its secret is sealed anew each time."""
    encryption, account = visit.services.encryption, known.account
    secret = encryption.open(known.totp or "", account.id)
    if secret is None:
        logging.getLogger("webapp").error(
            "a second step cannot be read: TRYG_SECRET_KEY has changed; add the old key to TRYG_SECRET_KEY_FALLBACKS, "
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

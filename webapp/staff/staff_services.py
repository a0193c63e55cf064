"""StaffServices: what the staff's pages need beside the site, made once at start."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app

from webapp.config.keys import derived
from webapp.config.settings import Settings
from webapp.staff.throttle import Throttle
from webapp.storage.staff.account import Account, By
from webapp.web.encryption import Encryption
from webapp.web.services import today

PURPOSE = "staff session"


@dataclass(frozen=True)
class StaffServices:
    """The seal of what the staff signs in with, and the throttle of those who try."""

    encryption: Encryption
    throttle: Throttle


def bind(app: Flask, settings: Settings) -> None:
    """Give an application its staff services, and the cookie in which the staff's session is kept."""
    app.extensions["staff_services"] = StaffServices(
        Encryption(settings.secret_key, settings.secret_key_fallbacks), Throttle()
    )
    app.config.update(
        SECRET_KEY=derived(settings.secret_key, PURPOSE),
        SECRET_KEY_FALLBACKS=[derived(each, PURPOSE) for each in settings.secret_key_fallbacks],
        SESSION_COOKIE_NAME="__Host-staff" if settings.secure else "staff",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


def staff_services() -> StaffServices:
    """Return the staff services of the running application."""
    found: StaffServices = current_app.extensions["staff_services"]
    return found


def by(account: Account) -> By:
    """Return somebody as the one who does something today."""
    return By(account.name, today())

"""The cookie in which the session of the staff is kept; `session` says what is in it."""

from __future__ import annotations

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from webapp.config.keys import derived
from webapp.config.settings import Settings
from webapp.web.devices.cookie_place import CookiePlace, cookie_place

PURPOSE = "staff session"


class StaffSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, for the staff's pages alone: all others neither read nor set it."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of this browser; None on pages of other people."""
        if request.path.split("/")[2:3] != ["staff"]:  # the view is not known yet
            return None
        return super().open_session(app, request)

    def get_cookie_name(self, app: Flask) -> str:
        """Return the name of the cookie of the site that is mounted where this request came."""
        return self._place(app).name

    def get_cookie_path(self, app: Flask) -> str:
        """Return the path below which a browser sends it: that of the mount."""
        return self._place(app).path

    def _place(self, app: Flask) -> CookiePlace:
        return cookie_place("staff", request.root_path, secure=self.get_cookie_secure(app))


def bind(app: Flask, settings: Settings) -> None:
    """Give an application the cookie in which the staff's session is kept."""
    app.session_interface = StaffSessions()
    app.config.update(
        SECRET_KEY=derived(settings.secret_key, PURPOSE),
        SECRET_KEY_FALLBACKS=[derived(each, PURPOSE) for each in settings.secret_key_fallbacks],
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )

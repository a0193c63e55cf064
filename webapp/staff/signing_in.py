"""Signing in and out."""

from __future__ import annotations

from flask import Response

from webapp.page import go, page, path, way_back
from webapp.staff import session
from webapp.staff.roles import Route


def sign_in(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Ask for name and password."""
    return page("staff/sign_in.html", back=way_back(path("staff", "")))


def sign_out(lang: str) -> Response:  # noqa: ARG001 - as in sign_in
    """End the session of this browser."""
    session.end()
    return go(path("staff", "sign-in"))


ROUTES = (
    Route("/sign-in", sign_in, "anyone"),
    Route("/sign-out", sign_out, "anyone", ("POST",)),
)

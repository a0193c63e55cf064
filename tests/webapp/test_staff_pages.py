"""The staff's pages are for those who are signed in, and each for those whose role allows it."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.webapp.staff import signed_in
from webapp.staff.roles import RIGHTS


@pytest.mark.parametrize("role", RIGHTS)
def test_whoever_is_signed_in_sees_the_front_page(app: Flask, role: str) -> None:
    reply = signed_in(app, role, "Mette").get("/en/staff/")
    assert reply.status_code == 200
    assert "Mette" in reply.text


def test_whoever_is_not_is_led_to_sign_in_and_from_there_back(app: Flask) -> None:
    reply = app.test_client().get("/en/staff/?a=1&b=2")
    assert (reply.status_code, reply.location) == (303, "/en/staff/sign-in?from=/en/staff/%3Fa%3D1%26b%3D2")

"""What a request means is worked out from its address and its headers."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("address", "accepted", "language"),
    [
        ("/da/help", "en", "da"),
        ("/en/help", "da", "en"),
        ("/d/000000", "en", "en"),
        ("/nowhere", "en,da;q=0.5", "en"),
        ("/nowhere", "da", "da"),
        ("/nowhere", "", "da"),
        ("/de/help", "fr", "da"),
    ],
)
def test_the_address_says_the_language_and_the_browser_where_the_address_does_not(
    course: FlaskClient, address: str, accepted: str, language: str
) -> None:
    reply = course.get(address, headers={"Accept-Language": accepted})
    assert f'<html lang="{language}"' in reply.text

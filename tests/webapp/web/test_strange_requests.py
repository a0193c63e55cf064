"""What no keyboard types is refused alike on both databases, wherever it stands in a request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import LIBRARY
from tests.webapp.attacks.conftest import server
from tests.webapp.signed_in import member, signed_in, site_of, type_password
from tests.webapp.storage.conftest import POSTGRESQL
from tests.webapp.taking import HTMX, begin
from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import migrate

__all__ = ["server"]
STRANGE = ("%00", "kort%0a", "kort%00", "%0d%0aX", "a%0ab", "%7f", "%1f")


@pytest.fixture(params=["sqlite", POSTGRESQL])
def both(request: pytest.FixtureRequest, folder: Path) -> Iterator[Flask]:
    """Return the site on a database of either kind."""
    more = {}
    if request.param == "postgresql":
        more["database_url"] = request.getfixturevalue("server")()
        database = Database(more["database_url"])
        migrate(database)
        database.close()
    app = create_app(Settings.read(data_dir=str(folder), quiz_content=str(LIBRARY), **more))
    yield app
    app.extensions["services"].close()


def rules(app: Flask, prefix: str) -> list[tuple[str, str]]:
    """Return the methods and addresses of pages that take an id."""
    return sorted(
        (method, rule.rule.replace("<lang>", "da").replace("<int(min=1):n>", "1"))
        for rule in app.url_map.iter_rules()
        if "<" in rule.rule and rule.endpoint.startswith(prefix)
        for method in (rule.methods or set()) & {"GET", "POST"}
    )


def test_a_control_character_in_an_address_is_not_found(both: Flask) -> None:
    client, seen = both.test_client(), 0
    for method, rule in [*rules(both, "participant"), *rules(both, "leader")]:
        if rule.count("<") == 0:
            continue
        for strange in STRANGE:
            address = rule
            while "<" in address:
                before, _, rest = address.partition("<")
                address = before + strange + rest.partition(">")[2]
            for headers in ({}, HTMX):
                reply = client.open(address, method=method, headers=headers, data={"response": "x"})
                if reply.status_code == 308 and "%00" not in strange:  # a page that somebody may have meant
                    assert not re.search("%[01]", reply.location), "without what nobody has typed"
                else:
                    assert reply.status_code == 404, (method, address)
                    assert "Vi kan ikke finde siden" in reply.text
                seen += 1
    assert seen > 100


def test_a_nul_in_a_form_or_behind_the_question_mark_is_a_bad_request(both: Flask) -> None:
    client = both.test_client()
    address = begin(client, "maader")
    for path in (address + "/1", "/da/d/123456", "/da/join", "/da/people", "/da/code", "/da/display", "/da/lead/x"):
        for form in (
            {"response": "a\0"},
            {"response": ["a", "\0b"]},
            {"code": "12\0"},
            {"action": "\0", "from": "/da/"},
        ):
            assert client.post(path, data=form).status_code == 400, (path, form)
    for path in ("/da/month?at=%00", "/da/?via=%00", "/da/join?code=1%002", "/da/display?from=%00"):
        assert client.get(path).status_code == 400, path
    assert client.get(address + "/1").status_code == 200, "the attempt goes on"


NAMES = ("Mette\0", "Me\x01tte", "\x7fMette", "Mette\u202e", "Me\u200btte", "\0")
FIELDS = ("name", "password", "code", "proof", "new", "again", "role", "active", "from", "place", "day", "what", "quiz")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_no_keyboard_types_is_refused_in_words(both: Flask, name: str) -> None:
    member(both, name="Mette")
    stranger = both.test_client()
    refused = type_password(stranger, name)
    assert refused.location == "/en/staff/sign-in?problem=wrong"
    assert "Name and password don't match." in text(stranger.get(refused.location))
    admin = signed_in(both, "administrator")
    again = admin.post("/en/staff/accounts/new", data={"name": name, "role": "analyst"}).location
    assert "problem=name" in again
    assert "Type a name of 2 to 60 letters." in text(admin.get(again))
    assert len(site_of(both).accounts.all()) == 2


def test_a_control_character_in_any_field_of_the_staff_breaks_nothing(both: Flask) -> None:
    for method, rule in staff_rules(both):
        address = re.sub(r"<any\((\w+)[^)]*\):\w+>", r"\1", rule)
        for strange in ("%00", "a%0ab"):
            path = re.sub(r"<\w+>", strange, address)
            reply = signed_in(both, "administrator").open(path, method=method)
            assert reply.status_code < 500, (method, path)
            assert strange not in path or reply.status_code in (308, 404), (method, path)
        if method == "POST":
            form = dict.fromkeys(FIELDS, "a\0\x01\n\u202e")
            path = re.sub(r"<\w+>", "nobody", address)
            for browser in (signed_in(both, "administrator"), both.test_client()):
                reply = browser.post(path, data=form)
                assert reply.status_code < 500, path
                if reply.location:
                    assert browser.get(reply.location).status_code < 500, path


def staff_rules(app: Flask) -> list[tuple[str, str]]:
    """Return the methods and addresses of all pages of the staff."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("staff.")]
    english = [(rule.rule.replace("<any(da, en):lang>", "en"), rule.methods or set()) for rule in rules]
    return sorted((method, rule) for rule, methods in english for method in methods & {"GET", "POST"})


@pytest.mark.parametrize("word", ["%F0%9F%98%80", "%E2%80%A8", "x%5C%5Cy", "%C3%A6", "a%20b", "%22%3E"])
def test_any_other_word_is_an_address_that_can_be_sent_back(client: FlaskClient, word: str) -> None:
    for headers in ({}, HTMX):
        for path in (f"/da/quiz/{word}/age", f"/da/lead/{word}", f"/da/d/{word}", f"/da/quiz/{word}"):
            assert client.post(path, headers=headers, data={"action": "stop"}).status_code < 500, path

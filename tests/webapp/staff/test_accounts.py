"""One's own account, and those of everybody for administrators; whatever is done is noted."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.signed_in import (
    BY,
    PASSWORD,
    SECRET,
    code,
    member,
    shown,
    sign_in,
    signed_in,
    site_of,
    type_password,
)
from tests.webapp.words import text
from webapp.staff.roles import RIGHTS
from webapp.storage.database.engine import Transaction
from webapp.storage.staff.account import Account, By
from webapp.storage.staff.audit import COUNTED, Doing
from webapp.web.services import today

OTHER = "fire blå cykler synger"


@pytest.fixture
def admin(app: Flask) -> FlaskClient:
    """The browser of an administrator."""
    return signed_in(app, "administrator", "Anna")


def noted(app: Flask) -> list[tuple[str, str, str]]:
    """Return who did what to whom, the newest first; without what is counted by day."""
    lines = [line for line in site_of(app).accounts.audit.newest(99) if line.what not in COUNTED]
    return [(line.who, line.what, line.about) for line in lines if line.who != BY.who]


def account(app: Flask, name: str) -> Account:
    """Return an account as it stands."""
    known = site_of(app).accounts.named(name)
    assert known
    return known.account


def given(client: FlaskClient, address: str) -> str:
    """Return the password that is shown for somebody to begin with."""
    found = re.search(r'class="secret"><code>([a-z0-9-]{19})</code>', client.get(address).text)
    assert found
    return found[1]


def test_somebody_new_gets_a_password_that_is_shown_until_it_is_passed_on(app: Flask, admin: FlaskClient) -> None:
    reply = admin.post("/en/staff/accounts/new", data={"name": " Mette   Holm ", "role": "analyst"})
    password = given(admin, reply.location)
    new = account(app, "Mette Holm")
    assert (new.name, new.role, new.starting) == ("Mette Holm", "analyst", today() + timedelta(days=7))
    assert type_password(app.test_client(), "Mette Holm", password).location == "/en/staff/new-password"
    assert given(admin, reply.location) == password
    assert admin.post(reply.location).location == "/en/staff/accounts?said=passed-on"
    assert password not in admin.get(reply.location).text
    assert noted(app) == [("Anna", "account-added", "Mette Holm")]


def test_a_password_that_is_shown_to_one_administrator_is_not_shown_to_another(app: Flask, admin: FlaskClient) -> None:
    address = admin.post("/en/staff/accounts/new", data={"name": "Mette", "role": "analyst"}).location
    assert given(admin, address) not in signed_in(app, "administrator").get(address).text


@pytest.mark.parametrize(
    ("name", "role", "problem"),
    [
        ("", "analyst", "name"),
        ("M", "analyst", "name"),
        ("m" * 61, "analyst", "name"),
        ("ANNA", "analyst", "taken"),
        ("Mette", "", "role"),
        ("Mette", "king", "role"),
    ],
)
def test_what_is_wrong_with_somebody_new_is_said_and_the_name_stays(
    app: Flask, admin: FlaskClient, name: str, role: str, problem: str
) -> None:
    address = admin.post("/en/staff/accounts/new", data={"name": name, "role": role}).location
    assert f"problem={problem}" in address
    page = admin.get(address).text
    assert "<title>Error:" in page
    assert not name or f'value="{name[:60]}"' in page
    assert [known.name for known in site_of(app).accounts.all()] == ["Anna"]


def test_another_role_holds_from_now_on_and_signs_out(app: Flask, admin: FlaskClient) -> None:
    browser = signed_in(app, "analyst", "Mette")
    page = f"/en/staff/accounts/{account(app, 'Mette').id}"
    assert admin.post(f"{page}/role", data={"role": "organiser"}).location == f"{page}?said=role"
    assert "The role is changed." in text(admin.get(f"{page}?said=role"))
    assert account(app, "Mette").role == "organiser"
    assert shown(browser) == 303
    assert admin.post(f"{page}/role", data={"role": "king"}).status_code == 400
    assert noted(app) == [("Anna", "role-changed", "Mette")]


def test_who_is_gone_cannot_sign_in_until_the_account_is_opened_again(app: Flask, admin: FlaskClient) -> None:
    member(app, "analyst", "Mette")
    browser = app.test_client()
    sign_in(browser, "Mette")
    page = f"/en/staff/accounts/{account(app, 'Mette').id}"
    assert admin.post(f"{page}/active", data={"active": "0"}).location == f"{page}?said=inactive"
    assert shown(browser) == 303
    assert type_password(browser, "Mette").location == "/en/staff/sign-in?problem=wrong"
    assert admin.post(f"{page}/active", data={"active": "1"}).location == f"{page}?said=active"
    assert type_password(browser, "Mette").location == "/en/staff/second-step"
    assert [what for _, what, _ in noted(app)] == ["activated", "deactivated", "second-step-set-up"][:2]


@pytest.mark.parametrize(("action", "form"), [("role", {"role": "analyst"}), ("active", {"active": "0"})])
def test_the_last_administrator_cannot_be_removed(
    app: Flask, admin: FlaskClient, action: str, form: dict[str, str]
) -> None:
    closed = member(app, "administrator", "Gone").account
    site_of(app).accounts.set_active(closed, BY, active=False)
    page = f"/en/staff/accounts/{account(app, 'Anna').id}"
    assert admin.post(f"{page}/{action}", data=form).location == f"{page}?problem=last"
    assert "There would be no administrator left." in text(admin.get(f"{page}?problem=last"))
    assert shown(admin) == 200
    site_of(app).accounts.set_active(closed, BY, active=True)
    assert "said=" in admin.post(f"{page}/{action}", data=form).location
    assert shown(admin) == 303


def test_who_forgot_the_password_gets_one_to_begin_with(app: Flask, admin: FlaskClient) -> None:
    member(app, "analyst", "Mette")
    browser = app.test_client()
    sign_in(browser, "Mette")
    page = f"/en/staff/accounts/{account(app, 'Mette').id}"
    assert admin.post(f"{page}/password").location == page
    assert shown(browser) == 303
    assert type_password(browser, "Mette").location == "/en/staff/sign-in?problem=wrong"
    assert type_password(browser, "Mette", given(admin, page)).location == "/en/staff/second-step"
    assert noted(app) == [("Anna", "password-given", "Mette")]


def test_whose_phone_is_gone_sets_the_second_step_up_anew(app: Flask, admin: FlaskClient) -> None:
    member(app, "analyst", "Mette")
    page = f"/en/staff/accounts/{account(app, 'Mette').id}"
    assert admin.post(f"{page}/second-step").location == f"{page}?said=second-step"
    assert type_password(app.test_client(), "Mette").location == "/en/staff/set-up"
    assert noted(app) == [("Anna", "second-step-removed", "Mette")]


@pytest.mark.parametrize("action", ["password", "second-step"])
def test_what_protects_ones_own_account_is_not_changed_from_the_list(
    app: Flask, admin: FlaskClient, action: str
) -> None:
    page = f"/en/staff/accounts/{account(app, 'Anna').id}"
    assert admin.post(f"{page}/{action}").status_code == 403
    assert f"{page}/{action}" not in admin.get(page).text


def test_an_account_that_is_not_there_is_not_found(admin: FlaskClient) -> None:
    assert admin.get("/en/staff/accounts/nobody").status_code == 404
    assert admin.post("/en/staff/accounts/nobody/role", data={"role": "analyst"}).status_code == 404


def test_the_list_says_how_far_everybody_is(app: Flask, admin: FlaskClient) -> None:
    accounts = site_of(app).accounts
    member(app, "organiser", "Ready")
    accounts.set_active(member(app, "analyst", "Gone").account, BY, active=False)
    accounts.add("Late", "analyst", "no password", today() - timedelta(days=1), BY)
    accounts.add("Soon", "analyst", "no password", today(), BY)
    words = text(admin.get("/en/staff/accounts"))
    assert "Ready Organiser In use" in words
    assert "Gone Analyst Closed" in words
    assert "Late Analyst The first password has run out" in words
    assert "Soon Analyst Has to choose a password by" in words
    assert "Anna Administrator · that's you Sets up the second step" in words


def test_everybody_may_change_their_password_and_is_signed_out_elsewhere(app: Flask, client: FlaskClient) -> None:
    member(app, "organiser", "Mette")
    sign_in(client, "Mette")
    elsewhere = app.test_client()
    type_password(elsewhere, "Mette")
    elsewhere.post("/en/staff/second-step", data={"code": code(ahead=1)})
    assert shown(elsewhere) == 200
    form = {"password": PASSWORD, "new": OTHER, "again": OTHER}
    wrong = {"password": "wrong"}, {"password": ""}, {"new": "kort", "again": "kort"}, {"again": "another"}
    for change, problem in zip(wrong, ("present-wrong", "present-missing", "short", "differ"), strict=True):
        address = client.post("/en/staff/account/password", data={**form, **change}).location
        assert address == f"/en/staff/account/password?problem={problem}"
        assert "<title>Error:" in client.get(address).text
    assert client.post("/en/staff/account/password", data=form).location == "/en/staff/account?said=password"
    assert (shown(client), shown(elsewhere)) == (200, 303)
    assert type_password(app.test_client(), "Mette", OTHER).location == "/en/staff/second-step"
    assert noted(app) == [("Mette", "password-changed", "Mette")]


def test_guessing_the_password_of_who_is_signed_in_is_throttled_too(app: Flask, client: FlaskClient) -> None:
    member(app, "organiser", "Mette")
    sign_in(client, "Mette")
    for _ in range(10):
        client.post("/en/staff/account/recovery-codes", data={"password": "wrong"})
    reply = client.post("/en/staff/account/recovery-codes", data={"password": PASSWORD})
    assert reply.location == "/en/staff/account/recovery-codes?problem=wait"


def test_new_recovery_codes_take_the_place_of_the_old(app: Flask, client: FlaskClient) -> None:
    old = member(app, "organiser", "Mette").codes
    sign_in(client, "Mette")
    wrong = client.post("/en/staff/account/recovery-codes", data={"password": "wrong"})
    assert wrong.location == "/en/staff/account/recovery-codes?problem=wrong"
    assert client.get(wrong.location).status_code == 200
    reply = client.post("/en/staff/account/recovery-codes", data={"password": PASSWORD})
    assert reply.location == "/en/staff/recovery-codes"
    new = re.findall(r"<li><code>([a-z0-9-]{14})</code>", client.get(reply.location).text)
    other = app.test_client()
    type_password(other, "Mette")
    for typed, leads in ((old[0], "/en/staff/second-step?problem=wrong&with=recovery"), (new[0], "/en/staff/")):
        form = {"code": typed, "with": "recovery"}
        assert other.post("/en/staff/second-step", data=form).location == leads
    assert ("Mette", "recovery-codes-made", "Mette") in noted(app)


def test_the_second_step_moves_to_another_phone_and_the_old_one_serves_until_then(
    app: Flask, client: FlaskClient
) -> None:
    member(app, "organiser", "Mette")
    sign_in(client, "Mette")
    assert client.get("/en/staff/set-up").location == "/en/staff/"
    assert client.post("/en/staff/account/second-step", data={"password": PASSWORD}).location == "/en/staff/set-up"
    page = client.get("/en/staff/set-up").text
    assert "Leave it as it is" in page
    other = app.test_client()
    type_password(other, "Mette")
    assert other.post("/en/staff/second-step", data={"code": code(SECRET, ahead=1)}).location == "/en/staff/"
    offered = re.search(r'class="secret"><code>([A-Z2-7 ]+)</code>', page)
    assert offered
    new = offered[1].replace(" ", "")
    reply = client.post("/en/staff/set-up", data={"code": code(new)})
    assert reply.location == "/en/staff/recovery-codes"
    assert client.get("/en/staff/set-up").location == "/en/staff/", "once"
    assert shown(other) == 303
    type_password(other, "Mette")
    assert other.post("/en/staff/second-step", data={"code": code(new, ahead=1)}).location == "/en/staff/"


def test_signing_out_everywhere_is_everywhere(app: Flask, client: FlaskClient) -> None:
    member(app, "organiser", "Mette")
    sign_in(client, "Mette")
    begun = app.test_client()
    type_password(begun, "Mette")
    assert client.post("/en/staff/account/sign-out-everywhere").location == "/en/staff/sign-in?out=1"
    assert shown(client) == 303
    assert begun.get("/en/staff/second-step").location == "/en/staff/sign-in"


def test_the_list_of_who_did_what_reads_by_day_and_goes_back(app: Flask, admin: FlaskClient) -> None:
    for n in range(60):
        site_of(app).accounts.add(f"Person {n}", "analyst", "no password", None, By("Anna", today()))
    newest = admin.get("/en/staff/log")
    assert "Anna added the account Person 59" in text(newest)
    assert "Person 9 " not in text(newest) + " "
    assert 'href="/en/staff/log?after=50"' in newest.text
    older = admin.get("/en/staff/log?after=50")
    assert "Anna added the account Person 9" in text(older)
    assert 'href="/en/staff/log?after=0"' in older.text
    for nonsense in ("-1", "x", "9" * 30):
        assert "Person 59" in text(admin.get(f"/en/staff/log?after={nonsense}"))


@pytest.mark.parametrize("lang", ["da", "en"])
def test_everything_that_can_be_done_has_its_words(app: Flask, admin: FlaskClient, lang: str) -> None:
    site, doings = site_of(app), get_args(Doing)

    def note_all(connection: Transaction) -> None:
        for what in doings:
            site.accounts.audit.note(connection, who="Anna", what=what, about="<b>Mette</b>", day=today())

    site.database.write(note_all)
    page = admin.get(f"/{lang}/staff/log")
    lines = re.findall(r"<li><b>Anna</b> (.+)</li>", page.text)
    assert len(lines) == len(doings)
    assert not set(lines) & set(doings)
    assert "<b>Mette" not in page.text
    assert "%" not in "".join(lines)


@pytest.mark.parametrize("role", RIGHTS)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_each_role_is_explained(admin: FlaskClient, role: str, lang: str) -> None:
    page = admin.get(f"/{lang}/staff/accounts/new").text
    found = re.search(rf'value="{role}".*?<b>(.+?)</b>(.+?)</span>', page)
    assert found
    words = {
        "en": {"administrator": "Administrator", "organiser": "Organiser", "analyst": "Analyst", "author": "Author"}
    }
    words["da"] = {
        "administrator": "Administrator",
        "organiser": "Arrangør",
        "analyst": "Analytiker",
        "author": "Forfatter",
    }
    assert found[1] == words[lang][role]
    assert len(found[2]) > 20

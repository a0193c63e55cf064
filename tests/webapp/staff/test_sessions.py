"""Who is signed in shows once more who they are before accounts change, sees where that is, and ends it there."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.clock import Clock
from tests.webapp.signed_in import PASSWORD, code, member, shown, sign_in, signed_in, site_of, type_password
from tests.webapp.words import text
from webapp.storage.staff.account import Account
from webapp.web.services import today

MINUTE = 60
PROVE = "/en/staff/prove"


@pytest.fixture
def admin(app: Flask, client: FlaskClient) -> FlaskClient:
    """The browser of an administrator, Mette Holm, who has signed in with both steps."""
    member(app)
    sign_in(client)
    return client


@pytest.fixture
def other(app: Flask) -> Account:
    """Somebody else."""
    return member(app, "analyst", "Dorte").account


def prove(client: FlaskClient, typed: str = PASSWORD, by: str = "password", back: str = "/en/staff/") -> str:
    """Show once more who one is, and return where that leads."""
    return client.post(PROVE, data={"proof": typed, "by": by, "from": back}).location


def asked_for(location: str) -> str:
    """Return where one comes back to from the page that asks for the proof."""
    assert urlsplit(location).path == PROVE
    return parse_qs(urlsplit(location).query)["from"][0]


CHANGES = {
    "role": {"role": "organiser"},
    "active": {"active": "0"},
    "password": {},
    "second-step": {},
}


@pytest.mark.parametrize(("action", "form"), CHANGES.items())
def test_no_account_is_changed_without_the_proof(
    app: Flask, admin: FlaskClient, other: Account, action: str, form: dict[str, str]
) -> None:
    page = f"/en/staff/accounts/{other.id}"
    before = site_of(app).accounts.credentials(other.id)
    back = asked_for(admin.post(f"{page}/{action}", data=form).location)
    assert back.startswith(page)
    assert site_of(app).accounts.credentials(other.id) == before
    assert f'action="{page}/{action}"' not in admin.get(page).text
    assert prove(admin, back=back) == back
    assert f'action="{page}/{action}"' in admin.get(back).text
    assert PROVE not in admin.post(f"{page}/{action}", data=form).location
    assert site_of(app).accounts.credentials(other.id) != before


def test_nobody_is_added_without_the_proof_and_what_was_typed_stays(app: Flask, admin: FlaskClient) -> None:
    assert asked_for(admin.get("/en/staff/accounts/new").location) == "/en/staff/accounts/new"
    back = asked_for(admin.post("/en/staff/accounts/new", data={"name": "Åse & Bo", "role": "analyst"}).location)
    assert [account.name for account in site_of(app).accounts.all()] == ["Mette Holm"]
    page = admin.get(prove(admin, back=back)).text
    assert 'value="Åse &amp; Bo"' in page
    assert re.search(r'value="analyst"[^>]* checked', page)


def test_a_role_that_was_chosen_is_still_chosen_after_the_proof(admin: FlaskClient, other: Account) -> None:
    address = admin.post(f"/en/staff/accounts/{other.id}/role", data={"role": "organiser"}).location
    page = admin.get(prove(admin, back=asked_for(address))).text
    assert re.search(r'value="organiser"[^>]* checked', page)


def test_the_proof_is_the_password_or_a_code_and_holds_for_five_minutes(
    admin: FlaskClient, other: Account, clock: Clock
) -> None:
    page = f"/en/staff/accounts/{other.id}"
    for by in ("password", "code"):
        assert prove(admin, PASSWORD if by == "password" else code(ahead=1), by, page) == page
        clock.later(5 * MINUTE)
        assert "said=role" in admin.post(f"{page}/role", data={"role": "analyst"}).location
        clock.later(1)
        assert asked_for(admin.post(f"{page}/role", data={"role": "analyst"}).location)


@pytest.mark.parametrize(
    ("proof", "problem", "words"),
    [
        (("", "password"), "missing", "Type the password you have now."),
        (("wrong", "password"), "wrong", "That isn't the password you have now."),
        (("", "code"), "missing", "Type the code."),
        (("000000", "code"), "wrong", "That code didn't work."),
    ],
)
def test_what_proves_nothing_is_told_and_counted(
    app: Flask, admin: FlaskClient, proof: tuple[str, str], problem: str, words: str
) -> None:
    typed, by = proof
    address = prove(admin, typed, by, "/en/staff/accounts/new")
    assert address == f"{PROVE}?from=%2Fen%2Fstaff%2Faccounts%2Fnew&by={by}&problem={problem}"
    reply = admin.get(address)
    assert words in text(reply)
    assert "<title>Error:" in reply.text
    assert admin.get("/en/staff/accounts/new").status_code == 303
    failed = [line.about for line in site_of(app).accounts.audit.newest(9) if line.what == "sign-in-failed"]
    assert failed == ([] if problem == "missing" else ["Mette Holm"])


def test_a_proof_in_one_browser_is_none_in_another(app: Flask, admin: FlaskClient, clock: Clock) -> None:
    clock.later(MINUTE)
    elsewhere = app.test_client()
    sign_in(elsewhere)
    prove(admin)
    assert admin.get("/en/staff/accounts/new").status_code == 200
    assert elsewhere.get("/en/staff/accounts/new").status_code == 303


def test_a_proof_leads_to_no_other_site(admin: FlaskClient) -> None:
    assert prove(admin, back="https://evil.example/") == "/en/staff/"


def test_ones_sessions_are_listed_and_ended_one_by_one(app: Flask, admin: FlaskClient, clock: Clock) -> None:
    clock.later(MINUTE)
    elsewhere, halfway = app.test_client(), app.test_client()
    sign_in(elsewhere)
    clock.later(MINUTE)
    type_password(halfway, "Mette Holm")
    page = admin.get("/en/staff/account")
    words = text(page)
    assert words.count("In another browser Since 25 November 2026 at 13:01 · last used on 25 November 2026") == 1
    assert words.count("Here, in this browser Since 25 November 2026 at 13:00") == 1
    assert words.count("In another browser, with the password but without the second step") == 1
    assert "127.0.0.1" not in page.text
    ends = re.findall(r'action="(/en/staff/account/sessions/\w+)"', page.text)
    assert len(ends) == 3
    here = next(each for each in ends if each.endswith(mine(admin)))
    for each in ends:
        if each != here:
            assert admin.post(each).location == "/en/staff/account?said=session"
    assert (shown(admin), shown(elsewhere)) == (200, 303)
    assert halfway.get("/en/staff/second-step").location == "/en/staff/sign-in"
    assert admin.post(here).location == "/en/staff/sign-in?out=1"
    assert shown(admin) == 303


def mine(client: FlaskClient) -> str:
    """Return the id of the session of a browser."""
    page = client.get("/en/staff/account").text
    found = re.search(r'sessions/(\w+)">\s*<p><b>Here', page)
    assert found
    return found[1]


def test_nobody_ends_the_session_of_somebody_else_by_its_id(app: Flask, admin: FlaskClient) -> None:
    thief = signed_in(app, "organiser")
    thief.post(f"/en/staff/account/sessions/{mine(admin)}")
    assert shown(admin) == 200


@pytest.mark.usefixtures("admin")
def test_a_session_that_is_over_by_time_is_not_listed(app: Flask, clock: Clock) -> None:
    clock.later(12 * 60 * MINUTE + 1)
    fresh = app.test_client()
    sign_in(fresh)
    assert fresh.get("/en/staff/account").text.count("/account/sessions/") == 1


def test_the_day_of_its_last_use_is_kept(app: Flask, admin: FlaskClient, clock: Clock) -> None:
    for _ in range(34):
        clock.later(20 * MINUTE)
        assert shown(admin) == 200
    assert site_of(app).accounts.sign_ins.of(site_of(app).accounts.all()[0].id)[0].used.day == 26


def test_an_administrator_signs_somebody_out_and_changes_nothing_else(
    app: Flask, admin: FlaskClient, other: Account, clock: Clock
) -> None:
    browser = app.test_client()
    sign_in(browser, "Dorte")
    page = f"/en/staff/accounts/{other.id}"
    assert admin.post(f"{page}/sign-out").location == f"{page}?said=signed-out"
    assert "The person is signed out everywhere." in text(admin.get(f"{page}?said=signed-out"))
    assert shown(browser) == 303
    clock.later(MINUTE)
    assert sign_in(browser, "Dorte").location == "/en/staff/"
    newest = [(line.who, line.what, line.about) for line in site_of(app).accounts.audit.newest(9)]
    assert ("Mette Holm", "sessions-ended", "Dorte") in newest


def test_sign_ins_and_exports_stand_in_the_list(app: Flask, admin: FlaskClient, clock: Clock) -> None:
    for _ in range(2):
        admin.get("/en/staff/exports/overview.csv")
    clock.later(MINUTE)
    sign_in(app.test_client())
    words = text(admin.get("/en/staff/log"))
    assert f"Mette Holm exported figures: tryg-overview-{today()}.csv (2 times)" in words
    assert "Mette Holm signed in (2 times)" in words


def test_an_older_copy_of_the_cookie_does_not_bring_back_what_was_let_go(app: Flask) -> None:
    admin = signed_in(app, "administrator")
    first = admin.post("/en/staff/accounts/new", data={"name": "Bo", "role": "analyst"}).location
    second = admin.post("/en/staff/accounts/new", data={"name": "Ea", "role": "analyst"}).location
    copy = admin.get_cookie("staff")
    assert copy
    assert 'class="secret"' in admin.get(first).text
    admin.post(first)
    assert 'class="secret"' not in admin.get(first).text
    assert 'class="secret"' in admin.get(second).text, "what is not let go stays"
    thief = app.test_client()
    thief.set_cookie("staff", copy.value)
    for address in (first, second):
        assert thief.get(address).status_code == 303
    assert shown(admin) == 200


def test_letting_go_gives_no_more_tries(admin: FlaskClient) -> None:
    for _ in range(10):
        assert prove(admin, "wrong").endswith("problem=wrong")
        admin.post("/en/staff/recovery-codes")
    assert prove(admin).endswith("problem=wait")


def test_an_account_without_a_second_step_proves_itself_by_password(app: Flask) -> None:
    page = signed_in(app, "administrator").get(f"{PROVE}?by=code").text
    assert 'type="password"' in page
    assert "Use a code" not in page

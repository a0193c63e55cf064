"""The staff's pages are for those who are signed in, and each for those whose role allows it."""

from __future__ import annotations

import re
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.signed_in import BY, signed_in, site_of
from webapp.authors import routes as authors
from webapp.staff.roles import RIGHTS
from webapp.staff.routes import ROUTES

# What each page asks for, written out once more: whoever changes it has to do so in two places.
PAGES = {
    "/": "signed-in",
    "/sign-in": "anyone",
    "/second-step": "anyone",
    "/sign-out": "anyone",
    "/new-password": "anyone",
    "/set-up": "anyone",
    "/recovery-codes": "signed-in",
    "/prove": "signed-in",
    "/account": "signed-in",
    "/account/password": "signed-in",
    "/account/recovery-codes": "signed-in",
    "/account/second-step": "signed-in",
    "/account/sessions/<session_id>": "signed-in",
    "/account/sign-out-everywhere": "signed-in",
    "/accounts": "accounts",
    "/accounts/new": "accounts",
    "/accounts/<account_id>": "accounts",
    "/accounts/<account_id>/role": "accounts",
    "/accounts/<account_id>/active": "accounts",
    "/accounts/<account_id>/password": "accounts",
    "/accounts/<account_id>/second-step": "accounts",
    "/accounts/<account_id>/sign-out": "accounts",
    "/log": "accounts",
    "/workshops": "workshops",
    "/workshops/new": "workshops",
    "/workshops/print": "workshops",
    "/workshops/<workshop_id>": "workshops",
    "/workshops/<workshop_id>/sheet": "workshops",
    "/workshops/<workshop_id>/change": "workshops",
    "/workshops/<workshop_id>/renew": "workshops",
    "/workshops/<workshop_id>/revoke": "workshops",
    "/workshops/<workshop_id>/delete": "workshops",
    "/records": "records",
    "/records/<workshop_id>": "records",
    "/bank": "figures",
    "/drafts": "drafts",
    "/drafts/file": "drafts",
    "/drafts/import": "drafts",
    "/drafts/<draft_id>": "drafts",
    "/drafts/<draft_id>/history": "drafts",
    "/drafts/<draft_id>/file": "drafts",
    "/drafts/<draft_id>/delete": "drafts",
    "/drafts/<draft_id>/questions": "drafts",
    "/drafts/<draft_id>/questions/<n>": "drafts",
    "/drafts/<draft_id>/reviews": "drafts",
    "/drafts/<draft_id>/reviews/<review_id>/withdraw": "drafts",
    "/drafts/<draft_id>/reviews/<review_id>/approve": "drafts",
    "/drafts/<draft_id>/see": "drafts",
    "/drafts/<draft_id>/see/<look>/<path:what>": "drafts",
    "/drafts/<draft_id>/as/<look>/<path:page>": "drafts",
    "/laptops": "workshops",
    "/laptops/new": "workshops",
    "/laptops/file": "workshops",
    "/laptops/receipt": "workshops",
    "/publish": "drafts",
    "/publish/file": "drafts",
    "/publish/draft/<draft_id>": "drafts",
    "/publish/decide": "drafts",
    "/publish/group": "drafts",
    "/publish/content.zip": "drafts",
    "/figures": "figures",
    "/figures/attendance": "figures",
    "/figures/summary": "figures",
    "/figures/quizzes": "figures",
    "/figures/quiz/<name>": "figures",
    "/figures/workshops": "figures",
    "/figures/workshop/<name>": "figures",
    "/exports/workshops.csv": "exports",
    "/exports/overview.pptx": "exports",
    "/exports/<any(overview, summary, attendance):kind>.<any(csv, xlsx, pdf):form>": "exports",
    "/pictures/<any(overview, summary):kind>/<section>.<any(svg, png):form>": "exports",
    "/exports/<any(quiz, workshop):kind>/<name>.<any(csv, xlsx, pdf):form>": "exports",
}
MATRIX = {
    "administrator": {"accounts", "records", "workshops", "figures", "exports", "drafts", "publishing"},
    "organiser": {"workshops"},
    "analyst": {"figures", "exports"},
    "author": {"drafts"},
}
PREFIX = "/<any(da, en):lang>/staff"


def test_the_roles_have_the_rights_that_were_agreed() -> None:
    assert {role: set(rights) for role, rights in RIGHTS.items()} == MATRIX


def test_every_page_asks_for_what_was_agreed() -> None:
    assert {route.rule: route.right for route in (*ROUTES, *authors.ROUTES)} == PAGES


def test_no_page_of_the_staff_is_without_its_guard(app: Flask) -> None:
    rules = {rule.rule.removeprefix(PREFIX) for rule in app.url_map.iter_rules() if rule.rule.startswith(PREFIX)}
    assert rules == set(PAGES)


@pytest.mark.parametrize("role", [None, *MATRIX])
def test_each_page_lets_in_those_whose_role_allows_it_and_nobody_else(app: Flask, role: str | None) -> None:
    other = site_of(app).accounts.add("Somebody else", "analyst", "no password", None, BY)
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) & {"GET", "POST"}
        for method, right in product(methods, [PAGES.get(rule.rule.removeprefix(PREFIX))]):
            if right is None or not rule.rule.startswith(PREFIX):
                continue
            address = re.sub(r"<any\((\w+)[^)]*\):\w+>", r"\1", rule.rule.replace("<any(da, en):lang>", "en"))
            address = re.sub(r"<\w+>", other.id, address)
            browser = app.test_client() if role is None else signed_in(app, role)
            found = _let_in(browser, method, address)
            if right == "anyone":
                assert found != "refused", (method, address)
            else:
                assert found == _expected(role, right), (method, address)


def _let_in(browser: FlaskClient, method: str, address: str) -> str:
    reply = browser.open(address, method=method)
    if reply.status_code == 303 and reply.location.startswith("/en/staff/sign-in?from="):
        return "to sign in"
    if method == "POST" and reply.status_code == 303 and reply.location == "/en/staff/sign-in":
        return "to sign in"
    return "refused" if reply.status_code == 403 else "let in"


def _expected(role: str | None, right: str) -> str:
    if role is None:
        return "to sign in"
    return "let in" if right == "signed-in" or right in MATRIX[role] else "refused"


def test_who_is_refused_reads_why_and_finds_the_way_back(app: Flask) -> None:
    reply = signed_in(app, "analyst").get("/en/staff/accounts")
    assert reply.status_code == 403
    assert "Your role doesn&#39;t allow this" in reply.text
    assert 'href="/en/staff/"' in reply.text


@pytest.mark.parametrize("role", RIGHTS)
def test_the_front_page_shows_what_the_role_allows(app: Flask, role: str) -> None:
    reply = signed_in(app, role, "Mette").get("/en/staff/")
    assert "Mette" in reply.text
    assert ('href="/en/staff/accounts"' in reply.text) is (role == "administrator")


def test_whoever_is_not_signed_in_is_led_there_and_back(app: Flask) -> None:
    reply = app.test_client().get("/en/staff/?a=1&b=2")
    assert (reply.status_code, reply.location) == (303, "/en/staff/sign-in?from=/en/staff/%3Fa%3D1%26b%3D2")


def test_a_role_that_is_taken_away_is_gone_at_once(app: Flask) -> None:
    browser = signed_in(app, "administrator", "Mette")
    signed_in(app, "administrator", "Dorte")
    known = site_of(app).accounts.named("Mette")
    assert known
    site_of(app).accounts.set_role(known.account, "analyst", BY)
    assert browser.get("/en/staff/accounts").status_code == 303

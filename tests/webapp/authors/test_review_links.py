"""The link of a review opens its own version to anybody who has it, until it ends; it opens nothing else to anybody."""

from __future__ import annotations

import re
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizlib import Quiz
from tests.webapp.authors.test_drafts import begun
from tests.webapp.authors.test_reviews import DAY, approve, asked
from tests.webapp.clock import Clock
from tests.webapp.signed_in import signed_in, site_of
from webapp.staff.roles import RIGHTS

STATES = {"good": 200, "revoked": 404, "ended": 404, "unknown": 404, "of a deleted draft": 404}
"""What is answered to a link, by how it is with it."""


@pytest.fixture
def quizzes(app: Flask) -> tuple[Quiz, Quiz]:
    """Two quizzes of the site."""
    first, second, *_ = [quiz for quiz in site_of(app).library.quizzes.values() if quiz.kind == "quiz"]
    return first, second


@pytest.fixture
def author(app: Flask) -> FlaskClient:
    """The browser of an author."""
    return signed_in(app, "author", "Ane Dahl")


def buttons(author: FlaskClient, address: str, what: str) -> list[str]:
    """Return where the buttons beside the links of a draft send their forms."""
    return re.findall(rf'action="([^"]+/{what})"', author.get(f"{address}/reviews").text)


def link_that_is(state: str, author: FlaskClient, quiz: Quiz, clock: Clock) -> str:
    """Make a link, and let happen to it what this state says."""
    address = begun(author, quiz.id, "")
    link = asked(author, address)
    if state == "revoked":
        author.post(buttons(author, address, "withdraw")[0])
    elif state == "ended":
        clock.later(15 * DAY)
    elif state == "unknown":
        return link[:-1] + ("a" if link[-1] != "a" else "b")
    elif state == "of a deleted draft":
        author.post(f"{address}/delete")
    return link


@pytest.mark.parametrize("state", STATES)
def test_a_link_is_the_same_to_everybody_with_an_account_or_without(
    app: Flask, author: FlaskClient, quizzes: tuple[Quiz, Quiz], clock: Clock, state: str
) -> None:
    link = link_that_is(state, author, quizzes[0], clock)
    for role, lang in product((None, *RIGHTS), ("da", "en")):
        browser, there = signed_in(app, role) if role else app.test_client(), link.replace("/en/", f"/{lang}/")
        assert browser.get(there).status_code == STATES[state], (role, lang)
        sent = browser.post(there, data={"name": "Mette Holm", f"words-{quizzes[0].questions[0].id}": "Fint"})
        assert sent.status_code == (303 if STATES[state] == 200 else 404), (role, lang)
        shown = browser.get(there).text
        assert (quizzes[0].title[lang] in shown) is (STATES[state] == 200)


def test_who_has_a_link_comes_to_no_page_of_the_staff(
    app: Flask, author: FlaskClient, quizzes: tuple[Quiz, Quiz]
) -> None:
    address, partner = begun(author, quizzes[0].id, ""), app.test_client()
    link = asked(author, address)
    assert approve(partner, link, quizzes[0]) == 303
    assert partner.get(link).status_code == 200
    for page in (address, f"{address}/reviews", f"{address}/see", "/en/staff/publish", "/en/staff/"):
        assert partner.get(page).location.startswith("/en/staff/sign-in"), page
    for button in buttons(author, address, "approve") + buttons(author, address, "withdraw"):
        assert partner.post(button).location == "/en/staff/sign-in"
    assert len(buttons(author, address, "approve")) == 1


def test_a_link_of_one_draft_shows_and_changes_nothing_of_another(
    app: Flask, author: FlaskClient, quizzes: tuple[Quiz, Quiz]
) -> None:
    (mine, other), partner = [begun(author, quiz.id, "") for quiz in quizzes], app.test_client()
    link, theirs = asked(author, mine), asked(author, other)
    assert quizzes[1].title["en"] not in partner.get(link).text
    question = quizzes[1].questions[0].id
    partner.post(link, data={"name": "Mette Holm", f"words-{question}": "Til den anden"})
    assert "Til den anden" not in author.get(f"{other}/reviews").text
    assert approve(partner, theirs, quizzes[1]) == 303
    for what in ("approve", "withdraw"):
        button = buttons(author, other, what)[0]
        crossed = button.replace(other, mine)
        assert crossed != button
        author.post(crossed)
        assert buttons(author, other, what) == [button]
    assert partner.get(theirs).status_code == 200

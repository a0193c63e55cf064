"""Partners read a version of a draft by a link, and approve it or remark on it; an approval holds for its words."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from quizlib import Quiz
from tests.webapp.authors.test_drafts import begun, save, text_of
from tests.webapp.clock import TODAY, Clock
from tests.webapp.signed_in import signed_in, site_of
from webapp.authors.asking import with_approval
from webapp.storage.drafts.reviews import Review

DAY = 24 * 60 * 60  # seconds


@pytest.fixture
def author(app: Flask) -> FlaskClient:
    """The browser of an author."""
    return signed_in(app, "author", "Ane Dahl")


@pytest.fixture
def quiz(app: Flask) -> Quiz:
    """A quiz of the site."""
    quizzes = site_of(app).library.quizzes.values()
    return max((quiz for quiz in quizzes if quiz.kind == "quiz"), key=lambda quiz: len(quiz.questions))


def asked(author: FlaskClient, address: str) -> str:
    """Make a link to a draft, and return its address."""
    assert author.post(f"{address}/reviews").location.endswith("?said=asked")
    page = author.get(f"{address}/reviews").text
    found = re.findall(r'<code class="review-link"[^>]*>(.*?)</code>', page)
    link = unescape(found[0].replace("<wbr>", ""))
    return link[link.index("/en/review/") :]


def approve(partner: FlaskClient, link: str, quiz: Quiz, name: str = "Mette Holm, Politiet") -> int:
    """Approve every question, and return the status."""
    return partner.post(link, data={f"approved-{one.id}": "1" for one in quiz.questions} | {"name": name}).status_code


def test_a_link_shows_every_question_and_explanation_without_an_account(
    app: Flask, author: FlaskClient, quiz: Quiz
) -> None:
    link = asked(author, begun(author, quiz.id, ""))
    assert re.fullmatch(r"/en/review/[a-z2-7]{26}", link)
    reply = app.test_client().get(link)
    assert reply.headers["X-Robots-Tag"] == "noindex"
    assert reply.headers["Referrer-Policy"] == "same-origin"
    shown = unescape(reply.text)
    for question in quiz.questions:
        assert question.stem["en"] in shown
        for text in (question.rationale, question.check, question.hint):
            assert text is None or text["en"].split(".")[0][:40] in shown


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_a_partner_says_is_read_by_the_author(app: Flask, author: FlaskClient, quiz: Quiz, lang: str) -> None:
    address, partner = begun(author, quiz.id, ""), app.test_client()
    link = asked(author, address).replace("/en/", f"/{lang}/")
    first = quiz.questions[0].id
    sent = {
        "name": "Mette  Holm",
        f"words-{first}": "Skriv banken, ikke Nets <b>",
        f"approved-{quiz.questions[-1].id}": "1",
    }
    assert partner.post(link, data=sent).location == f"{link}?said=reviewed"
    page = unescape(author.get(f"{address}/reviews").text)
    assert "Mette Holm" in page
    assert "Skriv banken, ikke Nets <b>" in page
    assert page.count("✓ Approved") == 1
    assert "Skriv banken, ikke Nets &lt;b&gt;" in partner.get(link).text


def test_without_a_name_nothing_that_was_typed_is_lost(app: Flask, author: FlaskClient, quiz: Quiz) -> None:
    link, question = asked(author, begun(author, quiz.id, "")), quiz.questions[0].id
    words = "Meget skal skrives om. " * 120
    reply = app.test_client().post(link, data={f"words-{question}": words, f"approved-{question}": "1"})
    assert reply.status_code == 400
    assert words.strip() in reply.text
    assert f'name="approved-{question}" value="1" checked' in reply.text


@pytest.mark.parametrize("name", ["", "M", "Mette Holm"])
def test_remarks_wait_while_the_partner_looks_at_another_page(
    app: Flask, author: FlaskClient, quiz: Quiz, name: str
) -> None:
    address, partner, question = begun(author, quiz.id, ""), app.test_client(), quiz.questions[0].id
    link = asked(author, address)
    danish = link.replace("/en/", "/da/")
    sent = {"name": name, f"words-{question}": "Skriv banken", f"approved-{question}": "1"}
    assert partner.post(link, data={**sent, "later": danish}).location == danish
    page = partner.get(danish).text
    assert "Skriv banken" in page
    assert f'name="approved-{question}" value="1" checked' in page
    assert ('value="Mette Holm"' in page) is (name == "Mette Holm")
    assert "Nobody has answered yet" in author.get(f"{address}/reviews").text
    assert "Skriv banken" not in author.get(f"{address}/reviews").text
    assert partner.post(link, data={**sent, "later": "https://elsewhere.example/"}).location == link
    partner.post(link, data=sent | {"name": "Mette Holm"})
    partner.post(link, data={**sent, f"words-{question}": "Skriv Nets", "name": "", "later": danish})
    page = author.get(f"{address}/reviews").text
    assert "Mette Holm" in page
    assert "Skriv Nets" in page


def test_what_a_partner_typed_while_the_link_ended_is_shown_to_be_copied(
    app: Flask, author: FlaskClient, quiz: Quiz
) -> None:
    address, partner = begun(author, quiz.id, ""), app.test_client()
    link = asked(author, address)
    author.post(re.findall(r'action="([^"]+/withdraw)"', author.get(f"{address}/reviews").text)[0])
    sent = {"name": "Mette Holm", f"words-{quiz.questions[0].id}": "Skriv <banken>\r\n\r\nog politiet", "words-x": " "}
    reply = partner.post(link, data=sent)
    assert reply.status_code == 404
    assert "<p>Skriv &lt;banken&gt;</p><p>og politiet</p>" in reply.text
    assert reply.text.count('<div class="notice">') == 1
    assert "This isn&#39;t saved" not in partner.get(link).text


def test_so_is_what_was_sent_while_it_was_withdrawn(
    app: Flask, author: FlaskClient, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, partner = begun(author, quiz.id, ""), app.test_client()
    link, reviews = asked(author, address), site_of(app).reviews
    withdraw, opened = (
        re.findall(r'action="([^"]+/withdraw)"', author.get(f"{address}/reviews").text)[0],
        reviews.opened,
    )

    def opened_just_before(code: str, today: date) -> Review | None:
        found = opened(code, today)
        author.post(withdraw)
        return found

    monkeypatch.setattr(reviews, "opened", opened_just_before)
    reply = partner.post(link, data={"name": "Mette Holm", f"words-{quiz.questions[0].id}": "Skriv banken"})
    assert reply.status_code == 404
    assert "<p>Skriv banken</p>" in reply.text


def test_long_remarks_on_every_question_arrive_whole(app: Flask, author: FlaskClient, quiz: Quiz) -> None:
    address = begun(author, quiz.id, "")
    link, words = asked(author, address), "æ" * 3000
    sent = {f"words-{one.id}": words for one in quiz.questions} | {"name": "Mette Holm"}
    assert app.test_client().post(link, data=sent).status_code == 303
    assert author.get(f"{address}/reviews").text.count(words) == len(quiz.questions)


def test_an_approval_is_written_into_the_text_and_names_its_words(app: Flask, author: FlaskClient, quiz: Quiz) -> None:
    address = begun(author, quiz.id, "")
    link = asked(author, address)
    assert "Write the approval into the text" not in author.get(f"{address}/reviews").text
    assert approve(app.test_client(), link, quiz) == 303
    page = author.get(f"{address}/reviews").text
    button = re.findall(r'action="([^"]+/approve)"', page)
    assert author.post(button[0]).location.endswith("?said=approved")
    assert f'by: "Mette Holm, Politiet", date: {TODAY}, version: "{quiz.wording}"' in text_of(author, address)
    draft = author.get(address).text
    assert "The approval by Mette Holm, Politiet has lapsed" not in draft
    assert "Approved, and written into the text." in author.get(f"{address}/reviews").text
    assert author.post(button[0]).location == f"{address}/reviews"  # once is enough


def test_a_later_change_says_whose_approval_lapses(app: Flask, author: FlaskClient, quiz: Quiz) -> None:
    address = begun(author, quiz.id, "")
    approve(app.test_client(), asked(author, address), quiz)
    button = re.findall(r'action="([^"]+/approve)"', author.get(f"{address}/reviews").text)[0]
    author.post(button)
    text = text_of(author, address)
    title = quiz.title["en"]
    save(author, address, text.replace(title, f"{title} again"), 2)
    assert "The approval by Mette Holm, Politiet has lapsed" in author.get(address).text
    assert "words have changed since" in author.get(f"{address}/reviews").text
    assert author.post(button).location == f"{address}/reviews"
    assert text_of(author, address).count("Mette Holm") == 1


def test_a_link_shows_its_own_version_whatever_is_saved_later(app: Flask, author: FlaskClient, quiz: Quiz) -> None:
    address = begun(author, quiz.id, "")
    link = asked(author, address)
    save(author, address, "nothing: left\n")
    assert quiz.questions[0].stem["en"] in unescape(app.test_client().get(link).text)


def test_a_link_ends_after_fourteen_days_or_when_it_is_withdrawn_and_what_was_said_stays(
    app: Flask, author: FlaskClient, quiz: Quiz, clock: Clock
) -> None:
    address, partner = begun(author, quiz.id, ""), app.test_client()
    links = [asked(author, address)]
    partner.post(links[0], data={"name": "Mette Holm", f"words-{quiz.questions[0].id}": "Fint"})
    withdraw = re.findall(r'action="([^"]+/withdraw)"', author.get(f"{address}/reviews").text)
    assert author.post(withdraw[0]).status_code == 303
    assert partner.get(links[0]).status_code == 404
    assert approve(partner, links[0], quiz) == 404
    assert "Fint" in author.get(f"{address}/reviews").text
    other = asked(author, address)
    clock.later(14 * DAY)
    assert partner.get(other).status_code == 200
    clock.later(DAY)
    assert "isn&#39;t good any more" in partner.get(other).text


@pytest.mark.parametrize("code", ["x", "a" * 26, "%00", "ÆØÅ", "a" * 400])
def test_a_link_that_nobody_has_made_opens_nothing(app: Flask, code: str) -> None:
    for method in ("GET", "POST"):
        assert app.test_client().open(f"/da/review/{code}", method=method).status_code in (400, 404)


def test_the_token_of_a_link_is_not_stored(app: Flask, author: FlaskClient, quiz: Quiz) -> None:
    token = asked(author, begun(author, quiz.id, "")).rpartition("/")[2]
    rows = site_of(app).database.read(lambda one: one.execute("SELECT * FROM review").fetchall())
    assert len(rows) == 1
    assert token not in str(rows)


def test_a_draft_with_mistakes_is_not_sent_to_be_read(author: FlaskClient) -> None:
    address = begun(author)
    assert author.post(f"{address}/reviews").location == f"{address}/reviews"
    assert "Mend the mistakes first" in author.get(f"{address}/reviews").text


def test_who_is_no_author_makes_no_link(app: Flask, author: FlaskClient, quiz: Quiz) -> None:
    address = begun(author, quiz.id, "")
    for role in ("organiser", "analyst"):
        assert signed_in(app, role).post(f"{address}/reviews").status_code == 403
    assert app.test_client().post(f"{address}/reviews").location == "/en/staff/sign-in"


@pytest.mark.parametrize(
    "before",
    ["", "approved:\n  - {by: Bo, date: 2026-11-01}\n", "approved: [{by: Bo, date: 2026-11-01}]\n", "approved: []\n"],
)
def test_an_approval_goes_into_a_list_of_any_form(before: str) -> None:
    text = with_approval(
        f"title: x\n{before}questions:\n", '{by: "Ane: [Dahl]", date: 2026-11-20, version: "00000000"}'
    )
    assert text
    found = yaml.safe_load(text)
    assert [one["by"] for one in found["approved"]] == ["Ane: [Dahl]", *(["Bo"] if "Bo" in before else [])]
    assert list(found)[-1] == "questions"
    assert with_approval("approved: &a\n  - {by: Bo}\nquestions:\n", "{}") is None

"""Pages that only show, errors that never lose the way back, and what every reply carries."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings

PAGES = ("", "help", "doubt", "display", "keep", "done", "delete", "privacy", "accessibility", "about", "quiz/kort")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_in_both_languages(client: FlaskClient, lang: str, name: str) -> None:
    reply = client.get(f"/{lang}/{name}")
    assert reply.status_code == 200
    assert f'<html lang="{lang}" dir="ltr"' in reply.text
    other = "en" if lang == "da" else "da"
    assert f'href="/{other}/{name}"' in reply.text
    assert reply.text.count("<h1") == 1
    assert f'href="/{lang}/help' in reply.text
    assert "Set-Cookie" not in reply.headers
    assert reply.headers["Cache-Control"] == "no-store"


def test_the_first_page_is_in_the_browsers_language_and_else_in_danish(client: FlaskClient) -> None:
    near = ("nb,no;q=0.9,en;q=0.8", "nn-NO,en", "fo-FO,en", "kl,da;q=0.8,en;q=0.6", "de,nb;q=0.7,en;q=0.3")
    for wanted, lang in (
        *(("en-GB,en;q=0.9", "en"), ("da", "da"), ("fr", "da"), ("", "da"), ("en,nb;q=0.9", "en"), ("sv,en", "en")),
        *((tongue, "da") for tongue in near),
    ):
        reply = client.get("/", headers={"Accept-Language": wanted})
        assert (reply.status_code, reply.location) == (302, f"/{lang}/")


def test_help_begins_with_the_one_thing_to_do_now_and_dates_its_numbers(client: FlaskClient) -> None:
    page = text(client.get("/da/help"))
    assert page.index("Ring til din bank nu") < page.index("Bed den om at spærre dit kort.") < page.index("33 37 00 37")
    assert "20. november 2026" in page


def test_the_guide_leads_to_what_to_do_and_back(client: FlaskClient) -> None:
    assert 'href="/da/doubt?at=1"' in client.get("/da/doubt").text
    second = client.get("/da/doubt?at=1").text
    assert "Hvem skriver?" in second
    assert 'href="/da/doubt?at=1.2"' in second
    assert "Åbn bankens app." in client.get("/da/doubt?at=1.1").text
    assert "Open the bank" in client.get("/en/doubt?at=1.1").text


@pytest.mark.parametrize("at", ["9", "0", "1.1.1", "x", "1.²", "-1", "1" * 5000])
def test_the_guide_knows_no_other_ways(client: FlaskClient, at: str) -> None:
    assert client.get(f"/da/doubt?at={at}").status_code == 404


def test_the_accessibility_statement_is_where_it_is_said_to_be(settings: Settings) -> None:
    for was_url, location in (
        (None, "/da/accessibility"),
        ("https://was.digst.example/tryg", "https://was.digst.example/tryg"),
    ):
        app = create_app(settings.model_copy(update={"was_url": was_url}))
        assert app.test_client().get("/was").location == location
        app.extensions["services"].close()


def test_the_owner_is_named_and_nothing_is_claimed_about_a_telephone(client: FlaskClient) -> None:
    about = client.get("/da/about").text
    assert "Prøvebiblioteket" in about
    assert "tryg.<wbr>example" in about


def test_health_says_that_the_database_answers_and_which_version_runs(client: FlaskClient) -> None:
    reply = client.get("/healthz")
    assert reply.json is not None
    assert (reply.status_code, reply.json["status"], sorted(reply.json)) == (200, "ok", ["status", "version"])


def test_a_fault_of_ours_is_said_kindly_and_logs_nothing_that_was_sent(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    app.extensions["services"].database.write(lambda connection: connection.execute("DROP TABLE liveanswer", {}))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = app.test_client()
    client.post("/da/quiz/kort")
    reply = client.post("/da/quiz/kort/1", data={"response": "canary-response"}, headers={"User-Agent": "canary-agent"})
    assert reply.status_code in (500, 503)
    assert 'href="/da/quiz/kort/1"' in reply.text or 'action="/da/quiz/kort/1"' in reply.text
    assert "canary" not in caplog.text


def test_too_large_a_form_is_refused_with_a_way_back(client: FlaskClient) -> None:
    client.post("/da/quiz/kort")
    reply = client.post("/da/quiz/kort/1", data={"response": "x" * 100_000})
    assert reply.status_code == 413
    assert 'href="/da/quiz/kort/1"' in reply.text


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_form_on_another_site_cannot_answer(client: FlaskClient, site: str) -> None:
    client.post("/da/quiz/kort")
    reply = client.post("/da/quiz/kort/1", data={"response": "scam"}, headers={"Sec-Fetch-Site": site})
    assert reply.status_code == 403
    assert "Er den ægte?" in client.get("/da/quiz/kort/1").text


def test_every_reply_carries_the_security_headers(client: FlaskClient) -> None:
    for address in ("/da/", "/", "/da/nowhere", "/static/nowhere.css", "/healthz"):
        headers = client.get(address).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'"), address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Referrer-Policy"] == "same-origin", address


def test_quizzes_past_their_date_are_left_out(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("content")
    (folder / "library.yaml").write_text("languages: [{id: en, name: English}]\n")
    quiz = "{title: {en: Gone by}, summary: {en: s}, minutes: 1, valid_until: 2020-01-01, questions: [%s]}"
    rating = "{id: q, type: rating, scale: worry, stem: {en: s}}"
    (folder / "quizzes").mkdir()
    (folder / "quizzes" / "old.yaml").write_text(quiz % rating)
    app = create_app(settings.model_copy(update={"quiz_content": folder}))
    assert "Gone by" not in app.test_client().get("/en/").text
    assert app.test_client().get("/en/quiz/old").status_code == 404
    app.extensions["services"].close()


def test_a_library_without_groups_has_a_next_quiz_too(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("content")
    (folder / "library.yaml").write_text("languages: [{id: en, name: English}]\n")
    (folder / "quizzes").mkdir()
    choice = "{id: q, type: single_choice, stem: {en: s}, options: [{id: a, text: {en: a}, right: true}, %s]}"
    for name in ("first", "second"):
        quiz = f"{{title: {{en: The {name}}}, summary: {{en: s}}, minutes: 1, questions: [{choice}]}}"
        (folder / "quizzes" / f"{name}.yaml").write_text(quiz % "{id: b, text: {en: b}}")
    app = create_app(settings.model_copy(update={"quiz_content": folder}))
    client = app.test_client()
    client.post("/en/quiz/first")
    client.post("/en/quiz/first/1", data={"response": "a"})
    assert "The second" in text(client.get("/en/quiz/first/result"))
    app.extensions["services"].close()


def test_titles_of_sources_say_in_which_language_they_are(course: FlaskClient) -> None:
    danish, english = (
        re.findall(r'rel="noreferrer"([^>]*)>', course.get(f"/{lang}/quiz/beskeder").text) for lang in ("da", "en")
    )
    assert set(danish) == {""}
    assert set(english) == {' lang="da"'}

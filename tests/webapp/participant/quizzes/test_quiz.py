"""Taking a quiz, as a browser without JavaScript and as htmx does it."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.webapp.words import text

QUIZ = "/da/quiz/kort"
HTMX = {"HX-Request": "true"}
KEYS = (["scam"], ["genuine"], ["call-back"], ["code", "card"])


def begin(client: FlaskClient, quiz: str = QUIZ) -> None:
    reply = client.post(quiz)
    assert (reply.status_code, reply.location) == (303, f"{quiz}/1")


def answer(client: FlaskClient, n: int, *response: str, quiz: str = QUIZ, **more: object) -> TestResponse:
    return client.post(f"{quiz}/{n}", data={"response": list(response)}, **more)


def test_a_whole_quiz_in_danish(client: FlaskClient) -> None:
    assert client.get("/", headers={"Accept-Language": "de"}).location == "/da/"
    assert "En kort quiz" in client.get("/da/").text
    assert "Gennemgået af Østjyllands Politi" in text(client.get(QUIZ))
    begin(client)
    assert "Du får denne sms. Er den ægte?" in client.get(f"{QUIZ}/1").text

    reply = answer(client, 1, "scam")
    assert (reply.status_code, reply.location) == (303, f"{QUIZ}/1")
    told = text(client.get(f"{QUIZ}/1"))
    assert "Ja, det er svindel." in told
    assert "Du bliver presset til at skynde dig." in told
    assert "Åbn pakkefirmaets app." in told

    answer(client, 2, "unsure")
    assert "Det er helt i orden at tjekke. Det er ægte." in text(client.get(f"{QUIZ}/2"))
    answer(client, 3, "give-code")
    told = text(client.get(f"{QUIZ}/3"))
    assert "En bank beder aldrig om koden." in told
    assert "Læg på, og ring selv op." in told
    answer(client, 4, "code", "card")

    result = text(client.get(f"{QUIZ}/result"))
    assert "3 af 4 gange endte du et trygt sted." in result
    assert "0 af" not in result
    assert "altid et trygt svar" in result


def test_a_whole_quiz_in_english_by_htmx(client: FlaskClient) -> None:
    quiz = "/en/quiz/kort"
    begin(client, quiz)
    for n, key in enumerate(KEYS, start=1):
        reply = answer(client, n, *key, quiz=quiz, headers=HTMX)
        assert reply.status_code == 200
        assert "<html" not in reply.text
        assert "<title>" in reply.text
        assert reply.headers["Cache-Control"] == "no-store"
        assert "HX-Request" in reply.headers["Vary"]
    assert "4 of 4 times you ended in a safe place." in text(client.get(f"{quiz}/result"))


def test_the_language_can_change_in_the_middle_and_keeps_the_answer(client: FlaskClient) -> None:
    begin(client)
    answer(client, 1, "scam")
    page = client.get("/en/quiz/kort/1")
    assert "Yes, it's a scam." in text(page)
    assert 'href="/da/quiz/kort/1"' in page.text


def test_nothing_chosen_is_asked_again_and_says_so(client: FlaskClient) -> None:
    begin(client)
    reply = answer(client, 1)
    assert (reply.status_code, reply.location) == (303, f"{QUIZ}/1?missing=1")
    page = client.get(reply.location)
    assert "<title>Fejl:" in page.text
    assert "Du mangler at svare" in text(page)
    assert "Vælg et af svarene." in text(page)
    by_htmx = answer(client, 1, headers=HTMX)
    assert by_htmx.status_code == 422
    assert "Du mangler at svare" in by_htmx.text


@pytest.mark.parametrize("response", [("nonsense",), ("scam", "genuine"), ("call-back",), ("",)])
def test_an_impossible_response_is_refused_and_changes_nothing(client: FlaskClient, response: tuple[str, ...]) -> None:
    begin(client)
    reply = answer(client, 1, *response)
    assert reply.status_code == 400
    assert f'href="{QUIZ}/1"' in reply.text
    assert "Er den ægte?" in text(client.get(f"{QUIZ}/1"))


def test_a_question_ahead_of_the_first_unanswered_is_refused(client: FlaskClient) -> None:
    begin(client)
    assert answer(client, 2, "genuine").status_code == 409
    reply = client.get(f"{QUIZ}/3")
    assert (reply.status_code, reply.location) == (303, f"{QUIZ}/1")
    assert client.get(f"{QUIZ}/5").status_code == 404
    assert answer(client, 5, "scam").status_code == 404


def test_the_first_answer_stands(client: FlaskClient) -> None:
    begin(client)
    answer(client, 1, "genuine")
    again = answer(client, 1, "scam", headers=HTMX)
    assert again.status_code == 200
    assert "Det her er svindel." in text(again)
    assert "Det her er svindel." in text(client.get(f"{QUIZ}/1"))


def test_without_an_attempt_one_lands_on_the_start_page(client: FlaskClient) -> None:
    for n in (1, 9):
        reply = client.get(f"{QUIZ}/{n}")
        assert (reply.status_code, reply.location) == (303, QUIZ)
    assert answer(client, 1, "scam").location == QUIZ
    by_htmx = answer(client, 1, "scam", headers=HTMX)
    assert by_htmx.headers["HX-Redirect"] == QUIZ
    assert client.get(f"{QUIZ}/result").location == QUIZ


def test_an_attempt_that_was_counted_and_deleted_can_be_begun_afresh(app: Flask, client: FlaskClient) -> None:
    begin(client)
    answer(client, 1, "scam")
    site = app.extensions["services"]
    site.database.write(lambda connection: connection.execute("DELETE FROM liveattempt", {}))
    assert answer(client, 2, "genuine").location == QUIZ
    start = client.get(QUIZ)
    assert start.status_code == 200
    assert "forfra" in text(start).lower()
    assert "Du endte et trygt sted." in text(client.get(f"{QUIZ}/result")), "the device still knows how it went"
    begin(client)
    assert answer(client, 1, "scam").location == f"{QUIZ}/1"


def test_one_goes_on_where_one_left_off(client: FlaskClient) -> None:
    begin(client)
    answer(client, 1, "scam")
    assert "Fortsæt, hvor du slap" in client.get("/da/").text
    start = client.get(QUIZ)
    assert "Fortsæt, hvor du slap" in start.text
    assert f'href="{QUIZ}/2"' in start.text
    stopped = client.get(f"{QUIZ}/result")
    assert f'href="{QUIZ}/2"' in stopped.text


def test_practice_asks_only_what_was_not_right_and_changes_no_result(client: FlaskClient) -> None:
    begin(client)
    for n, response in enumerate((["scam"], ["scam"], ["give-code"], ["code", "card"]), start=1):
        answer(client, n, *response)
    before = text(client.get(f"{QUIZ}/result"))
    reply = client.post(f"{QUIZ}/practise")
    assert reply.location == f"{QUIZ}/practise/1"
    assert "Din reservation er klar." in client.get(reply.location).text
    reply = client.post(f"{QUIZ}/practise/1", data={"response": "genuine"})
    assert "Ja, det er ægte." in text(client.get(reply.location))
    client.post(f"{QUIZ}/practise/2", data={"response": "call-back"})
    page = client.get(f"{QUIZ}/practise/2")
    assert f'href="{QUIZ}/practise/result"' in page.text
    after = client.get(f"{QUIZ}/practise/result")
    assert "Det her var en øvelse." in text(after)
    assert f'href="{QUIZ}/result"' in after.text
    assert text(client.get(f"{QUIZ}/result")) == before


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_the_address_that_begins_a_practice_leads_to_where_one_is_in_it(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    def led() -> str | None:
        reply = client.get(f"{QUIZ}/practise", headers=headers)
        return reply.headers.get("HX-Redirect", reply.location)

    assert led() == QUIZ
    begin(client)
    assert led() == QUIZ
    answer(client, 1, "genuine")
    answer(client, 2, "scam")
    client.post(f"{QUIZ}/practise")
    assert led() == f"{QUIZ}/practise/1"
    answer(client, 1, "scam", quiz=f"{QUIZ}/practise")
    assert led() == f"{QUIZ}/practise/2"
    answer(client, 2, "genuine", quiz=f"{QUIZ}/practise")
    assert led() == f"{QUIZ}/practise/result"


def test_with_everything_right_there_is_nothing_to_practise(client: FlaskClient) -> None:
    begin(client)
    for n, key in enumerate(KEYS, start=1):
        answer(client, n, *key)
    assert client.post(f"{QUIZ}/practise").location == f"{QUIZ}/result"
    assert "drillede" not in client.get(f"{QUIZ}/result").text


def test_a_start_page_lets_the_browser_fetch_what_its_questions_look_like(client: FlaskClient) -> None:
    ahead = set(re.findall(r'href="(/static/[^"]+[.]css)"', client.get(QUIZ).text))
    begin(client)
    for n, key in enumerate(KEYS, start=1):
        asked = client.get(f"{QUIZ}/{n}").text
        answer(client, n, *key)
        for page in (asked, client.get(f"{QUIZ}/{n}").text):
            assert ahead.issuperset(re.findall(r'<link rel="stylesheet" href="([^"]+)"', page))


def test_ratings_have_no_result_page(client: FlaskClient) -> None:
    quiz = "/da/quiz/bekymring"
    begin(client, quiz)
    answer(client, 1, "4", quiz=quiz)
    answer(client, 2, "2", quiz=quiz)
    assert client.get(f"{quiz}/result").location == "/da/?said=rated"
    assert client.get(f"{quiz}/result").location == "/da/?said=rated"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_rating_is_followed_by_the_next_question_and_the_last_by_where_the_person_came_from(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    quiz = "/da/quiz/bekymring"
    begin(client, quiz)
    for n, following in (1, f"{quiz}/2"), (2, f"{quiz}/result"):
        reply = client.post(f"{quiz}/{n}", data={"response": "3"}, headers=headers)
        assert reply.headers.get("HX-Redirect", reply.location) == following
    assert "Dit svar er gemt" in client.get(f"{quiz}/1").text, "Back shows what was answered"


def test_a_quiz_that_is_not_there_is_a_friendly_404(client: FlaskClient) -> None:
    for address in ("/da/quiz/nowhere", "/da/quiz/nowhere/1", "/da/nowhere", "/xx/", "/da/quiz/kort/0"):
        reply = client.get(address)
        assert reply.status_code == 404
        assert 'href="/da/"' in reply.text


def test_the_reminder_sheet_has_everything_to_take_home(client: FlaskClient) -> None:
    sheet = text(client.get(f"{QUIZ}/remember"))
    for words in ("Stop op.", "Gem bankens nummer.", "Hvis nogen ringer, så lægger jeg på.", "33 37 00 37"):
        assert words in sheet


def test_a_second_tap_on_the_start_button_begins_nothing_more(app: Flask, client: FlaskClient) -> None:
    begin(client)
    begin(client)
    count = "SELECT count(*) FROM liveattempt"
    site = app.extensions["services"]
    assert site.database.read(lambda connection: connection.execute(count, {}).fetchone()) == (1,)
    answer(client, 1, "scam")
    begin(client)
    assert site.database.read(lambda connection: connection.execute(count, {}).fetchone()) == (1,)
    assert "Er den ægte?" in text(client.get(f"{QUIZ}/1")), "one began afresh"


def test_everybody_sees_their_own_feedback_and_nobody_elses_mistake(app: Flask) -> None:
    first, second = app.test_client(), app.test_client()
    for one in (first, second):
        begin(one)
    assert "Du mangler at svare" in answer(first, 1, headers=HTMX).text
    assert "Du mangler at svare" not in second.get(f"{QUIZ}/1", headers=HTMX).text
    for _ in range(2):  # the second time from what is kept
        assert "Ja, det er svindel." in text(answer(first, 1, "scam", headers=HTMX))
        assert "Det her er svindel." in text(answer(second, 1, "genuine", headers=HTMX))


def test_who_has_something_right_is_told_so(client: FlaskClient) -> None:
    begin(client)
    for n, response in enumerate((["scam"], ["genuine"], ["call-back"], ["code", "weather"]), start=1):
        answer(client, n, *response)
    assert "Du er godt på vej." in text(client.get(f"{QUIZ}/4"))

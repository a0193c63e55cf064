"""A second try: a hint after a wrong first answer, which stays the one that counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizlib import Share
from tests.webapp.taking import HTMX, WAYS, altered, answer, arrive, led, remembered, rows, stored
from tests.webapp.words import text

HINT = "Hvem bestemmer, hvornår du svarer?"
AGAIN = "Svar igen"
COUNTS = "tæller"
KEPT = "response, score, again"
Serve = Callable[[Path], Flask]


def checked(page: str) -> list[str]:
    """Return the values that are chosen in a form."""
    return re.findall(r'value="([^"]*)" ?[^>]* checked>', page)


by_page_and_htmx = pytest.mark.parametrize("headers", WAYS, ids=["page", "htmx"])


@pytest.fixture
def wrong(course: FlaskClient) -> str:
    """The address of a question that has just been answered wrongly."""
    address = arrive(course, 8)
    assert led(answer(course, address, "answer")) == address
    return address


@by_page_and_htmx
def test_a_wrong_first_answer_is_kept_and_brings_a_hint(course: FlaskClient, headers: dict[str, str]) -> None:
    address = arrive(course, 8)
    reply = answer(course, address, "answer", headers=headers)
    assert stored(course, "wait", KEPT) == [('["answer"]', 0, None)]
    for page in (reply if headers else course.get(address), course.get(address)):
        told = text(page)
        for words in ("Ikke helt endnu", HINT, AGAIN, "Vis mig svaret"):
            assert words in told
        assert "Hast er svindlerens værktøj." not in told, "feedback waits"
        assert "Sikkert valg" not in told, "and so does the right one"
        assert '<input type="hidden" name="again" value="1">' in page.text
        assert COUNTS not in told, "what counts is a matter of the statistics"
        assert checked(page.text) == ["answer"], "the form is as it was"


@pytest.mark.parametrize(
    ("n", "response"),
    [(2, ("address",)), (4, ("report", "call-bank", "look")), (8, ("answer",))],
    ids=["signs", "order", "single_choice"],
)
def test_whatever_has_a_hint_offers_a_second_try(course: FlaskClient, n: int, response: tuple[str, ...]) -> None:
    address = arrive(course, n)
    answer(course, address, *response)
    assert AGAIN in text(course.get(address))
    page = answer(course, address, *response, again="1", headers=HTMX)
    assert "Det her var dit andet forsøg." in text(page)
    assert text(course.get(address)).endswith(text(page).partition("Læs op")[2])


@by_page_and_htmx
def test_the_second_try_is_kept_beside_the_first_and_changes_nothing_else(
    course: FlaskClient, wrong: str, headers: dict[str, str]
) -> None:
    result, device = text(course.get(f"{wrong[:-1]}result")), remembered(course)
    finished = rows(course, "SELECT * FROM liveattempt")
    reply = answer(course, wrong, "wait", again="1", headers=headers)
    assert stored(course, "wait", KEPT) == [('["answer"]', 0, '["wait"]')]
    for page in (reply if headers else course.get(wrong), course.get(wrong)):
        told = text(page)
        assert "Ja, det er et sikkert valg." in told
        assert "Det her var dit andet forsøg." in told
        assert COUNTS not in told
        assert AGAIN not in told
    assert "6 af 7 gange endte du et trygt sted." in result
    assert "7. En sms haster. Hvad gør du? se igen" in result
    result = text(course.get(f"{wrong[:-1]}result"))
    assert "7 af 7 gange endte du et trygt sted. En af dem fik du på plads i andet forsøg." in result
    assert "7. En sms haster. Hvad gør du? i 2. forsøg" in result
    assert rows(course, "SELECT * FROM liveattempt") == finished
    counts = {name: replace(known, safely=Share()) for name, known in device.results.items()}
    assert {name: replace(known, safely=Share()) for name, known in remembered(course).results.items()} == counts
    assert remembered(course).results["maader"].safely == Share(7, 7)


@by_page_and_htmx
def test_of_several_second_tries_the_first_stands(course: FlaskClient, wrong: str, headers: dict[str, str]) -> None:
    for response in ("answer", "wait"):
        assert answer(course, wrong, response, again="1", headers=headers).status_code in {200, 303}
        assert stored(course, "wait", KEPT) == [('["answer"]', 0, '["answer"]')]
        assert "Et andet valg er mere sikkert." in text(course.get(wrong))


def test_who_does_not_want_to_try_again_is_shown_the_answer(course: FlaskClient, wrong: str) -> None:
    assert f'href="{wrong}?show=1"' in course.get(wrong).text
    told = text(course.get(f"{wrong}?show=1"))
    assert "Hast er svindlerens værktøj." in told
    assert "Jeg venter og tjekker i appen. Sikkert valg" in told
    assert "andet forsøg" not in told
    assert stored(course, "wait", KEPT) == [('["answer"]', 0, None)]


def test_one_goes_on_without_a_second_try(course: FlaskClient) -> None:
    address = arrive(course, 2)
    answer(course, address, "greeting")
    assert course.get(f"{address[:-1]}3").status_code == 200


@by_page_and_htmx
def test_a_second_try_without_a_response_is_asked_again(
    course: FlaskClient, wrong: str, headers: dict[str, str]
) -> None:
    reply = answer(course, wrong, again="1", headers=headers)
    if headers:
        assert reply.status_code == 422
    else:
        assert led(reply) == f"{wrong}?missing=1"
        reply = course.get(f"{wrong}?missing=1")
    assert "Du mangler at svare" in text(reply)
    assert HINT in text(reply)
    assert answer(course, wrong, "nonsense", again="1", headers=headers).status_code == 400
    assert stored(course, "wait", KEPT) == [('["answer"]', 0, None)]


def test_an_answer_sent_twice_is_no_second_try(course: FlaskClient, wrong: str) -> None:
    answer(course, wrong, "wait")
    assert stored(course, "wait", KEPT) == [('["answer"]', 0, None)]
    assert HINT in text(course.get(wrong)), "the second try is still open"


def test_what_was_right_at_once_brings_no_hint(course: FlaskClient) -> None:
    address = arrive(course, 8)
    reply = answer(course, address, "wait", headers=HTMX)
    assert "Ja, det er et sikkert valg." in text(reply)
    assert HINT not in text(reply)
    assert answer(course, address, "wait", again="1").status_code == 400


@pytest.mark.parametrize(
    ("n", "first", "then"),
    [(5, ("hours:fine", "code:fine", "password:never"), ("hours:fine",)), (3, ("scam",), ("genuine",)), (1, (), ())],
    ids=["no hint", "verdict", "example"],
)
@by_page_and_htmx
def test_where_no_second_try_is_offered_none_is_taken(
    course: FlaskClient, n: int, first: tuple[str, ...], then: tuple[str, ...], headers: dict[str, str]
) -> None:
    address = arrive(course, n)
    answer(course, address, *first)
    assert "Ikke helt endnu" not in text(course.get(address))
    assert answer(course, address, *then, again="1", headers=headers).status_code == 400
    assert rows(course, "SELECT * FROM liveanswer WHERE again IS NOT NULL") == []


@pytest.mark.parametrize("response", [("wait",), ()], ids=["with a response", "without"])
@by_page_and_htmx
def test_a_second_try_of_what_was_not_answered_is_refused(
    course: FlaskClient, response: tuple[str, ...], headers: dict[str, str]
) -> None:
    address = arrive(course, 8)
    assert answer(course, address, *response, again="1", headers=headers).status_code == 400
    assert stored(course, "wait") == [], "what was said with the hint in view is no first answer"


def test_a_message_is_judged_once_even_where_there_is_a_hint(serve: Serve, tmp_path: Path) -> None:
    library = altered(
        tmp_path, "quizzes/maader.yaml", "    twin: notice\n", "    twin: notice\n    hint: {da: Se, en: Look}\n"
    )
    client = serve(library).test_client()
    address = arrive(client, 7)
    answer(client, address, "genuine")
    assert "Det her er svindel." in text(client.get(address))
    assert answer(client, address, "scam", again="1").status_code == 400


def test_a_check_up_gives_no_hints(serve: Serve, tmp_path: Path) -> None:
    library = altered(tmp_path, "quizzes/beskeder.yaml", "minutes: 10\n", "minutes: 10\nkind: check-up\nform: C\n")
    client = serve(library).test_client()
    address = arrive(client, 3, "beskeder")
    assert led(answer(client, address, "give-code")) == f"{address[:-1]}4"
    assert "Tænk på hoveddøren." not in text(client.get(address))
    assert answer(client, address, "call-back", again="1").status_code == 400
    assert stored(client, "hang-up", KEPT) == [('["give-code"]', 0, None)]


@by_page_and_htmx
def test_a_second_try_at_a_conversation_ends_as_it_ended(serve: Serve, tmp_path: Path, headers: dict[str, str]) -> None:
    rings = "    stem: {da: Telefonen ringer."
    library = altered(tmp_path, "quizzes/maader.yaml", rings, f"    hint: {{da: Se, en: Look}}\n{rings}")
    client = serve(library).test_client()
    address = arrive(client, 6)
    answer(client, address, "listen", "give", headers=headers)
    assert "Ikke helt endnu Se" in text(client.get(address))
    answer(client, address, "listen", again="1", headers=headers)
    assert "Læs mig koden på din telefon" in text(client.get(address))
    answer(client, address, "listen", "leave", again="1", headers=headers)
    told = text(client.get(address))
    assert "Trygt, og intet gik tabt Du lagde på." in told
    assert "Med koden kunne han flytte penge." not in told
    assert stored(client, "bank-call", KEPT) == [('["listen", "give"]', 0, '["listen", "leave"]')]

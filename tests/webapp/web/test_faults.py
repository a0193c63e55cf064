"""When the storage fails, the page says so, nothing is lost, and the site works again after the fault."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.webapp.storage.impatient import make_impatient
from tests.webapp.taking import answer, arrive, led, site, stored
from tests.webapp.words import text
from tests.webapp.workshops import joined, workshop

QUIZ = "/da/quiz/kort"
UNAVAILABLE = "Vi kan ikke gemme noget lige nu"


@pytest.fixture(autouse=True)
def _impatient(client: FlaskClient) -> None:
    make_impatient(site(client).database)


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the database's lock for longer than the site waits."""
    other = sqlite3.connect(data / "tryg.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def away(data: Path, client: FlaskClient) -> Iterator[None]:
    """Let a folder stand where the database's file was: it can neither be read nor written."""
    site(client).close()
    file = data / "tryg.sqlite"
    file.rename(data / "kept")
    file.mkdir()
    try:
        yield
    finally:
        file.rmdir()
        (data / "kept").rename(file)


@pytest.fixture
def participant(course: FlaskClient) -> FlaskClient:
    """The browser of somebody who has joined a workshop."""
    made, _ = workshop(course)
    return joined(course.application, made)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_what_cannot_be_stored_stays_in_the_form_and_a_retry_succeeds(
    tmp_path: Path, client: FlaskClient, headers: dict[str, str]
) -> None:
    client.post(QUIZ)
    with locked(tmp_path / "data"):
        reply = client.post(f"{QUIZ}/1", data={"response": "genuine"}, headers=headers)
        assert reply.status_code == 503
        assert "Dit svar kom ikke frem, men det er ikke tabt. Prøv igen." in text(reply)
        assert re.search(r"<input[^>]*genuine[^>]* checked", reply.text)
    client.post(f"{QUIZ}/1", data={"response": "genuine"})
    assert "Det her er svindel." in text(client.get(f"{QUIZ}/1"))


def test_a_quiz_that_cannot_be_begun_now_says_so_with_a_way_back(tmp_path: Path, client: FlaskClient) -> None:
    with locked(tmp_path / "data"):
        reply = client.post(QUIZ)
    assert reply.status_code == 503
    assert 'href="/da/' in reply.text
    assert client.post(QUIZ).status_code == 303


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_a_conversation_whose_end_cannot_be_stored_is_where_it_was_and_can_be_ended_later(
    tmp_path: Path, course: FlaskClient, headers: dict[str, str]
) -> None:
    address = arrive(course, 6)
    answer(course, address, "listen", headers=headers)
    with away(tmp_path / "data", course):
        reply = answer(course, address, "listen", "leave", headers=headers)
    assert reply.status_code == 503
    assert "Dit svar kom ikke frem, men det er ikke tabt. Prøv igen." in text(reply)
    assert re.findall(r'<input type="hidden" name="response" value="(.*?)">', reply.text)[:1] == ["listen"]
    assert 'value="leave"><span' in reply.text, "the last choice can be made once more"
    answer(course, address, "listen", "leave", headers=headers)
    assert stored(course, "bank-call") == [('["listen", "leave"]', 1)]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_a_second_try_that_cannot_be_stored_says_so_and_succeeds_later(
    tmp_path: Path, course: FlaskClient, headers: dict[str, str]
) -> None:
    address = arrive(course, 8)
    answer(course, address, "answer")
    with away(tmp_path / "data", course):
        reply = answer(course, address, "wait", headers=headers, again="1")
    assert reply.status_code == 503
    assert re.search(r'<input[^>]*value="wait"[^>]* checked', reply.text)
    answer(course, address, "wait", again="1")
    assert stored(course, "wait", "response, again") == [('["answer"]', '["wait"]')]


@pytest.mark.parametrize("page", ["help", "doubt", "about", "privacy", "accessibility", "display", "keep", "done"])
def test_pages_that_need_no_storage_are_served_while_it_cannot_be_read(
    tmp_path: Path, participant: FlaskClient, page: str
) -> None:
    before = participant.get(f"/da/{page}")
    with away(tmp_path / "data", participant):
        reply = participant.get(f"/da/{page}")
    assert reply.status_code == 200
    assert reply.text == before.text, "with the notice of a workshop that runs"
    assert "/da/workshop/now?at=running" in reply.text


def test_an_error_is_explained_while_the_storage_cannot_be_read(tmp_path: Path, participant: FlaskClient) -> None:
    with away(tmp_path / "data", participant):
        reply = participant.get("/da/nowhere")
    assert reply.status_code == 404
    assert "Vi kan ikke finde siden" in text(reply)


@pytest.mark.parametrize("page", ["people", "workshop", "quiz/kort/result"])
def test_pages_that_need_the_storage_say_in_words_that_it_cannot_be_read(
    tmp_path: Path, participant: FlaskClient, page: str
) -> None:
    participant.post("/da/quiz/kort")
    answer(participant, "/da/quiz/kort/1", "scam")
    with away(tmp_path / "data", participant):
        reply = participant.get(f"/da/{page}")
    assert reply.status_code == 503
    assert UNAVAILABLE in text(reply)
    assert participant.get(f"/da/{page}").status_code == 200


def test_an_answer_in_a_workshop_stays_in_the_form_while_the_storage_cannot_be_read(
    tmp_path: Path, participant: FlaskClient
) -> None:
    participant.post("/da/quiz/kort")
    with away(tmp_path / "data", participant):
        reply = answer(participant, "/da/quiz/kort/1", "scam")
    assert reply.status_code == 503
    assert "Dit svar kom ikke frem, men det er ikke tabt. Prøv igen." in text(reply)
    assert led(answer(participant, "/da/quiz/kort/1", "scam")) == "/da/quiz/kort/1"

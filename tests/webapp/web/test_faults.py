"""When the storage fails, the page says so, nothing is lost, and the site works again after the fault."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.webapp.taking import answer, arrive, site, stored
from tests.webapp.words import text

QUIZ = "/da/quiz/kort"


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
    site(client).database.close()
    file = data / "tryg.sqlite"
    file.rename(data / "kept")
    file.mkdir()
    try:
        yield
    finally:
        file.rmdir()
        (data / "kept").rename(file)


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

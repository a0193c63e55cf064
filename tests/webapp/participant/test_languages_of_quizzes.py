"""A quiz that lacks the language of a page is left out there; the front page says so, and leads to where it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import FIXTURE
from tests.webapp.words import text


@pytest.fixture
def reader(serve: Callable[[Path], Flask], tmp_path: Path) -> FlaskClient:
    """A browser on a library whose quiz `anden` is in Danish alone, and which has begun to be translated to Swedish."""
    library = shutil.copytree(FIXTURE, tmp_path / "library")
    path = library / "quizzes" / "anden.yaml"
    danish = re.sub(r", en: (\"[^\"]*\"|[^}\n]*)\}", "}", path.read_text(encoding="utf-8"))
    path.write_text("languages: [da]\n" + re.sub(r"\n +en: .*", "", danish), encoding="utf-8")
    settings = library / "library.yaml"
    swedish = "  - {id: en, name: English}\n  - {id: sv, name: Svenska, draft: true}\n"
    words = settings.read_text(encoding="utf-8").replace("  - {id: en, name: English}\n", swedish)
    settings.write_text(words, encoding="utf-8")
    return serve(library).test_client()


def test_the_front_page_says_what_is_not_in_its_language_and_where_it_is(reader: FlaskClient) -> None:
    page = reader.get("/en/").text
    assert "Not in this language yet" in page
    assert 'href="/da/quiz/anden"' in page
    assert 'href="/en/quiz/anden"' not in page
    assert "findes ikke på dette sprog" not in text(reader.get("/da/"))
    assert 'href="/da/quiz/anden"' in reader.get("/da/").text


@pytest.mark.parametrize("address", ["", "/1", "/result", "/three"])
def test_an_address_of_it_says_where_it_is(reader: FlaskClient, address: str) -> None:
    reply = reader.get(f"/en/quiz/anden{address}")
    assert reply.status_code == 404
    assert "This quiz is not in this language yet" in reply.text
    assert 'href="/da/quiz/anden"' in reply.text


def test_it_is_taken_as_any_other_in_a_language_that_it_has(reader: FlaskClient) -> None:
    assert reader.get("/da/quiz/anden").status_code == 200
    assert reader.post("/da/quiz/anden").status_code == 303


def test_a_draft_is_no_language_of_the_site(reader: FlaskClient) -> None:
    assert reader.get("/sv/").status_code == 404
    assert "Svenska" not in reader.get("/da/").text

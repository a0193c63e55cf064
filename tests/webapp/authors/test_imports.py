"""Authors bring questions of other programs: they see what can be used, pick, and drafts begin."""

from __future__ import annotations

import re
import sys
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.quizlib.exchange.test_tables import ROWS, document, spreadsheet
from tests.webapp.signed_in import signed_in

IMPORT = "/en/staff/drafts/import"
GIFT = """::Bank::Banken ringer. Hvad gør du?{=Lægger på ~Svarer}

::Halvt::Hvad er <b>det</b>?{=Svindel ~%50%Måske ~Ægte}

::Skriv::Skriv{=selv}
"""


@pytest.fixture
def author(app: Flask) -> FlaskClient:
    """The browser of an author."""
    return signed_in(app, "author", "Ane Dahl")


def brought(
    author: FlaskClient, text: str | bytes = GIFT, name: str = "bank.gift", address: str = IMPORT
) -> TestResponse:
    """Bring a file, and return the page about it."""
    form = {"file": (BytesIO(text.encode() if isinstance(text, str) else text), name), "language": "da"}
    page = author.post(address, data=form, content_type="multipart/form-data")
    page.request.environ["wsgi.input"].close()  # the test client leaves a large body open
    return page


def picked(author: FlaskClient, page: TestResponse, *numbers: int) -> TestResponse:
    """Pick questions on a page about a file, and return the reply."""
    hidden = dict(re.findall(r'type="hidden" name="(brought|name|language)" value="([^"]*)"', page.text))
    form = {**hidden, "pick": [str(number) for number in numbers]}
    return author.post(IMPORT, data=form, content_type="multipart/form-data")


def test_a_file_is_counted_and_each_question_is_offered_or_refused(author: FlaskClient) -> None:
    page = brought(author)
    assert page.status_code == 200
    assert "3 read, 2 can be used, 1 can&#39;t." in page.text
    assert page.text.count('name="pick"') == page.text.count(" checked>") == 2
    assert re.search(r"<b>Skriv</b> <span>line 5</span> <span>People write the answer themselves\.</span>", page.text)
    assert "Man skriver selv svaret." in brought(author, address=IMPORT.replace("/en/", "/da/")).text


def test_drafts_begin_with_what_is_picked(author: FlaskClient) -> None:
    reply = picked(author, brought(author), 1)
    assert reply.status_code == 303
    text = author.get(f"{reply.location.partition('?')[0]}/file").text
    assert 'da: "Hvad er det?"' in text
    assert "Banken" not in text
    assert "draft" in author.get(reply.location).text


def test_each_quiz_of_a_file_is_a_draft(author: FlaskClient) -> None:
    reply = picked(author, brought(author, f"$CATEGORY: Mail\n{GIFT}\n$CATEGORY: Sms\nHvad?{{=a ~b}}"), 0, 2)
    assert reply.status_code == 303
    listed = author.get(reply.location).text
    assert "The drafts are begun." in listed
    assert re.findall(r'drafts/[\w-]+">(\w+)</a>', listed) == ["mail", "sms"]


def test_what_is_not_picked_yet_is_asked_for_again(author: FlaskClient) -> None:
    page = picked(author, brought(author))
    assert page.status_code == 400
    assert "Pick at least one question." in page.text
    assert 'name="pick"' in page.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Choose the file first."),
        ("x" * (2 * 2**20 + 1), "larger than 2 MB"),
        ('<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', "has a DOCTYPE"),
        ("<other/>", "none of these formats"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(author: FlaskClient, text: str, words: str) -> None:
    page = brought(author, text)
    assert page.status_code == 400
    assert words in page.text


def test_what_comes_back_damaged_is_refused(author: FlaskClient) -> None:
    form = {"brought": "%%%", "name": "../x", "language": "da", "pick": "0"}
    assert author.post(IMPORT, data=form).status_code == 400
    assert author.post(IMPORT, data={**form, "language": "xx"}).status_code == 400


def test_without_the_extra_the_page_says_how_to_get_it(author: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "quizlib.exchange.moodle.reading", None)  # it is imported where it is needed
    page = brought(author, "<quiz/>", "bank.xml")
    assert page.status_code == 501
    assert "tryg-paa-nettet[webapp,exchange]" in page.text


def test_words_of_a_file_are_never_html(author: FlaskClient) -> None:
    page = brought(author, "::<script>x</script>::[plain]<script>y</script>?{=<b>a ~b}\n\n::<i>::{=a}", "<u>.gift")
    assert not re.search(r"<script>[xy]|<i>|<u>", page.text)


def test_a_table_of_a_spreadsheet_or_a_document_becomes_a_draft(author: FlaskClient) -> None:
    for made in (spreadsheet, document):
        page = brought(author, made(ROWS), "tabel")
        assert "7 read, 3 can be used, 4 can&#39;t." in page.text
        reply = picked(author, page, 0, 2)
        text = author.get(f"{reply.location.partition('?')[0]}/file").text
        assert 'da: "Hvad gør du?"' in text
        assert 'da: "Hvem ringer?"' in text

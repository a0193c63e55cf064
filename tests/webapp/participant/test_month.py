"""The message of the month: six stay, one answers on the spot, and nothing of it is stored or remembered."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.places import FIXTURE
from tests.webapp.taking import site
from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings
from webapp.participant.month import months_shown
from webapp.web.services import today

MESSAGE = """question:
  id: message
  type: verdict
  stem: {{da: Besked {n}. Er den ægte?, en: Message {n}. Is it genuine?}}
  message:
    channel: sms
    sender: {{da: Biblioteket, en: The Library}}
    body: {{da: Din bog er klar., en: Your book is ready.}}
    signs:
      - id: ready
        shows: genuine
        quote: {{da: er klar, en: is ready}}
        why: {{da: Den beder om intet., en: It asks for nothing.}}
  truth: genuine
  check: {{da: Ring til biblioteket., en: Call the library.}}
"""


def ahead(count: int) -> str:
    """Return the month so many months from this one."""
    number = today().year * 12 + today().month - 1 + count
    return f"{number // 12}-{number % 12 + 1:02}"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The fixture with messages for the last eight months and the next two."""
    folder = tmp_path / "content"
    shutil.copytree(FIXTURE, folder)
    (folder / "monthly").mkdir()
    for n in range(-7, 3):
        (folder / "monthly" / f"{ahead(n)}.yaml").write_text(MESSAGE.format(n=n), encoding="utf-8")
    return folder


@pytest.fixture
def reader(library: Path, tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser at a site with messages of the month."""
    app = create_app(Settings.read(data_dir=str(tmp_path / "data"), quiz_content=str(library)))
    with app.app_context():
        yield app.test_client()
    app.extensions["services"].close()


def test_this_months_message_is_shown_and_nothing_tells_what_it_is(reader: FlaskClient) -> None:
    page = reader.get("/da/month")
    assert "Besked 0. Er den ægte?" in text(page)
    assert "Den beder om intet." not in page.text
    assert "Ring til biblioteket." not in page.text
    assert "Månedens besked" in text(reader.get("/da/"))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("genuine", "Ja, det er ægte."),
        ("scam", "Det her er faktisk ægte."),
        ("unsure", "Det er helt i orden at tjekke. Det er ægte."),
    ],
)
def test_each_answer_has_its_words_and_the_explanation(reader: FlaskClient, answer: str, words: str) -> None:
    reply = reader.get(f"/da/month?at={ahead(0)}&answer={answer}")
    assert words in text(reply)
    assert "Den beder om intet." in text(reply)
    assert "Ring til biblioteket." in text(reply)
    assert "Set-Cookie" not in reply.headers


def test_six_stay_and_none_comes_early(reader: FlaskClient) -> None:
    for n in range(-5, 1):
        assert f"Besked {n}." in text(reader.get(f"/da/month?at={ahead(n)}"))
    for n in (-6, 1):
        assert reader.get(f"/da/month?at={ahead(n)}").status_code == 404
    assert [one.id for one in months_shown(site(reader).months, today())] == [ahead(-n) for n in range(6)]


def test_the_next_one_comes_on_the_first(reader: FlaskClient) -> None:
    year, month = ahead(1).split("-")
    assert f"Den næste kommer den 1. {_month(int(month))} {year}." in text(reader.get("/da/month"))


@pytest.mark.parametrize("query", ["at=2020-01", "at=x", "answer=maybe", "answer="])
def test_what_was_never_offered_is_not_found(reader: FlaskClient, query: str) -> None:
    assert reader.get(f"/da/month?{query}").status_code == 404


def test_a_site_without_messages_has_no_such_page(client: FlaskClient) -> None:
    assert client.get("/da/month").status_code == 404
    assert "Månedens besked" not in client.get("/da/").text


def test_before_the_first_month_one_is_told_when_it_comes(reader: FlaskClient) -> None:
    assert months_shown(site(reader).months, date(2020, 1, 1)) == []
    assert reader.get("/en/month").status_code == 200


def _month(number: int) -> str:
    names = "januar februar marts april maj juni juli august september oktober november december"
    return names.split()[number - 1]

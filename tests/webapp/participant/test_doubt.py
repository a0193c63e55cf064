"""The guide for people in doubt ends with what to do, whom to call, paper, and a quiz about such messages."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from tests import shipped
from tests.webapp.taking import altered
from tests.webapp.words import text
from webapp.site_content.help import Doubt, DoubtChoice
from webapp.site_content.reading import read_content

END = "/da/doubt?at=1.1"


def ends(doubt: Doubt) -> list[DoubtChoice]:
    """Return the choices that lead to what to do."""
    found = []
    for choice in doubt.choices:
        found += ends(choice.next) if choice.next else [choice]
    return found


def test_the_answer_stands_first_with_the_number_to_call(course: FlaskClient) -> None:
    page = course.get(END).text.partition("<main")[2]
    assert page.index("Gør sådan") < page.index('href="tel:') < page.index("Hvem skriver?")
    assert 'href="tel:33370037"' in page


def test_an_answer_without_a_number_has_none(course: FlaskClient) -> None:
    assert 'href="tel:' not in course.get("/da/doubt?at=2").text


def test_it_leads_to_paper_and_to_the_quiz_about_such_messages(course: FlaskClient) -> None:
    page = course.get(END)
    assert "data-print" in page.text
    assert 'href="/da/quiz/beskeder"' in page.text
    assert "/da/quiz/" not in course.get("/da/doubt?at=2").text, "none is named there"


def test_a_quiz_that_is_not_there_is_found_by_the_check(tmp_path: Path) -> None:
    folder = altered(tmp_path, "help.yaml", "quiz: beskeder", "quiz: besked")
    _, problems = read_content(folder)
    assert [(one.level, one.message, one.hint) for one in problems if one.level == "error"] == [
        ("error", "unknown quiz ‹besked›", "did you mean beskeder?")
    ]


def test_numbers_stand_beside_what_to_do(tmp_path: Path) -> None:
    folder = altered(tmp_path, "help.yaml", "quiz: beskeder", "numbers: [cyberhotline]")
    _, problems = read_content(folder)
    assert [(one.level, one.message) for one in problems if one.level == "error"] == [("error", "stand at a question")]


def test_every_number_in_an_answer_that_ships_can_be_called_with_a_tap() -> None:
    content = shipped.content()
    assert content.help
    for choice in ends(content.help.doubt):
        assert choice.do
        named = [number.id for number in content.library.numbers if f" {number.number}" in choice.do["da"]]
        assert sorted(named) == sorted(number.id for number in choice.numbers), choice.text["da"]


def test_the_page_for_helpers_is_linked_from_the_front_page_and_begins_three_messages(course: FlaskClient) -> None:
    assert 'href="/da/beside?from=' in course.get("/da/").text
    page = course.get("/da/beside")
    assert "Rør ikke den andens netbank." in text(page)
    assert 'href="/da/quiz/beskeder/three"' in page.text

"""The front page is a house: its doors are the quizzes, what is done stands open, and nothing is said of the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.places import CONTENT
from tests.webapp.taking import answer, begin, questions
from tests.webapp.words import text
from webapp.web.replying.assets import Assets

HEAVIEST = 2048  # bytes of a drawing
FLOOR = re.compile(r"<details[^>]*>.*?</details>", re.DOTALL)
OPEN_DOOR = 'class="with-arch open"'


def take(client: FlaskClient, quiz: str) -> None:
    """Take a whole quiz."""
    address = begin(client, quiz)
    for number, question in enumerate(questions(client, quiz), start=1):
        answer(client, f"{address}/{number}", *(question.key or ()))


def test_a_house_has_a_door_for_every_quiz_and_says_how_many(client: FlaskClient) -> None:
    page = client.get("/da/")
    assert "Et hus med 3 døre" in text(page)
    assert page.text.count('fill="#d3e5e9"') == 3
    assert page.text.count('class="with-arch"') == 3 + 1, "the doors, and the big card"


def test_what_is_done_stands_open_and_only_that_is_said(client: FlaskClient) -> None:
    assert OPEN_DOOR not in client.get("/da/").text
    take(client, "kort")
    page = client.get("/da/")
    assert "Du har åbnet én dør" in text(page)
    assert page.text.count(OPEN_DOOR) == 1
    assert page.text.count('fill="#ffcf40"') == 1
    assert text(page).count("Døren er åben") == 1
    assert not re.search(r"mangler|tilbage|\b1 af 3\b|Et hus med", text(page))


def test_a_quiz_that_is_under_way_is_no_open_door(client: FlaskClient) -> None:
    address = begin(client, "kort")
    answer(client, f"{address}/1", "scam")
    page = client.get("/da/")
    assert OPEN_DOOR not in page.text
    assert "Du er nået til spørgsmål 2" in text(page)


def test_the_first_group_stands_open_and_the_others_are_folded(client: FlaskClient) -> None:
    floors = FLOOR.findall(client.get("/da/").text)
    assert len(floors) == 2
    assert [floor.startswith('<details class="floor" open>') for floor in floors] == [True, False]


def test_a_folded_group_says_in_words_that_a_door_of_it_is_open(client: FlaskClient) -> None:
    take(client, "kort")
    first, other = FLOOR.findall(client.get("/da/").text)
    assert "én dør er åben" in first
    assert "åben" not in other


def test_who_is_in_doubt_finds_the_guide_before_the_house(client: FlaskClient) -> None:
    page = client.get("/da/").text
    assert page.index('class="first"') < page.index('href="/da/doubt"') < page.index('class="house"')


def test_the_numbers_of_a_library_are_its_own(serve: Callable[[Path], Flask]) -> None:
    client = serve(CONTENT).test_client()
    doors = client.get("/da/").text.split("Et hus med ")[1].split(" ")[0]
    assert int(doors) == len(list((CONTENT / "quizzes").glob("*.yaml"))) - len(["bekymring", "a", "b", "c"])


def test_every_quiz_that_ships_has_a_light_drawing_of_its_own(serve: Callable[[Path], Flask]) -> None:
    app = serve(CONTENT)
    page, assets = app.test_client().get("/da/").text, Assets(app)
    offered = app.extensions["services"].library
    door = assets.drawing("door", "")
    for quiz in (quiz for quiz in offered.quizzes.values() if quiz.kind == "quiz"):
        drawing = assets.drawing(quiz.id, "")
        assert drawing != door, f"draw webapp/static/drawings/{quiz.id}.svg"
        assert f'src="{drawing}"' in page
        reply = app.test_client().get(drawing, buffered=True)
        assert reply.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
        assert len(reply.data) <= HEAVIEST


def test_a_quiz_without_a_drawing_has_a_plain_door(client: FlaskClient) -> None:
    assert Assets(client.application).drawing("door", "") in client.get("/da/").text


def test_question_pages_have_no_drawings(client: FlaskClient) -> None:
    assert "/static/door" in client.get("/da/").text
    address = begin(client, "kort")
    assert ".svg" not in client.get(f"{address}/1").text

"""Letters, doors and threads: they are drawn as what they are, and read in the order in which a person meets them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.webapp.taking import arrive

SCENES = "/static/scenes."
THREAD = 7  # a question of the quiz with every way of asking
LETTER, DOOR = 6, 7  # questions of the one with every channel


def test_a_message_stands_below_the_earlier_ones_of_its_thread(course: FlaskClient) -> None:
    page = course.get(arrive(course, THREAD)).text
    words = ["En tidligere besked: </span>Din pakke er sendt", "Du skrev tidligere: </span>Tak", "Den nyeste"]
    places = [page.index(each) for each in words]
    assert places == sorted(places)
    assert SCENES in page


@pytest.mark.parametrize(("n", "look"), [(LETTER, "message letter"), (DOOR, "message door")])
def test_a_letter_and_a_visit_have_a_look_of_their_own(course: FlaskClient, n: int, look: str) -> None:
    page = course.get(arrive(course, n, "kanaler")).text
    assert f'class="{look}"' in page
    assert SCENES in page


def test_a_page_without_them_is_no_heavier(course: FlaskClient) -> None:
    assert SCENES not in course.get(arrive(course, 1, "beskeder")).text, "a text message"

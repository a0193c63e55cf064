"""The plan on the leader's page: what is done now, words to say, and the story that is told then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import CONTENT
from tests.webapp.clock import Clock
from tests.webapp.leader.test_workshop_leading import lead, live
from tests.webapp.taking import HTMX, altered, site
from tests.webapp.words import text
from tests.webapp.workshops import workshop
from webapp.storage.batches import Way
from webapp.storage.workshops.planning import Plan
from webapp.web.services import now, today

HERE = ZoneInfo("Europe/Copenhagen")
PLAN = """meetings: [4, 3]
plan:
  - {minute: 0, title: {da: Velkommen alle, en: Welcome all}, say: {da: "Hej.\\nAlle kan blive snydt.", en: Hello.}}
  - {minute: 20, title: {da: Tal sammen, en: Talk}, say: {da: Hvad var sværest?, en: What was hardest?}, story: maader}
  - {minute: 0, meeting: 2, title: {da: Velkommen igen, en: Welcome back}}
"""


@pytest.fixture
def course(serve: Callable[[Path], Flask], tmp_path: Path) -> FlaskClient:
    """A browser on a library whose programme has a plan, and one of whose quizzes has a story."""
    altered(tmp_path, "programmes/forloeb.yaml", "meetings: [4, 3]\n", PLAN)
    story = "story: {da: Ruth ringede selv op., en: Ruth called herself.}\ntakeaways:"
    return serve(altered(tmp_path, "quizzes/maader.yaml", "takeaways:", story)).test_client()


def begin(client: FlaskClient, at: str | None = None, meeting: int = 1, way: Way = "apart") -> str:
    """Begin a workshop with the programme; return its token."""
    plan = Plan("hovedbiblioteket", today(), time=at, programme="forloeb", meeting=meeting, quizzes=(), way=way)
    made, token = site(client).planning.create(plan, ["AB"])
    site(client).workshops.let_in(made.id, now())
    return token


def test_the_present_moment_stands_there_with_words_to_say_and_its_story(course: FlaskClient, clock: Clock) -> None:
    token = begin(course)
    page = lead(course, token)
    assert "Velkommen alle Hej. Alle kan blive snydt. Derefter, kl." in page
    address = live(course, token)
    assert course.get(address, headers=HTMX).status_code == 204
    clock.now += 20 * 60
    reply = course.get(address, headers=HTMX)
    assert "Tal sammen Hvad var sværest? Læs denne historie højt Ruth ringede selv op." in text(reply)
    assert 'id="moment"' in reply.text
    assert "Tal sammen Hvad var sværest? Læs denne historie højt" in lead(course, token)


def test_when_it_ends_the_last_words_of_the_plan_stand_there(course: FlaskClient) -> None:
    token = begin(course)
    course.post(f"/da/lead/{token}", data={"action": "end"})
    page = lead(course, token)
    assert "Tal sammen Hvad var sværest? Læs denne historie højt" in page
    assert "Velkommen alle" not in page


def test_what_somebody_has_opened_stays_open_as_long_as_the_moment_does(course: FlaskClient, clock: Clock) -> None:
    token = begin(course)
    address = live(course, token)
    course.post(f"/da/lead/{token}", data={"action": "stop"})
    course.post(f"/da/lead/{token}", data={"action": "open"})
    site(course).workshops.join(_code(course, token), now())
    clock.now += 60
    reply = course.get(address, headers=HTMX)
    assert "1 skærm er med" in text(reply)
    assert 'id="moment"' not in reply.text


def _code(client: FlaskClient, token: str) -> str:
    found = site(client).workshops.by_leader(token)
    assert found
    assert found.code
    return found.code


def test_a_door_that_is_opened_early_does_not_move_the_plan(course: FlaskClient, clock: Clock) -> None:
    planned = now().astimezone(HERE) + timedelta(minutes=10)
    page = lead(course, begin(course, f"{planned:%H:%M}"))
    assert f"Planen, kl. {planned:%H.%M} Velkommen alle" in page
    clock.now += 3600
    late = now().astimezone(HERE)
    page = lead(course, begin(course, f"{planned:%H:%M}"))
    assert f"Planen, kl. {late:%H.%M} Velkommen alle" in page, "who begins late begins at the beginning"


def test_each_meeting_has_its_own_moments(course: FlaskClient) -> None:
    page = lead(course, begin(course, meeting=2))
    assert "Velkommen igen" in page
    assert "Velkommen alle" not in page


def test_before_it_begins_the_whole_plan_stands_open(course: FlaskClient) -> None:
    plan = Plan("hovedbiblioteket", today(), time="10:00", programme="forloeb", quizzes=())
    _, token = site(course).planning.create(plan, ["AB"])
    page = course.get(f"/da/lead/{token}")
    assert "10.00 Velkommen alle 10.20 Tal sammen" in text(page)
    assert '<details class="plan" open>' in page.text


def test_quizzes_without_a_programme_have_a_plan_of_their_minutes(course: FlaskClient) -> None:
    _, token = workshop(course)
    page = lead(course, token)
    assert "Velkommen Ingen kan se, hvad I svarer. Alle kan blive snydt." in page
    assert "Tak for i dag" in page


def test_the_programmes_that_ship_for_workshops_say_what_to_do_when(serve: Callable[[Path], Flask]) -> None:
    library = site(serve(CONTENT).test_client()).library
    for programme in library.programmes.values():
        meetings = range(1, max(len(programme.meetings), 1) + 1)
        assert programme.at_home or all(programme.moments(meeting) for meeting in meetings)


@pytest.mark.parametrize("way", ["together", "hands"])
def test_of_a_room_that_answers_together_the_plan_is_made_of_its_quizzes_alone(course: FlaskClient, way: Way) -> None:
    page = text(course.get(f"/en/lead/{begin(course, way=way)}"))
    assert "Welcome all" not in page, "that is said to people who take check-ups"
    assert "Test yourselves" not in page

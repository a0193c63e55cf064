"""The channel one came through and one's age are counted once, and tied to nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.webapp.clock import TODAY, Clock
from tests.webapp.taking import answer, begin, led, remembered, remind, rows
from tests.webapp.words import text
from tests.webapp.workshops import joined, workshop
from webapp.web.limits.tallies import HOUR, MOST

MONTH = f"{TODAY:%Y-%m}"
AGE = "Hvor gammel er du?"


def counted(client: FlaskClient) -> list[tuple[object, ...]]:
    return rows(client, "SELECT month, kind, name, n FROM tally ORDER BY kind, name")


def finished(client: FlaskClient, quiz: str = "anden") -> str:
    """Take the quiz with one question; return the address of its result."""
    client.post(f"/da/quiz/{quiz}")
    answer(client, f"/da/quiz/{quiz}/1", "app")
    return f"/da/quiz/{quiz}/result"


def test_the_channel_is_carried_in_links_and_counted_when_a_quiz_is_begun(course: FlaskClient) -> None:
    assert course.get("/?via=plakat").location == "/da/?via=plakat"
    front = course.get("/da/?via=plakat").text
    assert 'href="/da/quiz/kort?via=plakat"' in front
    start = course.get("/da/quiz/kort?via=plakat").text
    assert 'action="/da/quiz/kort?via=plakat"' in start
    assert 'href="/en/quiz/kort?via=plakat"' in start, "another language loses nothing"
    assert counted(course) == []
    assert led(course.post("/da/quiz/kort?via=plakat")) == "/da/quiz/kort/1"
    assert counted(course) == [(MONTH, "visits", "plakat", 1)]
    assert "via=" not in course.get("/da/quiz/kort/1").text


def test_it_is_counted_once_a_browser(course: FlaskClient) -> None:
    for channel in ("plakat", "presse", "plakat"):
        course.post(f"/da/quiz/kort?via={channel}")
        course.post(f"/da/quiz/bekymring?via={channel}")
    assert counted(course) == [(MONTH, "visits", "plakat", 1)]
    course.application.test_client().post("/da/quiz/kort?via=plakat")
    assert counted(course) == [(MONTH, "visits", "plakat", 2)]


@pytest.mark.parametrize("via", ["", "?via=", "?via=nowhere", "?via=plakat2", "?other=plakat"])
def test_without_a_channel_of_ours_all_is_as_always(course: FlaskClient, via: str) -> None:
    assert course.get(f"/da/{via}").status_code == 200
    assert "?via=" not in course.get(f"/da/{via}").text.replace("%3Fvia", "").replace(f"/en/{via}", "")
    assert led(course.post(f"/da/quiz/kort{via}")) == "/da/quiz/kort/1"
    assert counted(course) == []


def test_a_channel_is_kept_with_no_attempt(course: FlaskClient) -> None:
    course.post("/da/quiz/kort?via=presse")
    assert "presse" not in str(rows(course, "SELECT * FROM liveattempt"))


def test_after_a_quiz_one_may_say_how_old_one_is_and_is_not_asked_again(client: FlaskClient) -> None:
    result = finished(client)
    page = text(client.get(result))
    assert AGE in page
    assert "Under 65 65–74 75–84 85 eller derover Det vil jeg helst ikke sige" in page
    assert led(client.post(result.replace("result", "age"), data={"age": "75-84"})) == f"{result}?said=age#said"
    assert AGE not in text(client.get(result))
    client.post(result.replace("result", "age"), data={"age": "75-84"})
    assert counted(client) == [(MONTH, "age", "75-84", 1)]


def test_who_would_rather_not_say_is_not_counted_and_not_asked_again(client: FlaskClient) -> None:
    result = finished(client)
    assert led(client.post(result.replace("result", "age"), data={"age": ""})) == f"{result}?said=no-age#said"
    assert AGE not in text(client.get(result))
    assert counted(client) == []


def test_the_question_comes_after_a_quiz_and_not_before_it_is_done(client: FlaskClient) -> None:
    client.post("/da/quiz/kort")
    answer(client, "/da/quiz/kort/1", "scam")
    assert AGE not in text(client.get("/da/quiz/kort/result"))
    client.post("/da/quiz/kort/age", data={"age": "75-84"})
    assert counted(client) == []


def test_two_at_one_screen_are_not_asked(course: FlaskClient) -> None:
    made, _ = workshop(course)
    for people, asked in (("1", True), ("2", False)):
        client = joined(course.application, made, people)
        client.post("/da/quiz/kort")
        for number, response in enumerate(("scam", "app"), start=1):
            answer(client, f"/da/quiz/kort/{number}", response)
        assert remembered(client).results["kort"].done
        assert (AGE in text(client.get("/da/quiz/kort/result"))) == asked


def test_an_age_that_was_not_offered_is_refused(client: FlaskClient) -> None:
    result = finished(client)
    assert client.post(result.replace("result", "age"), data={"age": "12"}).status_code == 400
    assert counted(client) == []


def test_a_cookie_that_is_replayed_tells_its_age_once(client: FlaskClient) -> None:
    result = finished(client)
    old = remembered(client)
    for _ in range(7):
        remind(client, old)
        client.post(result.replace("result", "age"), data={"age": "85-over"})
    assert counted(client) == [(MONTH, "age", "85-over", 1)]


def test_an_address_brings_no_more_visits_in_an_hour_than_a_library(course: FlaskClient, clock: Clock) -> None:
    def come(times: int) -> None:
        for _ in range(times):
            assert led(course.application.test_client().post("/da/quiz/kort?via=plakat")) == "/da/quiz/kort/1"

    come(MOST + 5)
    assert counted(course) == [(MONTH, "visits", "plakat", MOST)]
    clock.later(HOUR + 1)
    come(1)
    assert counted(course) == [(MONTH, "visits", "plakat", MOST + 1)]


def test_an_address_begins_no_more_attempts_that_count_at_home_than_a_library(course: FlaskClient) -> None:
    for _ in range(MOST + 5):
        begin(course.application.test_client(), "kort")
    assert rows(course, "SELECT count(*) FROM liveattempt WHERE counted") == [(MOST,)]
    begin(course.application.test_client(), "maader")
    made, _ = workshop(course)
    begin(joined(course.application, made), "kort")
    assert rows(course, "SELECT count(*) FROM liveattempt WHERE counted") == [(MOST + 2,)]

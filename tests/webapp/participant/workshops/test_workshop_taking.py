"""Taking quizzes in a workshop, until it ends and after it: nobody loses an answer, nobody meets an error."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from quizlib import VerdictCounts
from tests.webapp.taking import HTMX, WAYS, answer, begin, first_result, led, questions, remembered, remind, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import close, current, end, joined, set_back, workshop, workshops
from webapp.participant.progress.check_ups import sitting_code
from webapp.storage.workshops.workshop import Workshop
from webapp.web.devices.device import Way
from webapp.web.services import now

ENDING = "Vi slutter nu"
FOLDED = "Vil du se forklaringerne nu?"
OVER = "Arrangementet er slut. Tak, fordi du var med."
QUIZ = "/da/quiz/beskeder"
NOW = "/da/workshop/now"


def under_way(course: FlaskClient, people: str = "1") -> tuple[FlaskClient, Workshop]:
    """Return a browser in a workshop with one answer of a quiz given, and the workshop."""
    held, _ = workshop(course)
    client = joined(course.application, held, people)
    answer(client, f"{begin(client, 'beskeder')}/1", "scam")
    return client, held


def test_attempts_begin_in_the_batch_of_the_workshop_and_at_home_in_that_of_the_week(course: FlaskClient) -> None:
    client, held = under_way(course)
    answer(client, f"{QUIZ}/2", "scam")
    assert led(client.post(f"{QUIZ}/practise")) == f"{QUIZ}/practise/1"
    batches = rows(course, "SELECT batch, counted FROM liveattempt ORDER BY counted")
    assert batches == [(f"workshop-{held.id}", False), (f"workshop-{held.id}", True)]
    begin(course, "beskeder")
    assert [batch for (batch,) in rows(course, "SELECT batch FROM liveattempt") if batch.startswith("home-")]


@pytest.mark.parametrize(("people", "compared"), [("1", True), ("2", False), ("3", False)])
def test_only_who_is_alone_at_the_screen_is_compared_with_before(
    course: FlaskClient, people: str, *, compared: bool
) -> None:
    made, _ = workshop(course, programme="forloeb", order="AB")
    client = joined(course.application, made, people)
    code = first_result(client, "B", VerdictCounts(4), VerdictCounts(4), month="2026-01")
    remind(client, remembered(client).with_before(str(code)))
    begin(client, "tjek-a")
    (before,) = rows(course, "SELECT before FROM liveattempt")[0]
    assert (before is not None) == compared
    assert not compared or json.loads(before)["order"] == "BA"


def test_a_page_that_is_open_asks_whether_the_workshop_ends_and_hears_it_once(course: FlaskClient) -> None:
    client, held = under_way(course)
    page = client.get(f"{QUIZ}/2").text
    assert f'data-hx-get="{NOW}?at=running" data-hx-trigger="every 10s"' in page
    assert ENDING not in page
    reply = client.get(f"{NOW}?at=running", headers=HTMX)
    assert (reply.status_code, reply.data) == (204, b"")
    workshops(course).end(held.id, now())
    told = client.get(f"{NOW}?at=running", headers=HTMX)
    assert told.status_code == 200
    assert ENDING in told.text
    assert f"{NOW}?at=ending" in told.text
    assert client.get(f"{NOW}?at=ending", headers=HTMX).status_code == 204


def test_a_page_that_is_open_hears_that_it_is_over_and_asks_no_more(course: FlaskClient) -> None:
    client, held = under_way(course)
    workshops(course).end(held.id, now())
    end(course, held)
    told = client.get(f"{NOW}?at=ending", headers=HTMX).text
    assert OVER in told
    assert f'href="{QUIZ}/result"' in told
    assert "data-hx-get" not in told


def test_nothing_is_told_to_who_is_in_no_workshop(course: FlaskClient) -> None:
    assert course.get(f"{NOW}?at=running", headers=HTMX).status_code == 204
    assert course.get(NOW).status_code == 204


def test_without_scripts_the_next_page_says_that_it_ends(course: FlaskClient) -> None:
    client, held = under_way(course)
    workshops(course).end(held.id, now())
    for address in (f"{QUIZ}/1", f"{QUIZ}/2", "/da/", "/da/help"):
        assert ENDING in client.get(address).text
    assert ENDING not in course.get("/da/").text


@pytest.mark.parametrize("headers", WAYS)
def test_answers_are_taken_while_it_ends_and_until_it_is_closed(course: FlaskClient, headers: dict[str, str]) -> None:
    client, held = under_way(course)
    workshops(course).end(held.id, now())
    answer(client, f"{QUIZ}/2", "scam", headers=headers)
    end(course, held)
    reply = answer(client, f"{QUIZ}/3", "call-back", headers=headers)
    assert led(reply) == f"{QUIZ}/result"
    assert len(rows(course, "SELECT * FROM liveanswer")) == 3
    assert remembered(client).results["beskeder"].safe.right == 1, "the result so far knows of it"


def test_when_it_has_ended_the_next_step_is_the_result_so_far(course: FlaskClient) -> None:
    client, held = under_way(course)
    workshops(course).end(held.id, now())
    end(course, held)
    assert led(client.get(f"{QUIZ}/2")) == f"{QUIZ}/result"
    page = text(client.get(f"{QUIZ}/result"))
    assert OVER in page
    assert "Du nåede at svare på 1 af 5 spørgsmål." in page
    assert "Du endte et trygt sted." in page
    assert "Fortsæt, hvor du slap" not in page
    assert "Ja, det er svindel." in text(client.get(f"{QUIZ}/1")), "what was answered can still be looked at"
    assert "Fortsæt, hvor du slap" not in text(client.get(QUIZ))


@pytest.mark.parametrize("headers", WAYS)
def test_when_it_has_been_closed_every_step_lands_on_the_result_so_far(
    course: FlaskClient, headers: dict[str, str]
) -> None:
    client, held = under_way(course)
    workshops(course).end(held.id, now())
    close(course, held)
    for reply in (
        answer(client, f"{QUIZ}/2", "scam", headers=headers),
        client.get(f"{QUIZ}/2", headers=headers),
        client.get(f"{QUIZ}/1", headers=headers),
    ):
        assert led(reply) == f"{QUIZ}/result"
    page = text(client.get(f"{QUIZ}/result"))
    assert OVER in page
    assert "Du endte et trygt sted." in page
    start = text(client.get(QUIZ))
    assert "Dine tidligere svar ligger her ikke længere" in start
    assert "Svarene er talt sammen med de andres, eller bliver det snart." in start


def test_a_quiz_without_an_answer_has_no_result_and_its_start_page_says_what_happened(course: FlaskClient) -> None:
    client, held = under_way(course)
    begin(client, "kort")
    workshops(course).end(held.id, now())
    close(course, held)
    assert led(client.get("/da/quiz/kort/1")) == "/da/quiz/kort"
    assert "Arrangementet er slut." in text(client.get("/da/quiz/kort"))


def test_after_it_one_may_begin_afresh_and_is_counted_at_home(course: FlaskClient) -> None:
    client, held = under_way(course, "2")
    workshops(course).end(held.id, now())
    end(course, held)
    address = begin(client, "beskeder")
    assert "Er den ægte?" in text(client.get(f"{address}/1")), "it is asked, and not answered yet"
    batches = sorted(batch for (batch,) in rows(course, "SELECT batch FROM liveattempt"))
    assert [batch.partition("-")[0] for batch in batches] == ["home", "workshop"]
    assert ENDING not in client.get("/da/").text


def test_a_forgotten_workshop_ends_by_itself(course: FlaskClient) -> None:
    client, held = under_way(course)
    set_back(course, held, begun=now() - timedelta(hours=12))
    assert led(client.get(f"{QUIZ}/2")) == f"{QUIZ}/result"
    site(course).closing.run(now())
    assert current(course, held).closed
    assert rows(course, "SELECT batch FROM liveattempt WHERE batch LIKE 'workshop-%'") == []


@pytest.mark.parametrize("closed", [True, False])
def test_a_check_up_that_was_not_finished_is_explained_as_far_as_it_came(course: FlaskClient, *, closed: bool) -> None:
    made, _ = workshop(course, programme="forloeb", order="AB", meeting=2)
    client = joined(course.application, made)
    address = begin(client, "tjek-a", short="1")
    for number, question in enumerate(questions(client, "tjek-a")[:3], start=1):
        answer(client, f"{address}/{number}", *(question.key or ()))
    assert "trygt sted" not in text(client.get(f"{address}/result"))
    workshops(course).end(made.id, now())
    (close if closed else end)(course, made)
    assert led(client.get(f"{address}/4")) == f"{address}/result"
    page = text(client.get(f"{address}/result"))
    assert "trygt sted" not in page, "it is not the last of its programme"
    assert (FOLDED in page) == (not closed), "once counted, nobody knows what one answered"


@pytest.mark.parametrize(("meeting", "explained"), [(1, False), (2, True)])
def test_a_finished_check_up_is_explained_at_the_end_unless_its_programme_has_another_meeting(
    course: FlaskClient, meeting: int, *, explained: bool
) -> None:
    made, _ = workshop(course, programme="forloeb", order="AB", meeting=meeting)
    client = joined(course.application, made)
    remind(client, remembered(client).with_way("forloeb", Way("AB", 1)))
    address = led(client.post("/da/programme/forloeb")) or ""
    assert address == "/da/quiz/tjek-a/1"
    for number, question in enumerate(questions(client, "tjek-a")[:6], start=1):
        answer(client, address.replace("1", str(number)), *(question.key or ()))
    result = address.replace("/1", "/result")
    assert FOLDED not in text(client.get(result))
    workshops(course).end(made.id, now())
    end(course, made)
    assert (FOLDED in text(client.get(result))) == explained
    told = text(client.get(result))
    assert "trygt sted" not in told, "it is not the last of its programme"
    assert str(sitting_code(remembered(client))) in told, "the sitting is over"
    assert OVER in text(client.get("/da/programme/forloeb"))


def test_the_next_quiz_is_one_of_the_workshops(course: FlaskClient) -> None:
    client, _ = under_way(course)
    for n, response in enumerate((["scam"], ["call-back"], ["code"], ["genuine"]), start=2):
        answer(client, f"{QUIZ}/{n}", *response)
    page = text(client.get(f"{QUIZ}/result"))
    assert "Den næste quiz" in page
    assert page.index(site(client).library.quizzes["kort"].title["da"]) > page.index("Den næste quiz")


def test_deleting_ones_answers_still_works_in_a_workshop(course: FlaskClient) -> None:
    client, _ = under_way(course)
    assert led(client.post("/da/delete")) == "/da/delete?deleted=1"
    assert rows(course, "SELECT * FROM liveanswer") == []
    assert led(client.get(f"{QUIZ}/2")) == QUIZ

"""Three messages of a quiz can be taken alone; they are not counted, unless the person goes on to the whole quiz."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.webapp.taking import HTMX, answer, begin, led, questions, remembered, remind, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import joined, workshop
from webapp.storage.closing.live_rows import Closed
from webapp.web.devices.device import Device, Way
from webapp.web.services import now

QUIZ = "/da/quiz/maader"
THREE = ("notice", "lost-card", "fee")
REST = ("marks", "share", "bank-call", "wait")
MORE = "Tag de andre 4 med: dine 3 svar tæller"


def begin_three(client: FlaskClient) -> None:
    """Begin the three messages."""
    assert led(client.post(f"{QUIZ}/three")) == f"{QUIZ}/1"


def give(client: FlaskClient, number: int, name: str) -> None:
    """Answer a question rightly, by its number in this attempt and its id."""
    question = next(question for question in questions(client, "maader") if question.id == name)
    assert question.stem["da"] in text(client.get(f"{QUIZ}/{number}"))
    assert answer(client, f"{QUIZ}/{number}", *(question.key or ())).status_code == 303


def take_three(client: FlaskClient) -> None:
    """Take the three messages."""
    begin_three(client)
    for number, name in enumerate(THREE, start=1):
        give(client, number, name)


def go_on(client: FlaskClient) -> str | None:
    """Go on to the whole quiz; return the address of the next question."""
    return led(client.post(f"{QUIZ}/whole"))


def take_rest(client: FlaskClient) -> None:
    """Take what the three messages have left of the quiz."""
    for number, name in enumerate(REST, start=4):
        give(client, number, name)


def attempts(client: FlaskClient) -> list[tuple[bool, bool, int]]:
    """Return of each attempt that is stored whether it counts, whether it is finished, and its answers."""
    sql = "SELECT counted, finished, (SELECT count(*) FROM liveanswer WHERE attempt = id) FROM liveattempt"
    return [(bool(counts), bool(finished), answers) for counts, finished, answers in rows(client, sql)]


def test_the_whole_quiz_is_the_button_and_three_messages_are_the_link(course: FlaskClient) -> None:
    page = course.get(QUIZ)
    assert "Begynd: hele quizzen Eller kun 3 beskeder, cirka 3 minutter" in text(page)
    assert f'href="{QUIZ}/three"' in page.text
    alone = course.get(f"{QUIZ}/three")
    assert "3 beskeder, cirka 3 minutter" in text(alone)
    assert f'action="{QUIZ}/three"' in alone.text
    assert f'class="quiet" href="{QUIZ}"' in alone.text


def test_three_messages_are_asked_without_the_worked_example(course: FlaskClient) -> None:
    begin_three(course)
    assert "Spørgsmål 1 af 3" in text(course.get(f"{QUIZ}/1"))
    take_three(course)
    assert course.get(f"{QUIZ}/4").status_code == 404


def test_the_result_leads_to_the_rest_and_the_button_says_that_the_answers_count(course: FlaskClient) -> None:
    take_three(course)
    page = course.get(f"{QUIZ}/result")
    assert page.status_code == 200
    assert MORE in text(page)
    assert f'action="{QUIZ}/whole"' in page.text
    assert 'href="/da/quiz/beskeder/three"' in page.text


def test_whoever_has_taken_them_finds_the_result_and_the_way_on_again(course: FlaskClient) -> None:
    take_three(course)
    assert led(course.get(f"{QUIZ}/three")) == f"{QUIZ}/result"
    page = course.get(QUIZ)
    assert "Gå videre med hele quizzen: dine 3 svar tæller med" in text(page)
    assert f'action="{QUIZ}/whole"' in page.text
    assert f'href="{QUIZ}/result"' in page.text


def test_the_result_so_far_leads_back_to_the_next_of_the_three(course: FlaskClient) -> None:
    begin_three(course)
    give(course, 1, THREE[0])
    page = course.get(f"{QUIZ}/result")
    assert f'href="{QUIZ}/2"' in page.text
    assert MORE not in text(page)
    assert f'href="{QUIZ}/2"' in course.get(f"{QUIZ}/three").text
    begin_three_again = course.post(f"{QUIZ}/three")
    assert led(begin_three_again) == f"{QUIZ}/2", "what was answered stands"


def test_who_stops_after_three_is_not_counted_and_nothing_of_it_is_remembered_as_done(course: FlaskClient) -> None:
    take_three(course)
    assert attempts(course) == [(False, True, 3)]
    assert remembered(course).results == {}
    front = text(course.get("/da/"))
    assert "Døren er åben" not in front
    assert "Du er nået til" not in front
    assert site(course).closing.run(now() + timedelta(weeks=2)) == Closed(practice=1)
    assert rows(course, "SELECT * FROM tally") == []


def test_a_channel_is_counted_when_somebody_goes_on_and_not_before(course: FlaskClient) -> None:
    course.post(f"{QUIZ}/three?via=plakat")
    assert rows(course, "SELECT * FROM tally") == []


def test_who_goes_on_keeps_the_answers_and_is_not_asked_again(course: FlaskClient) -> None:
    take_three(course)
    assert go_on(course) == f"{QUIZ}/4"
    assert attempts(course) == [(True, False, 3)]
    page = text(course.get(f"{QUIZ}/4"))
    assert "Spørgsmål 4 af 7" in page
    take_rest(course)
    assert attempts(course) == [(True, True, 7)]
    assert remembered(course).results["maader"].done
    assert "Du har åbnet én dør" in text(course.get("/da/"))
    assert course.get(f"{QUIZ}/result").status_code == 200
    assert site(course).closing.run(now() + timedelta(weeks=2)) == Closed(waiting=1)


def test_the_marks_of_the_result_are_numbered_as_the_questions_were(course: FlaskClient) -> None:
    take_three(course)
    go_on(course)
    take_rest(course)
    page = course.get(f"{QUIZ}/result")
    for number in range(1, len(THREE) + len(REST) + 1):
        assert f" {number}. " in text(page)
        assert f'href="{QUIZ}/{number}?show=1"' in page.text
    assert "Svar på spørgsmål 1 af 7" in course.get(f"{QUIZ}/1?show=1").text


def test_after_any_result_three_messages_of_the_next_quiz_are_a_quiet_link(course: FlaskClient) -> None:
    address = begin(course, "kort")
    for number, question in enumerate(questions(course, "kort"), start=1):
        answer(course, f"{address}/{number}", *(question.key or ()))
    page = course.get(f"{address}/result")
    assert 'class="quiet" href="/da/quiz/beskeder/three"' in page.text
    assert 'href="/da/send?from=' in page.text


def test_their_first_answers_stand(course: FlaskClient) -> None:
    begin_three(course)
    assert answer(course, f"{QUIZ}/1", "unsure").status_code == 303
    for number, name in enumerate(THREE[1:], start=2):
        give(course, number, name)
    go_on(course)
    assert answer(course, f"{QUIZ}/1", "scam").status_code == 303
    assert rows(course, "SELECT response FROM liveanswer WHERE question = 'notice'") == [('["unsure"]',)]


def test_whoever_goes_on_and_stops_under_the_half_is_not_counted_among_people(course: FlaskClient) -> None:
    take_three(course)
    go_on(course)
    assert site(course).closing.run(now() + timedelta(weeks=2)) == Closed(dropped=1)


def test_the_front_page_knows_how_far_one_is_after_going_on(course: FlaskClient) -> None:
    take_three(course)
    go_on(course)
    give(course, 4, REST[0])
    page = course.get("/da/")
    assert "Du er nået til spørgsmål 5 af 7" in text(page)
    assert f'href="{QUIZ}/5"' in page.text


def test_a_second_tap_on_the_way_on_goes_on_with_the_same_attempt(course: FlaskClient) -> None:
    take_three(course)
    before = remembered(course)
    assert go_on(course) == f"{QUIZ}/4"
    remind(course, before)
    assert go_on(course) == f"{QUIZ}/4"
    assert attempts(course) == [(True, False, 3)]


def test_a_second_tap_at_the_beginning_begins_nothing_more(course: FlaskClient) -> None:
    begin_three(course)
    begin_three(course)
    assert attempts(course) == [(False, False, 0)]


def test_a_browser_that_is_new_begins_once_it_remembers_and_is_not_counted(course: FlaskClient) -> None:
    course.delete_cookie("device")
    address = led(course.post(f"{QUIZ}/three")) or ""
    assert address.startswith("/da/kept")
    assert rows(course, "SELECT * FROM liveattempt") == []
    assert led(course.get(address)) == f"{QUIZ}/1"
    give(course, 1, THREE[0])
    assert attempts(course) == [(False, False, 1)]


def test_a_person_who_has_been_counted_practises_when_going_on(course: FlaskClient) -> None:
    address = begin(course, "maader")
    for number, question in enumerate(questions(course, "maader"), start=1):
        answer(course, f"{address}/{number}", *(question.key or ()))
    remind(course, Device(turn=remembered(course).turn))
    take_three(course)
    go_on(course)
    take_rest(course)
    assert sorted(attempts(course)) == [(False, True, 7), (True, True, 8)]


def test_nobody_begins_three_messages_of_a_quiz_that_is_begun(course: FlaskClient) -> None:
    begin(course, "maader")
    assert led(course.get(f"{QUIZ}/three")) == QUIZ
    assert led(course.post(f"{QUIZ}/three")) == QUIZ
    assert attempts(course) == [(True, False, 0)]


def test_going_on_without_three_messages_leads_to_the_start_page(course: FlaskClient) -> None:
    assert go_on(course) == QUIZ
    begin(course, "maader")
    assert go_on(course) == QUIZ
    assert attempts(course) == [(True, False, 0)]


def test_three_messages_are_not_offered_in_a_workshop(course: FlaskClient) -> None:
    client = joined(course.application, workshop(course)[0])
    for address in ("/da/", QUIZ, "/da/workshop"):
        assert not re.search(r"3 (beskeder|eller)", text(client.get(address)))
    assert led(client.get(f"{QUIZ}/three")) == QUIZ
    assert led(client.post(f"{QUIZ}/three")) == QUIZ
    assert rows(course, "SELECT * FROM liveattempt") == []


def test_three_messages_are_not_offered_of_the_next_step_of_a_programme(course: FlaskClient) -> None:
    assert "3 beskeder" in text(course.get(QUIZ))
    steps = site(course).library.programmes["forloeb"].steps
    step = next(number for number, step in enumerate(steps) if step.quiz == "maader")
    remind(course, Device(programmes={"forloeb": Way("AB", step)}))
    assert "3 beskeder" not in text(course.get(QUIZ))
    assert led(course.post(f"{QUIZ}/three")) == QUIZ


@pytest.mark.parametrize("quiz", ["tjek-a", "bekymring", "kanaler"])
def test_what_has_no_three_messages_offers_none(course: FlaskClient, quiz: str) -> None:
    assert "3 beskeder" not in text(course.get(f"/da/quiz/{quiz}"))
    assert led(course.get(f"/da/quiz/{quiz}/three")) == f"/da/quiz/{quiz}"


def test_a_part_of_a_page_follows_an_answer_to_the_three_as_to_any_other(course: FlaskClient) -> None:
    begin_three(course)
    reply = answer(course, f"{QUIZ}/1", "scam", headers=HTMX)
    assert reply.status_code == 200
    assert f'href="{QUIZ}/2"' in reply.text

"""An hour with hands up, as its leader holds it: heads, hands, question after question, and what the wall shows."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.webapp.taking import led, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import current, set_back, workshops
from webapp.storage.workshops.planning import Plan
from webapp.storage.workshops.together import RoomMoment
from webapp.storage.workshops.workshop import Workshop
from webapp.together.hour import Hour
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.services import now, today

Held = tuple[Workshop, str]
COUNTED = "SELECT question, answer, people FROM handscount ORDER BY question, answer"


def held(client: FlaskClient, *quizzes: str, begun: bool = True) -> Held:
    """Store a workshop by hands with these quizzes, and begin it; return it with its token."""
    plan = Plan("hovedbiblioteket", today(), quizzes=quizzes or ("maader",), way="hands")
    made, token = site(client).planning.create(plan)
    if begun:
        assert workshops(client).let_in(made.id, now())
    return current(client, made), token


def page(client: FlaskClient, token: str, query: str = "") -> str:
    """Return the words of the leader's page."""
    return text(client.get(f"/da/lead/{token}{query}"))


def press(client: FlaskClient, token: str, action: str, **fields: object) -> TestResponse:
    """Press a button of the leader's page as it is now, with these fields."""
    seen = re.search(r'name="seen" value="(\d+)"', client.get(f"/da/lead/{token}").text)
    form = {"action": action, "seen": seen[1] if seen else "0", **fields}
    return client.post(f"/da/lead/{token}/hands", data={name: str(value) for name, value in form.items()})


def wall(client: FlaskClient, made: Workshop, lang: str = "da") -> str:
    """Return the words of the wall."""
    return text(client.get(f"/{lang}/screen/{made.id}"))


def present(client: FlaskClient, made: Workshop) -> RoomMoment:
    """Return where the workshop is."""
    found = site(client).together.present(made.id)
    assert found is not None
    return found


def hour(client: FlaskClient, made: Workshop) -> Hour:
    """Return the questions of a workshop."""
    return Hour.of(OfferedQuizzes(site(client).library, today()), made)


def at(client: FlaskClient, held_now: Held, question: str) -> None:
    """Bring the workshop to a question, with twelve people."""
    made, token = held_now
    press(client, token, "people", people=12)
    for _ in range(60):
        if present(client, made).question == question and present(client, made).step in ("hands", "room"):
            return
        press(client, token, "skip")
    raise LookupError(question)


def test_heads_are_asked_first_and_then_the_first_question_is_shown(course: FlaskClient) -> None:
    made, token = held(course, begun=False)
    assert "Ingen skal bruge en telefon" in page(course, token)
    assert made.code
    assert made.code[:3] not in page(course, token)
    course.post(f"/da/lead/{token}", data={"action": "open"})
    assert "Hvor mange er I?" in page(course, token)
    assert "Velkommen" in wall(course, made)
    for typed, words in (("", "Skriv, hvor mange I er."), ("mange", "Skriv antallet med tal"), ("0", "Skriv antallet")):
        answer = press(course, token, "people", people=typed)
        assert words in page(course, token, f"?{(led(answer) or '').partition('?')[2]}")
    assert led(press(course, token, "people", people=12)) == f"/da/lead/{token}"
    assert current(course, made).head_count == 12
    assert present(course, made).moves == 1


def test_hands_are_noted_and_the_wall_shows_what_to_do_with_the_cards(course: FlaskClient) -> None:
    made, token = held(course)
    at(course, (made, token), "notice")
    assert "Kortene op foran brystet, alle på én gang, øjnene på beskeden" in page(course, token)
    assert "Kortene op foran brystet" in wall(course, made)
    assert "A" in wall(course, made)
    press(course, token, "on", **{"hands-scam": 7, "hands-genuine": 3, "hands-unsure": ""})
    assert rows(course, COUNTED) == [("notice", "genuine", 3), ("notice", "scam", 7), ("notice", "unsure", 0)]
    assert "Kun du ser tallene." in page(course, token)
    press(course, token, "back")
    assert re.search(r'name="hands-scam" value="7"', course.get(f"/da/lead/{token}").text)


def test_a_question_for_which_no_hand_is_counted_is_not_in_the_figures(course: FlaskClient) -> None:
    made, token = held(course)
    at(course, (made, token), "notice")
    assert "kommer spørgsmålet ikke med i tallene" in page(course, token)
    press(course, token, "on", **{"hands-scam": 0, "hands-genuine": ""})
    assert rows(course, COUNTED) == []
    press(course, token, "back")
    press(course, token, "on", **{"hands-scam": 7})
    assert len(rows(course, COUNTED)) == 3
    press(course, token, "back")
    press(course, token, "on", **{"hands-scam": 0})
    assert rows(course, COUNTED) == []


def test_the_plan_and_what_to_do_if_it_has_happened_are_there_all_the_hour(course: FlaskClient) -> None:
    made, token = held(course)
    for _ in range(2):
        assert "Planen, minut for minut" in page(course, token)
        assert "/lead/happened" in course.get(f"/da/lead/{token}").text
        at(course, (made, token), "notice")
    assert "Planen, kl." in page(course, token)


def test_the_wall_is_the_same_whatever_was_counted(course: FlaskClient) -> None:
    seen = []
    for scam, genuine in ((7, 3), (1, 11)):
        made, token = held(course)
        at(course, (made, token), "notice")
        press(course, token, "on", **{"hands-scam": scam, "hands-genuine": genuine})
        shown = []
        while present(course, made).question == "notice":
            shown.append(wall(course, made))
            press(course, token, "on")
        seen.append(shown)
    assert seen[0] == seen[1]
    assert len(seen[0]) > 1


def test_more_hands_than_heads_are_asked_about_and_nothing_typed_is_lost(course: FlaskClient) -> None:
    made, token = held(course)
    at(course, (made, token), "notice")
    before = present(course, made)
    answer = press(course, token, "on", **{"hands-scam": 9, "hands-genuine": 5})
    again = led(answer) or ""
    asked = course.get(again).text
    assert "14 er talt, men I er 12." in text(course.get(again))
    assert "I er 12, men du har talt flere hænder end det." in text(course.get(again))
    assert re.search(r'name="hands-scam" value="9"', asked)
    assert present(course, made) == before
    assert rows(course, COUNTED) == []
    press(course, token, "more", **{"hands-scam": 9, "hands-genuine": 5})
    assert current(course, made).head_count == 14
    assert present(course, made).moves == before.moves + 1
    low = press(course, token, "people", people=13)
    assert "flere hænder end det" in page(course, token, f"?{(led(low) or '').partition('?')[2]}")
    assert current(course, made).head_count == 14


def test_as_many_hands_as_heads_are_noted_without_a_question(course: FlaskClient) -> None:
    made, token = held(course)
    at(course, (made, token), "notice")
    before = present(course, made)
    assert led(press(course, token, "on", **{"hands-scam": 9, "hands-genuine": 3})) == f"/da/lead/{token}"
    assert present(course, made).moves == before.moves + 1
    assert current(course, made).head_count == 12
    assert rows(course, COUNTED) == [("notice", "genuine", 3), ("notice", "scam", 9), ("notice", "unsure", 0)]


def test_hands_that_are_not_sent_outlive_another_number_of_heads_and_a_reload(course: FlaskClient) -> None:
    made, token = held(course)
    at(course, (made, token), "notice")
    hands = {"hands-scam": 9, "hands-genuine": 3}
    asked = led(press(course, token, "heads", **hands)) or ""
    assert "Hvor mange er I?" in text(course.get(asked))
    kept = dict(re.findall(r'type="hidden" name="(hands-\w+|seen)" value="(\d+)"', course.get(asked).text))
    back = led(press(course, token, "people", people=14, **kept)) or ""
    assert current(course, made).head_count == 14
    shown = course.get(back).text
    assert re.search(r'name="hands-scam" value="9"', shown)
    assert re.search(r'id="counting" name="counting" value="yes"', shown)
    assert rows(course, COUNTED) == []
    press(course, token, "on", **hands)
    at(course, (made, token), "fee")
    assert re.search(r'name="hands-scam" value="0"', course.get(back).text), "they were for another question"


@pytest.mark.parametrize("typed", ["fire", "-3", "2,5", "9999"])
def test_what_is_no_number_of_hands_is_said_and_stays(course: FlaskClient, typed: str) -> None:
    made, token = held(course)
    at(course, (made, token), "notice")
    again = led(press(course, token, "on", **{"hands-scam": typed, "hands-genuine": 2})) or ""
    assert "Skriv hvert tal med cifre" in text(course.get(again))
    assert f'value="{typed}"' in course.get(again).text
    assert rows(course, COUNTED) == []


def test_a_press_that_comes_twice_leads_on_once(course: FlaskClient) -> None:
    made, token = held(course)
    at(course, (made, token), "notice")
    seen = present(course, made).moves
    for _ in range(3):
        course.post(f"/da/lead/{token}/hands", data={"action": "on", "seen": str(seen), "hands-scam": "3"})
    assert present(course, made).moves == seen + 1


def test_a_second_phone_sees_the_same_and_takes_away_nothing_that_is_being_counted(course: FlaskClient) -> None:
    made, token = held(course)
    at(course, (made, token), "notice")
    found = re.search(r'data-hx-get="([^"]*now[^"]*)"', course.get(f"/da/lead/{token}").text)
    assert found
    assert course.get(found[1], headers={"HX-Request": "true"}).status_code == 204
    press(course, token, "on", **{"hands-scam": 3})
    assert course.get(found[1], headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    counting = course.get(f"{found[1]}&counting=yes", headers={"HX-Request": "true"})
    assert "er ikke gemt" in text(counting)
    screen = re.search(r'data-hx-get="([^"]*)"', course.get(f"/da/screen/{made.id}").text)
    assert screen
    assert course.get(screen[1], headers={"HX-Request": "true"}).status_code == 204
    press(course, token, "on")
    assert course.get(screen[1], headers={"HX-Request": "true"}).status_code == 200


@pytest.mark.parametrize("quiz", ["beskeder", "kanaler", "kort", "maader"])
def test_every_question_of_a_quiz_has_a_form_by_hands_and_the_hour_comes_to_an_end(
    course: FlaskClient, quiz: str
) -> None:
    made, token = held(course, quiz)
    press(course, token, "people", people=12)
    met = set()
    for _ in range(120):
        moment = present(course, made)
        if moment.step == "end":
            break
        met.add(moment.question)
        shown = course.get(f"/da/lead/{token}").text
        assert course.get(f"/en/screen/{made.id}").status_code == 200
        choice = re.search(r'name="choice" value="([^"]*)"', shown)
        press(course, token, "say", choice=choice[1]) if choice else press(course, token, "on")
    assert present(course, made).step == "end"
    assert met == {stop.question.id for stop in hour(course, made).stops}
    assert "Det var det hele for i dag" in page(course, token)
    assert "Tak for i dag." in wall(course, made)


def test_the_end_needs_no_number_any_more_and_can_be_taken_back(course: FlaskClient) -> None:
    made, token = held(course)
    at(course, (made, token), "notice")
    press(course, token, "on", **{"hands-scam": 11})
    assert "lagt sammen om to minutter" in text(course.get(f"/da/lead/{token}/end"))
    course.post(f"/da/lead/{token}", data={"action": "end"})
    assert "I var 12. Tak." in page(course, token)
    again = course.post(f"/da/lead/{token}", data={"action": "count", "people": "10"})
    assert "flere hænder end det" in text(course.get(led(again) or ""))
    course.post(f"/da/lead/{token}", data={"action": "resume"})
    assert current(course, made).head_count == 12
    assert present(course, made).question == "notice"
    course.post(f"/da/lead/{token}", data={"action": "end"})
    set_back(course, made, ending=now() - timedelta(minutes=1))
    site(course).closing.run(now())
    assert rows(course, "SELECT mode FROM block") == [("hands",)]
    assert rows(course, COUNTED) == rows(course, "SELECT * FROM together") == []


def test_what_was_counted_on_paper_is_typed_later_in_one_go(course: FlaskClient) -> None:
    made, token = held(course)
    address = f"/da/lead/{token}/slip"
    form = {"people": "14", "maader_notice_scam": "9", "maader_notice_unsure": "4"}
    wrong = course.post(address, data={**form, "people": "", "maader_notice_genuine": "x"})
    assert wrong.status_code == 422
    assert "Skriv med cifre, hvor mange I var" in text(wrong)
    assert 'value="9"' in wrong.text
    assert "flere hænder" in text(course.post(address, data={**form, "people": "11"}))
    assert rows(course, COUNTED) == []
    assert led(course.post(address, data=form)) == f"/da/lead/{token}?said=slip"
    assert current(course, made).head_count == 14
    assert rows(course, COUNTED) == [("notice", "genuine", 0), ("notice", "scam", 9), ("notice", "unsure", 4)]
    again = course.get(address)
    assert again.status_code == 200
    assert 'value="9"' in again.text


def test_other_ways_have_no_hands_and_strange_presses_change_nothing(course: FlaskClient) -> None:
    made, token = held(course)
    assert press(course, token, "nothing").status_code == 400
    other, own = site(course).planning.create(Plan("hovedbiblioteket", today(), quizzes=("kort",)))
    workshops(course).let_in(other.id, now())
    press(course, own, "people", people=12)
    assert led(course.get(f"/da/lead/{own}/slip")) == f"/da/lead/{own}"
    assert current(course, other).head_count is None
    assert made.code
    assert course.get(f"/da/d/{made.code}").status_code == 404

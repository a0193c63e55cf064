"""A workshop that is taken together: the leader's one button, what each person meets, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from tests.places import CONTENT
from tests.webapp.taking import HTMX, led, remembered, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import close, current, end, joined, workshop, workshops
from webapp.storage.tables.kept import Block
from webapp.storage.workshops.together import RoomMoment
from webapp.storage.workshops.workshop import Workshop
from webapp.web.services import now

pytestmark = pytest.mark.slow


class Held:
    """A workshop that is taken together, and its leader."""

    def __init__(self, client: FlaskClient, *quizzes: str) -> None:
        self.leader = client
        self.workshop, self.token = workshop(client, way="together", quizzes=quizzes or ("beskeder", "kort"))

    @property
    def moment(self) -> RoomMoment | None:
        """Where the room is."""
        return site(self.leader).together.present(self.workshop.id)

    @property
    def path(self) -> tuple[str, ...]:
        """What the room has chosen in a conversation."""
        return self.moment.path if self.moment else ()

    @property
    def moves(self) -> int:
        """How many steps the room has made."""
        return self.moment.moves if self.moment else 0

    def press(self, action: str = "on", seen: int | None = None, **form: str) -> None:
        """Press a button of the leader's page, as it stands now or as it stood after so many steps."""
        data = {"action": action, "seen": str(self.moves if seen is None else seen), **form}
        assert led(self.leader.post(f"/da/lead/{self.token}", data=data)) == f"/da/lead/{self.token}"

    def to(self, question: str, step: str) -> None:
        """Press on until the room is there."""
        for _ in range(60):
            if self.moment and (self.moment.question, self.moment.step) == (question, step):
                return
            self.press()
        raise AssertionError(question)

    def page(self, address: str = "") -> str:
        """Return the words of the leader's page, or of another, in English."""
        return text(self.leader.get(f"/en/{address or f'lead/{self.token}'}"))

    def wall(self) -> str:
        """Return the words of the wall."""
        return self.page(f"screen/{self.workshop.id}")


def room(client: FlaskClient) -> str:
    """Return the words of the page of somebody who follows the room."""
    return text(client.get("/en/together"))


def form(client: FlaskClient) -> str:
    """Return where the form of the page sends its answer; nothing if it asks nothing."""
    found = re.search(r'<form class="ask" id="ask" method="post" action="([^"]*)"', client.get("/da/together").text)
    return found[1] if found else ""


def send(client: FlaskClient, *response: str) -> None:
    """Answer what the page asks."""
    assert led(client.post(form(client), data={"response": [*response]})) == "/da/together"


def test_a_question_is_answered_talked_about_and_explained(course: FlaskClient) -> None:
    held = Held(course)
    people = [joined(course.application, held.workshop) for _ in range(6)]
    assert all("We'll begin in a moment" in room(one) for one in people)
    held.press()
    assert "0 of 6 have answered" in held.page()
    for one in people:
        assert form(one) == "/da/together/beskeder/parcel"
        send(one, "genuine")
        assert "Wait for the others" in room(one)
    assert "6 of 6 have answered" in held.page()
    held.press()
    assert "They are talking now" in held.page()
    for one in people[:5]:
        assert form(one) == "/da/together/beskeder/parcel/talk"
        assert re.search('value="genuine"[^>]* checked', one.get("/da/together").text)
        send(one, "scam")
        assert form(one) == ""
    assert "5 have answered again" in held.page()
    held.press()
    assert "here are the answers" in room(people[5])
    held.to("parcel", "signs")
    assert "This is a scam." not in room(people[5]) or "It looks like something genuine" in room(people[5])
    assert "Yes, it's a scam." in room(people[0]), "who has changed their mind is told so"
    held.to("parcel", "check")
    held.press()
    assert form(people[0]) == "/da/together/beskeder/library"


@pytest.mark.parametrize("quiz", ["beskeder", "maader"])
def test_on_the_phones_the_signs_come_one_by_one_as_the_leader_shows_them_then_how_to_check(
    course: FlaskClient, quiz: str
) -> None:
    held = Held(course, quiz)
    keen, late = joined(course.application, held.workshop), joined(course.application, held.workshop)
    questions = {one.id: one for one in site(course).library.quizzes[quiz].questions}
    held.press()
    met = set()
    while held.moment and held.moment.step != "end":
        moment = held.moment
        question = questions[moment.question]
        told = question.explain(question.mark(question.key or ()), "en")
        if moment.step == "answer":
            send(keen, *(question.key or ()))
        for one in (keen, late) if moment.step in ("signs", "check") else ():
            page, shown = room(one), moment.shown if moment.step == "signs" else len(told.signs)
            assert [sign.number for sign in told.signs if sign.why in page] == [*range(1, shown + 1)]
            marked = re.findall('data-sign="([0-9]+)"', one.get("/en/together").text)
            assert {*map(int, marked)} == {*range(1, shown + 1)}
            assert told.check is None or (told.check.partition("\n")[0] in page) == (moment.step == "check")
            met.add((moment.step, shown))
        held.press()
    assert {("signs", 1), ("signs", 2)} < met, "of a message with two signs the phones have first shown one"


def test_two_rooms_at_other_steps_of_a_question_have_pages_of_their_own(course: FlaskClient) -> None:
    rooms = [Held(course, "beskeder"), Held(course, "maader", "beskeder")]
    people = [joined(course.application, held.workshop) for held in rooms]
    for held, one, step in zip(rooms, people, ("signs", "check"), strict=True):
        held.to("parcel", step)
        while held.moves < 80:
            here = held.moment
            assert here
            site(course).together.move(held.workshop.id, held.moves, here)
        assert ("How to check" in room(one)) == (step == "check")


def test_the_wall_says_in_words_what_they_answered_after_talking_and_how_many_never(course: FlaskClient) -> None:
    held = Held(course)
    people = [joined(course.application, held.workshop) for _ in range(9)]
    held.press()
    first = held.wall()
    for one in people:
        send(one, "genuine")
    assert held.wall() == first, "it does not show who has answered"
    held.press()
    for one in people:
        send(one, "scam")
    assert "most" not in held.wall()
    held.press()
    shown = held.wall()
    assert re.search(r"Genuine few or nobody Scam most I'm not sure – I'd check first few or nobody", shown)
    assert "9" not in shown.partition("Question 1 of 5")[2].partition("tryg")[0]
    people[0].post("/da/delete")
    assert held.wall() == shown, "the picture is frozen"


def test_what_does_not_fit_on_the_wall_at_once_is_shown_by_the_same_button(serve: Callable[[Path], Flask]) -> None:
    held = Held(serve(CONTENT).test_client(), "mitid")
    one = joined(held.leader.application, held.workshop)
    held.to("contract", "answer")
    question = site(held.leader).library.quizzes["mitid"].questions
    choices = [c.text for q in question if q.id == "contract" for c in q.prompt("en").choices]
    assert "Show the rest" in held.page()
    assert not any(str(choice) in held.wall() for choice in choices)
    page = form(one)
    held.press()
    assert "On: talk with your neighbour" in held.page()
    assert all(str(choice) in held.wall() for choice in choices)
    assert "Text message" not in held.wall()
    assert form(one) == page, "who is answering goes on doing so"


def test_who_comes_late_reads_on_the_wall_how_to_come_along(course: FlaskClient) -> None:
    held = Held(course)
    joined(course.application, held.workshop)
    held.press()
    wall = f"screen/{held.workshop.id}?network=Guests&password=coffee"
    assert "Have you come late? Open" in held.page(wall)
    assert workshops(course).stop(held.workshop.id)
    shown = held.page(wall)
    assert "Have you come late? Tell whoever leads the event, then open" in shown
    assert "Wi-Fi: Guests · password: coffee" in shown


def test_of_four_people_no_answers_are_shown(course: FlaskClient) -> None:
    held = Held(course)
    people = [joined(course.application, held.workshop) for _ in range(5)]
    held.press()
    for one in people:
        send(one, "genuine")
    held.press()
    for one in people[:4]:
        send(one, "scam")
    held.press()
    assert "You are too few for showing the answers" in held.wall()


def test_who_comes_late_or_loads_again_lands_where_the_room_is(course: FlaskClient) -> None:
    held = Held(course)
    held.to("library", "talk")
    late = joined(course.application, held.workshop)
    assert form(late) == "/da/together/beskeder/library"
    send(late, "genuine")
    assert form(late) == form(late) == "/da/together/beskeder/library/talk"
    held.to("library", "signs")
    missed = joined(course.application, held.workshop)
    assert "This one is genuine." in room(missed)
    held.to("library", "check")
    assert "How to check" in room(missed)
    assert "Your answer" not in room(missed)
    held.to("hang-up", "answer")
    assert form(missed) == "/da/together/beskeder/hang-up"


def test_no_page_of_a_room_has_a_way_back_to_itself_and_all_can_be_read_aloud(course: FlaskClient) -> None:
    held = Held(course, "kort")
    one, alone = (joined(course.application, held.workshop) for _ in range(2))
    alone.post("/en/together/apart")
    while not held.moment or held.moment.step != "end":
        for client in (one, alone):
            shown = client.get("/en/together").text
            assert ">Back<" not in shown
            assert "data-listen" in shown
        if form(one):
            send(one, "genuine" if held.moment and held.moment.question == "code" else "app")
        held.press()


def test_a_press_that_comes_twice_leads_on_once(course: FlaskClient) -> None:
    held = Held(course)
    joined(course.application, held.workshop)
    held.press(seen=0)
    held.press(seen=0)
    assert (held.moves, held.moment and held.moment.step) == (1, "answer")
    held.press(seen=7)
    assert held.moves == 1


def test_the_page_asks_for_news_and_is_told_once_there_are_any(course: FlaskClient) -> None:
    held = Held(course)
    one = joined(course.application, held.workshop)

    def news() -> tuple[int, bool]:
        found = re.search(r'data-hx-get="([^"]*/together/now[^"]*)"', page)
        assert found
        reply = one.get(found[1].replace("&amp;", "&"), headers=HTMX)
        return reply.status_code, "HX-Refresh" in reply.headers

    page = one.get("/da/together").text
    assert news() == (204, False)
    held.press()
    assert news() == (200, True)
    page = one.get("/da/together").text
    held.press()
    assert news() == (204, False), "a question that somebody is answering stays while the others talk"
    held.press()
    assert news() == (204, False), "and while they look at the answers: it is still taken"
    held.press()
    assert news() == (200, True)


def test_an_answer_that_the_room_has_gone_past_is_not_taken(course: FlaskClient) -> None:
    held = Held(course)
    one, other = joined(course.application, held.workshop), joined(course.application, held.workshop)
    held.press()
    address = form(one)
    held.to("parcel", "answers")
    assert led(one.post(address, data={"response": "scam"})) == "/da/together"
    assert "Thank you" in room(one) or "Look up" in room(one)
    held.to("parcel", "signs")
    other.post(address, data={"response": "scam"})
    assert remembered(other).attempts == {}, "the truth has been shown"
    assert other.post("/da/together/beskeder/parcel", data={"response": "nonsense"}).status_code == 400
    assert led(other.post("/da/together/kort/code", data={"response": "scam"})) == "/da/together"


def test_nothing_chosen_is_said_and_what_was_chosen_waits(course: FlaskClient) -> None:
    held = Held(course)
    one = joined(course.application, held.workshop)
    held.press()
    address = form(one)
    assert led(one.post(address)) == "/da/together?missing=1"
    assert "You still need to answer" in text(one.get("/en/together?missing=1"))
    assert led(one.post(address, data={"response": "scam", "later": "/da/display"})) == "/da/display"
    assert 'value="scam" checked' in one.get("/da/together").text


def test_what_is_chosen_and_not_sent_can_be_sent_until_the_truth_is_shown(course: FlaskClient) -> None:
    held = Held(course)
    one, other = joined(course.application, held.workshop), joined(course.application, held.workshop)
    held.press()
    address = form(one)
    assert 'form="ask" name="later" value="/da/together"' in one.get("/da/together").text.partition("</form>")[2]
    held.to("parcel", "answers")
    assert form(other) == "", "who has chosen nothing looks up with the others"
    assert led(one.post(address, data={"response": "scam", "later": "/da/together"})) == "/da/together"
    assert form(one) == address
    assert 'value="scam" checked' in one.get("/da/together").text
    assert "You can still send yours" in room(one)
    send(one, "scam")
    assert "here are the answers" in room(one)
    assert len(rows(course, "SELECT 1 FROM liveanswer")) == 1
    assert led(other.post(address, data={"response": "scam", "later": "/da/together"})) == "/da/together"
    held.press()
    assert form(other) == ""
    assert remembered(other).attempts == {}


def test_in_a_conversation_the_room_chooses_and_nothing_of_it_is_stored(course: FlaskClient) -> None:
    held = Held(course, "maader")
    one = joined(course.application, held.workshop)
    held.to("bank-call", "room")
    assert "we choose together" in room(one)
    assert form(one) == ""
    held.press("say", choice="nothing")
    assert not held.path
    held.press("say", choice="hang-up")
    assert held.path == ("hang-up",)
    held.press()
    assert held.moment
    assert held.moment.step == "check"
    assert site(course).together.answered(held.workshop.id, held.moment).first == 0


def test_every_kind_of_question_is_taken_together_to_the_end(course: FlaskClient) -> None:
    held = Held(course, "maader")
    people = [joined(course.application, held.workshop) for _ in range(6)]
    questions = {one.id: one for one in site(course).library.quizzes["maader"].questions}
    held.press()
    met = set()
    while held.moment and held.moment.step != "end":
        met.add((questions[held.moment.question].type, held.moment.step))
        assert held.wall()
        for one in people if held.moment.step in ("answer", "talk") else ():
            send(one, *(questions[held.moment.question].key or ()))
        held.press()
    asked = {kind for kind, step in met if step == "answer"}
    assert asked == {"signs", "verdict", "order", "sort", "single_choice"}
    assert asked == {kind for kind, step in met if step == "answers"}
    assert {("example", "signs"), ("example", "check"), ("conversation", "room"), ("conversation", "check")} <= met
    assert [row for (row,) in rows(course, "SELECT finished FROM liveattempt")] == [True] * 6
    assert len(rows(course, "SELECT 1 FROM liveanswer WHERE discussed IS NOT NULL")) == 6 * 6


def test_at_the_end_the_leaders_large_button_ends(course: FlaskClient) -> None:
    held = Held(course, "kort")
    joined(course.application, held.workshop)
    large = re.compile(r'class="next"[^>]*>\s*<a class="button" href="/en/lead/[a-z0-9]+/end">Finish<')
    held.to("code", "answer")
    assert not large.search(course.get(f"/en/lead/{held.token}").text)
    while held.moment and held.moment.step != "end":
        held.press()
    assert large.search(course.get(f"/en/lead/{held.token}").text)
    assert workshops(course).end(held.workshop.id, now())
    assert "at question" not in held.page()


def test_going_on_alone_keeps_everything(course: FlaskClient) -> None:
    held = Held(course, "beskeder")
    one = joined(course.application, held.workshop)
    held.press()
    send(one, "scam")
    before = remembered(one).attempts
    assert led(one.post("/da/together/apart")) == "/da/quiz/beskeder/2"
    assert one.get("/da/quiz/beskeder/2").status_code == 200
    assert "You are going on by yourself" in room(one)
    assert remembered(one).attempts == before
    assert led(one.post("/da/together/again")) == "/da/together"
    assert "Wait for the others" in room(one)


def test_who_does_not_want_to_be_counted_takes_part_all_the_same(course: FlaskClient) -> None:
    held = Held(course)
    assert "Don't count me" in text(asked(course.application, held.workshop).get("/en/people"))
    people = [joined(course.application, held.workshop) for _ in range(5)]
    shy = asked(course.application, held.workshop)
    assert led(shy.post("/da/people", data={"people": "1", "uncounted": "1"})) == "/da/together"
    held.press()
    for one in (*people, shy):
        send(one, "scam")
    assert "5 of 7 have answered" in held.page()
    held.to("parcel", "signs")
    assert "Yes, it's a scam." in room(shy)


def asked(app: Flask, made: Workshop) -> FlaskClient:
    """Return a browser that has joined, and is asked how many sit at it."""
    client = app.test_client()
    assert led(client.post(f"/da/d/{made.code}")) == "/da/people"
    return client


def test_what_was_answered_first_is_counted_in_a_mode_of_its_own(course: FlaskClient) -> None:
    held = Held(course, "kort")
    people = [joined(course.application, held.workshop) for _ in range(12)]
    for question, first, later in (("code", "scam", "genuine"), ("door", "app", "app")):
        held.to(question, "answer")
        for one in people:
            send(one, first)
        held.press()
        for one in people:
            send(one, later)
    held.to("", "end")
    assert "That was all" in room(people[0])
    assert "That was all for today" in held.page()
    workshops(course).give_head_count(held.workshop.id, 12, now())
    end(course, held.workshop)
    close(course, current(course, held.workshop))
    blocks = site(course).database.read(lambda one: list(one.session.exec(select(Block))))
    assert [(row.mode, row.quiz) for row in blocks] == [("together", "kort")]
    assert blocks[0].numbers["categories"]["code"]["scam"] == 12
    assert held.moment is None

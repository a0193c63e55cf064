"""The hour of a workshop that is taken together: which moment follows which, for every kind of question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizlib import Library, Quiz
from tests.quizlib.sample import PLAIN, TODAY
from tests.shipped import library
from webapp.storage.workshops.together import RoomMoment
from webapp.storage.workshops.workshop import COMING_WORKSHOP, Workshop
from webapp.together.hour import END, Hour, Stop, said_next
from webapp.together.wall import OTHER, RIGHT, drawn, part_of, parts_of
from webapp.web.offered_quizzes import OfferedQuizzes

SAMPLE = Quiz.model_validate(PLAIN)


def held(quizzes: tuple[str, ...] = (), programme: str | None = None) -> Workshop:
    """Return a workshop with this plan."""
    of = {"id": "held", "place": "library", "week": None, "day": TODAY, "programme": programme, "meeting": 1}
    rest = {"quizzes": quizzes, "forms": "", "code": "123456", "leader": None, "closed": False}
    return Workshop.of({**COMING_WORKSHOP, **of, **rest}, Workshop.lasts)


def hour(quiz: Quiz = SAMPLE) -> Hour:
    """Return the hour of a workshop with one quiz."""
    offered = OfferedQuizzes(Library(quizzes={quiz.id: quiz}), TODAY)
    return Hour.of(offered, held((quiz.id,)))


def stop(question: str) -> Stop:
    """Return the question of the sample."""
    return next(stop for stop in hour().stops if stop.question.id == question)


@pytest.mark.parametrize("name", [*library().quizzes])
def test_the_leaders_button_goes_through_every_question_to_the_end(name: str) -> None:
    quiz = library().quizzes[name]
    found = Hour.of(OfferedQuizzes(library(), TODAY), held((name,)))
    if quiz.kind != "quiz" or quiz.discreet or not quiz.current(TODAY):
        assert found.stops == ()
    moment, met = found.after(None), list[str]()
    for _ in range(500):
        if moment == END:
            break
        met += [] if moment.question in met else [moment.question]
        moment = found.after(moment)
    assert moment == END
    assert met == [one.question.id for one in found.stops]


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        ("look", ["signs", "check"]),
        ("parcel", ["answer", "talk", "answers", "signs", "check"]),
        ("caller", ["room", "check"]),
        ("lost-card", ["answer", "talk", "answers", "check"]),
        ("worry", ["answer"]),
    ],
)
def test_each_kind_of_question_has_its_steps(question: str, steps: list[str]) -> None:
    assert list(dict(stop(question).steps)) == steps


def test_choices_that_do_not_fit_beside_their_message_come_in_a_picture_of_their_own() -> None:
    found = Hour.of(OfferedQuizzes(library(), TODAY), held(("mitid",)))
    steps = {one.question.id: [step for step in one.steps if step[0] == "answer"] for one in found.stops}
    assert steps["contract"] == [("answer", 0), ("answer", 1)]
    assert steps["own-payment"] == [("answer", 0)], "Genuine, scam and not sure fit beside any message"
    contract = next(one for one in found.stops if one.question.id == "contract")
    assert found.after(contract.at("answer", 0)) == contract.at("answer", 1)
    assert found.leads_to(contract.at("answer", 0)) == "answer"
    assert found.leads_to(contract.at("answer", 1)) == "talk"
    assert found.before(contract.at("talk")) == contract.at("answer", 1)


def test_every_kind_of_question_can_be_taken_together() -> None:
    assert all(list(one.steps) for one in hour().stops)
    assert {one.question.type for one in hour().stops} == {one.type for one in SAMPLE.questions}


def test_in_a_conversation_the_room_chooses_until_it_ends() -> None:
    call = stop("caller")
    moment = call.at("room")
    assert said_next(call, moment, "nothing") is None
    while call.question.goes_on(moment.path):
        chosen = said_next(call, moment, call.question.choices(moment.path)[-1].id)
        assert chosen is not None
        moment = chosen
    assert call.question.mark(moment.path).score is not None
    assert hour().after(moment) == replace(call.at("check"), path=moment.path)
    assert said_next(call, call.at("check"), "hang-up") is None


def test_a_room_that_has_not_ended_its_conversation_is_told_what_is_right() -> None:
    call = stop("caller")
    begun = replace(call.at("room"), path=("listen",))
    assert call.question.goes_on(begun.path)
    assert call.told(begun) == call.question.key != begun.path


def test_a_room_is_told_how_its_conversation_ended_and_what_is_right_where_it_never_ended() -> None:
    call = stop("caller")
    begun = said_next(call, call.at("room"), call.question.choices()[-1].id)
    assert begun is not None
    while call.question.goes_on(begun.path):
        assert call.told(replace(begun, step="check")) == call.question.key
        begun = replace(begun, path=(*begun.path, call.question.choices(begun.path)[-1].id))
    assert call.told(replace(begun, step="check")) == begun.path


def test_a_question_that_is_gone_leads_to_the_end() -> None:
    assert hour().after(RoomMoment("sample", "gone", "talk")) == END
    assert hour().after(END) == END
    assert hour().stop(None) is None


def test_check_ups_are_taken_alone() -> None:
    programme = next(name for name, one in library().programmes.items() if any(step.check_up for step in one.steps))
    found = Hour.of(OfferedQuizzes(library(), TODAY), held(programme=programme))
    assert found.stops
    assert all(one.quiz.kind == "quiz" for one in found.stops)


@pytest.mark.parametrize("name", [*library().quizzes])
def test_at_most_three_answers_stand_side_by_side(name: str) -> None:
    for question in library().quizzes[name].questions:
        if question.key is not None and question.asks != "path":
            parts = parts_of(question)
            assert len(parts) <= 3
            assert part_of(question, question.key) in parts
            assert parts == (RIGHT, OTHER) or question.asks == "one"


def test_a_picture_is_of_the_later_answers() -> None:
    parcel = stop("parcel").question
    few, enough = [(("genuine",), ("scam",))] * 4, [(("genuine",), ("scam",))] * 9
    assert drawn(parcel, few) is None
    assert drawn(parcel, enough) == {
        "genuine": {"words": "few", "tenths": None},
        "scam": {"words": "most", "tenths": None},
        "unsure": {"words": "few", "tenths": None},
    }

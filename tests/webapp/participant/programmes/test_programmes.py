"""A programme from its first step to its last, left and taken up again, and what brings one a step on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import LIBRARY
from tests.webapp.taking import altered, answer, begin, elsewhere, led, questions, remembered, rows, site
from tests.webapp.words import stage, text
from webapp.web.devices.device import Way

PROGRAMME = "/da/programme/forloeb"
GO_ON = "Videre i forløbet"
FOLDED = "Vil du se forklaringerne nu?"
Serve = Callable[[Path], Flask]


def step(client: FlaskClient) -> str:
    """Begin the programme or go on with it, and return where that leads."""
    return led(client.post(PROGRAMME)) or ""


def take(client: FlaskClient, address: str) -> str:
    """Answer rightly from a question on, to the end, and return the address of the result."""
    base, _, n = address.rpartition("/")
    quiz = base.split("/")[3]
    asked = [question for question in questions(client, quiz) if not base.endswith("practise") or question.truth]
    for number, question in list(enumerate(asked, start=1))[int(n) - 1 :]:
        if client.get(f"{base}/{number}").status_code == 404:  # the short form, or the four of a refresher
            break
        key = question.key or ()
        answer(client, f"{base}/{number}", *(("3",) if question.type == "rating" else key))
    return f"{base}/result"


def come_to(client: FlaskClient, done: int) -> None:
    """Take the first steps of the programme."""
    for _ in range(done):
        take(client, step(client))
    assert remembered(client).programmes["forloeb"].done == done


def begin_a_conversation(client: FlaskClient, address: str) -> str:
    """Answer as far as into the middle of a conversation, and return its address."""
    assert address == "/da/quiz/maader/1"
    for number, question in enumerate(questions(client, "maader")[:5], start=1):
        answer(client, address.replace("1", str(number)), *(question.key or ()))
    call = address.replace("1", "6")
    answer(client, call, "listen")
    return call


def form_of(address: str) -> str:
    return address.split("/")[3].removeprefix("tjek-").upper()


def test_a_programme_is_walked_through_from_end_to_end(course: FlaskClient, serve: Serve) -> None:
    page = text(course.get(PROGRAMME))
    assert "En time om at være tryg" in page
    assert "7 trin" in page
    assert "1. gang Hvor bekymret er du?" in page

    address = step(course)
    assert address == "/da/quiz/bekymring/1"
    assert led(course.get(take(course, address))) == f"{PROGRAMME}?said=rated"
    assert stage(course.get(PROGRAMME)) == "En time om at være tryg · trin 2 af 7"

    address = step(course)
    first = form_of(address)
    assert "Spørgsmål 1 af 6" in text(course.get(address))
    check_up = take(course, address)
    waiting = text(course.get(check_up))
    assert "Tak. Nu har du tjekket dig selv" in waiting
    assert "Nu kommer: Et par spørgsmål" in waiting
    assert GO_ON in waiting

    address = step(course)
    assert address == "/da/quiz/kort/1"
    assert GO_ON in text(course.get(take(course, address)))

    call = begin_a_conversation(course, step(course))

    course.application.extensions["services"].close()
    later = elsewhere(course, serve(LIBRARY))
    front = text(later.get("/da/"))
    assert "En time om at være tryg" in front
    assert "Trin 4 af 7 Fortsæt, hvor du slap" in front
    assert step(later) == call
    assert "Dig: Ja, hvad skal jeg gøre?" in text(later.get(call))
    answer(later, call, "listen", "leave")
    assert GO_ON in text(later.get(take(later, call.replace("6", "7"))))

    address = step(later)
    assert address == "/da/quiz/kanaler/practise/1"
    assert "Øvelse: spørgsmål 1 af 4" in text(later.get(address))
    practised = text(later.get(take(later, address)))
    assert "Det her var en øvelse." in practised
    assert GO_ON in practised

    assert FOLDED not in text(later.get(check_up)), "one check-up is still to come"
    address = step(later)
    assert {first, form_of(address)} == {"A", "B"}
    assert "Spørgsmål 1 af 8" in text(later.get(address))
    last = text(later.get(take(later, address)))
    assert "Hvad beskederne var" in last
    assert FOLDED in text(later.get(check_up)), "now the first is explained as well"

    take(later, step(later))
    over = text(later.get(PROGRAMME))
    assert "Tak, fordi du var med" in over
    assert over.count("Gennemført") == 7
    assert "Videre" not in over
    assert "En time om at være tryg" in text(later.get("/da/")), "one may take it again"


@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize("alike", [True, False])
def test_what_came_before_is_stored_with_the_later_half_where_it_may_be(
    serve: Callable[[Path], Flask], tmp_path: Path, *, allowed: bool, alike: bool
) -> None:
    library = altered(
        tmp_path, "programmes/forloeb.yaml", "check-up: long", "check-up: short" if alike else "check-up: long"
    )
    course = serve(library).test_client()
    if allowed:
        course.post("/da/keep", data={"statistics": "yes"})
    forms = []
    for _ in range(7):
        address = step(course)
        take(course, address)
        forms += [form_of(address)] if "tjek" in address else []
    kept = {quiz: json.loads(before) for quiz, before in rows(course, "SELECT quiz, before FROM liveattempt") if before}
    last = f"tjek-{forms[1].lower()}"
    assert kept.keys() == ({"bekymring", *([last] if alike else [])} if allowed else set())
    if allowed:
        assert kept["bekymring"]["steps"] == {"worry": 3, "mastery": 3}
    if allowed and alike:
        assert {name: kept[last][name] for name in ("order", "short", "scams")} == {
            "order": "".join(forms),
            "short": True,
            "scams": [3, 0, 0],
        }


def test_the_order_of_the_forms_is_drawn_and_kept(course: FlaskClient) -> None:
    orders = []
    for _ in range(40):
        client = course.application.test_client()
        step(client)
        orders.append(remembered(client).programmes["forloeb"].order)
        step(client)
        assert remembered(client).programmes["forloeb"].order == orders[-1]
    assert set(orders) == {"AB", "BA"}


@pytest.mark.parametrize("order", ["AB", "BA"])
def test_each_check_up_has_the_next_form_in_the_order(course: FlaskClient, order: str) -> None:
    step(course)
    device = remembered(course)
    course.set_cookie("device", site(course).device_cookie.seal(device.with_way("forloeb", Way(order))))
    come_to(course, 1)
    address = step(course)
    assert form_of(address) == order[0]
    take(course, address)
    for _ in range(3):
        take(course, step(course))
    assert form_of(step(course)) == order[1]


def test_going_on_leads_to_where_one_is_and_begins_nothing_twice(course: FlaskClient) -> None:
    come_to(course, 1)
    address = step(course)
    answer(course, address, "scam")
    count = rows(course, "SELECT count(*) FROM liveattempt")
    assert step(course) == step(course) == address.replace("/1", "/2")
    assert rows(course, "SELECT count(*) FROM liveattempt") == count


def test_a_check_up_is_explained_when_one_leaves(course: FlaskClient) -> None:
    come_to(course, 1)
    result = take(course, step(course))
    assert FOLDED not in text(course.get(result))
    assert "Dit svar er gemt" in text(course.get(result.replace("result", "1")))
    assert led(course.post(PROGRAMME, data={"leave": "1"})) == f"{PROGRAMME}?said=left"
    assert "Hvad beskederne var" in text(course.get(result))
    assert "Dit svar er gemt" not in text(course.get(result.replace("result", "1")))
    assert GO_ON not in text(course.get(result))
    assert "Gennemført" not in text(course.get(PROGRAMME)), "as if one had not begun"
    assert step(course) == "/da/quiz/bekymring/1"


def test_a_check_up_taken_on_ones_own_is_explained_at_once(course: FlaskClient) -> None:
    come_to(course, 1)
    form = remembered(course).programmes["forloeb"].order[1].lower()
    assert "Hvad beskederne var" in text(course.get(take(course, f"{begin(course, f'tjek-{form}')}/1")))


def test_a_quiz_begun_from_the_front_page_counts_as_the_step(course: FlaskClient) -> None:
    come_to(course, 2)
    assert GO_ON in text(course.get(take(course, f"{begin(course, 'kort')}/1")))
    assert step(course) == "/da/quiz/maader/1"


def test_a_quiz_under_way_from_before_is_gone_on_with_and_counts(course: FlaskClient) -> None:
    answer(course, f"{begin(course, 'kort')}/1", "genuine")
    come_to(course, 2)
    address = step(course)
    assert address == "/da/quiz/kort/2"
    take(course, address)
    assert step(course) == "/da/quiz/maader/1"


def test_only_the_form_that_is_asked_for_counts(course: FlaskClient) -> None:
    come_to(course, 1)
    form = remembered(course).programmes["forloeb"].order[0].lower()
    take(course, f"{begin(course, f'tjek-{form}')}/1")  # the whole one, where the short one is wanted
    assert remembered(course).programmes["forloeb"].done == 1
    assert step(course) == f"/da/quiz/tjek-{form}/1"
    assert "Spørgsmål 1 af 6" in text(course.get(f"/da/quiz/tjek-{form}/1"))


def test_a_finished_quiz_answered_once_more_brings_nobody_on(course: FlaskClient) -> None:
    come_to(course, 1)
    for n in (1, 2):
        answer(course, f"/da/quiz/bekymring/{n}", "3")
    assert remembered(course).programmes["forloeb"].done == 1
    come_to_the_last = [take(course, step(course)) for _ in range(5)]
    assert len(come_to_the_last) == 5
    answer(course, "/da/quiz/bekymring/2", "3")  # the ratings of the beginning, where those of the end are next
    assert remembered(course).programmes["forloeb"].done == 6
    assert stage(course.get(PROGRAMME)) == "En time om at være tryg · trin 7 af 7"


def test_practice_brings_nobody_on(course: FlaskClient) -> None:
    address = begin(course, "kort")
    answer(course, f"{address}/1", "scam")
    answer(course, f"{address}/2", "app")
    come_to(course, 2)
    practice = led(course.post(f"{address}/practise")) or ""
    answer(course, practice, "genuine")
    assert remembered(course).programmes["forloeb"].done == 2


def test_two_check_ups_with_no_quiz_between_are_stored_as_practice(serve: Serve, tmp_path: Path) -> None:
    library = altered(tmp_path, "programmes/forloeb.yaml", "check-up: long", "check-up: short")
    words = (library / "programmes" / "forloeb.yaml").read_text("utf-8")
    (head, _) = words.split("steps:")
    steps = "  - check-up: short\n  - check-up: short\n  - quiz: kort\n"
    (library / "programmes" / "forloeb.yaml").write_text(f"{head}steps:\n{steps}", "utf-8")
    client = serve(library).test_client()
    client.post("/da/keep", data={"statistics": "yes"})
    for _ in range(2):
        take(client, step(client))
    [(before,)] = rows(client, "SELECT before FROM liveattempt WHERE before NOTNULL")
    assert json.loads(before)["practice"] is True
    assert PROGRAMME not in serve(library).test_client().get("/da/").text, "it is planned by the staff alone"


def test_check_ups_with_a_quiz_between_are_no_practice(course: FlaskClient) -> None:
    assert PROGRAMME in course.get("/da/").text

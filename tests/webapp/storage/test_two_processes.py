"""A site of two processes that knows nothing of a browser but its cookie: each request goes to the other one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.places import LIBRARY
from tests.webapp.participant.workshops.test_join_codes_under_attack import QUESTION, get, use_up
from tests.webapp.signed_in import code, half_in, shown, sign_in, type_code
from tests.webapp.taking import answer, begin, questions, rows
from tests.webapp.together.test_room import Held, form, room, send
from tests.webapp.workshops import close, joined, workshop
from webapp import create_app
from webapp.config.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def two(copied: Callable[[], str], tmp_path: Path) -> Iterator[Flask]:
    """One of two processes, which hands every second request to the other."""
    settings = Settings.read(data_dir=str(tmp_path), quiz_content=str(LIBRARY), database_url=copied())
    both = create_app(settings), create_app(settings)
    turns = cycle([app.wsgi_app for app in both])

    def turn(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        return next(turns)(environ, start)

    both[0].wsgi_app = turn  # type: ignore[method-assign, assignment]  # Flask's own way to wrap itself
    yield both[0]
    for app in both:
        app.extensions["services"].close()


def test_a_quiz_is_taken_on_both_and_every_answer_is_there(two: Flask) -> None:
    client = two.test_client()
    address, keys = begin(client, "maader"), [question.key or () for question in questions(client, "maader")]
    for n, key in enumerate(keys, start=1):
        assert answer(client, f"{address}/{n}", *key).status_code == 303
    assert client.get(f"{address}/result").status_code == 200
    assert rows(client, "SELECT count(*) FROM liveanswer") == [(len(keys),)]
    assert rows(client, "SELECT count(*), bool_and(finished) FROM liveattempt") == [(1, True)]


def test_a_room_is_led_on_both_and_everybody_is_at_the_same_step(two: Flask) -> None:
    held = Held(two.test_client())
    people = [joined(two, held.workshop) for _ in range(5)]
    held.press()
    for one in people:
        send(one, "genuine")
        assert "Wait for the others" in room(one)
    assert "5 of 5 have answered" in held.page()
    held.press()
    assert [form(one) for one in people] == ["/da/together/beskeder/parcel/talk"] * 5
    moves = held.moves
    held.press(seen=moves)
    held.press(seen=moves)  # a press that is sent twice, to the one and to the other
    assert held.moves == moves + 1
    close(held.leader, held.workshop)
    assert {one.get("/en/together").status_code for one in people} <= {200, 303}


def test_the_staff_sign_in_on_both_and_are_signed_out_on_both(two: Flask) -> None:
    client = half_in(two)
    assert type_code(client, code()).status_code == 303
    assert [shown(client), shown(client)] == [200, 200]
    other = two.test_client()
    assert sign_in(other).status_code in {200, 303}
    client.post("/en/staff/sign-out")
    assert 200 not in (shown(client), shown(client))


def test_tries_to_sign_in_are_counted_on_both_together(two: Flask) -> None:
    client = half_in(two)
    for _ in range(10):
        type_code(client, "000000")
    assert type_code(client, code()).location.endswith("problem=wait")
    assert type_code(client, code()).location.endswith("problem=wait")


def test_wrong_join_codes_are_counted_on_both_together(two: Flask) -> None:
    client = two.test_client()
    made, _ = workshop(client)
    use_up(client)
    assert [QUESTION in get(client, f"/da/d/{made.code}").text for _ in range(2)] == [True, True]

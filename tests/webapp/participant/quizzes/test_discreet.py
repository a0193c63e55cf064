"""A discreet quiz leaves no trace: not in the storage, the device or a page; and people can leave it at once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from quizlib import Question, Share, VerdictCounts
from tests.places import CONTENT, LIBRARY
from tests.webapp.clock import Clock
from tests.webapp.taking import HTMX, WAYS, answer, led, questions, remembered, remind, rows, site
from tests.webapp.workshops import joined, workshop
from webapp.open_storage import outlines
from webapp.participant.progress.refreshers import due
from webapp.staff.plan import SOME_QUIZZES, WorkshopPlan, quizzes_to_choose
from webapp.web.devices.device import Device
from webapp.web.devices.remembered_result import RememberedResult
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.services import today

ADDRESS = "/da/quiz/stille"
PATHS = ("/da/quiz/stille", "/en/quiz/stille")
TELLS = re.compile(r"sure: true\n|actions:\n(?:  - .*\n)+|    hint: .*\n")


@pytest.fixture
def quiet(serve: Callable[[Path], Flask], folder: Path) -> FlaskClient:
    """A browser on the larger library, which has every way of asking in a discreet quiz too."""
    return serve(with_discreet(folder)).test_client()


def with_discreet(folder: Path) -> Path:
    """Return a copy of the larger library with a discreet quiz."""
    library = folder / "library"
    shutil.copytree(LIBRARY, library)
    words = TELLS.sub("", (library / "quizzes" / "maader.yaml").read_text(encoding="utf-8"))
    (library / "quizzes" / "stille.yaml").write_text(f"discreet: true\n{words}", encoding="utf-8")
    settings = (library / "library.yaml").read_text(encoding="utf-8")
    (library / "library.yaml").write_text(settings.replace("[maader]", "[stille, maader]"), encoding="utf-8")
    return library


def kept(client: FlaskClient) -> list[str]:
    """Return the addresses below which the browser keeps something of the quiz."""
    return [path for path in PATHS if client.get_cookie("page", path=path)]


def begin(client: FlaskClient) -> None:
    assert led(client.post(ADDRESS)) == f"{ADDRESS}/begun"
    assert led(client.get(f"{ADDRESS}/begun")) == f"{ADDRESS}/1"


def take(client: FlaskClient, headers: dict[str, str] | None = None) -> None:
    begin(client)
    for number, question in enumerate(questions(client, "stille"), start=1):
        assert client.get(f"{ADDRESS}/{number}").status_code == 200
        assert answer(client, f"{ADDRESS}/{number}", *(question.key or ()), headers=headers).status_code in (200, 303)
        assert "Væk herfra" in client.get(f"{ADDRESS}/{number}").text


def shown(client: FlaskClient, address: str) -> str:
    """Return a page without the form of the check-up, which is drawn by lot."""
    return re.sub(r"tjek-[ab]", "tjek", client.get(address).text)


def everything(client: FlaskClient) -> list[object]:
    """Return all that is stored of participants."""
    return [rows(client, f"SELECT * FROM {table}") for table in ("liveattempt", "liveanswer", "tally")]  # noqa: S608 - our own


@pytest.mark.parametrize("headers", WAYS, ids=["page", "htmx"])
def test_nothing_of_it_is_stored_or_remembered_elsewhere(quiet: FlaskClient, headers: dict[str, str]) -> None:
    stored, device = everything(quiet), remembered(quiet)
    take(quiet, headers)
    page = quiet.get(f"{ADDRESS}/result").text
    assert "Læg på, når nogen presser dig." in page
    assert "Sådan gik det" not in page
    assert (everything(quiet), remembered(quiet)) == (stored, device)
    assert kept(quiet) == list(PATHS)


def test_the_cookie_goes_to_the_pages_of_the_quiz_alone_and_ends_with_the_browser(quiet: FlaskClient) -> None:
    for header in quiet.post(ADDRESS).headers.getlist("Set-Cookie"):
        assert re.fullmatch(r"page=[^;]+; HttpOnly; Path=/(da|en)/quiz/stille; SameSite=Strict", header)


def test_to_everybody_the_quiz_looks_new_afterwards(quiet: FlaskClient) -> None:
    front, start = shown(quiet, "/da/"), shown(quiet, ADDRESS)
    take(quiet)
    assert (shown(quiet, "/da/"), shown(quiet, ADDRESS)) == (front, start)


@pytest.mark.parametrize("headers", WAYS, ids=["page", "htmx"])
def test_leaving_leads_to_the_front_page_and_forgets_everything(quiet: FlaskClient, headers: dict[str, str]) -> None:
    begin(quiet)
    answer(quiet, f"{ADDRESS}/1")
    assert led(quiet.post(f"{ADDRESS}/leave", headers=headers)) == "/da/"
    assert kept(quiet) == []
    for page in ("2", "result", "begun"):  # where *Back* leads
        assert "Læg på, når nogen presser dig." not in quiet.get(f"{ADDRESS}/{page}", follow_redirects=True).text
    assert led(answer(quiet, f"{ADDRESS}/2", "haste")) == ADDRESS


@pytest.mark.parametrize("page", ["done", "delete"])
def test_being_done_and_deleting_answers_forget_it_too(quiet: FlaskClient, page: str) -> None:
    begin(quiet)
    quiet.post(f"/da/{page}")
    assert kept(quiet) == []


def test_every_page_has_the_way_out_and_is_kept_nowhere(quiet: FlaskClient) -> None:
    take(quiet)
    for page in ("", "/1", "/2?show=1", "/5", "/result"):
        reply = quiet.get(ADDRESS + page)
        assert reply.headers["Cache-Control"] == "no-store"
        assert f'action="{ADDRESS}/leave" data-leave="/da/"' in reply.text
    assert "hx-push-url" not in reply.text


def test_what_a_browser_brings_back_after_two_hours_is_not_read(quiet: FlaskClient, clock: Clock) -> None:
    begin(quiet)
    clock.now += timedelta(minutes=119).total_seconds()
    assert quiet.get(f"{ADDRESS}/1").status_code == 200
    clock.now += timedelta(minutes=2).total_seconds()
    assert led(quiet.get(f"{ADDRESS}/1")) == ADDRESS


def test_a_browser_that_refuses_the_cookie_is_told_so(quiet: FlaskClient) -> None:
    quiet.post(ADDRESS)
    for path in PATHS:
        quiet.delete_cookie("page", path=path)
    assert "Din browser husker ikke, hvor du er" in quiet.get(f"{ADDRESS}/begun").text


def test_what_is_chosen_but_not_sent_is_there_in_the_other_language_and_in_no_other_cookie(quiet: FlaskClient) -> None:
    begin(quiet)
    answer(quiet, f"{ADDRESS}/1")
    device = remembered(quiet)
    assert led(answer(quiet, f"{ADDRESS}/2", "haste", later="/en/quiz/stille/2")) == "/en/quiz/stille/2"
    assert re.search(r'value="haste"[^>]* checked', quiet.get("/en/quiz/stille/2").text)
    assert remembered(quiet) == device


def test_the_first_answer_stays_and_impossible_ones_change_nothing(quiet: FlaskClient) -> None:
    begin(quiet)
    answer(quiet, f"{ADDRESS}/1")
    assert answer(quiet, f"{ADDRESS}/2", "nonsense").status_code == 400
    assert answer(quiet, f"{ADDRESS}/4", "nonsense").status_code == 409
    assert answer(quiet, f"{ADDRESS}/99", "nonsense").status_code == 404
    assert "Du mangler at svare" in answer(quiet, f"{ADDRESS}/2", headers=HTMX).text
    answer(quiet, f"{ADDRESS}/2", "greeting")
    told = quiet.get(f"{ADDRESS}/2").text
    answer(quiet, f"{ADDRESS}/2", "haste")
    assert quiet.get(f"{ADDRESS}/2").text == told


@pytest.mark.parametrize("way", ["practise", "remember", "practise/1"])
def test_no_page_that_keeps_something_is_there_for_it(quiet: FlaskClient, way: str) -> None:
    take(quiet)
    assert quiet.get(f"{ADDRESS}/{way}").status_code in (404, 405)
    assert quiet.post(f"{ADDRESS}/{way}").status_code in (404, 405)


def test_it_is_never_offered_as_the_next_or_to_begin_with_or_to_freshen_up(quiet: FlaskClient) -> None:
    library = site(quiet).library
    offered = OfferedQuizzes(library, date(2026, 12, 1))
    done = RememberedResult("2026-01", VerdictCounts(), VerdictCounts(), Share(), {}, done=True)
    others = {name: done for name in library.quizzes if name != "stille"}
    refresher = due(offered, Device(remember=True, results=others))
    assert refresher
    assert refresher.quiz.id != "stille"
    remind(quiet, Device(results=others))
    front = quiet.get("/da/").text
    assert ADDRESS in front
    assert 'class="first"' not in front
    take(quiet)
    assert ADDRESS not in quiet.get("/da/quiz/kort/result").text


def test_in_a_workshop_nobody_plans_or_takes_it(quiet: FlaskClient) -> None:
    made, _ = workshop(quiet)
    there = joined(quiet.application, made)
    assert "quiz/stille" not in there.get("/da/").text
    assert "quiz/stille" not in there.get("/da/help").text
    assert led(there.get(ADDRESS)) == led(there.post(ADDRESS)) == "/da/"
    offered = OfferedQuizzes(site(quiet).library, today())
    assert "stille" not in {quiz.id for quiz in quizzes_to_choose(offered)}
    sent = MultiDict([("place", made.place), ("day", str(today())), ("what", SOME_QUIZZES), ("quiz", "stille")])
    assert WorkshopPlan.sent(sent, offered).trouble(site(quiet).places) == "quizzes"


def test_no_outline_of_it_is_stored_so_nothing_could_be_counted(quiet: FlaskClient) -> None:
    names = {outline.quiz for outline in outlines(site(quiet).library)}
    assert "stille" not in names
    assert "maader" in names


def longest(question: Question) -> list[str]:
    """Return a response that is as long as any."""
    if question.asks == "many":
        return [choice.id for choice in question.choices()]
    ways: list[list[str]] = [[]]
    while question.asks == "path" and (on := [way for way in ways if not way or question.goes_on(way)]):
        ways = [[*way, choice.id] for way in on for choice in question.choices(tuple(way))]
    return ways[-1] or list(question.key or ())


def test_the_shipped_ones_fit_into_their_cookie_whatever_people_answer(serve: Callable[[Path], Flask]) -> None:
    client = serve(CONTENT).test_client()
    names = [quiz.id for quiz in site(client).library.quizzes.values() if quiz.discreet]
    assert names == ["naar-andre-hjaelper"]
    for name in names:
        client.post(f"/da/quiz/{name}")
        for number, question in enumerate(questions(client, name), start=1):
            reply = answer(client, f"/da/quiz/{name}/{number}", *longest(question))
            assert reply.status_code == 303
        cookie = max(reply.headers.getlist("Set-Cookie"), key=len)
        assert len(cookie) < 3500, "a browser takes 4096 bytes"


def test_the_help_page_and_the_page_on_privacy_name_it(quiet: FlaskClient) -> None:
    assert f'href="{ADDRESS}"' in quiet.get("/da/help").text
    assert "bliver aldrig gemt" in quiet.get("/da/privacy").text

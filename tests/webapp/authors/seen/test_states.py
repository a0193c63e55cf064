"""Every question can be seen in every state, in every language and look, drawn by the site's own templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from quizlib import Conversation, Quiz, load_library
from tests.places import EXAMPLES, LIBRARY
from webapp.authors.seen.states import State, responses, states_of
from webapp.preview.application import build

LOOKS = ("phone", "desktop", "large", "print", "projector")
QUIZZES = [(folder, quiz) for folder in (EXAMPLES, LIBRARY) for quiz in load_library(folder).quizzes.values()]


@pytest.fixture(scope="module")
def authors() -> dict[Path, FlaskClient]:
    """Browsers on the previews of both libraries, which nobody changes."""
    return {folder: build(folder)[0].test_client() for folder in (EXAMPLES, LIBRARY)}


def states(quiz: Quiz) -> Iterator[tuple[int, str, State]]:
    for n in range(1, len(quiz.questions) + 1):
        found = states_of(quiz, n)
        for group in ("asked", "answered", "again", "room", "hands"):
            yield from ((n, group, state) for state in getattr(found, group))


def said(client: FlaskClient, address: str) -> str:
    """Return the words of a page."""
    reply = client.get(address)
    assert reply.status_code == 200, address
    return re.sub(r"<wbr>|\s+", " ", reply.text.replace("<wbr>", ""))


def stands(text: str, page: str) -> bool:
    """Return whether the first paragraph of an author's text stands on a page."""
    return str(escape(re.sub(r"\s+", " ", text.strip().split("\n")[0]))) in page


@pytest.mark.parametrize(("folder", "quiz"), QUIZZES, ids=lambda one: one.id if isinstance(one, Quiz) else "")
def test_every_state_of_every_question_is_drawn_in_both_languages(
    authors: dict[Path, FlaskClient], folder: Path, quiz: Quiz
) -> None:
    for n, group, state in states(quiz):
        for language in ("da", "en"):
            look = "projector" if group == "hands" or (group == "room" and n % 2) else "phone"
            page, question = said(authors[folder], f"/as/{look}/{language}/{state.address}"), quiz.questions[n - 1]
            if group in ("asked", "again") and state.kind in ("asked", "missing", "hint", "step"):
                assert 'id="ask"' in page
                assert stands(question.stem[language], page)
                assert ("<title>Error:" in page or "<title>Fejl:" in page) == (state.kind == "missing")
            if state.kind == "hint":
                assert question.hint
                assert stands(question.hint[language], page)
            if state.kind == "hands":
                assert "/static/hands" in page
            if state.kind == "hands" and state.step in ("hands", "room"):
                assert stands(question.stem[language], page)
            if state.kind == "hands" and state.step == "check" and question.check:
                assert stands(question.check[language], page)
            if group == "answered":
                explanation = question.explain(question.mark(state.response), language)
                assert 'id="ask"' not in page
                told = [explanation.ending, explanation.check, explanation.rationale]
                assert all(stands(words, page) for words in filter(None, told))


def test_a_conversation_shows_every_ending_and_every_step() -> None:
    quiz = load_library(LIBRARY).quizzes["maader"]
    question = next(one for one in quiz.questions if isinstance(one, Conversation))
    found = [path for _, path in responses(question)]
    reached = {question.step(path).id for path in found} | {question.steps[0].id}
    assert reached == {step.id for step in question.steps} | {ending.id for ending in question.endings}


def test_where_several_may_be_picked_each_is_seen_alone_and_all_together() -> None:
    question = load_library(LIBRARY).quizzes["beskeder"].questions[3]
    assert [response for _, response in responses(question)] == [
        ("code", "card"),
        ("code",),
        ("card",),
        ("weather",),
        ("code", "card", "weather"),
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_a_question_is_there_in_every_look(authors: dict[Path, FlaskClient], look: str) -> None:
    page = said(authors[LIBRARY], f"/as/{look}/da/quiz/beskeder/1")
    assert ('class="size-2' in page) == (look == "large")
    assert f'action="/as/{look}/da/quiz/beskeder/1"' in page


def test_paper_shows_the_rules_for_print(authors: dict[Path, FlaskClient]) -> None:
    page = said(authors[LIBRARY], "/as/print/da/quiz/beskeder/1")
    sheet = re.findall(r'href="(/as/print/static/site[^"]+)"', page)[0]
    on_paper, on_screen = authors[LIBRARY].get(sheet), authors[LIBRARY].get(sheet.removeprefix("/as/print"))
    assert "@media print" not in on_paper.text
    assert "@media print" in on_screen.text
    on_screen.close()


def test_an_answer_in_the_frame_leads_to_what_is_said_about_it(authors: dict[Path, FlaskClient]) -> None:
    author, page = authors[LIBRARY], "/as/phone/da/quiz/beskeder"
    assert author.post(f"{page}/1", data={"response": "scam"}).location == f"{page}/1/scam"
    assert author.post(f"{page}/3", data={"response": "give-code"}).location == f"{page}/3/give-code"
    again = author.post(f"{page}/3/give-code", data={"response": "call-back", "again": "1"})
    assert again.location == f"{page}/3/give-code/call-back"
    assert author.post(f"{page}/1").location == f"{page}/1?missing=1"
    assert author.post(f"{page}/1", data={"response": "nonsense"}).status_code == 400
    assert author.post("/as/phone/da/quiz/bekymring/1", data={"response": "3"}).location.endswith("/bekymring/2")


def test_things_are_sorted_and_a_conversation_goes_on_by_their_addresses(authors: dict[Path, FlaskClient]) -> None:
    author, page = authors[EXAMPLES], "/as/phone/da/quiz"
    sorted_ = {"response.television": "television:stop", "response.log-on": "log-on:approve"}
    whole = sorted_ | {"response.bill": "bill:approve", "response.caller": "caller:stop"}
    assert author.post(f"{page}/sort/1", data=sorted_).location.endswith("?missing=1")
    address = author.post(f"{page}/sort/1", data=whole).location
    assert author.get(address).status_code == 200
    assert author.post(f"{page}/conversation/1", data={"response": "listen"}).location.endswith("/1/listen")


def test_an_answer_that_its_author_took_away_is_no_answer(authors: dict[Path, FlaskClient]) -> None:
    assert 'id="ask"' in said(authors[LIBRARY], "/as/phone/da/quiz/beskeder/1/no-such-option")


@pytest.mark.parametrize("address", ["quiz/beskeder", "quiz/beskeder/result", "quiz/beskeder/result/wrong"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_quiz_is_seen_from_its_start_page_to_how_it_went(
    authors: dict[Path, FlaskClient], address: str, language: str
) -> None:
    assert "<h1" in said(authors[LIBRARY], f"/as/phone/{language}/{address}")


@pytest.mark.parametrize("address", ["", "help", "month", "doubt", "quiz/beskeder/remember"])
def test_pages_that_belong_to_no_question_are_seen_too(authors: dict[Path, FlaskClient], address: str) -> None:
    assert "<h1" in said(authors[LIBRARY], f"/as/phone/da/{address}")


@pytest.mark.parametrize("way", ["room", "hands"])
def test_a_step_in_a_room_has_the_states_of_its_question_beside_it(authors: dict[Path, FlaskClient], way: str) -> None:
    address = f"{way}/beskeder/1/check/0"
    page = said(authors[LIBRARY], f"/en/see/projector/{address}")
    assert f'href="/en/see/projector/{address}" aria-current="page"' in page
    assert 'href="/en/see/projector/quiz/beskeder/1"' in page


def test_what_is_not_there_is_said_kindly(authors: dict[Path, FlaskClient]) -> None:
    for address in ("quiz/nowhere/1", "quiz/beskeder/99", "room/beskeder/1/nonsense/0", "staff/"):
        assert authors[LIBRARY].get(f"/as/phone/da/{address}").status_code == 404
    assert authors[LIBRARY].get("/as/phone/xx/").status_code == 404
    assert authors[LIBRARY].get("/da/see/nonsense/quiz/beskeder/1").status_code == 404

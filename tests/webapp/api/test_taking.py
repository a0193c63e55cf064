"""Taking a quiz in another app: the same questions, explanations and result as on the site's own pages."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from quizlib import Attempt
from tests.webapp.api.app import App
from tests.webapp.clock import Clock
from tests.webapp.taking import altered
from webapp import create_app
from webapp.application import Application
from webapp.config.settings import Settings
from webapp.storage.batches import OPEN_FOR
from webapp.storage.tables.live import LiveAttempt

DAY = timedelta(days=1).total_seconds()


def rows(app: App) -> int:
    return app.services.database.read(lambda transaction: len(transaction.session.exec(select(LiveAttempt)).all()))


def test_the_library_has_quizzes_and_neither_check_ups_nor_discreet_ones(app: App) -> None:
    told = app.get("/library")
    names = [quiz["id"] for quiz in told["quizzes"]]
    quizzes = app.services.library.quizzes
    assert {quizzes[name].kind for name in names} == {"quiz"}
    assert not any(quizzes[name].discreet for name in names)
    assert {name for group in told["groups"] for name in group["quizzes"]} <= set(names)
    assert "maader" in names


@pytest.mark.parametrize("quiz", ["tjek-a", "nobody", "discreet"])
def test_a_quiz_that_is_not_offered_is_nowhere(app: App, quiz: str) -> None:
    assert app.send("GET", f"/quizzes/{quiz}").status_code == 404
    assert app.send("POST", "/attempts", {"quiz": quiz}).status_code == 404


def test_a_quiz_shows_its_questions_and_nothing_of_what_is_right(app: App) -> None:
    told = app.get("/quizzes/maader")
    assert [prompt["question"] for prompt in told["prompts"]] == [one.id for one in app.questions("maader")]
    shown = json.dumps(told, ensure_ascii=False)
    for question in app.questions("maader"):
        hidden = [question.hint, question.rationale, question.check]
        signs = question.message.signs if question.message else ()
        hidden += [sign.why for sign in signs]
        assert not [text["en"] for text in hidden if text and text["en"] in shown]


def test_choices_without_words_of_an_author_have_those_of_the_site(app: App) -> None:
    told = app.get("/quizzes/maader")
    verdict = next(prompt for prompt in told["prompts"] if prompt["judge"])
    assert [choice["text"] for choice in verdict["choices"]] == ["Genuine", "Scam", "I'm not sure – I'd check first"]


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize("quiz", ["maader", "beskeder", "kanaler"])
def test_a_quiz_is_taken_to_its_result(app: App, quiz: str, counted: bool) -> None:  # noqa: FBT001 - a case
    begun = app.begin(quiz, counted=counted)
    assert begun["counted"] is counted
    result = app.finish(quiz)
    whole = Attempt.start(app.services.library.quizzes[quiz])
    for question in whole.questions:
        whole = whole.answer(question.id, question.key or ()).attempt
    assert result["finished"]
    assert result["number"] == result["of"]
    assert result["result"]["points"]["reached"] == whole.result.points.reached
    assert result["safely"]["right"] == result["safely"]["of"]
    assert rows(app) == counted


def test_without_a_key_nothing_is_stored(app: App) -> None:
    app.begin("maader")
    app.finish("maader")
    assert rows(app) == 0


def test_an_answer_is_explained_as_on_a_page(app: App) -> None:
    app.begin("beskeder")
    questions = {question.id: question for question in app.questions("beskeder")}
    while prompt := app.get("/attempt")["prompt"]:
        question = questions[prompt["question"]]
        told = app.answer(question.id, *(question.key or ()))["explanation"]
        if question.asks == "none":
            assert told is None
            continue
        explained = question.explain(question.mark(question.key or ()), "en")
        assert told["rationale"] == explained.rationale
        assert [sign["why"] for sign in told["signs"]] == [sign.why for sign in explained.signs]
        assert app.get(f"/attempt/answers/{question.id}")["explanation"] == told


def test_a_worked_example_shows_everything_at_once(app: App) -> None:
    begun = app.begin("maader")
    assert begun["prompt"]["asks"] == "none"
    assert begun["example"]["side"]["words"] == "This one is a scam."
    assert begun["example"]["check"] == "Open the bank's app as you usually do."
    assert begun["number"] == 0


def test_a_wrong_answer_gets_the_hint_and_a_second_try_that_changes_no_count(app: App) -> None:
    app.begin("maader")
    app.answer("look")
    wrong = app.answer("marks", "subject")
    assert wrong["explanation"] is None
    assert wrong["second_try"]["hint"] == "Look at what is urgent and at where the link leads."
    key = next(question.key for question in app.questions("maader") if question.id == "marks")
    again = app.answer("marks", *(key or ()), again=True)
    assert again["second_try"] is None
    assert again["explanation"]["score"] == 1
    result = app.get("/attempt/result")
    assert result["result"]["not_right"] == ["marks"]
    assert [mark["how"] for mark in result["marks"]] == ["again"]


def test_the_hint_is_not_shown_before_the_first_answer(app: App) -> None:
    app.begin("maader")
    assert app.answer("look")["attempt"]["prompt"]["hint"] is None


def test_a_conversation_goes_on_step_by_step_and_stores_nothing(app: App) -> None:
    app.begin("maader", counted=True)
    by_id = {question.id: question for question in app.questions("maader")}
    while (prompt := app.get("/attempt")["prompt"])["asks"] != "path":
        app.answer(prompt["question"], *(by_id[prompt["question"]].key or ()))
    path = by_id[prompt["question"]].key or ()
    for length in range(len(path) + 1):
        reply = app.send("POST", "/attempt/steps", {"question": prompt["question"], "response": path[:length]})
        told = reply.json
        assert told
        assert told["whole"] is (length == len(path))
        assert len(told["prompt"]["turns"]) >= length
    assert app.get("/attempt")["prompt"]["question"] == prompt["question"]


@pytest.mark.parametrize("counted", [False, True])
def test_the_first_answer_stays(app: App, counted: bool) -> None:  # noqa: FBT001 - a case
    app.begin("beskeder", counted=counted)
    while (prompt := app.get("/attempt")["prompt"])["asks"] == "none":
        app.answer(prompt["question"])
    first, other = (choice["id"] for choice in prompt["choices"][:2])
    app.answer(prompt["question"], first)
    if counted:
        app.answer(prompt["question"], other)
        assert [mark["question"] for mark in app.get("/attempt/result")["marks"]] == [prompt["question"]]
    told = app.answer(prompt["question"], other)
    assert told["explanation"] is None or told["explanation"]["response"] == [first]


def test_how_sure_a_person_is_counts_where_it_is_asked(app: App) -> None:
    app.begin("maader", counted=True)
    by_id = {question.id: question for question in app.questions("maader")}
    asked = []
    while (told := app.get("/attempt"))["prompt"]:
        name = told["prompt"]["question"]
        asked.append(told["asks_sureness"])
        app.answer(name, *(by_id[name].key or ()), sure=3)
    assert app.get("/attempt/result")["result"]["sure"]["of"] == sum(asked) > 0


@pytest.mark.parametrize("counted", [False, True])
def test_an_attempt_ends_when_those_of_its_week_are_counted(app: App, clock: Clock, counted: bool) -> None:  # noqa: FBT001 - a case
    begun = app.begin("maader", counted=counted)
    clock.later(DAY)
    assert app.get("/attempt")["expires"] == begun["expires"]
    clock.later(OPEN_FOR.total_seconds())
    reply = app.send("GET", "/attempt")
    assert reply.status_code == 410
    assert "begin afresh" in reply.text


@pytest.mark.parametrize("counted", [False, True])
def test_an_attempt_at_a_version_that_is_gone_says_so(
    app: App,
    site: Application,
    settings: Settings,
    tmp_path: Path,
    counted: bool,  # noqa: FBT001 - a case
) -> None:
    app.begin("maader", counted=counted)
    site.close()
    library = altered(tmp_path, "quizzes/maader.yaml", "What gives it away?", "What is wrong with it?")
    newer = create_app(settings.model_copy(update={"quiz_content": library}), housekeeping=False)
    app.turn_to(newer)
    assert app.send("GET", "/attempt").status_code == 410
    newer.close()


def test_answers_are_deleted_before_they_are_counted(app: App) -> None:
    app.begin("maader", counted=True)
    assert app.send("DELETE", "/attempt").json == {"deleted": True}
    assert rows(app) == 0
    assert app.send("DELETE", "/attempt").json == {"deleted": False}
    assert app.send("GET", "/attempt").status_code == 410

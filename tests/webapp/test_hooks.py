"""Another application hears of what is stored: nothing that tells who, and nothing that it does can harm an answer."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import timedelta
from queue import SimpleQueue

import pytest
from flask import has_request_context
from flask.testing import FlaskClient

from quizlib import Attempt, Quiz
from tests.quizlib.sample import PLAIN
from tests.webapp.taking import answer, begin, site, stored
from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings
from webapp.hooks import MOST, AnswerStored, AttemptFinished, BlockCounted, Hooks, Listening
from webapp.storage.batches import home_batch
from webapp.web.services import now

SOON = 10  # seconds


@contextmanager
def listened(settings: Settings, hooks: Hooks) -> Iterator[FlaskClient]:
    """A browser at a site that another application listens to."""
    app = create_app(settings, housekeeping=False, hooks=hooks)
    yield app.test_client()
    app.close()


def test_it_hears_of_answers_and_results_once_they_are_stored(settings: Settings) -> None:
    answers, results = SimpleQueue[AnswerStored](), SimpleQueue[AttemptFinished]()
    with listened(settings, Hooks(on_answer=answers.put, on_finished=results.put)) as client:
        address = begin(client, "kort")
        quiz = site(client).library.quizzes["kort"]
        for n, question in enumerate(quiz.questions, start=1):
            answer(client, f"{address}/{n}", *(question.key or ()))
            answer(client, f"{address}/{n}", *(question.key or ()))  # sent twice, told once
        told = [answers.get(timeout=SOON) for question in quiz.questions if question.asks != "none"]
        assert [one.question for one in told] == [one.id for one in quiz.questions if one.asks != "none"]
        assert {(one.quiz, one.version) for one in told} == {(quiz.id, quiz.version)}
        assert told[0].response == quiz.questions[0].key
        result = results.get(timeout=SOON).result
        assert result.points.reached == result.points.of > 0
    assert answers.empty()
    assert results.empty()


def test_it_hears_of_blocks_once_they_are_counted(settings: Settings) -> None:
    blocks = SimpleQueue[BlockCounted]()
    with listened(settings, Hooks(on_counted=blocks.put)) as client:
        services = site(client)
        quiz, day = services.library.quizzes["kort"], now(settings.zone)
        for _ in range(12):
            attempt = Attempt.start(quiz)
            services.live.start(attempt, language="da", batch=home_batch(quiz.id, day.date()), counted=True)
            for question in quiz.questions:
                attempt = attempt.answer(question.id, question.key or ()).attempt
                services.live.save(attempt.id, attempt.answers[-1], finished=attempt.question is None)
        services.closing.run(day + timedelta(days=15))
        block = blocks.get(timeout=SOON)
    assert (block.quiz, block.version, block.place, block.mode) == (quiz.id, quiz.version, "", "home")
    assert block.record.n >= 10
    assert blocks.empty()


def test_nothing_that_it_hears_tells_who_or_when_or_which_answers_are_of_one_person() -> None:
    for event in (AnswerStored, AttemptFinished, BlockCounted):
        names = {field.name for field in fields(event)}
        assert not names & {"id", "attempt", "device", "cookie", "address", "name", "time", "day", "week", "at", "turn"}


def raises(_: object) -> None:
    raise ValueError


def exits(_: object) -> None:
    sys.exit(3)


def interrupts(_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("hook", [raises, exits, interrupts])
def test_a_hook_that_fails_fails_no_answer_and_hears_the_next(
    settings: Settings, hook: Callable[[object], None], caplog: pytest.LogCaptureFixture
) -> None:
    heard = SimpleQueue[AnswerStored]()

    def hear(event: AnswerStored) -> None:
        heard.put(event)
        hook(event)

    with listened(settings, Hooks(on_answer=hear)) as client:
        address = begin(client, "kort")
        for n in (1, 2):
            assert answer(client, f"{address}/{n}", "scam").status_code == 303
            assert heard.get(timeout=SOON).response == ("scam",)
        assert len(stored(client, "parcel")) == 1
    (line,) = [one for one in caplog.messages if "on_answer" in one]
    assert "scam" not in line


def test_a_hook_that_never_returns_delays_no_answer_and_keeps_a_bounded_number_of_events(settings: Settings) -> None:
    held, called = threading.Event(), threading.Event()

    def hangs(_: object) -> None:
        called.set()
        held.wait()

    with listened(settings, Hooks(on_answer=hangs)) as client:
        address = begin(client, "kort")
        assert answer(client, f"{address}/1", "scam").status_code == 303
        assert called.wait(SOON)
        quiz, services = site(client).library.quizzes["kort"], site(client)
        given = Attempt.start(quiz).answer(quiz.questions[0].id, ("scam",)).answer
        before = time.monotonic()
        for _ in range(MOST + 100):
            services.hooks.answered(quiz, given)
        assert time.monotonic() - before < SOON
        assert services.faults.going_on("hooks")
        assert answer(client, f"{address}/2", "scam").status_code == 303
        held.set()


def test_what_waits_is_heard_before_the_site_has_ended_and_no_thread_of_a_hook_keeps_a_process_alive() -> None:
    quiz, heard, threads = Quiz.model_validate(PLAIN), list[AnswerStored](), set[threading.Thread]()

    def hear(event: AnswerStored) -> None:
        threads.add(threading.current_thread())
        heard.append(event)

    listening = Listening(Hooks(on_answer=hear))
    given = Attempt.start(quiz).answer("parcel", ("scam",)).answer
    for _ in range(MOST // 2):
        listening.answered(quiz, given)
    listening.close()
    assert len(heard) == MOST // 2
    assert [(one.daemon, one.is_alive()) for one in threads] == [(True, False)]


def test_a_hook_finds_no_request_around_it(settings: Settings) -> None:
    around = SimpleQueue[bool]()
    with listened(settings, Hooks(on_answer=lambda _: around.put(has_request_context()))) as client:
        answer(client, f"{begin(client, 'kort')}/1", "scam")
        assert around.get(timeout=SOON) is False


def test_what_was_not_stored_is_not_told(settings: Settings) -> None:
    heard = SimpleQueue[AnswerStored]()
    with listened(settings, Hooks(on_answer=heard.put)) as client:
        address = begin(client, "kort")
        assert answer(client, f"{address}/1").status_code == 303
        assert answer(client, f"{address}/1", "never-offered").status_code == 400
    assert heard.empty()


PRIVACY = {
    "da": ("Et andet program lytter med", "Ingen andre får noget at vide"),
    "en": ("Another program listens", "Nobody else learns anything"),
}


@pytest.mark.parametrize("lang", PRIVACY)
def test_the_page_about_privacy_says_that_somebody_listens(settings: Settings, lang: str) -> None:
    listens, nobody = PRIVACY[lang]
    with listened(settings, Hooks(on_counted=print)) as client:
        page = text(client.get(f"/{lang}/privacy"))
    assert listens in page
    assert nobody not in page
    with listened(settings, Hooks()) as client:
        page = text(client.get(f"/{lang}/privacy"))
    assert listens not in page
    assert nobody in page

"""The live tier keeps attempts and answers exactly once, and lets them go."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import psycopg
import pytest

from quizlib import Answer, Attempt, Quiz
from tests.quizlib.sample import PLAIN
from tests.webapp.storage.conftest import Place, stored
from webapp.storage.batches import home_batch
from webapp.storage.database.engine import Database
from webapp.storage.live import Live

RESPONSES: dict[str, tuple[str, ...]] = {
    "look": (),
    "parcel": ("scam",),
    "reminder": ("unsure",),
    "call": ("ask",),
    "keep": ("code", "card"),
    "worry": ("3",),
    "marks": ("gift", "dear"),
    "notice": ("genuine",),
    "lost-card": ("block", "tell", "report", "look-through"),
    "share": ("pin:never", "town:never", "card:never"),
    "caller": ("listen", "again", "listen", "half"),
}


def count(database: Database, table: str) -> int:
    sql = f"SELECT count(*) FROM {table}"  # noqa: S608 - a table of ours
    rows = database.read(lambda connection: connection.execute(sql).fetchall())
    return int(rows[0][0])


def test_an_attempt_is_read_back_as_it_was_after_every_answer(database: Database, quiz: Quiz) -> None:
    live, attempt = stored(database, quiz).live, Attempt.start(quiz)
    live.start(attempt, language="en", batch="home-2026-W47-sample", counted=True, people=2)
    assert live.attempt(attempt.id, quiz) == attempt
    for question, response in RESPONSES.items():
        step = attempt.answer(question, response, 2 if question == "parcel" else None)
        attempt = step.attempt
        finished = attempt.question is None
        assert live.save(attempt.id, step.answer, finished=finished) == step.answer
        assert live.attempt(attempt.id, quiz) == attempt
    assert attempt.question is None


def test_an_attempt_through_some_questions_keeps_which(database: Database, quiz: Quiz) -> None:
    live, attempt = Live(database), Attempt.start(quiz, only=["call", "parcel"])
    live.start(attempt, language="da", batch="home-2026-W47-sample", counted=False)
    found = live.attempt(attempt.id, quiz)
    assert isinstance(found, Attempt)
    assert [question.id for question in found.questions] == ["parcel", "call"]


def test_only_the_last_answer_finishes_an_attempt(database: Database, quiz: Quiz) -> None:
    at = stored(database, quiz)

    def finished() -> bool:
        rows = database.read(lambda connection: connection.execute("SELECT finished FROM liveattempt").fetchall())
        return bool(rows[0][0])

    at.save()
    assert not finished()
    at.live.save(at.attempt.id, at.answer("worry", ("1",)), finished=True)
    assert finished()


def test_the_first_answer_stands(database: Database, quiz: Quiz) -> None:
    at = stored(database, quiz)
    first = at.save(response=("genuine",))
    assert first == at.answer(response=("genuine",))
    assert at.save(response=("scam",)) == first
    assert at.save(response=("genuine",)) == first
    assert count(database, "liveanswer") == 1


@pytest.mark.parametrize(
    "before",
    [
        None,
        {"form": "A", "short": True, "month": "2026-11", "scams": [2, 1, 0], "genuine": [3, 0, 0]},
        {"month": "2026-11", "steps": {"worry": 4}},
    ],
    ids=["nothing", "a check-up", "ratings"],
)
def test_what_came_before_lies_with_the_attempt(
    database: Database, quiz: Quiz, before: Mapping[str, object] | None
) -> None:
    live, attempt = stored(database, quiz).live, Attempt.start(quiz)
    live.start(attempt, language="da", batch="home-2026-W47-sample", counted=True, before=before)
    sql = "SELECT id, before FROM liveattempt"
    kept = dict(database.read(lambda connection: connection.execute(sql).fetchall()))
    assert [json.loads(value) for value in kept.values() if value] == ([before] if before else [])
    assert (kept[attempt.id] is None) == (before is None)
    assert live.attempt(attempt.id, quiz) == attempt


def test_a_tap_on_twenty_threads_stores_one_answer_and_tells_all_the_same(database: Database, quiz: Quiz) -> None:
    at = stored(database, quiz)
    responses = [("scam",), ("genuine",), ("unsure",)] * 7
    with ThreadPoolExecutor(20) as threads:
        told = list(threads.map(lambda response: at.save(response=response), responses[:20]))
    assert len(set(told)) == 1
    assert count(database, "liveanswer") == 1


def test_an_answer_to_an_attempt_that_is_gone_is_not_stored(database: Database, quiz: Quiz) -> None:
    at = stored(database, quiz)
    at.save()
    assert at.live.delete([at.attempt.id]) == 1
    assert at.save("call", ("talk",)) is None
    assert count(database, "liveanswer") == 0


def test_an_answer_that_meets_the_deletion_of_its_attempt_is_not_stored(server: Callable[[], str], quiz: Quiz) -> None:
    url = server()
    database = Place(url).open()
    at = stored(database, quiz)
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with (
        ThreadPoolExecutor(1) as threads,
        psycopg.connect(url) as other,
        psycopg.connect(url, autocommit=True) as third,
    ):
        other.execute("DELETE FROM liveattempt")
        saving = threads.submit(at.save)
        while not third.execute(waiting).fetchall():
            assert not saving.done()
        other.commit()
        assert saving.result() is None
    database.close()


def test_an_attempt_of_another_version_is_renewed_and_one_that_is_gone_is_none(database: Database, quiz: Quiz) -> None:
    at = stored(database, quiz)
    changed = Quiz.model_validate({**PLAIN, "questions": PLAIN["questions"][:-1]})
    assert at.live.attempt(at.attempt.id, changed) == "renewed"
    assert at.live.attempt("another", quiz) is None


def test_progress_counts_the_answers_of_attempts_that_are_there(database: Database, quiz: Quiz) -> None:
    at, other = stored(database, quiz), stored(database, quiz)
    at.save()
    at.save("call", ("talk",))
    assert at.live.progress([at.attempt.id, other.attempt.id, "gone"]) == {at.attempt.id: 2, other.attempt.id: 0}
    assert at.live.progress([]) == {}


def test_deleting_takes_the_answers_along_and_nobody_elses(database: Database, quiz: Quiz) -> None:
    at, other = stored(database, quiz), stored(database, quiz)
    at.save()
    other.save()
    assert at.live.delete([at.attempt.id, at.attempt.id, "gone"]) == 1
    assert count(database, "liveanswer") == 1
    assert other.live.attempt(other.attempt.id, quiz) is not None


def test_the_batch_at_home_is_the_iso_week() -> None:
    assert home_batch("mitid", date(2027, 1, 3)) == "home-2026-W53-mitid"
    assert home_batch("mitid", date(2027, 1, 4)) == "home-2027-W01-mitid"


def test_stored_scores_and_responses_come_back_unchanged(database: Database, quiz: Quiz) -> None:
    at = stored(database, quiz)
    answer = Answer("keep", "12345678", ("code", "æøå\"'%s"), 0.333333, 3)
    assert at.live.save(at.attempt.id, answer, finished=False) == answer
    again = Answer("keep", "12345678", ("name",), None, None)
    assert at.live.save(at.attempt.id, again, finished=False) == answer

"""A second try is kept beside the answer, once, and changes nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from quizlib import Attempt, Quiz, Share
from tests.webapp.storage.conftest import stored
from webapp.storage.database.engine import Database


def test_a_second_try_is_kept_beside_the_answer_and_changes_nothing_else(database: Database, quiz: Quiz) -> None:
    at = stored(database, quiz)
    first = at.live.save(at.attempt.id, at.attempt.answer("call", ("talk",), 3).answer, finished=False)
    at.save("keep", ("name",))
    now = at.live.attempt(at.attempt.id, quiz)
    assert isinstance(now, Attempt)
    assert now.result.safe_choices == Share(0, 1)
    tried = now.again("call", ("hang-up",))
    assert first is not None
    assert at.live.try_again(at.attempt.id, tried.answer) == replace(first, again=("hang-up",))
    assert at.live.attempt(at.attempt.id, quiz) == tried.attempt
    assert tried.attempt.result == now.result


def test_of_second_tries_the_first_stands(database: Database, quiz: Quiz) -> None:
    at = stored(database, quiz)
    first = at.save("call", ("talk",))
    assert first is not None
    for again in (("ask",), ("hang-up",), ("ask",)):
        assert at.live.try_again(at.attempt.id, replace(first, again=again)) == replace(first, again=("ask",))
    assert at.save("call", ("hang-up",)) == replace(first, again=("ask",)), "an answer that comes late is told it too"


def test_second_tries_on_twenty_threads_keep_one_and_tell_all_the_same(database: Database, quiz: Quiz) -> None:
    at = stored(database, quiz)
    first = at.save("call", ("talk",))
    assert first is not None
    tries = [replace(first, again=again) for again in (("ask",), ("hang-up",), ("talk",))] * 7
    with ThreadPoolExecutor(20) as threads:
        told = list(threads.map(lambda answer: at.live.try_again(at.attempt.id, answer), tries[:20]))
    assert len(set(told)) == 1
    assert told[0] is not None
    assert told[0].again is not None


def test_a_second_try_of_what_is_not_there_is_not_stored(database: Database, quiz: Quiz) -> None:
    at, other = stored(database, quiz), stored(database, quiz)
    kept = other.save("call", ("talk",))
    tried = replace(at.answer("call", ("talk",)), again=("hang-up",))
    assert at.live.try_again(at.attempt.id, tried) is None, "there is no first answer"
    at.save("call", ("talk",))
    at.live.delete([at.attempt.id])
    assert at.live.try_again(at.attempt.id, tried) is None, "there is no attempt any more"
    now = other.live.attempt(other.attempt.id, quiz)
    assert isinstance(now, Attempt)
    assert now.answers == (kept,), "nobody else's answer is touched"

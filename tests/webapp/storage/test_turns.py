"""One person at a browser counts once a quiz and batch: the first attempt that is answered to the half."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from quizlib import Attempt, Outline, Quiz
from webapp.storage.database.engine import Database
from webapp.storage.live import Live

BATCH = "home-2026-W47-sample"
ONE = ("a" * 22,)
TWO = ("a" * 22, "b" * 22)


def begin(live: Live, quiz: Quiz, ids: tuple[str, ...] = ONE, only: tuple[str, ...] | None = None) -> Attempt:
    return live.start_in_turn(Attempt.start(quiz, only=only), ids, language="da", batch=BATCH)


def answer(live: Live, attempt: Attempt, number: int) -> None:
    """Answer this many questions of an attempt, from the first."""
    for question in attempt.questions[:number]:
        step = attempt.answer(question.id, question.key or ("3",) * (question.type == "rating"))
        assert live.save(attempt.id, step.answer, finished=False)
        attempt = step.attempt


def half(quiz: Quiz) -> int:
    """Return how many questions, from the first, are just enough for an attempt to count."""
    names = [question.id for question in quiz.questions]
    return next(number for number in range(len(names)) if Outline.of(quiz).enough(names[:number]))


def stored(database: Database) -> list[tuple[object, ...]]:
    """Return whether each attempt counts, with the number of its answers."""
    sql = (
        "SELECT id, counted, (SELECT count(*) FROM liveanswer WHERE attempt = liveattempt.id) FROM liveattempt "
        "ORDER BY counted DESC"
    )
    return database.read(lambda transaction: transaction.execute(sql).fetchall())


def test_the_first_attempt_that_is_answered_to_the_half_counts_and_later_ones_are_practice(
    database: Database, quiz: Quiz
) -> None:
    live = Live(database)
    first = begin(live, quiz)
    answer(live, first, half(quiz))
    for _ in range(3):
        later = begin(live, quiz)
        answer(live, later, len(quiz.questions))
        assert later.id not in ONE
    assert [(bool(counted), answers) for _, counted, answers in stored(database)] == [
        (True, half(quiz)),
        *[(False, len(quiz.questions))] * 3,
    ]


def test_an_attempt_under_half_gives_way_to_the_next_and_is_gone(database: Database, quiz: Quiz) -> None:
    live = Live(database)
    for _ in range(3):
        answer(live, begin(live, quiz), half(quiz) - 1)
    last = begin(live, quiz)
    assert [(name, bool(counted), answers) for name, counted, answers in stored(database)] == [(last.id, True, 0)]


def test_the_half_is_that_of_the_questions_that_were_asked(database: Database, quiz: Quiz) -> None:
    live, short = Live(database), ("parcel", "call")
    answer(live, begin(live, quiz, only=short), 1)
    assert begin(live, quiz).id not in ONE, "one of two was half"


def test_ratings_count_twice_before_and_after(database: Database, quiz: Quiz) -> None:
    live, found = Live(database), []
    for _ in range(4):
        found.append(begin(live, quiz, TWO))
        answer(live, found[-1], half(quiz))
    assert [attempt.id for attempt in found[:2]] == list(TWO)
    assert sum(bool(counted) for _, counted, _ in stored(database)) == 2


@pytest.mark.parametrize("before", [0, 1], ids=["none before", "one under half before"])
def test_of_twenty_starts_at_once_one_attempt_is_there(database: Database, quiz: Quiz, before: int) -> None:
    live = Live(database)
    for _ in range(before):
        answer(live, begin(live, quiz), half(quiz) - 1)
    with ThreadPoolExecutor(20) as threads:
        found = list(threads.map(lambda _: begin(live, quiz), range(20)))
    assert {attempt.id for attempt in found} == set(ONE)
    assert [(bool(counted), answers) for _, counted, answers in stored(database)] == [(True, 0)]


def test_an_answer_that_races_with_a_start_is_kept_with_its_attempt_or_gone_with_it(
    database: Database, quiz: Quiz
) -> None:
    live, needed = Live(database), half(quiz)
    for round_ in range(20):
        ids = (f"{round_:022}",)
        first = begin(live, quiz, ids)
        answer(live, first, needed - 1)
        whole = Attempt.resume(quiz, first.id, [], trusted=True)
        last = whole.questions[needed - 1]
        given = whole.answer(last.id, last.key or ("3",) * (last.type == "rating")).answer
        with ThreadPoolExecutor(2) as threads:
            saved = threads.submit(live.save, first.id, given, finished=False)
            began = threads.submit(partial(begin, live, quiz, ids))
            again = began.result()
            saved.result()
        kept = {name: int(str(answers)) for name, _, answers in stored(database)}
        if again.id in ids:
            assert kept[ids[0]] <= 1, "nothing of the attempt that gave way is left"
        else:
            assert kept[ids[0]] == needed


def test_who_goes_on_from_a_part_of_a_quiz_keeps_the_answers_and_counts_once(database: Database, quiz: Quiz) -> None:
    live, part = Live(database), Attempt.start(quiz, only=[question.id for question in quiz.questions[:2]])
    live.start(part, language="da", batch=BATCH, counted=False)
    answer(live, part, 2)
    whole = live.go_on(part.id, Attempt.start(quiz), ONE, language="da", batch=BATCH, people=1)
    assert whole is not None
    assert [(name, bool(counted), answers) for name, counted, answers in stored(database)] == [(ONE[0], True, 2)]
    found = live.attempt(whole.id, quiz)
    assert isinstance(found, Attempt)
    assert found.only is None
    again = live.go_on(part.id, Attempt.start(quiz), ONE, language="da", batch=BATCH, people=1)
    assert again is None, "the part is not there any more"
    assert len(stored(database)) == 1


def test_who_has_been_counted_goes_on_in_practice(database: Database, quiz: Quiz) -> None:
    live, part = Live(database), Attempt.start(quiz, only=[question.id for question in quiz.questions[:2]])
    answer(live, begin(live, quiz), half(quiz))
    live.start(part, language="da", batch=BATCH, counted=False)
    answer(live, part, 2)
    whole = live.go_on(part.id, Attempt.start(quiz), ONE, language="da", batch=BATCH, people=1)
    assert whole is not None
    assert whole.id not in ONE
    assert [(bool(counted), answers) for _, counted, answers in stored(database)] == [(True, half(quiz)), (False, 2)]

"""Hands: what somebody who knows every other hand in the room learns of the last one from the record of a question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import pytest

from quizlib import Outline
from quizlib.measures import Counts, record
from tests.quizlib.measures.people import chance
from tests.shipped import library

NONE = "none"
USUAL = {"scam": 0.6, "genuine": 0.2, "unsure": 0.15, NONE: 0.05}
EVEN = {"scam": 0.5, "genuine": 0.5}
DRAWS = 2000
Table = tuple[int, ...]


@cache
def outline() -> Outline:
    """Return the outline by hands of a message that is judged."""
    quiz = library().quizzes["falske-beskeder"]
    found = (Outline.by_hands(quiz, question) for question in quiz.questions if question.judges)
    return next(one for one in found if one)


@cache
def kept(hands: tuple[tuple[str, int], ...], n: int) -> Mapping[Table, float]:
    """Return how often the record of these hands is which, by the numbers of its answers."""
    of, random = outline(), chance(7)
    (name,) = of.questions
    people = of.raised({name: {answer: count for answer, count in hands if answer != NONE}}, n)
    counts = Counts.from_answers(people, of.items)
    drawn = Counter(tuple(record(counts, random).categories[name].values()) for _ in range(DRAWS))
    return {table: times / DRAWS for table, times in drawn.items()}


def guessed(others: Mapping[str, int], prior: Mapping[str, float]) -> tuple[float, float]:
    """Return how often the last hand is guessed right by Bayes' rule, and how often beyond doubt."""
    n = sum(others.values()) + 1
    joint: defaultdict[Table, dict[str, float]] = defaultdict(dict)
    for answer, likely in prior.items():
        hands = Counter(others)
        hands[answer] += 1
        for table, chance_of_it in kept(tuple(sorted(hands.items())), n).items():
            joint[table][answer] = likely * chance_of_it
    right = sum(max(answers.values()) for answers in joint.values())
    certain = sum(sum(answers.values()) for answers in joint.values() if len(answers) == 1)
    return right, certain


def rooms(n: int, times: int) -> Iterator[Mapping[str, int]]:
    """Yield what all but one of n people raised their hands for, as chance draws it."""
    random = chance(n)
    for _ in range(times):
        yield Counter(random.choices(list(USUAL), list(USUAL.values()), k=n - 1))


@pytest.mark.trial
@pytest.mark.parametrize("n", [10, 12, 24])
def test_the_last_hand_is_guessed_a_little_more_often_than_without_a_record(n: int) -> None:
    found = [guessed(others, USUAL) for others in rooms(n, 25)]
    gain = sum(right for right, _ in found) / len(found) - max(USUAL.values())
    certain = sum(sure for _, sure in found) / len(found)
    assert 0 <= gain <= 0.10
    assert certain <= 0.13


@pytest.mark.trial
@pytest.mark.parametrize("scam", [3, 4, 5, 6])
def test_of_two_hands_that_are_equally_likely_a_record_tells_one_time_in_six_what_a_coin_would_not(scam: int) -> None:
    right, _ = guessed({"scam": scam, "genuine": 9 - scam}, EVEN)
    assert 0.5 <= right <= 0.5 + 1 / 6 + 0.03


@pytest.mark.trial
@pytest.mark.parametrize("n", [10, 24])
def test_if_all_other_hands_are_chosen_a_third_of_the_last_ones_is_certain(n: int) -> None:
    _, certain = guessed({"unsure": n - 1}, USUAL)
    assert certain <= 0.40


@pytest.mark.slow
def test_no_record_tells_that_a_whole_room_raised_its_hand_for_one_answer() -> None:
    for n, other in product((10, 11, 12, 24), ("genuine", NONE)):
        everybody, all_but_one = ({"scam": n}, {"scam": n - 1, other: 1})
        alike = kept(tuple(everybody.items()), n).keys() & kept(tuple(sorted(all_but_one.items())), n).keys()
        assert alike == kept(tuple(everybody.items()), n).keys()

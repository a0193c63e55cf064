"""All others chosen: what an attacker learns of the one person, if all others gave the rarest answers on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from statistics import fmean
from typing import NamedTuple

import pytest

from quizlib import Answer
from quizlib.measures import Counts, Person, record
from tests.quizlib.measures.attacks.attackers.crowds import KINDS, NONE, Crowd
from tests.quizlib.measures.attacks.attackers.knowing import Attacker
from tests.quizlib.measures.people import chance
from tests.shipped import library

pytestmark = pytest.mark.trial
QUIZZES = ("falske-beskeder", "mitid", "netbutikker", "sociale-medier", "koeb-og-salg", "tjek-a", "tjek-b")
CERTAIN = 0.9999


class Known(NamedTuple):
    """One answer of the one person: whether the attacker is certain, how much surer than before, and by what."""

    record: tuple[str, int]
    certain: bool
    gain: float
    alone: bool
    """Whether no fake gave the same answer."""
    finished: bool


def fake(crowd: Crowd) -> Person:
    """Return somebody who gives to every question the answer that is given least often."""
    answers = []
    for place, question in enumerate(crowd.questions):
        often = {
            response: sum(share * crowd.chances[kind][place][response] for kind, (share, _) in enumerate(KINDS))
            for response in crowd.chances[0][place]
        }
        rarest = min(often, key=often.__getitem__)
        answers.append(Answer(question.id, question.version, rarest, question.mark(rarest).score))
    return crowd.outline.person(answers)


def _attack(quiz: str, n: int, seed: int) -> Iterator[Known]:
    crowd, random = Crowd(library().quizzes[quiz], seed), chance(1000 + seed)
    person, same = crowd.person(random), fake(crowd)
    fakes = [same] * (n - 1)
    kept = record(Counts.from_answers([*fakes, person], crowd.items), random)
    finished = all(name in person.answers for name in crowd.outline.questions)
    for name, answers in Attacker(crowd, fakes, kept).guess().items():
        sure = max(answers.values())
        truth = person.answers[name].category if name in person.answers else NONE
        gain = sure - max(crowd.base[name].values())
        yield Known((quiz, seed), sure > CERTAIN, gain, truth != same.answers[name].category, finished)


@cache
def attacks(n: int, times: int, quizzes: tuple[str, ...] = QUIZZES) -> tuple[Known, ...]:
    """Return what is known of the one person of so many blocks of n for each quiz."""
    return tuple(one for quiz in quizzes for seed in range(times) for one in _attack(quiz, n, seed))


def found(known: tuple[Known, ...]) -> dict[str, float]:
    """Return the shares that docs/anonymity.md has."""
    finished = {one.record for one in known if one.finished}
    shown = {one.record for one in known if one.certain}
    return {
        "answers": fmean(one.certain for one in known),
        "answers that no fake gave": fmean(one.certain for one in known if one.alone),
        "records": len(shown) / len({one.record for one in known}),
        "records of those who finished": len(shown & finished) / len(finished),
        "gain": 100 * fmean(one.gain for one in known),
    }


@pytest.mark.parametrize(("n", "times"), [(10, 12), (12, 12), (24, 4)])
def test_about_one_answer_in_three_and_one_of_nearly_every_person_is_certain(n: int, times: int) -> None:
    # whoever makes a better rounding may lower these: docs/anonymity.md has them
    shares = found(attacks(n, times))
    assert 0.2 < shares["answers"] < 0.36
    assert 0.24 < shares["answers that no fake gave"] < 0.45
    assert 0.8 < shares["records"] <= 1
    assert shares["gain"] < 10

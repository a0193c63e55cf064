"""One of eleven who left, who had no pair, who did not say how sure: no record tells that there was exactly one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from quizlib.measures import Counts, Person, record
from tests.quizlib.measures.attacks.attackers.blocks import Block, determined, row, solved, without
from tests.quizlib.measures.attacks.attackers.chances import chance_in_steps
from tests.quizlib.measures.attacks.attackers.crowds import KINDS, NONE, Crowd
from tests.quizlib.measures.attacks.attackers.likelihoods import Likelihoods
from tests.quizlib.measures.people import chance
from tests.shipped import library

pytestmark = pytest.mark.trial
SEEDS = range(8)
SPANS = {"score": 8, "believed": 4, "rejected": 4}


def finished(crowd: Crowd, seed: int, number: int) -> list[Person]:
    """Return so many people who answered everything, and have taken another form before if this is a check-up."""
    random = chance(seed)
    people: list[Person] = []
    while len(people) < number:
        person = crowd.person(random, paired=crowd.outline.kind == "check-up")
        if len(person.answers) == len(crowd.items):
            people.append(person)
    return people


@pytest.mark.parametrize("quiz", ["tjek-a", "mitid", "sociale-medier"])
@pytest.mark.parametrize("seed", SEEDS)
def test_one_who_left_may_have_been_nobody_or_two_and_may_have_answered_otherwise(quiz: str, seed: int) -> None:
    crowd = Crowd(library().quizzes[quiz], seed)
    *others, one = finished(crowd, seed, 11)
    names = list(crowd.outline.questions)
    left = Person({item: given for item, given in one.answers.items() if item.partition("/")[0] in names[:5]})
    people = [*others, left]
    found = Block(crowd, people, record(Counts.from_answers(people, crowd.items), chance(seed)))
    assert determined(found.matrix, {f"{names[-1]}: {NONE}": 1}) == set()
    assert solved(without(found.matrix, [row(crowd, left)]))


@pytest.mark.parametrize("seed", SEEDS)
def test_one_without_a_pair_may_have_had_one_even_to_whoever_knows_all_others(seed: int) -> None:
    crowd = Crowd(library().quizzes["tjek-a"], seed)
    *others, one = finished(crowd, seed, 11)
    counts = Counts.from_answers([*others, one._replace(pair=None)], crowd.items)
    found = Likelihoods(record(counts, chance(seed)), Counts.from_answers(others, crowd.items))
    assert one.pair is not None
    now = one.pair.after.values()
    earlier = [tuple(zip(result, now, strict=True)) for result in crowd.results(len(KINDS) - 1)]
    assert possible(found, (None, None, None))
    assert any(possible(found, pairs) for pairs in earlier)


def possible(found: Likelihoods, pairs: Sequence[tuple[float, float] | None]) -> bool:
    """Say whether the record may be what it is if the one has this pair in each of the measures."""
    return all(
        found.of_pair(measure, span, pair) > 0 for (measure, span), pair in zip(SPANS.items(), pairs, strict=True)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_one_who_did_not_say_how_sure_may_have_been_nobody_or_two(seed: int) -> None:
    crowd = Crowd(library().quizzes["tjek-a"], seed)
    random = chance(seed)
    *others, one = finished(crowd, seed, 11)
    people = [*(said(person, random.randint(1, 3)) for person in others), one]
    kept = record(Counts.from_answers(people, crowd.items), chance(seed))
    for name in crowd.outline.questions:
        after = cells(kept.categories[name], kept.sureness[name])
        possible_numbers = set()
        for number in (0, 1, 2):
            silent = [*people[: 11 - number], *(said(person, None) for person in people[11 - number :])]
            for step in (1, 2, 3):
                counts = Counts.from_answers([said(one, step) if not number else one, *silent[:-1]], crowd.items)
                before = cells((counts.categories or {})[name], (counts.sureness or {})[name])
                if chance_in_steps(after, before, kept.n - counts.n, kept.n):
                    possible_numbers.add(number)
        assert 1 in possible_numbers
        if one.answers[name].category != "unsure":
            assert len(possible_numbers) > 1


def said(person: Person, step: int | None) -> Person:
    """Return somebody who said so of every decided answer."""
    answers = {
        name: given._replace(sure=None if given.category == "unsure" else step)
        for name, given in person.answers.items()
    }
    return person._replace(answers=answers)


def cells(people: Mapping[str, int], sureness: Mapping[str, Mapping[str, int]]) -> list[tuple[int, ...]]:
    """Return people by category, each category dealt out by sureness, those who did not say it last."""
    return [
        (*sureness.get(category, {}).values(), number - sum(sureness.get(category, {}).values()))
        for category, number in people.items()
        if category != NONE
    ]

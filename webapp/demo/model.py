"""Model: the true values of a made-up campaign: how people differ, what they learn, how hard questions are."""

from __future__ import annotations

from dataclasses import dataclass
from operator import add
from random import Random
from typing import NamedTuple

from quizlib import Question

CUES = {"few": 0.5, "some": 0.0, "many": -0.5}
PREMISE = {"low": -0.3, "medium": 0.0, "high": 0.3}
TYPES = {"conversation": -0.4, "order": 0.3, "signs": 0.2, "single_choice": -0.3}
JITTER = 0.3
"""The standard deviation between questions that seem equally hard."""


class Mind(NamedTuple):
    """One person: how well they judge and how wary they are (in logits), worry and mastery (in steps, 1 to 5)."""

    skill: float
    wary: float
    worry: float
    mastery: float

    def with_(self, other: Mind) -> Mind:
        """Return the sum of both, value by value."""
        return Mind(*map(add, self, other))


NOBODY = Mind(skill=0, wary=0, worry=0, mastery=0)
PEOPLE = Mind(skill=0.9, wary=0.1, worry=3.2, mastery=2.8)
BETWEEN_PEOPLE = Mind(skill=0.8, wary=0.5, worry=0.9, mastery=0.8)
BETWEEN_WORKSHOPS = Mind(skill=0.3, wary=0.2, worry=0.25, mastery=0.2)
"""Standard deviations between people, and between workshops."""


@dataclass(frozen=True)
class Truth:
    """The parameters of the simulation.

    People vary normally around their workshop, and workshops vary normally around the campaign. A quiz teaches
    everybody the same: `learned_scams` about harmful messages and `learned_genuine` about harmless ones (in logits).
    After a month the share `lasting` of that is left. Nothing else has an effect: people who stop, who share a screen
    or who come back do not differ from others.
    """

    people: Mind = PEOPLE
    between_people: Mind = BETWEEN_PEOPLE
    between_workshops: Mind = BETWEEN_WORKSHOPS
    learned_scams: float = 0.55
    learned_genuine: float = 0.45
    less_worry: float = 0.3
    more_mastery: float = 0.4
    lasting: float = 0.6
    doubt: float = 0.6
    """A person says that they would check first, if they lean to neither side by more than this (in logits)."""
    stops: float = 0.008
    stops_at_home: float = 0.02
    """The shares of people who stop before each question, in workshops (`stops`) and at home."""

    def standing(self, mind: Mind, learned: float) -> dict[str, float]:
        """Return the standing of a person for each kind of question; `learned` is the share of the learning, 0 to 1."""
        scams, genuine = learned * self.learned_scams, learned * self.learned_genuine
        return {
            "scam": mind.skill + scams + mind.wary,
            "genuine": mind.skill + genuine - mind.wary,
            "other": mind.skill + (scams + genuine) / 2,
            "worry": mind.worry - learned * self.less_worry,
            "mastery": mind.mastery + learned * self.more_mastery,
        }


def drawn(random: Random, about: Mind, spread: Mind) -> Mind:
    """Return a person drawn from normal distributions around another."""
    return Mind(*map(random.gauss, about, spread))


def difficulty(question: Question, quiz: str) -> float:
    """Return how hard a question is (in logits): by the author's difficulty, by its type, and by chance."""
    stated = question.difficulty
    hard = CUES[stated.cues] + PREMISE[stated.premise] if stated else 0.0
    same = Random(f"{quiz}/{question.id}")  # noqa: S311 - nothing here is secret
    return hard + TYPES.get(question.type, 0.0) + same.gauss(0, JITTER)

"""Over the whole library nothing gives the truth of a message away but what the messages are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

import pytest

from quizlib import Message
from tests.shipped import content, library

MANY = 100
ARTEFACT, CUE = 0.60, 0.75  # the share of messages whose truth it may predict


class Shown(NamedTuple):
    """A message, what it is, and where in its quiz it stands, from 0 to 1."""

    message: Message
    truth: str
    place: float


def shown() -> list[Shown]:
    """Return every message that somebody is asked about."""
    found = [
        Shown(question.message, question.truth, index / len(quiz.questions))
        for quiz in library().quizzes.values()
        for index, question in enumerate(quiz.questions)
        if question.message and question.truth and question.type != "example"
    ]
    return found + [Shown(month.question.message, month.question.truth, 0) for month in content().months]


ALL = shown()
Feature = Callable[[Shown], object]


def has(pattern: str, language: str) -> Feature:
    return lambda one: bool(re.search(pattern, " ".join(one.message.parts(language).values())))


def longer_than_most(language: str) -> Feature:
    lengths = median(len(one.message.body[language]) for one in ALL)
    return lambda one: len(one.message.body[language]) > lengths


ARTEFACTS: dict[str, Feature] = {
    "an address": has(r"\.example", "da"),
    "an address with a hyphen in Danish": has(r"\w-\w[\w-]*\.example", "da"),
    "an address with a hyphen in English": has(r"\w-\w[\w-]*\.example", "en"),
    "a masked number": has(r"XX|00 00", "da"),
    "the length in Danish": longer_than_most("da"),
    "the length in English": longer_than_most("en"),
    "the place in the quiz": lambda one: one.place > 0.5,
    "a greeting": has(r"\b(Hej|Kære|Hejsa|Goddag|Hallo)\b", "da"),
    "a name in the greeting": has(r"\b(Hej|Kære|Hejsa|Goddag|Hallo),? [A-ZÆØÅ]\w+", "da"),
    "a subject": lambda one: one.message.subject is not None,
    "no hurry in Danish": has(
        r"(?i)god tid|haster ikke|ingen hast|ikke travlt|ingen frist|når det passer dig|når du (har tid|vil)\b"
        r"|så længe du vil|roligt vente|venter gerne|tænke over det|behøver ikke svare nu|ro og mag",
        "da",
    ),
    "no hurry in English": has(
        r"(?i)plenty of time|no hurry|not in a hurry|no deadline|when(ever)? it suits you|when you have time"
        r"|take your time|think it over|as long as you like",
        "en",
    ),
}
CUES: dict[str, Feature] = {
    "a link": lambda one: bool(one.message.links) or bool(has(r"\.example/|https?:", "da")(one)),
    "an amount": has(r"\d\s?kr\b|kroner", "da"),
    "a deadline": has(r"\b(inden|senest|i dag|i aften|i morgen|straks|nu\b|haster|frist|udløber|timer)", "da"),
}


def predicted(feature: Feature) -> float:
    """Return the share of messages whose truth one gets right by this alone, knowing which way it points."""
    counts = Counter((feature(one), one.truth) for one in ALL)
    values = {value for value, _ in counts}
    return sum(max(counts[value, "scam"], counts[value, "genuine"]) for value in values) / len(ALL)


def test_there_are_many_messages_of_both_kinds() -> None:
    assert len(ALL) >= MANY
    assert predicted(lambda _: None) < ARTEFACT


@pytest.mark.parametrize("name", ARTEFACTS)
def test_an_artefact_does_not_tell(name: str) -> None:
    assert predicted(ARTEFACTS[name]) <= ARTEFACT


@pytest.mark.parametrize("name", CUES)
def test_a_cue_of_real_life_is_a_hint_and_no_more(name: str) -> None:
    assert len({CUES[name](one) for one in ALL}) > 1
    assert predicted(CUES[name]) <= CUE


def test_a_feature_that_tells_is_found() -> None:
    assert predicted(lambda one: one.truth) == 1

"""Who has read all quizzes cannot tell the messages of check-ups and months by their stems, or without reading them."""

from __future__ import annotations

import pytest

from quizlib.measures.statistics.proportions import wilson
from tests.content.classifier import Features, Judged, score, stem, surface, unseen
from tests.content.words import STRONGEST, report

LANGUAGES = ("da", "en")
ENOUGH = 60
CHANCE = 0.5


def truth(one: Judged) -> Features:
    return {"scam": float(one.scam)}


def sure_share(right: int, of: int) -> float:
    """Return the share that a classifier surely gets right: the lower end of Wilson's interval."""
    limits = wilson(right, of)
    assert limits
    return limits.lower


@pytest.mark.parametrize("language", LANGUAGES)
def test_stems_alone_tell_nothing(language: str) -> None:
    assert len(unseen(language)) >= ENOUGH
    assert sure_share(*score(stem, language)) <= CHANCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_seen_without_reading_tells_nothing(language: str) -> None:
    assert sure_share(*score(surface, language)) <= CHANCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feature_that_tells_is_learnt(language: str) -> None:
    assert sure_share(*score(truth, language)) > CHANCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strongest_words_are_listed(language: str) -> None:
    assert len(list(report(language))) == 3 + STRONGEST

"""The sample quiz, as data to change and built."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date

import pytest

from quizlib import Quiz
from tests.quizlib.sample import PLAIN, TODAY, Plain


@pytest.fixture
def plain() -> Plain:
    """Return a quiz with a question of every type, as data to change."""
    return copy.deepcopy(PLAIN)


@pytest.fixture(scope="session")
def quiz() -> Quiz:
    """Return the same quiz, built."""
    return Quiz.model_validate(PLAIN)


@pytest.fixture
def today() -> date:
    """Return the day that the tests take for today."""
    return TODAY


@pytest.fixture
def changed(plain: Plain) -> Callable[..., Quiz]:
    """Return a function that builds the quiz after a change to its data."""

    def build(change: Callable[[Plain], object]) -> Quiz:
        data = copy.deepcopy(plain)
        change(data)
        return Quiz.model_validate(data)

    return build

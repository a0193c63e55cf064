"""What ships as a draft: Swedish, whole in three quizzes, and on no page of the site until natives have read it."""

from __future__ import annotations

import pytest

from quizlib import read_library
from tests.places import CONTENT

DRAFT = "sv"
WHOLE = {"adgangskoder", "bekymring", "mitid"}


@pytest.mark.slow
def test_the_site_does_not_know_the_draft() -> None:
    library, _ = read_library(CONTENT)
    assert DRAFT not in {language.id for language in library.languages}
    assert DRAFT not in library.quizzes["mitid"].title.languages


@pytest.mark.slow
def test_three_quizzes_are_whole_in_it_and_nothing_is_wrong_with_them() -> None:
    library, problems = read_library(CONTENT, drafts=True)
    assert {name for name, quiz in library.quizzes.items() if quiz.is_in(DRAFT)} == WHOLE
    assert not [str(problem) for problem in problems]

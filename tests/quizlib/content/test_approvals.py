"""An approval names the words that were approved, and holds for these alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quizlib import Quiz, Text, load_library, read_library
from quizlib.authoring import Content
from quizlib.content.every_text import texts
from quizlib.content.source import NOT_APPROVED
from quizlib.problems import Location
from tests.places import EXAMPLES

QUIZZES = load_library(EXAMPLES).quizzes
BY = "approved:\n  - {by: Ane Dahl, date: 2026-01-02%s}\n"


def changed(content: object, location: Location) -> Any:  # noqa: ANN401 - what the location leads to
    """Return content with another text at a place."""
    if isinstance(content, Text):
        return Text.of({**content.root, "da": f"{content['da']} Og mere."})
    part, rest = location[0], location[1:]
    if isinstance(content, Content):
        return content.model_copy(update={str(part): changed(getattr(content, str(part)), rest)})
    if isinstance(content, tuple):
        return tuple(changed(one, rest) if index == part else one for index, one in enumerate(content))
    assert isinstance(content, dict)
    return {**content, part: changed(content[part], rest)}


@pytest.mark.parametrize("name", QUIZZES)
def test_every_text_of_a_quiz_is_among_the_words_that_are_approved(name: str) -> None:
    quiz = QUIZZES[name]
    others = {location: changed(quiz, location) for location, _ in texts(quiz)}
    assert others
    for location, other in others.items():
        free = location[0] in NOT_APPROVED or location[-1] == "audio"
        assert (other.wording == quiz.wording) is free, location


def told(tmp_path: Path, text: str) -> tuple[Quiz, list[str]]:
    """Return a quiz and what the check says of its approvals."""
    path = tmp_path / "single-choice.yaml"
    path.write_text(text, encoding="utf-8")
    library, problems = read_library(path, ["da", "en"])
    return library.quizzes["single-choice"], [str(one) for one in problems if one.path.startswith("approved")]


def test_the_check_says_which_words_an_approval_is_of_and_when_it_lapses(tmp_path: Path) -> None:
    text = (EXAMPLES / "quizzes" / "single-choice.yaml").read_text("utf-8")
    unnamed, (hint,) = told(tmp_path, BY % "" + text)
    assert f'names no words that were approved – if these are the words, write version: "{unnamed.wording}"' in hint
    assert unnamed.approvals == ()
    approval = BY % f", version: {unnamed.wording}"
    quiz, found = told(tmp_path, approval + text)
    assert (found, quiz.wording) == ([], unnamed.wording)
    assert [one.by for one in quiz.approvals] == ["Ane Dahl"]
    later, (lapsed,) = told(tmp_path, approval + text.replace("A name is easy to make up.", "Anybody can make it up."))
    assert f'is of other words than these – have them approved, then write version: "{later.wording}"' in lapsed
    assert later.approvals == ()


def test_dates_and_sources_may_change_under_an_approval(tmp_path: Path) -> None:
    text = (EXAMPLES / "quizzes" / "single-choice.yaml").read_text("utf-8")
    quiz, _ = told(tmp_path, text)
    assert told(tmp_path, f"valid_until: 2999-01-02\n{text}")[0].wording == quiz.wording


def test_what_nobody_has_written_is_not_among_the_words(tmp_path: Path) -> None:
    text = (EXAMPLES / "quizzes" / "single-choice.yaml").read_text("utf-8")
    quiz, _ = told(tmp_path, text)
    assert told(tmp_path, f"sure: false\n{text}")[0].wording == quiz.wording
    assert told(tmp_path, f"sure: true\n{text}")[0].wording != quiz.wording

"""Versions change when what is asked or how it is marked changes, and at nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from quizlib import Quiz
from tests.quizlib.sample import Plain, both

Change = Callable[[Plain], object]
Changed = Callable[[Change], Quiz]


def at(path: str, value: object) -> Change:
    """Return a change that sets what `path` (keys and indexes, with dots between) names; None removes it."""

    def change(data: Any) -> None:  # noqa: ANN401 - blocks and lists, all the way down
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in way:
            data = data[part]
        if value is None:
            del data[last]
        else:
            data[last] = value

    return change


def swapped(path: str) -> Change:
    """Return a change that swaps the first two of a list."""

    def change(data: Any) -> None:  # noqa: ANN401 - blocks and lists, all the way down
        for part in path.split("."):
            data = data[int(part) if part.isdigit() else part]
        data[0], data[1] = data[1], data[0]

    return change


NEW = both("Nyt", "New")
ASKED = {
    "the id": (0, at("questions.0.id", "letter")),
    "the stem in one language": (0, at("questions.0.stem.en", "Is it a scam?")),
    "the truth": (0, at("questions.0.truth", "genuine")),
    "the sender": (0, at("questions.0.message.sender", NEW)),
    "the body": (0, at("questions.0.message.body.da", "Din pakke venter. Betal i dag.")),
    "the channel": (0, at("questions.0.message.channel", "chat")),
    "a time": (0, at("questions.0.message.time", NEW)),
    "the words of a link": (0, at("questions.0.message.links.0.text", NEW)),
    "the id of a sign": (0, at("questions.0.message.signs.0.id", "place")),
    "what a sign shows": (0, at("questions.0.message.signs.0.shows", "nothing")),
    "the order of signs": (0, swapped("questions.0.message.signs")),
    "the words of an option": (2, at("questions.2.options.0.text.en", "Chat")),
    "the id of an option": (2, at("questions.2.options.0.id", "chat")),
    "the worth of an option": (2, at("questions.2.options.2.fraction", 0.25)),
    "the order of options": (2, swapped("questions.2.options")),
    "which option is right": (3, at("questions.3.options.1.right", value=True)),
    "the way of scoring": (3, at("questions.3.score", "exact")),
    "the scale": (4, at("questions.4.scale", "mastery")),
}
NOT_ASKED = {
    "the title": at("title", NEW),
    "the summary": at("summary", NEW),
    "the minutes": at("minutes", 20),
    "a date": at("reviewed", "2026-01-01"),
    "sources": at("sources", [{"title": "x", "url": "https://x.example", "seen": "2026-01-01"}]),
    "takeaways": at("takeaways", [NEW]),
    "sureness": at("sure", value=True),
    "a rationale": at("questions.0.rationale", NEW),
    "a check": at("questions.0.check", NEW),
    "a hint": at("questions.0.hint", NEW),
    "what a question is about": at("questions.2.about", "know"),
    "the method": at("questions.0.method", "phishing"),
    "the difficulty": at("questions.0.difficulty", {"cues": "few", "premise": "low"}),
    "feedback to a verdict": at("questions.0.feedback", {"genuine": NEW}),
    "feedback to an option": at("questions.2.options.1.feedback", NEW),
    "what is said of an option not chosen": at("questions.2.options.0.otherwise", None),
    "why a sign is one": at("questions.0.message.signs.0.why", NEW),
    "the passage of a sign": at("questions.0.message.signs.1.quote", both("Betal i dag", "Pay today")),
    "the same worth written otherwise": at(
        "questions.2.options.1", {"id": "hang-up", "text": both("Lægger på", "Hang up"), "fraction": 1}
    ),
}


def versions(quiz: Quiz) -> list[str]:
    return [question.version for question in quiz.questions]


@pytest.mark.parametrize("what", ASKED)
def test_what_is_asked_changes_the_version_of_its_question_and_quiz(what: str, quiz: Quiz, changed: Changed) -> None:
    index, change = ASKED[what]
    after = changed(change)
    assert [old != new for old, new in zip(versions(quiz), versions(after), strict=True)] == [
        number == index for number in range(len(quiz.questions))
    ]
    assert after.version != quiz.version


@pytest.mark.parametrize("what", NOT_ASKED)
def test_what_is_not_asked_changes_no_version(what: str, quiz: Quiz, changed: Changed) -> None:
    after = changed(NOT_ASKED[what])
    assert after != quiz, "the change is one"
    assert (versions(after), after.version) == (versions(quiz), quiz.version)


def test_the_order_of_questions_changes_the_quiz_alone(quiz: Quiz, changed: Changed) -> None:
    after = changed(swapped("questions"))
    assert sorted(versions(after)) == sorted(versions(quiz))
    assert after.version != quiz.version


def test_an_added_language_changes_the_version(quiz: Quiz, changed: Changed) -> None:
    assert versions(changed(at("questions.4.stem.sv", "Orolig?")))[4] != versions(quiz)[4]


def test_the_order_of_languages_in_a_file_changes_no_version(quiz: Quiz, changed: Changed) -> None:
    after = changed(at("questions.0.stem", {"en": "Is it genuine?", "da": "Er den ægte?"}))
    assert after.questions[0].stem.languages == ("en", "da")
    assert versions(after) == versions(quiz)


def test_versions_are_eight_hex_digits_that_differ(quiz: Quiz) -> None:
    assert all(re.fullmatch("[0-9a-f]{8}", version) for version in [*versions(quiz), quiz.version])
    assert len(set(versions(quiz))) == len(quiz.questions)


def test_the_algorithm_stays_what_it_is(quiz: Quiz) -> None:
    # Stored answers name these versions: another algorithm would cut them off from their questions.
    assert versions(quiz) == ["aeca2b80", "32972f4e", "b3fda786", "143b9ebb", "46329675"]
    assert quiz.version == "4538aee0"


def test_a_copy_with_other_questions_has_a_version_of_its_own(changed: Changed) -> None:
    quiz, other = changed(lambda _data: None), changed(at("questions.0.stem", both("Andet", "Other")))
    assert quiz.version != other.version
    assert quiz.model_copy(update={"questions": other.questions}).version == other.version
    question, stem = quiz.questions[0], other.questions[0].stem
    assert question.version != other.questions[0].version
    assert question.model_copy(update={"stem": stem}, deep=True).version == other.questions[0].version
    assert quiz.model_copy() == quiz

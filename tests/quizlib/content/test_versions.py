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
    """Return a change that sets what `path` (keys, indexes and ids, with dots between) names; None removes it."""

    def change(data: Any) -> None:  # noqa: ANN401 - blocks and lists, all the way down
        *way, last = path.split(".")
        for part in way:
            data = inside(data, part)
        if value is None:
            del data[last]
        else:
            data[int(last) if isinstance(data, list) else last] = value

    return change


def swapped(path: str) -> Change:
    """Return a change that swaps the first two of a list."""

    def change(data: Any) -> None:  # noqa: ANN401 - blocks and lists, all the way down
        for part in path.split("."):
            data = inside(data, part)
        data[0], data[1] = data[1], data[0]

    return change


def inside(data: Any, part: str) -> Any:  # noqa: ANN401 - as above
    """Return what a key names in a block; in a list, an index or an id."""
    if isinstance(data, dict):
        return data[part]
    return data[int(part)] if part.isdigit() else next(member for member in data if member["id"] == part)


def swapped_places(data: Plain) -> None:
    """Swap the places of two steps that are put in order."""
    first, second, *_ = inside(data["questions"], "lost-card")["steps"]
    first["place"], second["place"] = second["place"], first["place"]


NEW = both("Nyt", "New")
ASKED = {
    "the id": ("parcel", at("questions.parcel.id", "letter")),
    "the stem in one language": ("parcel", at("questions.parcel.stem.en", "Is it a scam?")),
    "the truth": ("parcel", at("questions.parcel.truth", "genuine")),
    "the sender": ("parcel", at("questions.parcel.message.sender", NEW)),
    "the body": ("parcel", at("questions.parcel.message.body.da", "Din pakke venter. Betal i dag.")),
    "the channel": ("parcel", at("questions.parcel.message.channel", "chat")),
    "an earlier message": ("parcel", at("questions.parcel.message.earlier", [{"text": NEW}])),
    "a time": ("parcel", at("questions.parcel.message.time", NEW)),
    "the words of a link": ("parcel", at("questions.parcel.message.links.0.text", NEW)),
    "the id of a sign": ("parcel", at("questions.parcel.message.signs.0.id", "place")),
    "what a sign shows": ("parcel", at("questions.parcel.message.signs.0.shows", "nothing")),
    "the order of signs": ("parcel", swapped("questions.parcel.message.signs")),
    "the words of an option": ("call", at("questions.call.options.0.text.en", "Chat")),
    "the id of an option": ("call", at("questions.call.options.0.id", "chat")),
    "the worth of an option": ("call", at("questions.call.options.2.fraction", 0.25)),
    "the order of options": ("call", swapped("questions.call.options")),
    "which option is right": ("keep", at("questions.keep.options.1.right", value=True)),
    "the way of scoring": ("keep", at("questions.keep.score", "exact")),
    "the scale": ("worry", at("questions.worry.scale", "mastery")),
    "what an example shows": ("look", at("questions.look.message.body.en", "Your card is blocked now.")),
    "the words of a part to mark": ("marks", at("questions.marks.message.signs.gift.quote.en", "KK 900")),
    "which part is a decoy": ("marks", at("questions.marks.message.signs.at.shows", "scam")),
    "the place of a step": ("lost-card", swapped_places),
    "the words of a step": ("lost-card", at("questions.lost-card.steps.tell.text.en", "Say it")),
    "the order of steps": ("lost-card", swapped("questions.lost-card.steps")),
    "where a thing belongs": ("share", at("questions.share.things.town.belongs", "never")),
    "the words of a thing": ("share", at("questions.share.things.town.text", NEW)),
    "the words of a category": ("share", at("questions.share.categories.fine.text", NEW)),
    "the order of categories": ("share", swapped("questions.share.categories")),
    "what is said": ("caller", at("questions.caller.steps.hello.says.en", "Hello")),
    "the words of an answer": ("caller", at("questions.caller.steps.hello.choices.listen.text", NEW)),
    "where an answer leads": ("caller", at("questions.caller.steps.pressed.choices.again.to", "robbed")),
    "what an ending is worth": ("caller", at("questions.caller.endings.late.score", 0.25)),
    "a call or a chat": ("caller", at("questions.caller.channel", "chat")),
}
NOT_ASKED = {
    "the title": at("title", NEW),
    "the summary": at("summary", NEW),
    "the minutes": at("minutes", 20),
    "a date": at("reviewed", "2026-01-01"),
    "sources": at("sources", [{"title": "x", "url": "https://x.example", "seen": "2026-01-01"}]),
    "what was read of a source": at(
        "sources", [{"title": "x", "url": "https://x.example", "seen": "2026-01-01", "read": "excerpt"}]
    ),
    "a story": at("story", NEW),
    "takeaways": at("takeaways", [NEW]),
    "sureness": at("sure", value=False),
    "a rationale": at("questions.parcel.rationale", NEW),
    "a check": at("questions.parcel.check", NEW),
    "a hint": at("questions.parcel.hint", NEW),
    "what a question is about": at("questions.call.about", "know"),
    "the method": at("questions.parcel.method", "phishing"),
    "the difficulty": at("questions.parcel.difficulty", {"cues": "few", "premise": "low"}),
    "feedback to a verdict": at("questions.parcel.feedback", {"genuine": NEW}),
    "feedback to an option": at("questions.call.options.1.feedback", NEW),
    "what is said of an option not chosen": at("questions.call.options.0.otherwise", None),
    "the twin": at("questions.notice.twin", "reminder"),
    "a recording": at("questions.parcel.audio", both("da.mp3", "en.mp3")),
    "how an example is checked": at("questions.look.check", NEW),
    "why a thing belongs there": at("questions.share.things.pin.why", NEW),
    "what is said of an answer": at("questions.caller.steps.hello.choices.listen.feedback", NEW),
    "the note to what was said": at("questions.caller.steps.pressed.note", NEW),
    "the voice of what was said": at("questions.caller.steps.hello.audio", both("da.mp3", "en.mp3")),
    "how an ending is told": at("questions.caller.endings.safe.text", NEW),
    "why a sign is one": at("questions.parcel.message.signs.0.why", NEW),
    "the passage of a sign": at("questions.parcel.message.signs.1.quote", both("Betal i dag", "Pay today")),
    "the same worth written otherwise": at(
        "questions.call.options.1", {"id": "hang-up", "text": both("Lægger på", "Hang up"), "fraction": 1}
    ),
}


def versions(quiz: Quiz) -> list[str]:
    return [question.version for question in quiz.questions]


@pytest.mark.parametrize("what", ASKED)
def test_what_is_asked_changes_the_version_of_its_question_and_quiz(what: str, quiz: Quiz, changed: Changed) -> None:
    name, change = ASKED[what]
    after = changed(change)
    pairs = zip(quiz.questions, versions(quiz), versions(after), strict=True)
    assert [question.id for question, old, new in pairs if old != new] == [name]
    assert after.version != quiz.version


@pytest.mark.parametrize("what", NOT_ASKED)
def test_what_is_not_asked_changes_no_version(what: str, quiz: Quiz, changed: Changed) -> None:
    after = changed(NOT_ASKED[what])
    assert after != quiz, "the change is one"
    assert (versions(after), after.version) == (versions(quiz), quiz.version)


def test_the_order_of_questions_changes_the_quiz_alone(quiz: Quiz, changed: Changed) -> None:
    after = changed(lambda data: data["questions"].insert(1, data["questions"].pop()))
    assert sorted(versions(after)) == sorted(versions(quiz))
    assert after.version != quiz.version


def test_an_added_language_changes_the_version(quiz: Quiz, changed: Changed) -> None:
    after = changed(at("questions.worry.stem.sv", "Orolig?"))
    assert [old != new for old, new in zip(versions(quiz), versions(after), strict=True)].count(True) == 1


def test_the_order_of_languages_in_a_file_changes_no_version(quiz: Quiz, changed: Changed) -> None:
    after = changed(at("questions.parcel.stem", {"en": "Is it genuine?", "da": "Er den ægte?"}))
    assert after.questions[1].stem.languages == ("en", "da")
    assert versions(after) == versions(quiz)


def test_versions_are_eight_hex_digits_that_differ(quiz: Quiz) -> None:
    assert all(re.fullmatch("[0-9a-f]{8}", version) for version in [*versions(quiz), quiz.version])
    assert len(set(versions(quiz))) == len(quiz.questions)


def test_the_algorithm_stays_what_it_is(quiz: Quiz) -> None:
    # Stored answers name these versions: another algorithm would cut them off from their questions.
    assert {question.id: question.version for question in quiz.questions} == {
        "look": "aa595d90",
        "parcel": "aeca2b80",
        "reminder": "32972f4e",
        "call": "b3fda786",
        "keep": "143b9ebb",
        "worry": "46329675",
        "marks": "f0f37a97",
        "notice": "53c823ae",
        "lost-card": "1fe997e1",
        "share": "48f10531",
        "caller": "4c59c787",
    }
    first_five = quiz.model_copy(update={"questions": quiz.questions[1:6]})
    assert first_five.version == "4538aee0"


def test_a_copy_with_other_questions_has_a_version_of_its_own(changed: Changed) -> None:
    quiz, other = changed(lambda _data: None), changed(at("questions.parcel.stem", both("Andet", "Other")))
    assert quiz.version != other.version
    assert quiz.model_copy(update={"questions": other.questions}).version == other.version
    question, changed_one = quiz.questions[1], other.questions[1]
    assert question.version != changed_one.version
    assert question.model_copy(update={"stem": changed_one.stem}, deep=True).version == changed_one.version
    assert quiz.model_copy() == quiz

"""What the shipped texts advise harms nobody, rests on nothing that anyone can say, and stands in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from quizlib import Question
from tests.places import CONTENT
from tests.shipped import content, library

LANGUAGES = ("da", "en")
SAYS_NOTHING = re.compile(
    r"[iI]d-?kort|ID card|badge|billedkort|CVR|(Du|du) skal\s+ikke\s+(oplyse|fortælle|sige|godkende)|tell me anything"
)
"""What anyone can say, write or wear: it shows neither side."""
PERSONAL = re.compile(
    r"(aldrig|ikke|never)[^.»]{0,40}(personlige oplysninger|personal information|personal details)", re.IGNORECASE
)
SLOGANS = re.compile(
    r"ad hoveddøren|by the front door|markedsplads|[Dd]et, du godkender|svindlerens redskab|[Ll]æs adressen bagfra"
)
ENDING = re.compile(r"lige før \.example|just before \.example", re.IGNORECASE)


def questions() -> Iterator[tuple[str, Question]]:
    """Yield the questions of quizzes and of messages of the month, with where they stand, but none of check-ups."""
    for quiz in library().quizzes.values():
        if quiz.kind == "quiz":
            yield from ((f"{quiz.id} {question.id}", question) for question in quiz.questions)
    yield from ((f"{month.id} {month.question.id}", month.question) for month in content().months)


@cache
def texts(file: Path) -> tuple[str, ...]:
    """Return all words of a file as they are written, but nothing of its sources."""

    def inside(part: object) -> Iterator[str]:
        if isinstance(part, dict):
            for name, value in part.items():
                if name not in {"sources", "source"}:
                    yield from inside(value)
        elif isinstance(part, list):
            for value in part:
                yield from inside(value)
        elif isinstance(part, str):
            yield part

    return tuple(inside(yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)))


FILES = sorted(
    path
    for path in CONTENT.rglob("*.yaml")
    if path.name not in {"library.yaml", "places.yaml"} and not path.stem.startswith("tjek-")
)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_telephone_number_is_written_in_the_library_alone(file: Path) -> None:
    for number in library().numbers:
        written = re.compile(rf"(?<![\d.,]){number.number}(?![\d.,]\d|\d)")
        assert [words for words in texts(file) if written.search(words)] == []


def test_the_time_for_an_objection_stands_in_one_place() -> None:
    for limit in ("13 måneder", "13 months"):
        assert sum(limit in words for file in FILES for words in texts(file)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_comes_first_to_those_whose_own_device_is_not_safe(language: str) -> None:
    help_ = content().help
    assert help_
    first = help_.steps[0]
    off, other = {"da": ("sluk", "anden telefon"), "en": ("switch off", "another phone")}[language]
    assert first.text[language].index(off) < first.text[language].index("bank")
    assert other in first.text[language]
    assert [number.id for number in first.numbers] == ["alarm", "police"]


def test_help_ends_with_somebody_to_talk_to() -> None:
    help_ = content().help
    assert help_
    assert "victims" in [number.id for number in help_.steps[-1].numbers]


@pytest.mark.parametrize("language", LANGUAGES)
def test_112_is_for_what_goes_on_and_114_for_what_is_over(language: str) -> None:
    alarm, police = (next(one.number for one in library().numbers if one.id == name) for name in ("alarm", "police"))
    help_ = content().help
    assert help_
    door = help_.steps[0].text[language].split("\n\n")[-1]
    assert door.index(alarm) < door.index({"da": "ovre", "en": "over"}[language]) < door.index(police)
    for file in FILES:
        assert not [words for words in texts(file) if "{number:alarm}" in words and re.search("utryg|unsafe", words)]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_words_promise_nothing_that_is_not_so_and_are_no_slogans(file: Path) -> None:
    for words in texts(file):
        for wrong in (PERSONAL, SLOGANS, ENDING):
            assert not wrong.search(words), words


def test_what_anyone_can_say_write_or_wear_shows_neither_side() -> None:
    found = [
        (where, sign.id)
        for where, question in questions()
        if question.message
        for sign in question.message.signs
        if sign.shows == "genuine" and SAYS_NOTHING.search(str(sign.quote.root))
    ]
    assert found == []


def test_a_request_of_an_app_is_approved_or_refused_for_its_screen_is_genuine_either_way() -> None:
    asked = [
        (where, question.judging.id)
        for where, question in questions()
        if question.type == "verdict" and question.message and question.message.sender["en"] == "Request for approval"
    ]
    assert asked
    assert {judge for _, judge in asked} == {"approve"}

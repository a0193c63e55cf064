"""Content written in code: typed, checked as files are, and good as a key."""

from __future__ import annotations

import copy
from functools import lru_cache

import pytest
from pydantic import ValidationError

from quizlib import Attempt, Library, Message, Option, Quiz, Quotes, Sign, SingleChoice, Text, Verdict
from tests.quizlib.sample import PLAIN, both

NOW = Sign(
    id="now",
    shows="scam",
    quote=Quotes.of(da="nu", en=["Pay,", "now"]),
    why=Text.of(da="Hast", en="Haste"),
)
QUIZ = Quiz(
    id="stove",
    title=Text.of(da="Komfuret", en="The stove"),
    summary=Text.of({"da": "Ild", "en": "Fire"}),
    minutes=1,
    questions=(
        SingleChoice(
            id="oil",
            stem=Text.of(da="Olien brænder.", en="The oil burns."),
            options=(
                Option(id="lid", text=Text.of(da="Læg låg på", en="Put a lid on"), right=True),
                Option(id="water", text=Text.of(da="Hæld vand på", en="Pour water on")),
            ),
        ),
        Verdict(
            id="call",
            stem=Text.of(da="Er den ægte?", en="Is it genuine?"),
            truth="scam",
            message=Message(
                channel="sms",
                sender=Text.of(da="Brand", en="Fire"),
                body=Text.of(da="Betal nu, straks", en="Pay, and pay now"),
                signs=(
                    Sign(
                        id="now",
                        shows="scam",
                        quote=Quotes.of(da="nu", en=["Pay,", "now"]),
                        why=Text.of(da="Hast", en="Haste"),
                    ),
                ),
            ),
        ),
    ),
)


def test_it_works_as_if_it_came_from_a_file() -> None:
    assert Attempt.start(QUIZ).answer("oil", ["lid"]).outcome.score == 1
    assert Quiz.model_validate(QUIZ.model_dump()) == QUIZ


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ValidationError, match="is empty"):
        Text.of(da=" ")
    with pytest.raises(ValidationError, match="is empty"):
        Text.of()


def test_languages_whose_codes_are_no_names_are_written_as_a_table() -> None:
    assert Text.of({"en-GB": "Yes"}, da="Ja").root == {"en-GB": "Yes", "da": "Ja"}


def test_content_and_attempts_are_keys() -> None:
    same = copy.deepcopy(QUIZ)
    library, other = (Library(quizzes={quiz.id: quiz}) for quiz in (QUIZ, same))
    pairs = [
        (QUIZ, same),
        *zip(QUIZ.questions, same.questions, strict=True),
        (QUIZ.questions[1].message, same.questions[1].message),
        (library, other),
        (Attempt.start(QUIZ, id="a"), Attempt.start(same, id="a")),
        (Attempt.start(QUIZ, id="a").answer("oil", ["lid"]), Attempt.start(same, id="a").answer("oil", ["lid"])),
    ]
    for one, another in pairs:
        assert one is not another
        assert one == another
        assert hash(one) == hash(another)
    assert len({Quiz.model_validate(PLAIN), QUIZ, same}) == 2


def test_a_function_of_a_quiz_can_be_kept() -> None:
    @lru_cache
    def title(quiz: Quiz) -> str:
        return quiz.title["en"]

    assert title(QUIZ) == title(copy.deepcopy(QUIZ)) == "The stove"
    assert title.cache_info().hits == 1


def test_texts_with_other_words_are_other_keys() -> None:
    assert len({Text.of(da="a"), Text.of(da="b"), Text.model_validate(both("a", "b")), Text.of(da="a")}) == 3

"""The rule that tells languages apart: what is in the wrong place, and no shipped text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quizlib import Library, Quiz, load_library
from quizlib.commands import main
from quizlib.content.every_text import texts
from quizlib.rules.wording import language
from quizlib.rules.wording.language import in_its_language
from tests.places import BROKEN, ROOT

TODAY = date.max


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load_library(ROOT / "content", today=TODAY)


def found(quiz: Quiz, library: Library) -> list[tuple[object, ...]]:
    return [finding.location for finding in in_its_language(quiz, library, TODAY)]


@pytest.mark.slow
def test_no_shipped_text_is_told_to_be_in_another_language(shipped: Library) -> None:
    assert [place for quiz in shipped.quizzes.values() for place in found(quiz, shipped)] == []
    assert [place for topic in shipped.bank.values() for place in found(topic.as_quiz(), shipped)] == []


@pytest.mark.slow
def test_next_to_every_longer_shipped_text_is_told_when_its_languages_are_exchanged(shipped: Library) -> None:
    quiz = shipped.quizzes["mitid"]
    long = [
        text for _, text in texts(quiz) if min(len(text[one].split()) for one in text.languages) > 2 * language.ENOUGH
    ]
    assert len(long) > language.MANY
    told = 0
    for text in long:
        exchanged = type(text)({"da": text["en"], "en": text["da"]})
        changed = Quiz(id="one", title=exchanged, summary=quiz.summary, minutes=1, questions=quiz.questions[:1])
        told += found(changed, shipped) == [("title", "da"), ("title", "en")]
    assert told > 0.95 * len(long)


@pytest.mark.parametrize(
    ("da", "en"),
    [
        ("Bøgelund Bank, Kvædeby Varme og Birkeby", "Bøgelund Bank, Kvædeby Varme and Birkeby"),
        ("birkeby.example/ret-min-betaling-nu", "birkeby.example/ret-min-betaling-nu-da"),
        ("kundeservice@elregnskabet.example", "kundeservice@elregnskabet-en.example"),
        ("Ny telefon", "New phone"),
        ("12 34 56 78", "12 34 56 78"),
    ],
)
def test_names_addresses_numbers_and_short_texts_are_in_no_language(da: str, en: str, shipped: Library) -> None:
    text = {"da": da, "en": en}
    asked = shipped.quizzes["mitid"].questions[:1]
    quiz = Quiz.model_validate({"id": "one", "title": text, "summary": text, "minutes": 1, "questions": asked})
    assert found(quiz, shipped) == []


@pytest.mark.slow
def test_languages_that_resemble_each_other_are_not_told_apart(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(
        """title: {da: Jeg ringer selv til banken i dag, nb: Jeg kalder på hjælp og lægger røret på}
summary: {da: En, nb: To}
minutes: 1
questions:
  - {id: worry, type: rating, scale: worry, stem: {da: Bekymret?, nb: Bekymra?}}
""",
        encoding="utf-8",
    )
    library = load_library(tmp_path, ["da", "nb"], TODAY)
    assert found(library.quizzes["one"], library) == []


def test_without_the_extra_the_check_says_that_languages_were_not_told_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(language, "TELLER", "no_such_package")
    monkeypatch.chdir(BROKEN)
    assert main(["check", "other-language.yaml", "--languages", "da,en"]) == 0
    told = capsys.readouterr()
    assert "seems to be in" not in told.out
    assert told.err.splitlines()[0] == "Not checked: whether each text is in its language. The extra authors can tell."
    assert main(["check", "other-language.yaml", "--languages", "da,en", "--format", "json"]) == 0
    assert capsys.readouterr().err == ""

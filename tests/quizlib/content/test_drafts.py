"""A language may be a draft, and a quiz may lack a language; the default language is always whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizlib import Library, Problem, read_library

SETTINGS = """\
languages:
  - {id: da, name: Dansk}
  - {id: en, name: English}
  - {id: sv, name: Svenska, draft: true}
"""
QUIZ = """\
title: {da: Pakker, en: Parcels}
summary: {da: Om pakker, en: About parcels}
minutes: 1
sources: [{title: Side, url: https://example.com, seen: 2026-11-20}]
questions:
  - id: pay
    type: single_choice
    about: act
    stem: {da: Hvad gør du?, en: What do you do?}
    options:
      - {id: app, right: true, text: {da: Jeg åbner appen, en: I open the app}}
      - {id: link, text: {da: Jeg trykker på linket, en: I tap the link}}
    rationale: {da: Appen er den sikre vej., en: The app is the safe way.}
"""
IN_SWEDISH = {
    "en: Parcels}": "en: Parcels, sv: Paket}",
    "en: About parcels}": "en: About parcels, sv: Om paket}",
    "en: What do you do?}": "en: What do you do?, sv: Vad gör du?}",
    "en: I open the app}": "en: I open the app, sv: Jag öppnar appen}",
    "en: I tap the link}": "en: I tap the link, sv: Jag trycker på länken}",
    "en: The app is the safe way.}": "en: The app is the safe way., sv: Appen är den säkra vägen.}",
}


def in_danish() -> str:
    """Return the quiz without a word of English."""
    return re.sub(r", en: [^}]*\}", "}", QUIZ)


def translated(number: int) -> str:
    """Return the quiz with as many of its six texts in Swedish."""
    quiz = QUIZ
    for words, also in list(IN_SWEDISH.items())[:number]:
        quiz = quiz.replace(words, also)
    return quiz


def read(folder: Path, quiz: str, *, drafts: bool, settings: str = SETTINGS) -> tuple[Library, tuple[Problem, ...]]:
    (folder / "quizzes").mkdir(exist_ok=True)
    (folder / "library.yaml").write_text(settings, encoding="utf-8")
    (folder / "quizzes" / "pakker.yaml").write_text(quiz, encoding="utf-8")
    return read_library(folder, drafts=drafts)


@pytest.mark.parametrize("number", [0, 3, 6])
def test_a_draft_is_not_read_unless_it_is_asked_for_and_changes_no_version(tmp_path: Path, number: int) -> None:
    plain, problems = read(
        tmp_path, QUIZ, drafts=False, settings=SETTINGS.replace(", draft: true", "").rsplit("  -", 1)[0]
    )
    library, found = read(tmp_path, translated(number), drafts=False)
    assert [language.id for language in library.languages] == ["da", "en"]
    assert library.quizzes == plain.quizzes
    assert library.quizzes["pakker"].version == plain.quizzes["pakker"].version
    assert [problem.message for problem in found] == [problem.message for problem in problems]


def test_a_quiz_that_is_whole_in_a_draft_is_in_it(tmp_path: Path) -> None:
    library, problems = read(tmp_path, translated(6), drafts=True)
    assert library.quizzes["pakker"].is_in("sv")
    assert library.quizzes["pakker"].title["sv"] == "Paket"
    assert not [problem for problem in problems if problem.path.endswith(".sv")]


def test_without_a_word_of_a_draft_nothing_is_said_and_the_words_of_the_default_are_lent(tmp_path: Path) -> None:
    library, problems = read(tmp_path, QUIZ, drafts=True)
    quiz = library.quizzes["pakker"]
    assert not quiz.is_in("sv")
    assert quiz.is_in("en")
    assert quiz.title["sv"] == "Pakker"
    assert not [problem for problem in problems if "sv" in str(problem).replace(str(tmp_path), "")]


def test_of_a_half_finished_draft_every_missing_text_is_told_as_a_warning(tmp_path: Path) -> None:
    library, problems = read(tmp_path, translated(4), drafts=True)
    assert not library.quizzes["pakker"].is_in("sv")
    told = [(problem.level, problem.line, problem.path) for problem in problems if problem.path.endswith(".sv")]
    assert told == [
        ("warning", 12, "questions[pay].options[link].text.sv"),
        ("warning", 13, "questions[pay].rationale.sv"),
    ]


def test_rules_look_at_a_draft_that_is_whole(tmp_path: Path) -> None:
    wrong = translated(6).replace("Appen är den säkra vägen.", "Appen är den säkra vägen. Ring 12 34 56 78.")
    _, problems = read(tmp_path, wrong, drafts=True)
    assert any("12 34 56 78" in problem.message for problem in problems)


def test_a_quiz_may_lack_a_language_that_is_not_the_default(tmp_path: Path) -> None:
    library, problems = read(tmp_path, f"languages: [da]\n{in_danish()}", drafts=False)
    quiz = library.quizzes["pakker"]
    assert not [problem for problem in problems if problem.level == "error"]
    assert not quiz.is_in("en")
    assert quiz.questions[0].stem["en"] == "Hvad gør du?"


@pytest.mark.parametrize(
    ("languages", "found"),
    [("[en]", "lacks da"), ("[da, eng]", "unknown language"), ("[da, en]", "is missing")],
)
def test_what_a_quiz_says_of_its_languages_is_checked(tmp_path: Path, languages: str, found: str) -> None:
    _, problems = read(tmp_path, f"languages: {languages}\n{in_danish()}", drafts=False)
    assert found in {problem.message for problem in problems if problem.level == "error"}


def test_the_default_language_is_no_draft(tmp_path: Path) -> None:
    settings = SETTINGS.replace("name: Dansk}", "name: Dansk, draft: true}")
    _, problems = read(tmp_path, QUIZ, drafts=True, settings=settings)
    assert "is the default language" in {problem.message for problem in problems}


@pytest.mark.parametrize("number", [0, 3, 6])
def test_an_approval_is_of_the_words_without_drafts(tmp_path: Path, number: int) -> None:
    plain = read(tmp_path, QUIZ, drafts=False)[0].quizzes["pakker"]
    seen = read(tmp_path, translated(number), drafts=True)[0].quizzes["pakker"]
    assert seen.wording == plain.wording

"""Reading a folder of quizzes: what can be read is read, in the languages that are asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from quizlib import ContentError, Group, Language, Library, Quiz, Text, load_library, read_library

QUIZ = """title: {da: Prøve, en: Sample}
summary: {da: En prøve, en: A sample}
minutes: 5
questions:
  - {id: worry, type: rating, scale: worry, stem: {da: Bekymret?, en: Worried?}}
"""
SETTINGS = "languages: [{id: da, name: Dansk}, {id: en, name: English}]\n"
DANISH, ENGLISH = Language(id="da", name="Dansk"), Language(id="en", name="English")


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    (tmp_path / "library.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "sample.yaml").write_text(QUIZ, encoding="utf-8")
    return tmp_path


def test_a_folder_with_settings_and_quizzes_is_a_library(library_folder: Path) -> None:
    library = load_library(library_folder)
    assert list(library.quizzes) == ["sample"]
    assert library.languages == (DANISH, ENGLISH)
    assert library.quizzes["sample"].title["da"] == "Prøve"


def test_a_plain_folder_needs_only_languages(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.yaml").write_text(QUIZ, encoding="utf-8")
    assert list(load_library(str(tmp_path), ["da", "en"]).quizzes) == ["a", "b"]


def test_files_stand_in_the_order_of_their_ids_so_that_a_variety_follows_what_it_is_a_variety_of(
    tmp_path: Path,
) -> None:
    for name in ("hour-twice", "hour"):
        (tmp_path / f"{name}.yaml").write_text(QUIZ, encoding="utf-8")
    assert list(load_library(str(tmp_path), ["da", "en"]).quizzes) == ["hour", "hour-twice"]


def test_without_languages_nothing_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(QUIZ, encoding="utf-8")
    library, problems = read_library(tmp_path)
    assert not library.quizzes
    assert [(problem.path, problem.message) for problem in problems] == [("languages", "is missing")]


def test_a_folder_without_quizzes_is_a_problem(tmp_path: Path) -> None:
    _, problems = read_library(tmp_path, ["da"])
    assert [problem.message for problem in problems] == ["no quiz files here"]


@pytest.mark.parametrize("languages", [None, ["da"]])
def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path, languages: list[str] | None) -> None:
    library, problems = read_library(tmp_path / "nowhere", languages)
    assert [str(problem) for problem in problems] == [f"{tmp_path}/nowhere:1:1: there is no such file or folder"]
    assert not library.quizzes


def test_one_broken_file_leaves_the_others_readable(library_folder: Path) -> None:
    (library_folder / "quizzes" / "broken.yaml").write_text("title: [", encoding="utf-8")
    (library_folder / "quizzes" / "folder.yaml").mkdir()
    library, problems = read_library(library_folder)
    assert list(library.quizzes) == ["sample"]
    assert {Path(problem.file).name for problem in problems} == {"broken.yaml", "folder.yaml"}
    with pytest.raises(ContentError, match="is never closed"):
        load_library(library_folder)


def test_a_content_error_has_the_warnings_too(library_folder: Path) -> None:
    (library_folder / "quizzes" / "old.yaml").write_text(QUIZ + "valid_until: 2026-01-01\n", encoding="utf-8")
    assert load_library(library_folder, today=date(2026, 11, 24)).quizzes["old"]
    (library_folder / "quizzes" / "broken.yaml").write_text("minutes: 5\n", encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load_library(library_folder, today=date(2026, 11, 24))
    assert {problem.level for problem in raised.value.problems} == {"error", "warning"}


def test_problems_come_in_the_order_of_files_and_lines(library_folder: Path) -> None:
    for name in ("zebra", "antelope"):
        (library_folder / "quizzes" / f"{name}.yaml").write_text("minutes: soon\nkind: exam\n", encoding="utf-8")
    _, problems = read_library(library_folder)
    places = [(problem.file, problem.line, problem.column) for problem in problems]
    assert places == sorted(places)
    assert len({place[0] for place in places}) == 2


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(library_folder: Path) -> None:
    plain = load_library(library_folder).quizzes["sample"]
    text = QUIZ + "takeaways:\n  - da: |\n      Stop op.\n      Tænk.\n    en: |\n      Stop.\n      Think.\n"
    (library_folder / "quizzes" / "unix.yaml").write_bytes(text.encode())
    (library_folder / "quizzes" / "windows.yaml").write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    library = load_library(library_folder)
    windows, unix = library.quizzes["windows"], library.quizzes["unix"]
    assert windows.model_copy(update={"id": "unix"}) == unix
    assert windows.version == plain.version
    assert windows.takeaways[0]["da"] == "Stop op.\nTænk."


def test_problems_of_a_windows_file_are_at_the_right_place(library_folder: Path) -> None:
    path = library_folder / "quizzes" / "sample.yaml"
    path.write_bytes(QUIZ.replace("minutes: 5", "minutes: soon").replace("\n", "\r\n").encode("utf-8-sig"))
    _, (problem,) = read_library(library_folder)
    assert (problem.line, problem.column) == (3, 10)


def test_one_language_can_be_read_from_a_bilingual_library(library_folder: Path) -> None:
    library = load_library(library_folder, ["da"])
    assert library.languages == (DANISH,)
    assert library.quizzes["sample"].title.languages == ("da",)
    with pytest.raises(KeyError, match="only in da"):
        _ = library.quizzes["sample"].title["en"]


def test_languages_come_in_the_order_that_is_asked_for(library_folder: Path) -> None:
    assert load_library(library_folder, ["en", "da"]).languages == (ENGLISH, DANISH)


def test_a_language_the_settings_do_not_know_is_asked_of_every_text(library_folder: Path) -> None:
    _, problems = read_library(library_folder, ["da", "sv"])
    assert [problem.path for problem in problems] == ["title.sv", "summary.sv", "questions[worry].stem.sv"]


def test_a_quiz_may_have_languages_nobody_asked_for(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(QUIZ.replace("en: Sample", "en: Sample, de: Probe"), encoding="utf-8")
    assert load_library(tmp_path, ["da", "en"]).quizzes["sample"].title.languages == ("da", "en")


def test_a_library_of_swedish_alone_passes_everything(tmp_path: Path) -> None:
    text = (
        QUIZ.replace("da: ", "sv: ")
        .replace(", en: Sample", "")
        .replace(", en: A sample", "")
        .replace(", en: Worried?", "")
    )
    (tmp_path / "library.yaml").write_text("languages: [{id: sv, name: Svenska}]\n", encoding="utf-8")
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "prov.yaml").write_text(text, encoding="utf-8")
    library, problems = read_library(tmp_path)
    assert problems == ()
    assert library.quizzes["prov"].questions[0].stem["sv"] == "Bekymret?"


def test_numbers_of_the_library_stand_in_texts_by_their_name(library_folder: Path) -> None:
    police = "{id: police, number: 11 41 14 11, name: {da: P, en: P}, source: https://p.example, seen: 2026-01-01}"
    (library_folder / "library.yaml").write_text(f"{SETTINGS}numbers: [{police}]\n", encoding="utf-8")
    path = library_folder / "quizzes" / "sample.yaml"
    path.write_text(QUIZ.replace("da: En prøve", 'da: "Ring {number:police}"'), encoding="utf-8")
    assert load_library(library_folder).quizzes["sample"].summary["da"] == "Ring 11 41 14 11"


def test_a_quiz_near_its_last_day_gets_a_warning_and_past_it_is_not_current(library_folder: Path) -> None:
    path = library_folder / "quizzes" / "sample.yaml"
    path.write_text(QUIZ + "valid_until: 2026-11-24\n", encoding="utf-8")
    found = [
        read_library(library_folder, today=day)[1]
        for day in (date(2026, 9, 24), date(2026, 9, 25), date(2026, 11, 24), date(2026, 11, 25))
    ]
    assert [[problem.message for problem in problems] for problems in found] == [
        [],
        ["is valid only until 2026-11-24"],
        ["is valid only until 2026-11-24"],
        ["was valid until 2026-11-24"],
    ]
    quiz = load_library(library_folder).quizzes["sample"]
    assert quiz.current(date(2026, 11, 24))
    assert not quiz.current(date(2026, 11, 25))


def test_a_library_built_in_python_is_checked_for_every_language(quiz: Quiz) -> None:
    assert Library(languages=(DANISH, ENGLISH), quizzes={"sample": quiz}).quizzes["sample"] is quiz
    english = quiz.model_copy(update={"title": Text({"en": "Sample"})})
    with pytest.raises(ValidationError, match="is missing") as raised:
        Library(languages=(DANISH, ENGLISH), quizzes={"sample": english})
    assert [error["loc"] for error in raised.value.errors()] == [("quizzes", "sample", "title", "da")]


def test_the_settings_of_a_library_built_in_python_are_checked_too(quiz: Quiz) -> None:
    groups = (Group(title=Text({"en": "All"}), quizzes=("sample",)),)
    with pytest.raises(ValidationError) as raised:
        Library(languages=(DANISH,), groups=groups, owner=Text({"sv": "Vi"}), quizzes={"sample": quiz})
    assert [error["loc"] for error in raised.value.errors()] == [("owner", "da"), ("groups", 0, "title", "da")]


def test_content_is_frozen(library_folder: Path) -> None:
    quiz = load_library(library_folder).quizzes["sample"]
    for thing, field in ((quiz, "minutes"), (quiz.questions[0], "id"), (quiz.title, "root")):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(thing, field, "other")

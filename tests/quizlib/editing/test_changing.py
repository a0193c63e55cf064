"""`quizlib new`, `add`, `rename` and `move`: nothing is overwritten, everything follows, and the check agrees."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizlib import Library, read_library
from quizlib.commands import main
from quizlib.editing.blank_questions import QUESTIONS
from quizlib.editing.changing import Change
from quizlib.editing.translating.all_texts import all_texts, source_of
from quizlib.editing.translating.sources import keep_sources, sources
from quizlib.questions.registry import OWN, name_of
from tests.places import CONTENT, EXAMPLES, LIBRARY

LEFT = "is left to fill in"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a library in a checkout, with a drawing and a recording."""
    shutil.copytree(LIBRARY, tmp_path / "content")
    drawings = tmp_path / "site" / "static" / "drawings"
    drawings.mkdir(parents=True)
    first = library(tmp_path / "content").begin or next(iter(library(tmp_path / "content").quizzes))
    (drawings / f"{first}.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "content" / "quizzes" / f"{first}_x_da.mp3").write_bytes(b"ID3")
    return tmp_path / "content"


def library(folder: Path) -> Library:
    return read_library(folder)[0]


def problems(folder: Path) -> set[tuple[str, str]]:
    return {(one.path, one.message) for one in read_library(folder)[1]}


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def first(folder: Path) -> str:
    found = library(folder).begin or next(iter(library(folder).quizzes))
    assert found
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "kind"),
    [(CONTENT, "quiz"), (LIBRARY, "quiz"), (LIBRARY, "topic"), (EXAMPLES, "programme")],
)
def test_a_new_file_passes_the_check_but_for_the_places_to_write(content: Path, kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(content, folder)
    before = problems(folder)
    assert main(["new", str(folder), "brand-new", "--kind", kind]) == 0
    new = problems(folder) - before
    assert [message for _, message in new if LEFT in message] or kind == "programme"
    assert not [message for _, message in new if LEFT not in message]


def test_there_is_a_blank_of_every_type() -> None:
    assert set(QUESTIONS) == {name_of(kind) for kind in OWN}


@pytest.mark.trial
@pytest.mark.parametrize("kind", [kind for kind in QUESTIONS if kind not in {"example", "rating"}])
def test_a_new_question_passes_the_check_but_for_the_places_to_write(folder: Path, kind: str) -> None:
    main(["new", str(folder), "brand-new"])
    before = problems(folder)
    quiz = library(folder).quizzes["brand-new"]
    assert main(["add", str(folder), "brand-new", kind, "added"]) == 0
    assert library(folder).quizzes["brand-new"].questions[-1].id == "added"
    assert library(folder).quizzes["brand-new"].questions[:-1] == quiz.questions
    new = [message for _, message in problems(folder) - before if LEFT not in message]
    assert not [message for message in new if "judged messages are" not in message], "balance is for later"


def test_a_file_that_is_there_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(folder)
    name = first(folder)
    assert main(["new", str(folder), name]) == 1
    assert "Nothing was changed: there is a " in capsys.readouterr().err
    assert everything(folder) == before


@pytest.mark.parametrize("name", ["Ny Quiz", "æble", "", "a/b", "../up"])
def test_what_is_no_id_makes_no_file(folder: Path, name: str) -> None:
    before = everything(folder)
    assert main(["new", str(folder), name]) == 1
    assert everything(folder) == before


def test_a_folder_with_broken_yaml_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "quizzes" / "broken.yaml").write_text("title: {da: Ja\n", encoding="utf-8")
    before = everything(folder)
    assert main(["rename", str(folder), first(folder), "other"]) == 1
    assert "mend this first: " in capsys.readouterr().err
    assert everything(folder) == before


@pytest.mark.slow
def test_all_that_names_a_quiz_follows_its_new_id(folder: Path) -> None:
    old, before = first(folder), problems(folder)
    version = library(folder).quizzes[old].version
    assert main(["rename", str(folder), old, "other-name"]) == 0
    renamed = library(folder)
    assert old not in renamed.quizzes
    assert renamed.quizzes["other-name"].version == version, "no word of it has changed"
    assert any("other-name" in group.quizzes for group in renamed.groups) or not renamed.groups
    assert renamed.begin in {None, "other-name"}
    assert (folder.parent / "site" / "static" / "drawings" / "other-name.svg").is_file()
    assert (folder / "quizzes" / "other-name_x_da.mp3").is_file()
    assert not problems(folder) - before


@pytest.mark.trial
def test_every_quiz_of_the_content_can_be_renamed_with_all_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    assert main(["rename", str(folder), "falske-beskeder", "beskeder"]) == 0
    words = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml"))
    assert "falske-beskeder" not in words
    assert main(["rename", str(folder), "beskeder", "falske-beskeder"]) == 0
    assert everything(folder) == everything(CONTENT), "the way there and back changes nothing"


@pytest.mark.slow
def test_all_that_names_an_item_of_the_bank_follows_its_new_id(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    assert main(["rename", str(folder), "pakke/pakke-tea", "pakke-coffee"]) == 0
    found = library(folder)
    assert "pakke-coffee" in found.anchors
    assert any("pakke-coffee" in quiz.items for quiz in found.quizzes.values())
    words = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml"))
    assert "pakke-tea\n" not in words


def twins(folder: Path) -> tuple[str, str, str]:
    """Return a quiz with twins: (quiz, earlier, later)."""
    for quiz in library(folder).quizzes.values():
        for question in quiz.questions:
            if question.twin and quiz.kind == "quiz":
                return quiz.id, question.twin, question.id
    raise LookupError


def translated(folder: Path) -> dict[str, str]:
    """Return what is kept when every text of a folder has just been translated."""
    return {text.key: source_of(text.original) for text in all_texts(Change(folder))}


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        "rename beskeder other-name",
        "rename beskeder/parcel other-name",
        "rename forloeb other-name",
        "move beskeder/parcel --to kort",
        "move maader/marks --to beskeder --before parcel",
        "move beskeder/parcel",
    ],
)
def test_what_is_known_of_translations_follows_too(folder: Path, command: str) -> None:
    before = translated(folder)
    for language in ("sv", "de"):
        keep_sources(folder, language, before)
    name, *more = command.split()
    assert main([name, str(folder), *more]) == 0
    for language in ("sv", "de"):
        assert sources(folder, language) == translated(folder)
    assert sorted(before.values()) == sorted(translated(folder).values())
    lines = (folder / "translated" / "sv.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines, key=lambda line: line.partition(" ")[2])


def test_twins_follow_a_new_id(folder: Path) -> None:
    before = problems(folder)
    quiz, earlier, later = twins(folder)
    assert main(["rename", str(folder), f"{quiz}/{earlier}", "other-name"]) == 0
    found = {question.id: question for question in library(folder).quizzes[quiz].questions}
    assert found[later].twin == "other-name"
    assert not problems(folder) - before


@pytest.mark.slow
def test_twins_move_together_to_another_quiz(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz, earlier, later = twins(folder)
    main(["new", str(folder), "brand-new"])
    before = {one.id: one for one in library(folder).quizzes[quiz].questions}
    assert main(["move", str(folder), f"{quiz}/{later}", "--to", "brand-new"]) == 0
    assert f"Twins go together: {earlier}, {later}." in capsys.readouterr().out
    there = library(folder).quizzes["brand-new"].questions
    assert list(there[-2:]) == [before[earlier], before[later]]
    left = library(folder).quizzes[quiz].questions
    assert list(left) == [one for name, one in before.items() if name not in {earlier, later}]


def test_a_question_moves_before_another_and_back(folder: Path) -> None:
    quiz = next(one for one in library(folder).quizzes.values() if len(one.questions) > 3 and one.kind == "quiz")
    path = folder / "quizzes" / f"{quiz.id}.yaml"
    before, (*_, one, last) = path.read_text(encoding="utf-8"), quiz.questions
    assert main(["move", str(folder), f"{quiz.id}/{last.id}", "--before", one.id]) == 0
    assert library(folder).quizzes[quiz.id].questions[-2:] == (last, one)
    assert main(["move", str(folder), f"{quiz.id}/{last.id}"]) == 0
    assert path.read_text(encoding="utf-8") == before


def test_a_question_that_is_not_there_moves_nowhere(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(folder)
    assert main(["move", str(folder), f"{first(folder)}/nothing"]) == 1
    assert "has no question ‹nothing›" in capsys.readouterr().err
    assert everything(folder) == before


def test_the_places_that_are_left_to_write_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", str(folder), "brand-new"])
    text = (folder / "quizzes" / "brand-new.yaml").read_text(encoding="utf-8")
    places = text.count("‹skriv her") + text.count("‹write here")
    assert places > 50, "more than the check tells of one file"
    assert f"{places} places are left to write" in capsys.readouterr().err

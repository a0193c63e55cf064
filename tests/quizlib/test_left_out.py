"""The library without what has errors, for applications that go on with the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizlib import ContentError, LeftOut, Library, load_library, read_library, without_errors
from tests.places import LIBRARY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(LIBRARY, tmp_path / "library")


def rest(folder: Path) -> tuple[Library, LeftOut]:
    return without_errors(*read_library(folder))


def spoil(folder: Path, *names: str, words: str = "title: [") -> None:
    for name in names:
        (folder / name).write_text(words, encoding="utf-8")


def test_a_library_without_errors_is_whole(folder: Path) -> None:
    library, left_out = rest(folder)
    assert library == load_library(folder)
    assert left_out == LeftOut({}, {})


def test_a_quiz_with_any_error_is_left_out_and_named_with_its_errors(folder: Path) -> None:
    spoil(folder, "quizzes/kort.yaml")
    path = folder / "quizzes" / "maader.yaml"
    path.write_text(path.read_text("utf-8") + "title: {da: To gange, en: Twice}\n", encoding="utf-8")
    library, left_out = rest(folder)
    assert left_out.quizzes.keys() == {"kort", "maader"}
    assert left_out.quizzes.keys().isdisjoint(library.quizzes)
    assert [error.message for error in left_out.quizzes["maader"]] == ["the key ‹title› stands in line 1 too"]
    assert list(library.programmes) == ["forloeb"]
    with pytest.raises(ContentError, match="stands in line 1 too"):
        load_library(folder)


def test_a_programme_is_left_out_when_it_is_broken_or_has_too_little_left(folder: Path) -> None:
    course = "title: {da: K, en: C}\nsummary: {da: K, en: C}\nsteps:\n"
    spoil(folder, "programmes/brudt.yaml")
    spoil(folder, "programmes/kort.yaml", words=f"{course}  - quiz: kort\n  - refresh: kort\n")
    spoil(folder, "programmes/begge.yaml", words=f"{course}  - quiz: kort\n  - quiz: maader\n")
    spoil(folder, "quizzes/kort.yaml", "quizzes/tjek-b.yaml")
    library, left_out = rest(folder)
    assert list(library.programmes) == ["begge"]
    assert {name: why[0].message for name, why in left_out.programmes.items() if name != "brudt"} == {
        "forloeb": "is check-up number 2, but the number of forms here is 1",
        "kort": "has no quiz without errors",
    }


def test_a_plain_folder_of_quizzes_may_hold_other_things(tmp_path: Path) -> None:
    shutil.copy(LIBRARY / "quizzes" / "kort.yaml", tmp_path)
    for name in ("README.md", "notes.txt", "notes.yml", ".hidden.yaml", "old.yaml~"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "other.yaml").write_text("x", encoding="utf-8")
    told = {
        Path(one.file).name: one.hint for one in read_library(tmp_path, ["da", "en"])[1] if "not read" in one.message
    }
    assert told == {"notes.yml": "name it notes.yaml", "other.yaml": f"name it {tmp_path.name}/other.yaml"}

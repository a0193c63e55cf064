"""`webapp content publish` checks a folder, says what changes, and puts it in the place of the content."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.places import LIBRARY
from webapp.cli.main import main
from webapp.publishing.generations import Generation
from webapp.publishing.taking import ASKED

KORT = Path("quizzes") / "kort.yaml"
Run = Callable[..., Result]


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """The content of a site."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "content"))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of it, with another question."""
    folder = Path(shutil.copytree(LIBRARY, tmp_path / "draft"))
    change(folder, "Hvad er hoveddøren?", "Hvilken vej er hoveddøren?")
    return folder


@pytest.fixture
def run(served: Path, tmp_path: Path) -> Run:
    """Run the command on that site."""
    environment = {"TRYG_QUIZ_CONTENT": str(served), "TRYG_DATA_DIR": str(tmp_path / "data")}
    return lambda *words: CliRunner().invoke(main, ["content", *map(str, words)], env=environment)


def change(folder: Path, old: str, new: str) -> None:
    words = (folder / KORT).read_text(encoding="utf-8")
    assert words.count(old) == 1
    (folder / KORT).write_text(words.replace(old, new), encoding="utf-8")


def test_a_folder_is_published_and_what_changes_is_told_in_words(run: Run, served: Path, draft: Path) -> None:
    done = run("publish", draft, "--language", "en")
    assert done.exit_code == 0
    assert "Quiz ‹kort›" in done.output
    assert "It has a new version" in done.output
    generation = Generation.of(served)
    assert generation is not None
    assert f"Published as {generation.name}." in done.output
    assert "Hvilken vej" in (served / KORT).read_text(encoding="utf-8")


def test_looking_changes_nothing(run: Run, served: Path, draft: Path) -> None:
    done = run("publish", draft, "--look", "--language", "en")
    assert done.exit_code == 0
    assert "Quiz ‹kort›" in done.output
    assert Generation.of(served) is None


def test_a_folder_with_errors_is_refused_with_its_problems(run: Run, served: Path, draft: Path) -> None:
    change(draft, "truth: genuine", "truth: real")
    done = run("publish", draft, "--language", "en")
    assert done.exit_code == 1
    assert "kort.yaml:17" in done.output
    assert "nothing was published: mend 1 errors first" in done.output
    assert "Hvad er" in (served / KORT).read_text(encoding="utf-8")
    assert run("publish", draft, "--look").exit_code == 1


def test_other_languages_are_refused(run: Run, served: Path, draft: Path) -> None:
    file = draft / "library.yaml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("  - {id: en, name: English}\n", ""), encoding="utf-8")
    done = run("publish", draft, "--language", "en")
    assert done.exit_code == 1
    assert "languages: are other ones now" in done.output
    assert Generation.of(served) is None


def test_where_nothing_can_be_written_one_line_says_what_to_do(
    run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> str:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkdtemp", read_only)
    done = run("publish", draft, "--language", "en")
    assert done.exit_code == 2
    assert "nothing can be put there (Read-only file system)" in done.output
    assert "SIGHUP" in done.output


def test_the_site_can_be_asked_to_read_its_content_again(run: Run, tmp_path: Path) -> None:
    assert run("reload").exit_code == 0
    assert (tmp_path / "data" / ASKED).exists()

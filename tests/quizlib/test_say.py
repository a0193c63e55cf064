"""Say: authors are told what is wrong in their language, and nothing is left in another."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizlib import say as saying
from quizlib.commands import main
from quizlib.loading import read_library
from quizlib.say import languages, of_the_machine, say, say_number, speaking
from tests.places import BROKEN

FILES = sorted(path for path in BROKEN.iterdir() if path.suffix != ".txt")


class Marked:
    """A language in which all words stand in marks."""

    def gettext(self, words: str) -> str:
        return f"«{words}»"


@pytest.mark.parametrize(
    ("variable", "value", "language"),
    [
        ("LANGUAGE", "da:en", "da"),
        ("LC_ALL", "da_DK.UTF-8", "da"),
        ("LC_MESSAGES", "da_DK", "da"),
        ("LANG", "da_DK.UTF-8", "da"),
        ("LANG", "en_GB.UTF-8", "en"),
        ("LANG", "C.UTF-8", "en"),
        ("LANG", "sv_SE.UTF-8", "en"),
    ],
)
def test_a_machine_says_in_which_language_to_speak(
    variable: str, value: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in saying.NAMED_IN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    assert of_the_machine() == language


def test_windows_says_its_language_as_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in saying.NAMED_IN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: ("Danish_Denmark", "1252"))
    assert of_the_machine() == "da"


def test_a_language_is_spoken_inside_its_block_alone() -> None:
    assert languages() == ["en", "da"]
    with speaking("da"):
        assert say("is missing") == "mangler"
        assert say("unknown type ‹{tag}›", tag="{x}") == "ukendt type ‹{x}›"
        assert say_number("{number} quiz", "{number} quizzes", 2) == "2 quizzer"
    assert say("is missing") == "is missing"
    assert say_number("{number} quiz", "{number} quizzes", 1) == "1 quiz"


def test_words_without_values_keep_their_braces() -> None:
    with speaking("da"):
        assert "{cues: few, premise: high}" in say("tag the message, as in {cues: few, premise: high}")


def test_the_command_speaks_the_language_that_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(BROKEN)
    assert main(["check", "twin.yaml", "--languages", "da,en", "--language", "da"]) == 1
    assert "er ikke et tidligere spørgsmål" in capsys.readouterr().out
    monkeypatch.setenv("LANGUAGE", "da")
    assert main(["check", "twin.yaml", "--languages", "da,en"]) == 1
    assert "er ikke et tidligere spørgsmål" in capsys.readouterr().out
    assert main(["check", "twin.yaml", "--languages", "da,en", "--language", "en"]) == 1
    assert "is not an earlier question" in capsys.readouterr().out


def test_what_is_kept_is_kept_for_one_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quizzes = tmp_path / "here"
    quizzes.mkdir()
    (quizzes / "short.yaml").write_text("title: {da: Kort}\n", encoding="utf-8")
    arguments = ["check", str(quizzes), "--languages", "da", "--cache", str(tmp_path / "kept")]
    for language, words in (("en", "is missing"), ("da", "mangler"), ("en", "is missing")):
        assert main([*arguments, "--language", language]) == 1
        assert f"questions: {words}" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_is_told_that_cannot_be_translated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saying, "_words", lambda _language: Marked())
    for problem in read_library(path, None if path.is_dir() else ["da", "en"])[1]:
        for words in filter(None, (problem.message, problem.hint)):
            assert (words[0], words[-1]) == ("«", "»"), words

"""`quizlib voices`: what should be spoken, what is wrong with the files that come back, and quizzes that play them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from quizlib import load_library, read_library
from quizlib.commands import main
from tests.places import LIBRARY

SECOND = (b"\xff\xfb\x90\x64" + bytes(413)) * 38  # frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz
OGG = b"OggS" + bytes(40)
STEP = "maader_bank-call_hello"
MANY = 3  # seconds that every line of this library can last


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with a conversation by telephone, two messages that are calls, and no recordings."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


def said(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    """Return the exit code and the lines of the command."""
    code = main(["voices", str(folder), *options])
    return code, capsys.readouterr().out.splitlines()


def wanted(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    """Return the columns of every row of the list by the name of its file."""
    code, (head, *rows) = said(folder, capsys)
    assert (code, head) == (0, "file\tseconds\tlanguage\tthere\twords")
    return {row.split("\t")[0]: row.split("\t") for row in rows}


def record(folder: Path, name: str, sound: bytes = SECOND * MANY) -> None:
    (folder / "quizzes" / name).write_bytes(sound)


def test_everything_that_is_heard_is_listed_with_its_words_and_a_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = wanted(folder, capsys)
    quizzes = load_library(folder).quizzes.values()
    calls = [one for quiz in quizzes for one in quiz.questions if one.message and one.message.channel == "call"]
    talks = [one for quiz in quizzes for one in quiz.questions if one.asks == "path"]
    assert calls
    assert len(listed) == 2 * (len(calls) + sum(len(one.spoken(["call"])) for one in talks))
    hello = talks[0].spoken(["call"])["hello"]
    for language in ("da", "en"):
        assert listed[f"{STEP}_{language}.mp3"][2:] == [language, "missing", " ".join(hello[language].split())]


def test_a_chat_is_not_heard(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz = folder / "quizzes" / "maader.yaml"
    quiz.write_text(quiz.read_text("utf-8").replace("channel: call", "channel: chat"), "utf-8")
    assert not [name for name in wanted(folder, capsys) if name.startswith("maader")]


def test_a_recording_is_played_where_it_is_there_and_changes_no_version(folder: Path) -> None:
    before = load_library(folder).quizzes["maader"]
    record(folder, f"{STEP}_da.mp3")
    library, problems = read_library(folder)
    after = library.quizzes["maader"]
    (talk,) = [question for question in after.questions if question.asks == "path"]
    assert talk.prompt("da").turns[0].audio == f"{STEP}_da.mp3"
    assert talk.prompt("en").turns[0].audio is None, "it was spoken in one language only"
    assert (after.version, [one.id for one in after.questions]) == (
        before.version,
        [one.id for one in before.questions],
    )
    assert [problem for problem in problems if problem.level == "error"] == []


def test_a_recording_that_an_author_has_named_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz = folder / "quizzes" / "maader.yaml"
    first = "      - id: hello\n"
    named = quiz.read_text("utf-8").replace(first, f"{first}        audio: {{da: own.mp3, en: own.mp3}}\n")
    quiz.write_text(named, "utf-8")
    for name in ("own.mp3", f"{STEP}_da.mp3"):
        record(folder, name)
    (talk,) = [one for one in load_library(folder).quizzes["maader"].questions if one.asks == "path"]
    assert talk.prompt("da").turns[0].audio == "own.mp3"
    assert not [line for line in said(folder, capsys, "--check")[1] if line.startswith("own.mp3")]


def test_what_is_whole_has_nothing_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, (_, seconds, *_) in wanted(folder, capsys).items():
        record(folder, name, SECOND * max(int(seconds), 1))
    assert {columns[3] for columns in wanted(folder, capsys).values()} == {"there"}
    assert said(folder, capsys, "--check") == (0, [])


@pytest.mark.parametrize(
    ("name", "sound", "line"),
    [
        ("", b"", f"{STEP}_da.mp3: is missing"),
        (f"{STEP}_da.ogg", OGG, f"{STEP}_da: is there 2 times ({STEP}_da.mp3, {STEP}_da.ogg) – keep one"),
        (f"{STEP}_da.mp3", b"voice", f"{STEP}_da.mp3: is not a recording – save it as mp3, m4a or ogg"),
        (f"{STEP}_da.mp3", OGG, f"{STEP}_da.mp3: is ogg, not mp3 – let its name end in .ogg"),
        (f"{STEP}_dk.mp3", SECOND, f"{STEP}_dk.mp3: belongs to no words – give it a name of the list, or remove it"),
        (f"{STEP}_da.mp3", SECOND, f"{STEP}_da.mp3: lasts 1 s, but its "),
        (f"{STEP}_da.mp3", SECOND * 60, f"{STEP}_da.mp3: lasts 60 s, but its "),
    ],
)
def test_what_is_wrong_with_a_file_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, sound: bytes, line: str
) -> None:
    if name:
        record(folder, f"{STEP}_da.mp3", SECOND * 5)
        record(folder, name, sound)
    code, lines = said(folder, capsys, "--check")
    assert code == 1
    assert [one for one in lines if one.startswith(line)], lines


def test_without_the_extra_lengths_are_not_checked(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record(folder, f"{STEP}_da.mp3", SECOND * 60)
    monkeypatch.setitem(sys.modules, "tinytag", None)
    assert not [line for line in said(folder, capsys, "--check")[1] if "lasts" in line]

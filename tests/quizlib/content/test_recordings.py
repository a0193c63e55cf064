"""Recordings: files beside the quiz, by names that stay beside it, and known by what they hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizlib import Quiz, load_library, read_library
from quizlib.content.media import audio_type, missing_recordings, recordings
from tests.quizlib.sample import Plain, both

Changed = Callable[[Callable[[Plain], object]], Quiz]
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00\x00\x00"
QUIZ = """title: {da: Prøve, en: Sample}
summary: {da: En prøve, en: A sample}
minutes: 5
questions:
  - id: worry
    type: rating
    scale: worry
    stem: {da: "Bekymret?", en: "Worried?"}
    audio: {da: worry-da.mp3, en: worry-en.mp3}
"""


def spoken(changed: Changed, name: str) -> Quiz:
    """Return the sample with a recording of its first question in one language, and of another in both."""
    return changed(lambda data: data["questions"][0].update(audio=both(name, "good.mp3")))


def found(quiz: Quiz, folder: Path) -> list[tuple[str, str]]:
    return [(".".join(map(str, finding.location)), finding.message) for finding in missing_recordings(quiz, folder)]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (MP3, "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(8), "audio/mpeg"),
        (b"\xff\xf3\x40\xc0" + bytes(8), "audio/mpeg"),
        (b"\xff\xe3\x18\xc4" + bytes(8), "audio/mpeg"),
        (b"OggS\x00\x02" + bytes(6), "audio/ogg"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"\x00\x00\x00\nftypisom", "audio/mp4"),
    ],
)
def test_a_recording_is_known_by_its_first_bytes(tmp_path: Path, head: bytes, kind: str) -> None:
    for name in ("voice.mp3", "voice.ogg", "voice.txt"):
        (tmp_path / name).write_bytes(head + b"...")
        assert audio_type(tmp_path / name) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ID",
        b"<script>alert(1)</script>",
        b"<svg onload='x'>",
        b"RIFF\x24\x00\x00\x00WAVE",
        b"version https://git-lfs.github.com/spec/v1",
        b" ID3",
        "Ikke en lyd".encode("utf-16"),
        b"\xff\xf1\x50\x80\x00\x1f\xfc",
        b"\xff\xff\xff\xff",
        b"xOggS",
        b"Ogg, ikke en lyd",
        b"ftypM4A ",
    ],
)
def test_what_only_bears_a_recordings_name_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "voice.mp3").write_bytes(content)
    assert audio_type(tmp_path / "voice.mp3") is None


def test_what_cannot_be_read_is_no_recording(tmp_path: Path) -> None:
    assert audio_type(tmp_path / "nowhere.mp3") is None
    assert audio_type(tmp_path) is None


def test_the_recordings_of_a_quiz_are_those_of_its_questions_and_conversations(changed: Changed) -> None:
    def change(data: Plain) -> None:
        data["questions"][1]["audio"] = both("parcel-da.mp3", "parcel-en.ogg")
        data["questions"][-1]["steps"][1]["audio"] = both("pressed.m4a", "pressed.m4a")

    quiz = changed(change)
    assert recordings(quiz) == {"parcel-da.mp3", "parcel-en.ogg", "pressed.m4a"}
    assert recordings(changed(lambda _data: None)) == frozenset()


def test_missing_recordings_are_found_wherever_they_are_played(changed: Changed, tmp_path: Path) -> None:
    def change(data: Plain) -> None:
        data["questions"][-1]["steps"][1]["audio"] = both("there.mp3", "gone.mp3")

    (tmp_path / "there.mp3").write_bytes(MP3)
    assert found(changed(change), tmp_path) == [
        ("questions.10.steps.1.audio.en", "there is no file ‹gone.mp3› beside the quiz")
    ]


@pytest.mark.parametrize("name", ["a.mp3", "parcel-fee_2.m4a", "0.ogg", "caller-da.opus"])
def test_names_of_small_letters_and_digits_are_taken(changed: Changed, tmp_path: Path, name: str) -> None:
    for one in (name, "good.mp3"):
        (tmp_path / one).write_bytes(MP3)
    assert found(spoken(changed, name), tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "../secret.mp3", "/etc/secret.mp3", "sub/secret.mp3", "..\\secret.mp3", "c:\\secret.mp3", ".hidden.mp3",
        "..mp3", "secret.mp3/..", "Secret.mp3", "se cret.mp3", "secret.MP3", "secret.wav", "secret.mp3.exe", "secret",
        "%2e%2e%2fsecret.mp3", "https://secret.example/a.mp3", "secret\x00.mp3", "blåbær.mp3", "-secret.mp3",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_or_is_none_is_refused(changed: Changed, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "quizzes"
    (folder / "sub").mkdir(parents=True)
    for place in (tmp_path / "secret.mp3", folder / "secret.mp3", folder / "sub" / "secret.mp3", folder / "good.mp3"):
        place.write_bytes(MP3)
    assert found(spoken(changed, name), folder) == [("questions.0.audio.da", f"found ‹{name}›")]


def test_a_folder_of_that_name_is_no_recording(changed: Changed, tmp_path: Path) -> None:
    (tmp_path / "good.mp3").write_bytes(MP3)
    (tmp_path / "voice.mp3").mkdir()
    assert found(spoken(changed, "voice.mp3"), tmp_path) == [
        ("questions.0.audio.da", "there is no file ‹voice.mp3› beside the quiz")
    ]


def test_recordings_lie_beside_the_quiz_and_the_library_knows_where(tmp_path: Path) -> None:
    folder = tmp_path / "quizzes"
    folder.mkdir()
    (tmp_path / "library.yaml").write_text(
        "languages: [{id: da, name: Dansk}, {id: en, name: English}]\n", encoding="utf-8"
    )
    (folder / "sample.yaml").write_text(QUIZ, encoding="utf-8")
    (tmp_path / "worry-da.mp3").write_bytes(MP3)  # not beside it
    _, problems = read_library(tmp_path)
    assert [(problem.path, problem.level) for problem in problems] == [
        ("questions[worry].audio.da", "error"),
        ("questions[worry].audio.en", "error"),
    ]
    for name in ("worry-da.mp3", "worry-en.mp3"):
        (folder / name).write_bytes(MP3)
    for place in (tmp_path, folder / "sample.yaml"):
        assert load_library(place).folder == folder


def test_a_plain_folder_of_quizzes_is_where_its_recordings_lie(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(QUIZ, encoding="utf-8")
    for name in ("worry-da.mp3", "worry-en.mp3"):
        (tmp_path / name).write_bytes(MP3)
    assert load_library(tmp_path, ["da", "en"]).folder == tmp_path
    assert load_library(tmp_path / "sample.yaml", ["da", "en"]).folder == tmp_path

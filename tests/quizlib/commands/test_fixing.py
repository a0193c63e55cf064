"""`quizlib check --fix`: what has one possible mending is shown, and written once somebody says yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizlib.commands import main

SLIPS = "title: {da: Prøve, en: Sample}\nsummary:\n  da: Husk: se efter\n  en: “Look: first”\nminutes:5\n"
MENDED = 'title: {da: Prøve, en: Sample}\nsummary:\n  da: "Husk: se efter"\n  en: "Look: first"\nminutes: 5\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sample.yaml"
    path.write_text(SLIPS, encoding="utf-8")
    return path


def test_what_would_be_mended_is_shown_and_nothing_is_written_where_nobody_can_say_yes(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(file), "--languages", "da,en", "--fix"])
    shown = capsys.readouterr().err
    assert "\n-minutes:5\n" in shown
    assert "\n+minutes: 5\n" in shown
    assert "Nothing was written" in shown
    assert file.read_text(encoding="utf-8") == SLIPS


def test_with_yes_every_slip_of_every_file_is_mended_and_the_check_reads_what_was_written(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(file.parent), "--languages", "da,en", "--fix", "--yes"])
    assert file.read_text(encoding="utf-8") == MENDED
    assert "questions: is missing" in capsys.readouterr().out
    assert [path.name for path in file.parent.iterdir()] == ["sample.yaml"]


def test_what_has_two_possible_mendings_is_left_alone(file: Path) -> None:
    text = "a:\n  - id: x\n     stem: y\n  - id: z\n    stem: “Hvad: nu”\n"
    file.write_text(text, encoding="utf-8")
    main(["check", str(file), "--languages", "da,en", "--fix", "--yes"])
    assert file.read_text(encoding="utf-8") == text.replace("“Hvad: nu”", '"Hvad: nu"')


def test_letters_of_two_signs_become_one(file: Path) -> None:
    file.write_text("title: pa\u030a\n", encoding="utf-8")
    main(["check", str(file), "--languages", "da,en", "--fix", "--yes"])
    assert file.read_text(encoding="utf-8") == "title: på\n"


def test_curled_quotes_round_a_whole_text_become_straight_where_they_are_no_slip_too(file: Path) -> None:
    text = "title: “Prøve”\nsummary:\n  da: |\n    “Nej”\n  en: '“No”'\nlist:\n  - “a”\n  - siger “b”\n  - “c”, d\n"
    file.write_text(text, encoding="utf-8")
    main(["check", str(file), "--languages", "da,en", "--fix", "--yes"])
    mended = text.replace("“Prøve”", '"Prøve"').replace("“a”", '"a"')
    assert file.read_text(encoding="utf-8") == mended


def test_a_good_file_is_not_touched(file: Path) -> None:
    file.write_text(MENDED, encoding="utf-8")
    before = file.stat().st_mtime_ns
    main(["check", str(file), "--languages", "da,en", "--fix", "--yes"])
    assert file.stat().st_mtime_ns == before

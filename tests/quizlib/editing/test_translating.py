"""Texts leave for a translator as PO or as a spreadsheet, and come back whole; what is lost is refused at its place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import polib
import pytest

from quizlib import read_library
from quizlib.commands import main
from tests.places import LIBRARY

LETTERS = str.maketrans("æøÆØ", "äöÄÖ")
ENGLISH = "  - {id: en, name: English}\n"
NUMBERED = (
    '{da: "En besked og et valg.", en: One message and one choice.}',
    '{da: "Ring til {number:cyberhotline}.", en: "Call {number:cyberhotline}."}',
)
TITLE = ("da: Et par spørgsmål,", "da: Et par små spørgsmål,")
STALE = "the original has changed since it was translated"


def swedish(words: str) -> str:
    """Return made-up Swedish: letter by letter, so that quotes stay quotes."""
    return words.translate(LETTERS)


@pytest.fixture
def content(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that makes a copy of the larger library, with Swedish as a draft."""

    def copied(name: str) -> Path:
        folder = Path(shutil.copytree(LIBRARY, tmp_path / name))
        settings = folder / "library.yaml"
        words = settings.read_text(encoding="utf-8")
        draft = f"{ENGLISH}  - {{id: sv, name: Svenska, draft: true}}\n"
        settings.write_text(words.replace(ENGLISH, draft), encoding="utf-8")
        title = folder / "quizzes" / "kort.yaml"
        words = title.read_text(encoding="utf-8")
        assert NUMBERED[0] in words
        title.write_text(words.replace(*NUMBERED), encoding="utf-8")
        return folder

    return copied


def texts(*arguments: str | Path) -> int:
    return main(["texts", "--language", "en", *map(str, arguments)])


def export(folder: Path, to: Path) -> Path:
    assert texts("export", "sv", "--to", to, "--content", folder) == 0
    return to


def as_po(folder: Path) -> Path:
    """Export a folder, and translate it in PO."""
    path = export(folder, folder.with_suffix(".po"))
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        entry.msgstr = swedish(entry.msgid)
    catalogue.save()
    return path


def as_sheet(folder: Path) -> Path:
    """Export a folder, and translate it in a spreadsheet."""
    path = export(folder, folder.with_suffix(".xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        cell = row[heads.index("sv")]
        cell.value = swedish(str(row[heads.index("da")].value))
        cell.data_type = "s"
    book.save(path)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_swedish(words: bytes) -> str:
    """Return a file without the lines and parts that a translation adds."""
    text = re.sub(r', sv: (?:\[.*?\]|"(?:[^"\\]|\\.)*"|[^,}\[\]"][^,}]*)', "", words.decode())
    return re.sub(r"\n( +)sv: .*(?:\n\1  .*|\n(?=\n))*", "", text)


@pytest.mark.slow
def test_a_translation_goes_out_and_comes_back_by_po_and_by_spreadsheet_byte_for_byte(
    content: Callable[[str], Path],
) -> None:
    one, other = content("po"), content("sheet")
    before = files(one)
    sent = as_po(one)
    assert texts("import", sent, "--content", one) == 0
    assert texts("import", as_sheet(other), "--content", other) == 0
    after = files(one)
    assert after == files(other)
    assert {path for path in after if after[path] != before.get(path)} >= {"quizzes/kort.yaml", "library.yaml"}
    assert export(one, one.with_name("again.po")).read_bytes() == sent.read_bytes()
    assert texts("import", sent, "--content", one) == 0
    assert files(one) == after, "what is there already is not written again"
    library, problems = read_library(one, drafts=True)
    assert not [problem for problem in problems if problem.level == "error"]
    assert all(quiz.is_in("sv") for quiz in library.quizzes.values())
    assert library.quizzes["kort"].title["sv"] == swedish(library.quizzes["kort"].title["da"])


@pytest.mark.slow
def test_what_comes_back_adds_words_and_changes_none(content: Callable[[str], Path]) -> None:
    folder = content("po")
    before = files(folder)
    plain = read_library(folder)
    assert texts("import", as_po(folder), "--content", folder) == 0
    for path, words in files(folder).items():
        if path.endswith(".yaml") and path in before and path != "library.yaml":
            assert without_swedish(words) == before[path].decode(), path
    assert read_library(folder)[0].quizzes == plain[0].quizzes, "the site and its versions do not know a draft"


def test_lost_numbers_and_quotes_are_refused_at_their_place_and_nothing_is_written(
    content: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = content("po")
    path = as_po(folder)
    catalogue = polib.pofile(str(path), wrapwidth=0)
    number = next(entry for entry in catalogue if "{number:" in entry.msgid)
    quote = next(entry for entry in catalogue if entry.msgctxt.endswith(".quote") and len(entry.msgid) > 5)
    number.msgstr = re.sub(r"\{number:[^}]*\}", "", number.msgstr)
    quote.msgstr = "något annat"
    catalogue.save()
    lines = {entry.msgctxt: entry.linenum for entry in polib.pofile(str(path))}
    before = files(folder)
    assert texts("import", path, "--content", folder) == 1
    told = capsys.readouterr().out.splitlines()
    assert any(f":{lines[number.msgctxt]}: {number.msgctxt}: its numbers" in line for line in told)
    assert any(
        f":{lines[quote.msgctxt]}: {quote.msgctxt}: ‹något annat› is not in the message" in line for line in told
    )
    assert files(folder) == before


@pytest.mark.slow
def test_a_changed_sentence_makes_its_translation_stale_until_it_comes_back(
    content: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = content("po")
    texts("import", as_po(folder), "--content", folder)
    path = folder / "quizzes" / "kort.yaml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace(*TITLE, 1), encoding="utf-8")
    capsys.readouterr()
    main(["stale", str(folder), "--language", "en"])
    stale = [line for line in capsys.readouterr().out.splitlines() if STALE in line]
    assert len(stale) == 1
    assert stale[0].startswith(f"{path}:1: title.sv: ")
    sent = export(folder, folder.with_name("again.po"))
    catalogue = polib.pofile(str(sent), wrapwidth=0)
    (changed,) = [entry for entry in catalogue if entry.fuzzy]
    assert changed.msgctxt == "quizzes/kort: title"
    texts("import", sent, "--content", folder)
    capsys.readouterr()
    main(["stale", str(folder), "--language", "en"])
    assert STALE in capsys.readouterr().out, "a row that is still marked has not been looked at"
    changed.flags.remove("fuzzy")
    changed.msgstr = "Några små frågor"
    catalogue.save()
    assert texts("import", sent, "--content", folder) == 0
    capsys.readouterr()
    main(["stale", str(folder), "--language", "en"])
    assert STALE not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("export", "da", "--to", "x.po"), "‹da› is no language to translate into"),
        (("export", "nb", "--to", "x.po"), "‹nb› is no language to translate into"),
        (("export", "sv", "--to", "x.csv"), "x.csv is neither .po nor .xlsx"),
        (("export", "sv", "--to", "x.po", "--only", "quizzes/kor"), "there is no file ‹quizzes/kor›"),
    ],
)
def test_what_cannot_be_exported_is_said(
    content: Callable[[str], Path], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], found: str
) -> None:
    assert texts(*arguments, "--content", content("x")) == 1
    assert found in capsys.readouterr().err


@pytest.mark.parametrize("ending", [".po", ".xlsx"])
def test_a_file_that_is_none_is_refused(
    content: Callable[[str], Path], capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    folder = content("x")
    path = folder.with_name(f"broken{ending}")
    path.write_bytes(b"\xff\xfe nothing of the kind")
    assert texts("import", path, "--content", folder) == 1
    assert "cannot be read" in capsys.readouterr().err

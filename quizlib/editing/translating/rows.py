"""Rows: the file of a translator, as PO or as a spreadsheet; each row is one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
import polib
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from quizlib.editing.changing import CannotChange
from quizlib.editing.translating.all_texts import source_of
from quizlib.editing.whole_file import write_whole
from quizlib.say import say

PO, SHEET = ".po", ".xlsx"
PLACE, NOTE, STATE, SOURCE = "place", "note", "state", "source"
CHANGED = "changed"
"""The state of a row whose translation is older than its source; a row that still has it is not taken."""


@dataclass(frozen=True)
class Row:
    """One text: its key, its words in the default language and in others, its translation, and notes.

    `source` are the digits of the words that are translated. `line` is where the row is in the file.
    """

    key: str
    original: str
    words: str
    source: str
    changed: bool = False
    others: tuple[tuple[str, str], ...] = ()
    note: tuple[str, ...] = ()
    line: int = 0


def write_rows(path: Path, language: str, default: str, rows: Sequence[Row]) -> None:
    """Write the rows; CannotChange if the name of the file ends neither in .po nor in .xlsx."""
    kinds = {PO: _write_po, SHEET: _write_sheet}
    if path.suffix not in kinds:
        raise CannotChange(_no_kind(path))
    kinds[path.suffix](path, language, default, rows)


def read_rows(path: Path) -> tuple[str, list[Row]]:
    """Return the language of a file and its rows; CannotChange if it can't be read."""
    kinds = {PO: _read_po, SHEET: _read_sheet}
    if path.suffix not in kinds:
        raise CannotChange(_no_kind(path))
    try:
        return kinds[path.suffix](path)
    except (OSError, UnicodeDecodeError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        message = say("{path} cannot be read: {why}", path=path, why=str(error).splitlines()[0] if str(error) else "?")
        raise CannotChange(message) from error


def _no_kind(path: Path) -> str:
    return say("{path} is neither .po nor .xlsx", path=path)


def _write_po(path: Path, language: str, _default: str, rows: Iterable[Row]) -> None:
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for row in rows:
        notes = (*(f"{other}: {words}" for other, words in row.others), *row.note)
        catalogue.append(
            polib.POEntry(
                msgctxt=row.key,
                msgid=row.original,
                msgstr=row.words,
                comment="\n".join(line for note in notes for line in note.splitlines() if line),
                flags=["fuzzy"] if row.changed else [],
            )
        )
    write_whole(path, f"{catalogue}")


def _read_po(path: Path) -> tuple[str, list[Row]]:
    catalogue = polib.pofile(path.read_text(encoding="utf-8-sig"))
    rows = [
        Row(one.msgctxt or "", one.msgid, one.msgstr, source_of(one.msgid), one.fuzzy, line=one.linenum)
        for one in catalogue
        if not one.obsolete
    ]
    return catalogue.metadata.get("Language", ""), rows


def _write_sheet(path: Path, language: str, default: str, rows: Sequence[Row]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one sheet
    sheet.title = language
    others = list(dict.fromkeys(other for row in rows for other, _ in row.others))
    heads = [PLACE, default, *others, language, NOTE, STATE, SOURCE]
    for number, head in enumerate(heads, 1):
        sheet.cell(1, number, head)
        sheet.column_dimensions[get_column_letter(number)].width = 16 if head in {STATE, SOURCE} else 45
    for line, row in enumerate(rows, 2):
        words = dict(row.others)
        state = CHANGED if row.changed else ""
        cells = [row.key, row.original, *(words.get(one, "") for one in others), row.words, "\n".join(row.note), state]
        for number, text in enumerate([*cells, row.source], 1):
            cell = sheet.cell(line, number, text)
            cell.data_type = "s"  # a text that begins with = is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    book.save(path)


def _read_sheet(path: Path) -> tuple[str, list[Row]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    language = sheet.title
    heads, *lines = _cells(sheet.iter_rows(values_only=True))
    at = {head: number for number, head in enumerate(heads)}
    wanted = (PLACE, language, STATE, SOURCE)
    if missing := [head for head in wanted if head not in at]:
        message = say("{path} has no column ‹{name}›", path=path, name=missing[0])
        raise CannotChange(message)
    rows = []
    for number, cells in enumerate(lines, 2):
        key, words, state, source = (cells[at[head]] if at[head] < len(cells) else "" for head in wanted)
        if key:
            rows.append(Row(key, "", words, source, state == CHANGED, line=number))
    return language, rows


def _cells(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str]]:
    """Yield the cells of each row as text; what a spreadsheet took for a number is one again."""
    for row in rows:
        yield ["" if cell is None else str(cell).replace("\r\n", "\n").strip() for cell in row]

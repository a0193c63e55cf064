"""A table in a spreadsheet or a document becomes a draft, and each of its rows is a question or is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import read_library
from quizlib.exchange.drafting import drafts
from quizlib.exchange.formats import read_questions
from quizlib.exchange.item import NotReadable
from quizlib.exchange.report import report
from quizlib.exchange.table.reading import read

HEAD = ("Spørgsmål", "Svar", "Rigtigt", "Hvorfor")
ROWS = (
    HEAD,
    ("Hvad gør du?", "Ringer op\nSletter den\nSvarer", "2", "Så er det lige meget, om den er ægte."),
    ("Hvad holder du for dig selv?", "a) Kortnummer; b) Koder; c) Vejret", "a, b", ""),
    ("Hvem ringer?", "Banken;En svindler", "En svindler", ""),
    ("Kun ét svar?", "Ja", "1", ""),
    ("Hvilket?", "Et;To", "Tre", ""),
    ("Intet?", "Et;To", "", ""),
    ("", "Et;To", "1", ""),
)
REFUSED = {5: "1 answers", 6: "‹Tre› is none of the answers", 7: "no answer is named", 8: "the question is missing"}


def spreadsheet(rows: Sequence[Sequence[str]]) -> bytes:
    """Return the rows as a spreadsheet."""
    book, saved = openpyxl.Workbook(), BytesIO()
    assert book.active is not None
    for line, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            number = text.isdecimal() and text.isascii()
            cell = book.active.cell(line, column, int(text) if number else text)
            if not number:
                cell.data_type = "s"
    book.save(saved)
    return saved.getvalue()


def document(rows: Sequence[Sequence[str]]) -> bytes:
    """Return the rows as a table of a document, as word processors write it."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def cell(text: str) -> str:
        lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
        return f"<w:tc>{lines}</w:tc>"

    table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    saved = BytesIO()
    with ZipFile(saved, "w") as archive:
        body = f'<w:document xmlns:w="{space}"><w:body><w:tbl>{table}</w:tbl></w:body></w:document>'
        archive.writestr("word/document.xml", body)
    return saved.getvalue()


@pytest.mark.parametrize("made", [spreadsheet, document])
def test_every_row_is_a_question_or_is_refused_with_its_line(made: Callable[..., bytes]) -> None:
    found = read(made(ROWS), "tabel.xlsx", "da")
    assert [(item.type, item.stem["da"]) for item in found.items] == [
        ("single_choice", "Hvad gør du?"),
        ("multiple_choice", "Hvad holder du for dig selv?"),
        ("single_choice", "Hvem ringer?"),
    ]
    assert [[part.text["da"] for part in item.parts if part.right] for item in found.items] == [
        ["Sletter den"],
        ["Kortnummer", "Koder"],
        ["En svindler"],
    ]
    assert found.items[0].rationale == {"da": "Så er det lige meget, om den er ægte."}
    assert {one.place.line: one.why for one in found.refused}.keys() == REFUSED.keys()
    for one in found.refused:
        assert REFUSED[one.place.line] in one.why


@pytest.mark.parametrize("made", [spreadsheet, document])
def test_a_file_is_known_by_its_beginning_and_its_draft_loads(tmp_path: Path, made: Callable[..., bytes]) -> None:
    path = tmp_path / "Falske mails"
    path.write_bytes(made(ROWS))
    found = read_questions(path.read_bytes(), path.name, "da")
    assert next(iter(report(found))) == "7 read, 3 usable, 4 not, because:"
    (draft,) = drafts(found.items, path.name)
    file = tmp_path / f"{draft.name}.yaml"
    file.write_text(draft.text, encoding="utf-8")
    library, problems = read_library(file, ["da"])
    assert len(library.quizzes["falske-mails"].questions) == 3
    assert all("is left to fill in" in str(one) for one in problems if one.level == "error")


@pytest.mark.parametrize("number", ["9" * 5000, "to", "-1", ""])
def test_a_row_whose_number_is_none_has_its_place_in_the_table(number: str) -> None:
    raw, changed = BytesIO(spreadsheet(ROWS)), BytesIO()
    with ZipFile(raw) as before, ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b'<row r="8"', f'<row r="{number}"'.encode()))
    found = read(changed.getvalue(), "tabel.xlsx", "da")
    assert (len(found.items), {one.place.line for one in found.refused}) == (3, set(REFUSED))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "neither"),
        (b"PK\x03\x04 cut off", "damaged"),
        (spreadsheet([]), "no table"),
        (document([]), "no table"),
        (spreadsheet([("Spørgsmål", "Svar")]), "names no column right/rigtigt"),
    ],
)
def test_a_file_without_such_a_table_says_why(data: bytes, told: str) -> None:
    with pytest.raises(NotReadable, match=told):
        read(data, "x", "da")


@given(st.lists(st.lists(st.text("abæ;,\n1.)– ", max_size=12), min_size=4, max_size=4), max_size=4))
def test_whatever_cells_hold_each_row_is_told(rows: list[list[str]]) -> None:
    filled = [row for row in rows if any(map(str.strip, row))]
    assert read(document([HEAD, *rows]), "x", "da").number == len(filled)

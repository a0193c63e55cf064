"""In spreadsheets a text stays a text, a number is a number, and nothing becomes a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from webapp.report import Figure, Provenance, Row, Section, Translator, View, as_csv, as_pdf, as_xlsx
from webapp.report.wording.names import Names
from webapp.site_content.reading import SiteContent
from webapp.site_content.shipped import translations

EVIL = ("=HYPERLINK(1)", "+1", "-1", "@sum", "\tx", "\rx")
MADE = Provenance(date(2026, 11, 28), "0.1.0")


def view(label: str) -> View:
    figure = Figure("believed", "share", n=90, blocks=6, value=0.25, lower=0.1, upper=0.4, basis="blocks")
    return View("x", "=title", (), (Section("s", "@section", "bars", (Row(label, (figure,)),)),))


@pytest.fixture
def names(content: SiteContent) -> Names:
    """What places are called."""
    return Names(content)


@pytest.mark.parametrize("label", EVIL)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_csv_cell_that_looks_like_a_formula_gets_an_apostrophe(names: Names, label: str, language: str) -> None:
    text = as_csv(view(label), names, Translator.of(language, translations())).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if language == "da" else ","))
    assert rows[1][1] == "'@section"
    assert rows[1][3] == f"'{label}"
    assert rows[1][11] == ("0,25" if language == "da" else "0.25")


@pytest.mark.parametrize("label", EVIL)
def test_a_spreadsheet_cell_is_text_and_no_formula(names: Names, label: str) -> None:
    data = as_xlsx(view(label), names, Translator.of("en", translations()), MADE)
    cells = list(load_workbook(io.BytesIO(data)).worksheets[0].rows)[1]
    assert str(cells[3].value).replace("_x000D_", "\r") == label  # so the format writes a return
    assert cells[3].data_type == "s"
    assert (cells[11].value, cells[11].data_type, cells[11].number_format) == (0.25, "n", "General")


def test_words_on_paper_are_words_and_no_markup(tmp_path: Path) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 - beside what it reads

    evil = '#read("/etc/passwd") *bold* $x$ [y] https://a.example/b'
    (tmp_path / "x.pdf").write_bytes(as_pdf(view(evil), Translator.of("en", translations()), MADE))
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "x.pdf").pages)
    assert "".join(evil.split()) in "".join(text.split())

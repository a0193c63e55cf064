"""In spreadsheets a text stays a text, a number is a number, and nothing becomes a formula."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from webapp.report import Figure, Provenance, Row, Section, Translator, View, as_csv, as_pdf, as_xlsx
from webapp.report.output.rows import SheetLine
from webapp.report.rules.figure import Where
from webapp.report.wording.names import Names
from webapp.report.wording.words import MonthName, Words
from webapp.site_content.reading import SiteContent
from webapp.site_content.shipped import translations

EVIL = (
    *("=HYPERLINK(1)", "+1", "-1", "@sum", "\tx", "\rx"),
    *(" =1", "\n=1", "\u00a0@sum", "\u200b=1", "＝1", "＋1", "－1", "＠sum", "\u3000＝1", "﹦1"),
)
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
    text = as_csv(view(label), names, Translator.of(language, translations()), MADE).decode("utf-8-sig")
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


def test_a_spreadsheet_tells_the_day_on_which_it_was_made_and_no_time(names: Names) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(view("x"), names, Translator.of("en", translations()), MADE)))
    told = (book.properties.created, book.properties.modified)
    assert told == (datetime.combine(MADE.day, time()),) * 2


def test_words_on_paper_are_words_and_no_markup(tmp_path: Path, names: Names) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 - beside what it reads

    evil = '#read("/etc/passwd") *bold* $x$ [y] https://a.example/b'
    (tmp_path / "x.pdf").write_bytes(as_pdf(view(evil), names, Translator.of("en", translations()), MADE))
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "x.pdf").pages)
    assert "".join(evil.split()) in "".join(text.split())


def cells(figure: Figure, names: Names, language: str = "da", label: Words = "x") -> dict[str, str]:
    """Return the cells of a figure in a CSV file by the name of their column."""
    made = View("x", "title", (), (Section("s", "section", "bars", (Row(label, (figure,)),)),))
    text = as_csv(made, names, Translator.of(language, translations()), MADE).decode("utf-8-sig")
    line = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if language == "da" else ","))[1]
    return dict(zip(SheetLine._fields, line, strict=True))


def test_nothing_is_never_less_than_nothing(names: Names) -> None:
    figure = Figure("believed:difference", "difference", n=90, blocks=6, value=-0.0, lower=-0.0, upper=0.02)
    found = cells(figure, names)
    assert (found["value"], found["lower"], found["upper"]) == ("0", "0", "0,02")
    assert "-0" not in ";".join(found.values())
    assert all(math.copysign(1, float(number or 0)) == 1 for number in (figure.value, figure.lower))
    assert math.copysign(1, float(replace(figure, value=round(-0.001, 2)).value or 0)) == 1
    made = View("x", "title", (), (Section("s", "section", "bars", (Row("x", (figure,)),)),))
    data = as_xlsx(made, names, Translator.of("da", translations()), MADE)
    with ZipFile(io.BytesIO(data)) as parts:
        assert "<v>-0" not in parts.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_month_is_no_date_and_a_version_no_number(names: Names, language: str) -> None:
    where = Where(period="2026-08", quiz="mitid", version="27653e14")
    found = cells(Figure("believed", "people", where, value=90), names, language, MonthName("2026-08"))
    assert (found["period"], found["about"], found["version"]) == ("2026-M08", "2026-M08", "v27653e14")
    yearly = cells(Figure("believed", "people", Where(period="2026"), value=90), names, language)
    assert (yearly["period"], yearly["version"]) == ("2026", "")


@pytest.mark.parametrize("value", [0.52, -0.52])
def test_a_change_in_our_own_words_has_no_apostrophe(names: Names, value: float) -> None:
    figure = Figure("worry:change", "steps", n=90, blocks=6, value=value, lower=value, upper=value)
    assert cells(figure, names)["words"] == ("+0,52" if value > 0 else "−0,52")


@pytest.mark.parametrize(("value", "words"), [(0.0, "få eller ingen"), (1.0, "alle eller næsten alle")])
def test_few_or_none_is_no_number(names: Names, value: float, words: str) -> None:
    found = cells(Figure("believed", "share", Where(wide=False), n=12, blocks=1, value=value), names)
    assert (found["value"], found["words"], found["n"]) == ("", words, "12")
    assert cells(Figure("believed", "share", Where(wide=False), n=12, blocks=1, value=0.5), names)["value"] == "0,5"


def test_a_large_number_has_all_its_digits(names: Names) -> None:
    assert cells(Figure("outside", "count", value=5_932_654.0), names)["value"] == "5932654"


@pytest.mark.parametrize("label", ["3e8", "27653E14", "24/7", "1-2", "10.12", "12:30", "1/2-26"])
def test_a_text_of_others_that_looks_like_a_number_or_a_date_stays_a_text(names: Names, label: str) -> None:
    assert cells(Figure("believed", "people", value=90), names, label=label)["about"] == f"'{label}"
    for text in ("112", "2026", "Fup nr. 2", "1-2 gange"):
        assert cells(Figure("believed", "people", value=90), names, label=text)["about"] == text

"""Pages of figures and what is taken from them: page, CSV, spreadsheet and PDF say the same, in both languages."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.places import CONTENT
from tests.webapp.report.campaign import Campaign
from tests.webapp.report.in_memory import InMemory, store
from tests.webapp.signed_in import signed_in
from webapp import create_app
from webapp.cli.main import main
from webapp.config.settings import Settings
from webapp.report import Translator, View, figure_text, interval_text, overview, quiz, workshop
from webapp.site_content.reading import SiteContent, read_content
from webapp.site_content.shipped import translations
from webapp.web.services import Services

pytestmark = pytest.mark.slow

PAGES = ("overview", "attendance", "quiz/falske-beskeder", "quiz/bekymring", "workshop/w001")
LANGUAGES = ("da", "en")
FORBIDDEN = re.compile(r"\b(misse|fange|device|feedback|score|workshop|enhed|session)\w*", re.IGNORECASE)


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """Twenty workshops, on what ships."""
    content: SiteContent = read_content(CONTENT)[0]
    return Campaign(content, workshops=20)


@pytest.fixture(scope="module")
def site(campaign: Campaign, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site that has counted them."""
    folder = tmp_path_factory.mktemp("figures")
    app = create_app(Settings.read(data_dir=str(folder / "data"), quiz_content=str(CONTENT)))
    current: Services = app.extensions["services"]
    store(campaign, current.database, current.records)
    yield app
    current.database.close()


@pytest.fixture(scope="module")
def analyst(site: Flask) -> FlaskClient:
    """The browser of an analyst."""
    return signed_in(site, "analyst")


def page(client: FlaskClient, lang: str, name: str) -> str:
    reply = client.get(f"/{lang}/staff/figures{'' if name == 'overview' else f'/{name}'}")
    assert reply.status_code == 200
    return reply.text


def taken(client: FlaskClient, lang: str, name: str, form: str) -> bytes:
    reply = client.get(f"/{lang}/staff/exports/{name}.{form}")
    assert reply.status_code == 200
    assert reply.headers["Content-Disposition"].startswith("attachment; filename=")
    assert reply.headers["Cache-Control"] == "no-store"
    data: bytes = reply.data
    return data


def table(client: FlaskClient, lang: str, name: str) -> list[list[str]]:
    text = taken(client, lang, name, "csv").decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";" if lang == "da" else ","))


def view_of(name: str, campaign: Campaign) -> View:
    sums, content = InMemory(campaign), campaign.content
    kind, _, of = name.partition("/")
    views = {
        "overview": overview(sums, content),
        "quiz": quiz(sums, content, of),
        "workshop": workshop(sums, content, of),
    }
    view = views[kind]
    assert view is not None
    return view


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\u00ad", ""))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["overview", "quiz/falske-beskeder", "workshop/w001"])
def test_page_csv_spreadsheet_and_pdf_show_the_same_figures(
    analyst: FlaskClient, campaign: Campaign, lang: str, name: str
) -> None:
    translate = Translator.of(lang, translations()).translate
    figures = {figure.id: figure for figure in view_of(name, campaign).figures}
    html = squeezed(unescape(re.sub(r"<[^>]+>", "", page(analyst, lang, name))))
    sheet = [list(row) for row in load_workbook(io.BytesIO(taken(analyst, lang, name, "xlsx"))).worksheets[0].values]
    paper = squeezed(
        "".join(one.extract_text() for one in PdfReader(io.BytesIO(taken(analyst, lang, name, "pdf"))).pages)
    )
    rows = {row[0]: row for row in table(analyst, lang, name)[1:]}
    cells = {row[0]: row for row in sheet[1:]}
    assert list(rows) == list(cells) == list(figures)
    for number, figure in figures.items():
        words, limits = squeezed(translate(figure_text(figure))), interval_text(figure)
        assert words in html, number
        assert words in paper, number
        assert squeezed(rows[number][16]).removeprefix("'") == squeezed(str(cells[number][16])) == words
        if limits is not None:
            assert squeezed(translate(limits)) in html
            assert squeezed(translate(limits)) in paper
        for column, value in zip(
            (9, 10, 11, 12, 13), (figure.n, figure.blocks, figure.value, figure.lower, figure.upper), strict=True
        ):
            told = rows[number][column].replace(",", ".") if lang == "da" else rows[number][column]
            assert (float(told) if told else None) == value == cells[number][column]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_export_can_be_read(analyst: FlaskClient, lang: str, name: str) -> None:
    book = load_workbook(io.BytesIO(taken(analyst, lang, name, "xlsx")))
    assert book.sheetnames == (["Tal", "Om tallene"] if lang == "da" else ["Figures", "About the figures"])
    paper = PdfReader(io.BytesIO(taken(analyst, lang, name, "pdf")))
    assert paper.metadata is not None
    assert paper.metadata.title
    root: Any = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == lang
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_about_the_figures_stands_what_they_mean_the_rules_the_day_and_the_version(analyst: FlaskClient) -> None:
    sheet = load_workbook(io.BytesIO(taken(analyst, "da", "overview", "xlsx")))["Om tallene"]
    text = " ".join(str(cell) for row in sheet.values for cell in row if cell)
    assert "Svindel, nogen troede på" in text
    assert "Ikke hvor mange der bliver snydt i virkeligheden." in text
    assert "Fremmødte og gennemførte quizzer er to forskellige ting" in text
    assert re.search(r"Hentet \d{4}-\d\d-\d\d Sidens version \d+\.\d+\.\d+", text)


@pytest.mark.parametrize("name", PAGES)
def test_danish_pages_speak_danish(analyst: FlaskClient, name: str) -> None:
    text = unescape(
        re.sub(r"<(script|style|title|desc)[^>]*>.*?</\1>|<[^>]+>", " ", page(analyst, "da", name), flags=re.DOTALL)
    )
    assert not FORBIDDEN.findall(text)
    assert not re.findall(r"\b(the|people|answers?|figures?|shown|groups)\b", text)


def test_an_event_is_told_without_any_percent(analyst: FlaskClient) -> None:
    for lang in LANGUAGES:
        assert "%" not in re.sub(r'="[^"]*"', "", page(analyst, lang, "workshop/w001").partition("<main")[2])
        assert "%" not in taken(analyst, lang, "workshop/w001", "csv").decode()


def test_lists_lead_to_quizzes_and_events(analyst: FlaskClient) -> None:
    quizzes, events = page(analyst, "en", "quizzes"), page(analyst, "en", "workshops")
    assert "/en/staff/figures/quiz/falske-beskeder" in quizzes
    assert "/en/staff/figures/quiz/adgangskoder" not in quizzes  # nobody has taken it
    assert "/en/staff/figures/workshop/w001" in events


def test_another_version_is_shown_and_taken_along(analyst: FlaskClient, campaign: Campaign) -> None:
    short = next(version for (name, version), one in campaign.outlines.items() if name == "tjek-a" and one.short)
    reply = analyst.get(f"/en/staff/figures/quiz/tjek-a?version={short}")
    assert "short form" in reply.text
    assert f"tjek-a.csv?version={short}" in reply.text
    assert analyst.get(f"/en/staff/exports/quiz/tjek-a.csv?version={short}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "figures/quiz/nothing",
        "figures/quiz/adgangskoder",
        "figures/workshop/nothing",
        "figures/quiz/mitid?version=old",
        "exports/quiz/nothing.csv",
        "exports/overview.doc",
    ],
)
def test_what_was_never_counted_is_not_found(analyst: FlaskClient, address: str) -> None:
    assert analyst.get(f"/en/staff/{address}").status_code == 404


def test_what_authors_write_is_text_wherever_figures_go(tmp_path: Path) -> None:
    library = tmp_path / "content"
    shutil.copytree(CONTENT, library)
    places = (
        (library / "places.yaml").read_text("utf-8").replace('"Odense Hovedbibliotek, Borgernes Hus"', '"=<b>Odense"')
    )
    (library / "places.yaml").write_text(places, "utf-8")
    app = create_app(Settings.read(data_dir=str(tmp_path / "data"), quiz_content=str(library)))
    current: Services = app.extensions["services"]
    store(Campaign(read_content(library)[0], workshops=12, at_home=0), current.database, current.records)
    client = signed_in(app, "analyst")
    html = page(client, "en", "attendance")
    assert "=&lt;b&gt;Odense" in html
    assert "<b>Odense" not in html
    assert "'=<b>Odense: " not in taken(client, "en", "attendance", "csv").decode()  # the year stands first
    assert ",'=<b>Odense," in taken(client, "en", "attendance", "csv").decode()
    current.database.close()


def test_an_organiser_sees_no_figures(site: Flask) -> None:
    organiser = signed_in(site, "organiser")
    assert organiser.get("/en/staff/figures").status_code == 403
    assert organiser.get("/en/staff/exports/overview.csv").status_code == 403


def test_the_command_writes_the_same_figures_into_a_file(
    site: Flask, analyst: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current: Services = site.extensions["services"]
    monkeypatch.setenv("DATA_DIR", str(current.settings.data_dir))
    monkeypatch.setenv("QUIZ_CONTENT", str(CONTENT))
    for name in ("figures.csv", "figures.xlsx", "figures.pdf"):
        ended = CliRunner().invoke(main, ["figures", str(tmp_path / name), "--language", "en"])
        assert ended.exit_code == 0, ended.output
    assert (tmp_path / "figures.csv").read_bytes() == taken(analyst, "en", "overview", "csv")
    ended = CliRunner().invoke(main, ["figures", str(tmp_path / "figures.doc")])
    assert (ended.exit_code, ended.output) == (
        2,
        "webapp: --format is one of xlsx, csv, pdf, --language one of da, en\n",
    )


def test_without_the_extra_the_page_says_how_to_get_pdfs(analyst: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    reply = analyst.get("/en/staff/exports/overview.pdf")
    assert reply.status_code == 501
    assert "tryg-paa-nettet[webapp,pdf]" in reply.text

"""Pages of figures and what is taken from them: page, CSV, spreadsheet and PDF say the same, in both languages."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
import zipfile
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

from tests import shipped
from tests.places import CONTENT
from tests.shipped import library
from tests.webapp.report.campaign import TODAY, Campaign
from tests.webapp.report.in_memory import InMemory, store
from tests.webapp.report.output.read_slides import read_slides
from tests.webapp.signed_in import signed_in
from webapp import create_app
from webapp.cli.main import main
from webapp.config.settings import Settings
from webapp.report import Translator, View, figure_text, interval_text, overview, quiz, summary, workshop
from webapp.report.output.bars import bars
from webapp.report.rules.figure_text import exact
from webapp.report.wording.names import Names
from webapp.site_content.reading import read_content
from webapp.site_content.shipped import translations
from webapp.storage.database.transaction import Transaction
from webapp.storage.tables.kept import WorkshopRow
from webapp.storage.weeks import week_of
from webapp.storage.workshops.leader_link import hashed
from webapp.web.services import Services, today

PAGES = ("overview", "attendance", "quiz/falske-beskeder", "quiz/bekymring", "workshop/w001")
LANGUAGES = ("da", "en")
FORBIDDEN = re.compile(r"\b(misse|fange|device|feedback|score|workshop|enhed|session)\w*", re.IGNORECASE)


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """Twenty workshops, on what ships."""
    return Campaign(shipped.content(), workshops=20)


@pytest.fixture(scope="module")
def site(campaign: Campaign, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site that has counted them."""
    folder = tmp_path_factory.mktemp("figures")
    app = create_app(Settings.read(data_dir=str(folder / "data"), quiz_content=str(CONTENT)))
    current: Services = app.extensions["services"]
    store(campaign, current.database, current.records)
    yield app
    current.close()


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
        "overview": overview(sums, content, TODAY),
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
    shown = view_of(name, campaign)
    figures = {figure.id: figure for figure in shown.figures}
    versions = {one.id: one.version for topic in library().bank.values() for one in topic.questions}
    html = squeezed(unescape(re.sub(r"<[^>]+>", "", page(analyst, lang, name))))
    sheet = [list(row) for row in load_workbook(io.BytesIO(taken(analyst, lang, name, "xlsx"))).worksheets[-3].values]
    paper = squeezed(
        "".join(one.extract_text() for one in PdfReader(io.BytesIO(taken(analyst, lang, name, "pdf"))).pages)
    )
    rows = {row[0]: row for row in table(analyst, lang, name)[1:]}
    cells = {row[0]: row for row in sheet[1:]}
    folded = {figure.id for section in shown.sections if section.folded for figure in section.figures}
    files = [".".join(versions.get(part, part) for part in number.split(".")) for number in figures]
    assert list(rows) == list(cells) == files
    for number, figure in zip(files, figures.values(), strict=True):
        words, limits = squeezed(translate(figure_text(figure))), interval_text(figure)
        assert words in html, number
        assert number in folded or words in paper, number
        assert squeezed(rows[number][16]) == squeezed(str(cells[number][16])) == words
        if limits is not None:
            assert squeezed(translate(limits)) in html
            assert number in folded or squeezed(translate(limits)) in paper
        for column, value in zip(
            (9, 10, 11, 12, 13),
            (figure.n, figure.blocks, figure.value if exact(figure) else None, figure.lower, figure.upper),
            strict=True,
        ):
            told = rows[number][column].replace(",", ".") if lang == "da" else rows[number][column]
            assert (float(told) if told else None) == value == cells[number][column]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_and_pictures_show_the_figures_of_the_page(analyst: FlaskClient, campaign: Campaign, lang: str) -> None:
    translate = Translator.of(lang, translations()).translate
    html = squeezed(unescape(re.sub(r"<[^>]+>", "", page(analyst, lang, "overview"))))
    rows = {row[0]: row for row in table(analyst, lang, "overview")[1:]}
    sections = {translate(section.headline): section for section in view_of("overview", campaign).sections}
    drawn = [slide for slide in read_slides(taken(analyst, lang, "overview", "pptx")) if slide.values]
    assert len(drawn) == 6
    for slide in drawn:
        section = sections[slide.title]
        figures = bars(section, Names(campaign.content), Translator.of(lang, translations()))
        picture = squeezed(unescape(analyst.get(f"/{lang}/staff/pictures/overview/{section.id}.svg").text))
        for bar, value, end, label in zip(figures, slide.values, slide.ends, slide.labels, strict=True):
            versions = {one.id: one.version for topic in library().bank.values() for one in topic.questions}
            row = rows[".".join(versions.get(part, part) for part in bar.figure.id.split("."))]
            told, upper = (row[column].replace(",", ".") if lang == "da" else row[column] for column in (11, 13))
            assert (value, end) == (float(told), float(upper or told))
            assert label.startswith(row[16])
            assert squeezed(label) in picture
            assert squeezed(row[16]) in html


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_export_can_be_read(analyst: FlaskClient, lang: str, name: str) -> None:
    book = load_workbook(io.BytesIO(taken(analyst, lang, name, "xlsx")))
    assert book.sheetnames[-3:] == (
        ["Tal", "Diagrammer", "Om tallene"] if lang == "da" else ["Figures", "Charts", "About the figures"]
    )
    assert len(book.sheetnames) == 3 + (name == "overview"), "the campaign's begins with the one page"
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
    assert "Ikke hvor mange der bliver snydt i virkeligheden; her havde folk tid" in text
    assert "Fremmøder og gennemførte quizzer er to forskellige ting" in text
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


def test_the_leader_link_reads_what_went_well_first_and_nothing_that_the_page_does_not_say(
    site: Flask, analyst: FlaskClient, campaign: Campaign
) -> None:
    services: Services = site.extensions["services"]
    held = next(one for one, left in campaign.held[::-1] if len(left.blocks) > 1 and one.head_count and not left.aside)
    kept = {"week": week_of(today()), "leader": hashed("aaaa")}

    def write(row: dict[str, Any]) -> None:
        def work(transaction: Transaction) -> None:
            transaction.session.get_one(WorkshopRow, held.id).sqlmodel_update(row)

        services.database.write(work)

    write(kept)
    main = site.test_client().get("/en/lead/aaaa").text.partition('<div class="tale">')[2].partition("</div>")[0]
    told = [unescape(sentence) for sentence in re.findall("<p>(.*)</p>", main)]
    page = unescape(analyst.get(f"/en/staff/figures/workshop/{held.id}").text)
    write({"week": held.week, "leader": None})  # other tests see the same campaign
    assert all(sentence in page for sentence in told)
    assert told[0] == f"{held.head_count} of you were here."
    assert told[1].startswith("Of the scams you saw through")
    assert "believed" not in " ".join(told[:3])
    assert "left" not in " ".join(told)


def test_lists_lead_to_quizzes_and_events(analyst: FlaskClient) -> None:
    quizzes, events = page(analyst, "en", "quizzes"), page(analyst, "en", "workshops")
    assert "/en/staff/figures/quiz/falske-beskeder" in quizzes
    assert "/en/staff/figures/quiz/adgangskoder" not in quizzes  # nobody has taken it
    assert "/en/staff/figures/workshop/w001" in events


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["overview", "summary"])
def test_the_first_sheet_of_the_campaigns_spreadsheet_says_what_the_one_page_says(
    analyst: FlaskClient, campaign: Campaign, lang: str, name: str
) -> None:
    translate = Translator.of(lang, translations()).translate
    view = summary(InMemory(campaign), campaign.content)
    first = load_workbook(io.BytesIO(taken(analyst, lang, name, "xlsx"))).worksheets[0]
    cells = [str(cell) for row in first.values for cell in row if cell is not None]
    assert first.title == cells[0] == translate(view.title)
    assert all(translate(words) in cells for words in view.opening)
    assert [cell for cell in cells if cell in {translate(one.title) for one in view.sections}] == [
        translate(one.title) for one in view.sections
    ]
    for figure in view.figures:
        limits = interval_text(figure)
        words = translate(figure_text(figure))
        assert (words if limits is None else f"{words} ({translate(limits)})") in cells
    assert first.page_setup.orientation == "landscape"
    assert len(vars(first)["_charts"]) == 1


def test_places_with_enough_answers_have_a_chart_each_and_the_others_are_named(
    analyst: FlaskClient, campaign: Campaign
) -> None:
    html = page(analyst, "en", "overview").partition('<section id="municipalities">')[2].partition("</section>")[0]
    (section,) = (one for one in view_of("overview", campaign).sections if one.id == "municipalities")
    drawn = [row.label for row in section.rows if row.figures[0].drawn]
    named = [str(row.label) for row in section.rows if not row.figures[0].drawn]
    assert drawn
    assert named
    assert re.findall(r"<caption>([^<]+)</caption>", html) == drawn
    assert re.findall(r"<li>([^<.]+)\.", html) == named


def test_the_list_of_events_is_sought_sorted_and_taken_along_as_it_is_shown(
    analyst: FlaskClient, campaign: Campaign
) -> None:
    every = {held.id: held for held, _ in campaign.held}
    place = next(iter(every.values())).place
    name = Translator.of("en", translations()).translate(campaign.content.places.name(place))
    here = {held.id for held in every.values() if held.place == place}

    def listed(query: str) -> list[str]:
        return re.findall(r"figures/workshop/(w\d+)", page(analyst, "en", f"workshops?{query}"))

    assert {*listed("")} == {*every}
    weeks = [every[one].week for one in listed("")]
    assert weeks == sorted(weeks, reverse=True)
    people = [every[one].head_count or 0 for one in listed("sort=people")]
    assert people == sorted(people, reverse=True)
    assert {*listed(f"words={name.upper()}&sort=place")} >= here
    assert listed("words=nowhere") == []
    assert "No event has these words" in page(analyst, "en", "workshops?words=nowhere")
    assert len(listed("sort=nothing")) == len(every)
    query = f"words={name}&sort=people"
    text = analyst.get(f"/en/staff/exports/workshops.csv?{query}").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["Place", "Week", "Where", "People who came", "Notes"]
    assert [row[1] for row in rows[1:]] == [every[one].week for one in listed(query)]
    assert [row[3] for row in rows[1:]] == [str(every[one].head_count or "") for one in listed(query)]


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
    current.close()


def test_an_organiser_sees_no_figures(site: Flask) -> None:
    organiser = signed_in(site, "organiser")
    assert organiser.get("/en/staff/figures").status_code == 403
    assert organiser.get("/en/staff/exports/overview.csv").status_code == 403


def test_the_command_writes_the_same_figures_into_a_file(
    site: Flask, analyst: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current: Services = site.extensions["services"]
    monkeypatch.setenv("TRYG_DATA_DIR", str(current.settings.data_dir))
    monkeypatch.setenv("TRYG_QUIZ_CONTENT", str(CONTENT))
    for name in ("figures.csv", "figures.xlsx", "figures.pdf", "figures.pptx"):
        ended = CliRunner().invoke(main, ["figures", str(tmp_path / name), "--language", "en"])
        assert ended.exit_code == 0, ended.output
    assert (tmp_path / "figures.csv").read_bytes() == taken(analyst, "en", "overview", "csv")
    ended = CliRunner().invoke(main, ["figures", str(tmp_path / "figures.doc")])
    assert (ended.exit_code, ended.output) == (
        2,
        "webapp: --format is one of xlsx, csv, pdf, pptx, --language one of da, en\n",
    )


@pytest.mark.parametrize(("form", "extra", "module"), [("pdf", "pdf", "typst"), ("pptx", "slides", "pptx")])
def test_without_an_extra_the_page_says_how_to_get_its_files(
    analyst: FlaskClient, monkeypatch: pytest.MonkeyPatch, form: str, extra: str, module: str
) -> None:
    for name in [name for name in sys.modules if name.startswith(("pptx", "webapp.report.output.slides."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    reply = analyst.get(f"/en/staff/exports/overview.{form}")
    assert reply.status_code == 501
    assert f"tryg-paa-nettet[webapp,{extra}]" in reply.text


def test_the_spreadsheet_draws_its_own_cells_with_their_intervals(analyst: FlaskClient) -> None:
    data = taken(analyst, "en", "overview", "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) > 10
    for chart in charts:
        assert re.search(r"<c:f>\(?'?Figures'?!\$L\$\d+", chart)  # the column of values
        assert "<c:errBars>" in chart or "0 %" not in chart  # a share has an interval

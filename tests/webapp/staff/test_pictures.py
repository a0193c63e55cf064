"""Pictures of figures: the numbers of the page, with title, source, date and alternative text, in two forms."""

from __future__ import annotations

import io
import re
import struct
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.places import CONTENT
from tests.shipped import content
from tests.webapp.report.campaign import Campaign
from tests.webapp.report.in_memory import store
from tests.webapp.signed_in import signed_in
from webapp import create_app
from webapp.config.settings import Settings
from webapp.web.services import Services

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def analyst(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return the browser of an analyst on a site with figures."""
    folder: Path = tmp_path_factory.mktemp("pictures")
    app = create_app(Settings.read(data_dir=str(folder), quiz_content=str(CONTENT)))
    current: Services = app.extensions["services"]
    store(Campaign(content(), workshops=24, at_home=0), current.database, current.records)
    return signed_in(app, "analyst")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_picture_that_a_page_offers_says_what_the_page_says(analyst: FlaskClient, lang: str) -> None:
    for kind, address in (("overview", "figures"), ("summary", "figures/summary")):
        html = analyst.get(f"/{lang}/staff/{address}").text
        page = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
        offered = re.findall(rf'href="(/{lang}/staff/pictures/{kind}/[^"]+\.svg)"', html)
        assert offered
        for link in offered:
            reply = analyst.get(link)
            assert reply.headers["Content-Type"] == "image/svg+xml"
            drawing = ET.fromstring(reply.data)  # noqa: S314 - a picture of ours
            assert (drawing.get("width"), drawing.get("height")) == ("1600", "900")
            title, told = (drawing.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
            texts = [one.text or "" for one in drawing.iter(f"{SVG}text")]
            assert " ".join(texts).startswith(title)  # which may have several lines
            assert title in page
            assert texts[-1].startswith("Kilde: Tryg på nettet" if lang == "da" else "Source: Tryg på nettet")
            numbers = re.findall(r"(?:mindst |at least )?[\d.,]+ (?:af|of) 100", told)
            assert all(number in page for number in numbers)
            assert all(any(number in words for words in texts) for number in numbers)


def test_in_pixels_it_is_1600_by_900(analyst: FlaskClient) -> None:
    data = analyst.get("/da/staff/pictures/overview/judging.png").data
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", io.BytesIO(data).getvalue()[16:24]) == (1600, 900)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_summary_is_one_sheet_of_paper_with_a_chart_that_is_told_in_words(analyst: FlaskClient, lang: str) -> None:
    paper = PdfReader(io.BytesIO(analyst.get(f"/{lang}/staff/exports/summary.pdf").data))
    assert len(paper.pages) == 1
    size: Any = paper.trailer["/Size"]
    objects = map(paper.get_object, range(1, size))
    told = [one["/Alt"] for one in objects if isinstance(one, DictionaryObject) and _figure(one)]
    assert len(told) == 1
    assert re.search(r"\d+ (af|of) 100", str(told[0]))


def test_the_overview_is_at_most_six_sheets_with_charts(analyst: FlaskClient) -> None:
    paper = PdfReader(io.BytesIO(analyst.get("/da/staff/exports/overview.pdf").data))
    assert len(paper.pages) <= 6
    size: Any = paper.trailer["/Size"]
    objects = map(paper.get_object, range(1, size))
    assert sum(isinstance(one, DictionaryObject) and _figure(one) for one in objects) >= 3


def _figure(one: DictionaryObject) -> bool:
    return one.get("/S") == "/Figure" and "/Alt" in one


def test_there_is_no_picture_of_what_has_nothing_to_draw(analyst: FlaskClient) -> None:
    for name in ("overview/outside.svg", "overview/nothing.svg", "summary/limits.png"):
        assert analyst.get(f"/da/staff/pictures/{name}").status_code == 404

"""A made-up campaign says that it is made up: on every page, and in every file that somebody takes along."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.places import CONTENT
from tests.shipped import content
from tests.webapp.report.campaign import Campaign
from tests.webapp.report.in_memory import store
from tests.webapp.report.output.read_slides import read_slides
from tests.webapp.signed_in import signed_in
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.staff.audit import Audit
from webapp.web.services import Services, today

SAID = "Practice data"


def site(folder: Path, *, made_up: bool) -> Flask:
    """Return a site with a few figures, opened after they were stored."""
    settings = Settings.read(data_dir=str(folder), quiz_content=str(CONTENT))
    current: Services = create_app(settings).extensions["services"]
    store(Campaign(content(), workshops=4, at_home=0), current.database, current.records)
    if made_up:
        Audit(current.database).note_alone(who="webapp demo", what="campaign-made-up", about="seed 1", day=today())
    current.close()
    return create_app(settings)


@pytest.mark.parametrize("made_up", [True, False])
def test_every_page_and_every_file_says_so(tmp_path: Path, *, made_up: bool) -> None:
    app = site(tmp_path, made_up=made_up)
    analyst = signed_in(app, "analyst")
    for address in ("", "quizzes", "help", "privacy", "staff/figures", "staff/figures/workshops", "staff/"):
        assert (SAID in analyst.get(f"/en/{address}", follow_redirects=True).text) == made_up, address
    for name in ("overview", "attendance", "workshop/w001"):
        files = {form: analyst.get(f"/en/staff/exports/{name}.{form}").data for form in ("csv", "xlsx", "pdf")}
        lines = files["csv"].decode().splitlines()[1:]
        assert all((SAID in line) == made_up for line in lines)
        book = load_workbook(io.BytesIO(files["xlsx"]))
        for sheet in (book.worksheets[0], book.worksheets[-3], book.worksheets[-1]):
            assert (SAID in " ".join(str(cell) for row in sheet.values for cell in row)) == made_up
        for page in PdfReader(io.BytesIO(files["pdf"])).pages:
            assert (SAID in page.extract_text()) == made_up
    for slide in read_slides(analyst.get("/en/staff/exports/overview.pptx").data):
        assert (SAID in slide.text) == made_up
    app.extensions["services"].close()

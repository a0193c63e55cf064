"""A question whether to approve is answered with what to do: its screen is genuine when a scammer is behind it, too."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import FIXTURE
from tests.webapp.taking import answer, begin
from tests.webapp.words import text


@pytest.fixture
def asked(serve: Callable[[Path], Flask], tmp_path: Path) -> FlaskClient:
    """A browser on a library in which a scam and a genuine request are approved or refused."""
    folder = shutil.copytree(FIXTURE, tmp_path / "library")
    quiz = folder / "quizzes" / "kort.yaml"
    words = quiz.read_text("utf-8").replace("type: verdict", "type: verdict\n    judge: approve")
    quiz.write_text(words, encoding="utf-8")
    return serve(folder).test_client()


@pytest.mark.parametrize(
    ("number", "given", "told"),
    [
        (1, "scam", "Ja, det skal du ikke godkende."),
        (1, "unsure", "Godt, at du ville tjekke. Godkend det ikke."),
        (1, "genuine", "Det skal du ikke godkende. Skærmen ser ud, som den plejer, og mange ville godkende."),
        (2, "scam", "Det kan du faktisk godt godkende."),
        (2, "unsure", "Det er helt i orden at tjekke. Du kan godt godkende det."),
        (2, "genuine", "Ja, det kan du roligt godkende."),
    ],
)
def test_the_answer_is_what_to_do_and_not_whether_the_screen_is_genuine(
    asked: FlaskClient, number: int, given: str, told: str
) -> None:
    address = begin(asked, "kort")
    if number == 2:
        answer(asked, f"{address}/1", "scam")
    answer(asked, f"{address}/{number}", given)
    page = text(asked.get(f"{address}/{number}"))
    assert told in page
    assert "det er ægte" not in page
    assert "det er svindel" not in page

"""A check-up about another subject: its code, what is told of the one before, and what is stored and counted of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizlib import ReminderCode, VerdictCounts, read_library
from tests.places import LIBRARY
from tests.webapp.taking import answer, begin, questions, remembered, rows
from tests.webapp.words import text

JUDGE = """
judges:
  - {id: genuine-first, sides: [{id: genuine}, {id: scam}]}
  - id: fire
    sides:
      - id: safe
        name: {da: Sikkert, en: Safe}
        answer: {da: Sikkert nok, en: Safe enough}
        truth: {da: Det er sikkert nok., en: It is safe enough.}
      - id: danger
        name: {da: Farligt, en: Dangerous}
        answer: {da: Det er farligt, en: It is dangerous}
        truth: {da: Det er farligt., en: It is dangerous.}
"""


@pytest.fixture
def visitor(serve: Callable[[Path], Flask], tmp_path: Path) -> FlaskClient:
    """Return a browser on the larger library, whose check-ups judge sides of the library's own."""
    library = tmp_path / "library"
    shutil.copytree(LIBRARY, library)
    settings = library / "library.yaml"
    settings.write_text(settings.read_text("utf-8") + JUDGE, "utf-8")
    for name in ("tjek-a", "tjek-b"):
        path = library / "quizzes" / f"{name}.yaml"
        words = path.read_text("utf-8").replace("type: verdict\n", "type: verdict\n    judge: fire\n")
        for field in ("truth", "shows"):
            words = words.replace(f"{field}: scam", f"{field}: danger").replace(f"{field}: genuine", f"{field}: safe")
        path.write_text(words, "utf-8")
    assert [problem for problem in read_library(library)[1] if problem.level == "error"] == []
    return serve(library).test_client()


def take(client: FlaskClient, quiz: str, wrong: int, doubtful: int) -> str:
    """Take a check-up with so many wrong verdicts and doubts, in this order, and return the words of its result."""
    address = begin(client, quiz)
    for n, question in enumerate(questions(client, quiz), start=1):
        right, other = question.truth or "", "safe" if question.truth == "danger" else "danger"
        answer(client, f"{address}/{n}", other if n <= wrong else "unsure" if n <= wrong + doubtful else right)
    return text(client.get(f"{address}/result"))


def test_a_check_up_about_another_subject_has_a_code_and_is_compared_with_the_one_before(visitor: FlaskClient) -> None:
    visitor.post("/da/keep", data={"statistics": "yes"})
    first = take(visitor, "tjek-a", wrong=1, doubtful=1)
    assert "7 af 8 gange endte du et trygt sted." in first
    assert "set rigtigt" in first
    assert "Din huskekode" in first
    known = remembered(visitor).results["tjek-a"]
    assert (known.scams, known.genuine) == (VerdictCounts(), VerdictCounts())
    harmful, harmless = known.others["danger"], known.others["safe"]
    assert (harmful.of, harmless.of, harmful.wrong + harmless.wrong) == (4, 4, 1)
    second = take(visitor, "tjek-b", wrong=0, doubtful=0)
    assert "Sidst, i " in second
    assert ", bedømte du 6 af 8 rigtigt." in second
    stored = [json.loads(before) for (before,) in rows(visitor, "SELECT before FROM liveattempt WHERE before NOTNULL")]
    assert [(one["order"], one["side:danger"], one["side:safe"]) for one in stored] == [
        ("AB", [harmful.right, harmful.unsure, harmful.wrong], [harmless.right, harmless.unsure, harmless.wrong])
    ]
    assert "scams" not in stored[0]


def test_a_code_of_a_check_up_that_judges_other_sides_is_not_compared(visitor: FlaskClient) -> None:
    code = ReminderCode("C", short=False, month="2026-03", harmful=VerdictCounts(4), harmless=VerdictCounts(4))
    visitor.post("/da/code", data={"code": str(code)})
    begin(visitor, "tjek-a")
    assert rows(visitor, "SELECT before FROM liveattempt") == [(None,)]

"""What a start reads and imports: no quiz that is kept already, and nothing that the first page does not need."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask, url_for

from tests.places import CONTENT, FIXTURE

START = """
import json, sys
heard = {"open": [], "compile": []}
sys.addaudithook(lambda event, given: heard[event].append([*map(str, given)]) if event in heard else None)
from quizlib.reading import cache
cache.UNSURE = 0  # the fixture may just have been written
from webapp import create_app
assert create_app().test_client().get("/da/").status_code == 200
from pydantic import BaseModel
known = [BaseModel]
for model in known:
    known += model.__subclasses__()
built = [model.__module__ for model in known if model.__pydantic_complete__]
opened, compiled = [path for path, *_ in heard["open"]], [file + source[:11] for source, file in heard["compile"]]
sys.stdout.write(json.dumps({"opened": opened, "compiled": compiled, "modules": list(sys.modules), "built": built}))
"""
LATER = (
    "webapp.api",
    "webapp.report",
    "webapp.prints.pack",
    "webapp.typeset",
    "webapp.demo",
    "webapp.preview",
    "webapp.storage.transfer.backup",
    "segno",
    "typst",
    "xlsxwriter",
    "pptx",
    "lxml",
    "PIL",
    "alembic",
    "py3langid",
    "numpy",
)
"""What some pages and commands need, but not the first page of a site whose tables are there."""

BUILT_LATER = ("webapp.storage.laptops", "webapp.storage.transfer", "webapp.web.laptop_mode")
"""Modules whose models only read what comes from another machine: building them takes longer than importing them."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The quizzes of the tests, and a message of the month."""
    copied = tmp_path / "content"
    shutil.copytree(FIXTURE, copied)
    (copied / "monthly").mkdir()
    shutil.copy(min((CONTENT / "monthly").glob("*.yaml")), copied / "monthly")
    return copied


def _started(data: Path, content: Path = FIXTURE) -> dict[str, list[str]]:
    settings = {"TRYG_DATA_DIR": str(data), "TRYG_QUIZ_CONTENT": str(content)}
    done = subprocess.run(  # noqa: S603 - this very Python
        (sys.executable, "-c", START), env={**os.environ, **settings}, check=True, capture_output=True, text=True
    )
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


def test_a_second_start_opens_no_quiz_and_no_month_and_imports_nothing_for_later(tmp_path: Path, content: Path) -> None:
    first, second = _started(tmp_path, content), _started(tmp_path, content)
    for folder in ("quizzes", "monthly"):
        files = {str(path) for path in (content / folder).glob("*.yaml")}
        assert files
        assert files <= set(first["opened"])
        assert not files & set(second["opened"])
    assert "py3langid" in first["modules"]
    assert [name for name in second["modules"] if name.startswith(LATER)] == []


def test_a_start_builds_no_model_of_what_comes_from_other_machines(tmp_path: Path) -> None:
    started = _started(tmp_path)
    assert "webapp.storage.transfer.lines" in started["modules"]
    assert "quizlib.content.settings" in started["built"]
    assert [name for name in started["built"] if name.startswith(BUILT_LATER)] == []


def test_a_start_compiles_nothing_that_makes_addresses_out_of_the_names_of_views(tmp_path: Path) -> None:
    compiled = _started(tmp_path)["compiled"]
    assert compiled
    assert [one for one in compiled if one.endswith("<ast.Module")] == []


def test_addresses_are_made_out_of_the_names_of_views_when_they_are_asked_for(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("participant.start", lang="da", quiz_id="kort", via="avis") == "/da/quiz/kort?via=avis"
        assert url_for("participant.start", lang="en", quiz_id="kort") == "/en/quiz/kort"

"""What a start reads and imports: no quiz that is kept already, and nothing that the first page does not need."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from importlib import import_module
from inspect import unwrap
from pathlib import Path

import pytest
from flask import Flask, url_for

from quizlib.reading.states import UNSURE
from tests.places import CONTENT, FIXTURE
from webapp.authors import routes as authors
from webapp.staff import routes as staff

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
    "quizlib.editing",
    "quizlib.measures.analysis",
    "quizlib.measures.statistics",
    "quizlib.reading.slips",
    "quizlib.rules.every_rule",
    "quizlib.rules.wording",
    "webapp.api",
    "webapp.report",
    "webapp.prints",
    "webapp.typeset",
    "webapp.together",
    "webapp.demo",
    "webapp.preview",
    "webapp.participant.taking",
    "webapp.participant.together",
    "webapp.storage.drafts",
    "webapp.storage.laptops.packing",
    "webapp.storage.laptops.sealing",
    "webapp.storage.records.figure_queries",
    "webapp.storage.staff.accounts",
    "webapp.storage.tables.drafts",
    "webapp.storage.tables.postgresql",
    "webapp.storage.tables.staff",
    "webapp.storage.transfer",
    "webapp.storage.tries",
    "webapp.storage.workshops.planning",
    "webapp.storage.workshops.together",
    "webapp.web.laptop_mode",
    "cryptography.hazmat.primitives.hpke",
    "ctypes",
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

ADDRESSES = {
    "webapp.authors": {"routes", "seen.looks"},
    "webapp.laptop": {"routes"},
    "webapp.leader": {"routes"},
    "webapp.staff": {"roles", "route", "routes", "sign_in.cookie"},
}
"""What a start imports of pages that no participant asks for."""

BUILT_LATER = ("quizlib.questions.types.verdict", "webapp.storage.laptops", "webapp.storage.tables")
"""Modules whose models read nothing at a start by themselves: to build them takes longest."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The quizzes of the tests, and a message of the month."""
    copied = tmp_path / "content"
    shutil.copytree(FIXTURE, copied)
    (copied / "monthly").mkdir()
    shutil.copy(min((CONTENT / "monthly").glob("*.yaml")), copied / "monthly")
    time.sleep(UNSURE / 1e9 + 0.1)  # younger files are looked into once more
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


@pytest.mark.parametrize("package", ADDRESSES)
def test_a_start_imports_the_addresses_of_pages_that_participants_never_ask_for_and_no_more(package: str) -> None:
    done = subprocess.run(
        (sys.executable, "-c", "import sys, webapp.application; print(*sys.modules)"),
        check=True,
        capture_output=True,
        text=True,
    )
    names = {name.removeprefix(f"{package}.") for name in done.stdout.split() if name.startswith(f"{package}.")}
    folders = {name for name in names if any(other.startswith(f"{name}.") for other in names)}
    assert names - folders == ADDRESSES[package]


def test_a_second_start_builds_no_model_that_reads_nothing_then(tmp_path: Path) -> None:
    _, started = _started(tmp_path), _started(tmp_path)
    assert {"webapp.storage.laptops.campaign_file", "webapp.storage.tables.live"} <= {*started["modules"]}
    assert "quizlib.content.settings" in started["built"]
    assert [name for name in started["built"] if name.startswith(BUILT_LATER)] == []


def test_a_start_compiles_nothing_that_makes_addresses_out_of_the_names_of_views(tmp_path: Path) -> None:
    compiled = _started(tmp_path)["compiled"]
    assert compiled
    assert [one for one in compiled if one.endswith("<ast.Module")] == []


def test_every_view_that_is_imported_later_is_there(app: Flask) -> None:
    views = [unwrap(view) for name, view in app.view_functions.items() if not name.startswith("staff.")]
    views += [route.view for route in (*staff.ROUTES, *authors.ROUTES)]
    assert [view for view in views if not hasattr(import_module(view.__module__), view.__name__)] == []


def test_addresses_are_made_out_of_the_names_of_views_when_they_are_asked_for(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("participant.start", lang="da", quiz_id="kort", via="avis") == "/da/quiz/kort?via=avis"
        assert url_for("participant.start", lang="en", quiz_id="kort") == "/en/quiz/kort"

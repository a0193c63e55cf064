"""The item bank is shown to the staff, and is in no file that leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask

from quizlib import Library
from tests import shipped
from tests.places import CONTENT
from tests.webapp.signed_in import signed_in
from tests.webapp.words import text
from webapp.report import Figure, Provenance, Row, Section, View, exported
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names
from webapp.site_content import shipped as translated

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped.library()


def test_the_staff_see_every_item_with_what_it_is_and_the_forms_that_have_it(
    serve: Callable[[Path], Flask], library: Library
) -> None:
    page = signed_in(serve(CONTENT), "analyst").get("/en/staff/bank")
    shown = text(page)
    for topic in library.bank.values():
        assert topic.title["en"] in shown
        assert (f"until the end of {topic.reserved}" in shown) or topic.reserved is None
        for question in topic.questions:
            forms = sorted(quiz.form for quiz in library.quizzes.values() if quiz.form and question.id in quiz.items)
            card = page.text.partition(f"in the file: {question.id}</p>")[0].rpartition("<li")[2]
            assert (f" in form {''.join(forms)} " if forms else " in no form ") in card
            assert question.version in card
    assert page.text.count("(anchor)") == len(library.anchors)
    for quiz in library.quizzes.values():
        assert quiz.form is None or quiz.version in page.text


def unpacked(book: bytes) -> str:
    """Return all text of a spreadsheet."""
    with ZipFile(BytesIO(book)) as files:
        return "".join(files.read(name).decode() for name in files.namelist())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_message_of_the_bank_is_in_a_file_to_take_along(library: Library, form: str) -> None:
    names = Names(shipped.content())
    quiz = library.quizzes["tjek-a"]
    stems = {one.id: names.question(quiz.id, one.id) for one in quiz.questions}
    rows = [Row(stem, (Figure("facility", "share", of=name),), within=name) for name, stem in stems.items()]
    shares = [Row("x", (Figure("chosen", "share", of=f"{name}:scam"),), within=stem) for name, stem in stems.items()]
    view = View("quiz", "Quiz", (), (Section("items", "Items", "bars", (*rows, *shares)),))
    translator = Translator.of("en", translated.translations())
    data = exported(view, form, names, translator, Provenance(date(2026, 11, 29), "1"))
    told = data.decode() if form == "csv" else unpacked(data)
    for one in quiz.questions:
        assert one.version in told
        assert one.id not in told
        assert one.stem["en"] not in told


def test_no_file_that_everybody_can_read_has_a_message_of_the_bank(library: Library) -> None:
    open_to_all = [
        *(ROOT / "webapp" / "static").rglob("*"),
        *(ROOT / "examples").rglob("*"),
        *(ROOT / "docs").rglob("*"),
    ]
    told = "".join(path.read_text("utf-8", "ignore") for path in open_to_all if path.is_file())
    for topic in library.bank.values():
        for question in topic.questions:
            assert question.stem["da"] not in told
            assert question.stem["en"] not in told

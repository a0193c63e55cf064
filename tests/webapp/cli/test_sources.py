"""`webapp sources` lists what a person has to open and to confirm before launch, the most harmful first."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from tests.places import FIXTURE
from tests.quizlib.bank_of import topic
from webapp.cli.main import main
from webapp.site_content.reading import read_content

NUMBER = "https://sikkerdigital.dk/cyberhotline"
PAGE = "https://www.mitid.dk/en-gb/security/phishing"
OTHER = "https://politi.dk/a"
FIGURE = """- id: worried
  place: campaign
  value: 25
  unit: percent
  title: {da: Bekymrede, en: Worried}
  source: https://dkr.dk/b
  seen: 2026-11-22
  read: excerpt
"""
CLAIMS = """- {id: door, harm: low, stands_in: [anden], claim: {da: Spørg først., en: Ask first.}}
- {id: off, harm: high, stands_in: [help, kort], claim: {da: Sluk computeren., en: Switch it off.}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a library of which nothing was read but excerpts: of a number, of two quizzes and of a figure."""
    folder = shutil.copytree(FIXTURE, tmp_path / "content")
    change(folder / "library.yaml", "seen: 2026-11-20}", "seen: 2026-11-20, read: excerpt}")
    change(folder / "quizzes" / "kort.yaml", "seen: 2026-11-20}", "seen: 2026-11-20, read: excerpt}")
    listed = f"sources: [{{title: A, url: {PAGE}, seen: 2026-11-21, read: excerpt}}, {{title: B, url: {OTHER}, "
    change(
        folder / "quizzes" / "anden.yaml", "questions:\n", f"{listed}seen: 2026-11-21, read: excerpt}}]\nquestions:\n"
    )
    (folder / "outside.yaml").write_text(FIGURE, encoding="utf-8")
    return folder


def change(file: Path, old: str, new: str) -> None:
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), encoding="utf-8")


def sources(folder: Path) -> list[str]:
    ended = CliRunner().invoke(main, ["sources", str(folder)])
    assert ended.exit_code == 0, ended.output
    return ended.output.splitlines()


def test_the_pages_behind_numbers_come_first_then_those_on_which_most_quizzes_rest(folder: Path) -> None:
    assert sources(folder) == [
        "Pages to open: 4",
        f"1 {NUMBER}",
        "  number cyberhotline (excerpt read on 2026-11-20)",
        f"2 {PAGE}",
        "  quiz anden, kort (excerpt read on 2026-11-21)",
        f"1 {OTHER}",
        "  quiz anden (excerpt read on 2026-11-21)",
        "1 https://dkr.dk/b",
        "  figure worried (excerpt read on 2026-11-22)",
        "",
        "To confirm with somebody who knows: 0",
    ]


def test_a_topic_of_the_item_bank_rests_on_its_pages_too(folder: Path) -> None:
    (folder / "check-ups").mkdir()
    words = re.sub(r"\{en: ([^}]*)\}", r"{da: \1, en: \1}", topic("parcel", "sms"))
    (folder / "check-ups" / "parcel.yaml").write_text(words, encoding="utf-8")
    assert "  topic parcel (excerpt read on 2026-01-01)" not in sources(folder)
    change(folder / "check-ups" / "parcel.yaml", "seen: 2026-01-01}", "seen: 2026-01-01, read: excerpt}")
    assert "  topic parcel (excerpt read on 2026-01-01)" in sources(folder)


def test_a_page_that_somebody_opened_leaves_the_list_where_it_was_opened_for_all(folder: Path) -> None:
    change(folder / "quizzes" / "kort.yaml", ", read: excerpt", "")
    assert f"1 {PAGE}" in sources(folder)
    change(folder / "quizzes" / "anden.yaml", "2026-11-21, read: excerpt", "2026-11-21, read: page")
    assert not [line for line in sources(folder) if PAGE in line]


def test_what_no_page_says_is_listed_by_the_harm_that_it_does_if_it_is_wrong(folder: Path) -> None:
    (folder / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    assert sources(folder)[-5:] == [
        "To confirm with somebody who knows: 2",
        "high: Sluk computeren.",
        "  help, kort",
        "low: Spørg først.",
        "  anden",
    ]


def test_a_claim_about_a_quiz_that_is_not_there_is_found_and_stops_no_site(folder: Path) -> None:
    (folder / "claims.yaml").write_text(CLAIMS.replace("[anden]", "[ander]"), encoding="utf-8")
    content, problems = read_content(folder)
    (found,) = [problem for problem in problems if problem.file.endswith("claims.yaml")]
    assert (found.level, found.line, found.message) == ("error", 1, "unknown quiz or month ‹ander›")
    assert found.hint == "did you mean anden?"
    assert found in content.forgone


def test_the_page_of_a_quiz_shows_the_day_and_nothing_of_what_was_read(
    folder: Path, serve: Callable[[Path], Flask]
) -> None:
    page = serve(folder).test_client().get("/en/quiz/kort").get_data(as_text=True)
    assert PAGE in page
    assert "Seen on 20 November 2026" in page
    assert "excerpt" not in page


def test_reading_is_of_a_page_or_of_an_excerpt(folder: Path) -> None:
    change(folder / "quizzes" / "kort.yaml", "read: excerpt", "read: book")
    (found,) = [problem for problem in read_content(folder)[1] if problem.path == "sources[1].read"]
    assert (found.level, found.message) == ("error", "found ‹book›, expected page or excerpt")

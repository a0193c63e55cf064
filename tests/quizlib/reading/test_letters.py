"""Letters that look the same are the same, however they were typed; and no text is cut off in silence."""

from __future__ import annotations

import shutil
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import Text, load_library
from quizlib.authoring import Content, build
from quizlib.reading.source import parse
from tests.places import LIBRARY

CONTEXT = {"languages": ["da"], "known": ["da"]}


class Sample(Content):
    """A text and a name, as files of any application may have them."""

    text: Text
    name: str = ""


def test_a_library_typed_with_letters_in_parts_is_the_same_library(tmp_path: Path) -> None:
    folder = shutil.copytree(LIBRARY, tmp_path / "library")
    for path in folder.rglob("*.yaml"):
        words = normalize("NFD", path.read_text(encoding="utf-8"))
        path.write_text(words, encoding="utf-8")
    library, typed = load_library(LIBRARY), load_library(folder)
    assert typed.quizzes == library.quizzes
    assert typed.programmes == library.programmes
    assert typed.owner == library.owner
    assert [quiz.version for quiz in typed.quizzes.values()] == [quiz.version for quiz in library.quizzes.values()]


@pytest.mark.parametrize("quoted", ["a\u030a", '"a\\u030a"', "'a\u030a'", "|\n    a\u030a\n"])
def test_a_letter_in_parts_is_one_letter_in_every_way_of_writing_a_text(quoted: str) -> None:
    document = parse(f"text:\n  da: {quoted}\n".encode(), "sample.yaml")
    sample = build(document, Sample, CONTEXT)
    assert document.problems == []
    assert sample is not None
    assert sample.text["da"] == "å"


LETTERS = st.text(st.sampled_from("abæøå #:'-,😀\u00a0"), min_size=1, max_size=30)


@given(words=LETTERS)
def test_a_text_without_quotes_is_read_whole_or_there_is_an_error_in_its_line(words: str) -> None:
    document = parse(f"text:\n  da: x{words}\nname: x\n".encode(), "sample.yaml")
    sample = build(document, Sample, CONTEXT)
    if sample is None:
        assert {problem.line for problem in document.problems} <= {2, 3}
        assert document.problems
    else:
        assert sample.text["da"] == f"x{words}".strip()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("name: Dokk1 #2", ["‹Dokk1› is cut off at #"]),
        ("name: Dokk1 # where we began", []),
        ("name: 'Dokk1 #2' # where we began", []),
        ("# name: Dokk1", []),
        ("name: Dokk1\t#2", ["‹Dokk1› is cut off at #"]),
        ("name: Dokk1#2", []),
    ],
)
def test_a_name_may_have_a_comment_behind_it_but_is_not_cut_off(line: str, told: list[str]) -> None:
    document = parse(f"text: {{da: x}}\n{line}\n".encode(), "sample.yaml")
    build(document, Sample, CONTEXT)
    assert [problem.message for problem in document.problems] == told
    assert all((problem.line, problem.column) == (2, 7) for problem in document.problems)


def test_the_place_is_right_after_line_ends_of_windows_and_letters_of_two_units() -> None:
    lines = "text:\r\n  da: 😀 Er sms #2 ægte?\r\nname: x\r\n"
    document = parse(b"\xef\xbb\xbf" + lines.encode(), "sample.yaml")
    assert build(document, Sample, CONTEXT) is None
    assert [str(problem) for problem in document.problems] == [
        "sample.yaml:2:7: text.da: ‹😀 Er sms› is cut off at # – put the text in quotes"
    ]

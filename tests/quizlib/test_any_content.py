"""Whatever stands in a file, reading it gives problems or content, never an exception."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizlib import Library, Problem, read_library
from quizlib.reading.document import Document
from quizlib.reading.source import parse
from tests.quizlib.sample import PLAIN, Plain, both

pytestmark = pytest.mark.trial

WORDS = [
    "id", "title", "type", "message", "truth", "signs", "quote", "options", "right", "fraction", "feedback", "links",
    "steps", "place", "things", "categories", "belongs", "choices", "to", "says", "endings", "score", "audio", "twin",
    "quiz", "check-up", "refresh", "meetings", "short",
    "da", "en",
    "verdict", "single_choice", "rating", "example", "signs", "order", "sort", "conversation",
    "scam", "sms", "true", "nan", "inf", "-1", "1e999", "2026-11-20", "", " ",
    "{number:x}", "{number:",
]  # fmt: skip
WORD = st.one_of(st.sampled_from(WORDS), st.text(max_size=8))
ANYTHING = st.recursive(
    WORD, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORD, inner, max_size=4), max_leaves=12
)
PIECES = [
    b"a: b\n", b"- ", b"? ", b"{", b"[", b"}", b"]", b"&a ", b"*a", b"!!int ", b"<<: ", b"---\n", b"...\n", b"%TAG ",
    b"'", b'"', b"|\n", b">", b"\t", b"#", b"\xff", b"\xef\xbb\xbf", b"\0", b"\r", b"\xe2\x80\xae", b": ", b"\n  ",
]  # fmt: skip


def as_yaml(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def well_formed(problems: Sequence[Problem]) -> bool:
    """Say whether each problem has a place and is one line that a terminal can show."""
    return all(
        problem.line >= 1 and problem.column >= 1 and problem.message and str(problem).isprintable()
        for problem in problems
    )


@given(st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join)))
@example(b"")
@example(b"- &a !!str x\n- *a")
@example(b"[*a]")
@settings(max_examples=250)
def test_any_bytes_are_a_document_or_problems(raw: bytes) -> None:
    document = parse(raw, "any.yaml")
    assert isinstance(document, Document)
    assert document.data is not None or document.problems
    assert well_formed(document.problems)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def read(folder: Path, data: object) -> tuple[bool, tuple[Problem, ...]]:
    path = folder / "any.yaml"
    path.write_bytes(as_yaml(data))
    library, problems = read_library(path, ["da", "en"])
    return bool(library.quizzes), problems


@given(ANYTHING)
@settings(max_examples=150)
def test_any_structure_is_a_quiz_or_problems(folder: Path, data: object) -> None:
    built, problems = read(folder, data)
    assert built or problems
    assert well_formed(problems)


def places(data: object) -> list[tuple[Any, Any]]:
    """Return (container, key) of everything inside."""
    pairs = list(data.items()) if isinstance(data, dict) else list(enumerate(data)) if isinstance(data, list) else []
    return [place for key, value in pairs for place in [(data, key), *places(value)]]


def plain_text(data: object) -> Any:  # noqa: ANN401 - the same shape as the data
    """Return data as a file has it: every scalar is text."""
    if isinstance(data, dict):
        return {key: plain_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain_text(value) for value in data]
    return str(data).lower() if isinstance(data, bool) else str(data)


QUIZ = {key: value for key, value in plain_text(PLAIN).items() if key != "id"}
PROGRAMME = {
    "title": both("Et forløb", "A programme"),
    "summary": both("Tre trin", "Three steps"),
    "steps": [{"quiz": "sample"}, {"quiz": "sample"}, {"quiz": "sample"}],
    "meetings": ["1", "2"],
}

SETTINGS = {
    "languages": [{"id": "da", "name": "Dansk"}, {"id": "en", "name": "English", "dir": "ltr"}],
    "owner": both("Os", "Us"),
    "begin": "sample",
    "groups": [{"title": both("Alle", "All"), "quizzes": ["sample"]}],
    "methods": [{"id": "phishing", "title": both("Mails", "E-mails")}],
    "addresses": ["mitid.dk"],
    "numbers": [
        {"id": "x", "number": "114", "name": both("P", "P"), "source": "https://p.example", "seen": "2026-01-01"}
    ],
    "words": ["adgangskode"],
}


@st.composite
def damaged(draw: st.DrawFn, good: Plain) -> Plain:
    """Good data with anything in up to three places of it."""
    data = copy.deepcopy(good)
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(places(data)))
        change = draw(st.sampled_from(["replace", "remove", "add"]))
        if change == "replace" or isinstance(container, list):
            container[key] = draw(ANYTHING)
        elif change == "remove":
            del container[key]
        else:
            container[draw(WORD)] = draw(ANYTHING)
    return data


@given(damaged(QUIZ))
@settings(max_examples=200)
def test_a_good_quiz_with_anything_in_any_place_is_a_quiz_or_problems(folder: Path, data: Plain) -> None:
    built, problems = read(folder, data)
    assert built or problems
    assert well_formed(problems)


@pytest.mark.parametrize("number", range(len(QUIZ["questions"])))
@given(data=st.data())
@settings(max_examples=30)
def test_a_good_question_of_every_type_with_anything_in_any_place_is_one_or_problems(
    folder: Path, number: int, data: st.DataObject
) -> None:
    question = data.draw(damaged(QUIZ["questions"][number]))
    built, problems = read(folder, {**QUIZ, "questions": [question]})
    assert built or problems
    assert well_formed(problems)


def read_all(home: Path, **contents: object) -> tuple[Library, tuple[Problem, ...]]:
    """Read a library of one quiz and one programme, of which `contents` has some parts in place of the good ones."""
    good: dict[str, object] = {"library": SETTINGS, "quizzes": QUIZ, "programmes": PROGRAMME}
    for name, content in {**good, **contents}.items():
        path = home / f"{name}.yaml" if name == "library" else home / name / "sample.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_yaml(content))
    return read_library(home)


@given(damaged(SETTINGS))
@settings(max_examples=200)
def test_good_settings_with_anything_in_any_place_are_a_library_or_problems(folder: Path, data: Plain) -> None:
    library, problems = read_all(folder / "library", library=data)
    assert library.quizzes or problems
    assert well_formed(problems)


@given(damaged(PROGRAMME))
@settings(max_examples=100)
def test_a_good_programme_with_anything_in_any_place_is_a_programme_or_problems(folder: Path, data: Plain) -> None:
    library, problems = read_all(folder / "course", programmes=data)
    assert library.programmes or problems
    assert well_formed(problems)


def test_the_good_library_itself_has_no_errors(folder: Path) -> None:
    library, problems = read_all(folder / "good")
    assert (list(library.quizzes), list(library.programmes)) == (["sample"], ["sample"])
    assert not [problem for problem in problems if problem.level == "error"]


def test_the_good_quiz_itself_has_no_errors(folder: Path) -> None:
    built, problems = read(folder, QUIZ)
    assert built
    assert not [problem for problem in problems if problem.level == "error"]

"""Slips of YAML are told each at its line, all at once, and the rest of the file is read all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizlib import read_library
from quizlib.reading.slips import mend
from quizlib.reading.source import parse
from tests.places import ROOT
from tests.quizlib.mistyped import MISTAKES, QUIZZES, SLIPS, applied, places


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.stem)
def test_a_quiz_without_slips_is_left_as_it_is(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    mended = mend(source)
    assert not mended.slips
    assert mended.text == source


@pytest.mark.slow
@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("path", QUIZZES[::12], ids=lambda path: path.stem)
def test_a_slip_is_told_at_its_line_and_the_rest_is_read(name: str, path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    whole = parse("\n".join(lines).encode(), "quiz.yaml").data
    for at in places(lines, name)[::60]:
        broken = applied(lines, name, at)
        assert broken is not None
        document = parse("\n".join([*lines[:at], broken, *lines[at + 1 :]]).encode(), "quiz.yaml")
        assert {problem.line for problem in document.problems} == {at + 1}, broken
        assert list(document.data) == list(whole)
        assert len(document.data["questions"]) == len(whole["questions"])


def test_a_file_of_windows_has_no_other_slips_and_keeps_the_ends_of_its_lines() -> None:
    good = QUIZZES[0].read_text(encoding="utf-8")
    broken = good.replace("\n", "\r\n") + "takeaways: Husk: se efter\r\n"
    mended = mend(broken)
    assert [slip.line for slip in mended.slips] == [good.count("\n") + 1]
    assert mended.sure == good.replace("\n", "\r\n") + 'takeaways: "Husk: se efter"\r\n'


@pytest.mark.slow
@given(data=st.data())
def test_however_many_slips_are_made_at_once_each_is_told_at_its_line(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(QUIZZES), "quiz").read_text(encoding="utf-8").split("\n")
    made: dict[int, str] = {}
    for _ in range(data.draw(st.integers(1, 5), "slips")):
        name = data.draw(st.sampled_from(sorted(SLIPS)), "kind")
        free = [at for at in places(lines, name) if not {at - 1, at, at + 1} & set(made)]
        if free:
            at = data.draw(st.sampled_from(free), "line")
            made[at] = applied(lines, name, at) or ""
    broken = [made.get(at, line) for at, line in enumerate(lines)]
    document = parse("\n".join(broken).encode(), "quiz.yaml")
    assert {problem.line for problem in document.problems} >= {at + 1 for at in made}
    assert document.data is not None


@pytest.mark.slow
@settings(max_examples=60)
@given(data=st.data())
def test_a_quiz_that_is_mistyped_in_up_to_five_questions_gets_a_problem_at_each_line(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    asking = [path for path in QUIZZES if "\nquestions:\n" in path.read_text(encoding="utf-8")]
    lines = data.draw(st.sampled_from(asking), "quiz").read_text(encoding="utf-8").split("\n")
    begins = [at for at, line in enumerate(lines) if line.startswith("  - id: ")]
    made: dict[int, str] = {}
    for number in data.draw(st.sets(st.integers(0, len(begins) - 1), min_size=1, max_size=5), "questions"):
        inside = range(begins[number] + 1, begins[number + 1] if number + 1 < len(begins) else len(lines))
        name = data.draw(st.sampled_from(sorted(SLIPS)) | st.sampled_from(sorted(MISTAKES)), "kind")
        if free := [at for at in places(lines, name) if at in inside]:
            at = data.draw(st.sampled_from(free), "line")
            made[at] = applied(lines, name, at) or ""
    path = tmp_path_factory.mktemp("mistyped") / "quizzes" / "one.yaml"
    path.parent.mkdir()
    shutil.copy(ROOT / "content" / "library.yaml", path.parent.parent)
    path.write_text("\n".join(made.get(at, line) for at, line in enumerate(lines)), encoding="utf-8")
    told = {problem.line for problem in read_library(path)[1]}
    assert told >= {at + 1 for at in made}, {at + 1: line for at, line in made.items() if at + 1 not in told}

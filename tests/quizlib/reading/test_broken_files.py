"""Every file and folder of tests/broken gets exactly the lines that stand beside it, and every rule has one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quizlib import ContentError, Library, load_library, read_library
from quizlib.commands import main
from quizlib.content.media import missing_recordings
from quizlib.rules import (
    RULES,
    WHOLE_RULES,
    Rule,
    habits_of,
    no_habit_helps,
    no_reason_twice,
    parallel_forms,
    quizzes_in_groups,
    reasons_in,
    steps_are_there,
)
from tests.places import BROKEN

NAMES = sorted(path.name for path in BROKEN.iterdir() if path.suffix != ".txt")
TODAY = date(2026, 11, 24)


def languages(name: str) -> list[str] | None:
    """Files get the two languages; a folder says its own."""
    return ["da", "en"] if name.endswith(".yaml") else None


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_file_gets_exactly_the_expected_lines(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(BROKEN)
    wanted = (BROKEN / name).with_suffix(".txt").read_text(encoding="utf-8")
    options = ["--languages", "da,en"] if languages(name) else []
    code = main(["check", name, *options])
    assert capsys.readouterr().out == wanted
    assert code == any(": warning: " not in line for line in wanted.splitlines())
    assert wanted, "a broken example says something"


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_loading_a_broken_file_raises_all_its_problems(name: str) -> None:
    _, problems = read_library(BROKEN / name, languages(name), TODAY)
    if not any(problem.level == "error" for problem in problems):
        assert load_library(BROKEN / name, languages(name), TODAY).quizzes
        return
    with pytest.raises(ContentError) as raised:
        load_library(BROKEN / name, languages(name), TODAY)
    assert raised.value.problems == problems
    assert str(raised.value).splitlines() == [str(problem) for problem in problems]


@pytest.fixture(scope="module")
def libraries() -> list[Library]:
    """Return what is read of all the broken files, for nothing changes it."""
    return [read_library(BROKEN / name, languages(name), TODAY)[0] for name in NAMES]


@pytest.mark.parametrize("rule", [*RULES, *WHOLE_RULES])
def test_every_rule_has_a_broken_example(rule: Rule, libraries: list[Library]) -> None:
    found = [
        finding for library in libraries for quiz in library.quizzes.values() for finding in rule(quiz, library, TODAY)
    ]
    assert found, f"no file in tests/broken makes {rule.__name__} speak"


def test_the_rule_of_groups_has_a_broken_example() -> None:
    library, _ = read_library(BROKEN / "groups", today=TODAY)
    assert list(quizzes_in_groups(library, library.quizzes))


def test_the_rule_of_parallel_forms_has_broken_examples() -> None:
    for name, level in (("forms-not-parallel", "warning"), ("form-twice", "error")):
        library, _ = read_library(BROKEN / name, today=TODAY)
        assert {finding.level for _, finding in parallel_forms(library.quizzes.values(), {})} == {level}


def test_every_part_of_the_rule_of_habits_has_a_broken_example() -> None:
    library, _ = read_library(BROKEN / "habits", today=TODAY)
    both = ["da", "en"]
    habits = [habits_of(quiz, both) for quiz in library.quizzes.values()]
    found = "\n".join(finding.message for finding in no_habit_helps(habits, both))
    for part in (
        "first",
        "last",
        "shortest in da",
        "shortest in en",
        "conversations",
        "examples",
        "what to do",
        "twins",
    ):
        assert part in found


def test_the_rule_of_near_doubles_has_a_broken_example_in_one_of_two_languages() -> None:
    library, _ = read_library(BROKEN / "doubles", today=TODAY)
    reasons = [reason for quiz in library.quizzes.values() for reason in reasons_in(quiz)]
    (found,) = no_reason_twice(reasons, ["da", "en"])
    assert "in da" in found.message


def test_the_rule_of_a_programmes_steps_has_a_broken_example() -> None:
    library, _ = read_library(BROKEN / "programmes", today=TODAY)
    assert list(library.programmes) == ["steps"]
    assert list(steps_are_there(library.programmes["steps"], library.quizzes, 0))


def test_the_rule_of_recordings_has_a_broken_example() -> None:
    library, _ = read_library(BROKEN / "recordings", today=TODAY)
    assert library.folder is not None
    assert list(missing_recordings(library.quizzes["sample"], library.folder))


def test_every_expected_text_belongs_to_a_file() -> None:
    assert {path.stem for path in BROKEN.glob("*.txt")} == {Path(name).stem for name in NAMES}

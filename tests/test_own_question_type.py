"""The example of a question type of one's own: it is read, checked, taken, shown and counted like any other."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from quizlib import (
    Answer,
    Attempt,
    BaseQuestion,
    InvalidResponse,
    Outline,
    Problem,
    Quiz,
    Share,
    load_library,
    read_library,
)
from quizlib.editing.forms.question_form import QuestionForm
from quizlib.measures import Counts, Measure, record
from quizlib.questions import question_types
from quizlib.questions.registry import OWN, name_of
from tests.places import ROOT

EXAMPLE = ROOT / "examples" / "own_question_type"
OWN_NAMES = sorted(map(name_of, OWN))
QUIZ = EXAMPLE / "content" / "quizzes" / "alarms.yaml"


@pytest.fixture(scope="module")
def slider() -> Iterator[ModuleType]:
    """Return the package of the example, imported from where it lies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EXAMPLE)
        import slider  # noqa: PLC0415 - only here is it on the path

        yield slider
        del sys.modules["slider"]


@pytest.fixture
def quiz(slider: ModuleType) -> Quiz:
    """Return the quiz of the example."""
    return load_library(EXAMPLE / "content", types=[slider.Slider]).quizzes["alarms"]


def problems(slider: ModuleType, folder: Path, old: str, new: str) -> tuple[Problem, ...]:
    """Return the problems of the quiz with other words in it."""
    (folder / "alarms.yaml").write_text(QUIZ.read_text("utf-8").replace(old, new), "utf-8")
    return read_library(folder, ["da", "en"], types=[slider.Slider])[1]


def test_without_its_type_the_quiz_is_not_read() -> None:
    lines = [str(problem) for problem in read_library(EXAMPLE / "content")[1]]
    assert [line.partition("content/")[2] for line in lines] == [
        "quizzes/alarms.yaml:8:11: questions[years].type: unknown type ‹slider› – known are "
        + ", ".join(sorted(OWN_NAMES))
    ]


def test_with_it_nothing_is_wrong(slider: ModuleType) -> None:
    assert read_library(EXAMPLE / "content", types=[slider.Slider])[1] == ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("right: 10", "right: 16", "12:12: questions[years].right: 16 is not on the scale – write 1 to 15"),
        ("    most: 15\n", "", "7:5: questions[years].most: is missing"),
        ("most: 15", "mots: 15", "11:5: questions[years].mots: unknown key – did you mean most?"),
        ("most: 15", "most: many", "11:11: questions[years].most: expected a whole number, found ‹many›"),
        ("type: slider", "type: slidr", "8:11: questions[years].type: unknown type ‹slidr› – did you mean slider?"),
    ],
)
def test_mistakes_are_explained_at_their_place(
    slider: ModuleType, tmp_path: Path, old: str, new: str, line: str
) -> None:
    found = problems(slider, tmp_path, old, new)
    assert line in [str(problem).partition("alarms.yaml:")[2] for problem in found]


def test_unknown_keys_get_a_hint_from_the_fields_of_the_type(slider: ModuleType, tmp_path: Path) -> None:
    (found,) = problems(slider, tmp_path, "least: 1", "leats: 1")
    assert str(found).endswith("questions[years].leats: unknown key – did you mean least?")


def test_it_has_a_form_like_every_other(slider: ModuleType) -> None:
    form = QuestionForm.of(
        QUIZ.read_text("utf-8"), 1, load_library(EXAMPLE / "content", types=[slider.Slider]), [slider.Slider]
    )
    kinds = {one.field.name: one.kind for one in form.whole.every()}
    assert [kinds[name] for name in ("least", "most", "right", "stem")] == ["number", "number", "number", "text"]
    assert "right: 12" in form.changed({"right": "12"})


def test_an_attempt_is_marked_stored_and_resumed(quiz: Quiz) -> None:
    step = Attempt.start(quiz).answer("years", ["8"])
    assert step.answer.score == 0.857143
    assert step.attempt.tries_again("years")
    plain = json.loads(json.dumps(step.attempt.to_plain()))
    assert Attempt.from_plain(quiz, plain) == step.attempt
    assert step.attempt.result.not_right == ("years",)
    assert step.attempt.result.safe_choices == Share()
    with pytest.raises(InvalidResponse, match="'16' was not offered"):
        Attempt.start(quiz).answer("years", ["16"])


def test_its_prompt_has_the_numbers_and_not_the_right_one(quiz: Quiz) -> None:
    prompt = quiz.questions[0].prompt("en")
    assert (prompt.type, prompt.asks) == ("slider", "one")
    assert [choice.id for choice in prompt.choices] == [str(number) for number in range(1, 16)]
    explained = quiz.questions[0].explain(quiz.questions[0].mark(["8"]), "en")
    assert (explained.key, explained.score) == (("10",), 0.857143)


def test_its_answers_are_counted_by_score(quiz: Quiz) -> None:
    outline = Outline.of(quiz)
    again = Outline.from_plain(json.loads(json.dumps(outline.to_plain())))
    assert again == outline
    answers: list[Answer] = [Attempt.start(quiz).answer("years", [str(number)]).answer for number in range(1, 16)]
    counts = Counts.from_answers([outline.person([answer]) for answer in answers], outline.items)
    rows = outline.rows(record(counts, Random(1)))  # noqa: S311 - nothing here is secret
    assert Measure.facility("years") in rows
    assert Measure.share("years", "1") in rows


def test_two_types_of_one_name_are_refused(slider: ModuleType) -> None:
    class Slider(slider.Slider):  # type: ignore[misc, name-defined]
        """Another type with the same name."""

    with pytest.raises(ValueError, match="2 question types are called 'slider'"):
        question_types([slider.Slider, Slider])


def test_what_is_no_type_is_refused() -> None:
    with pytest.raises(TypeError, match="is not a question type: derive it from BaseQuestion"):
        question_types([Quiz])  # type: ignore[list-item]

    class Nameless(BaseQuestion):
        """A type that says not what it is called."""

    with pytest.raises(TypeError, match="Nameless has no name: give it a field"):
        question_types([Nameless])  # type: ignore[type-abstract]


def test_a_type_that_marks_nothing_cannot_be_made() -> None:
    class Half(BaseQuestion):
        """A type without a key."""

    with pytest.raises(TypeError, match="abstract"):
        Half(id="half", stem="Half")  # type: ignore[abstract, arg-type, call-arg]

"""Programmes: read from a library's folder, checked against its quizzes, and which form one takes when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import ValidationError

from quizlib import ContentError, Language, Library, Programme, Quiz, Text, load_library, read_library
from quizlib.rules import quizzes_in_groups, steps_are_there
from tests.quizlib.sample import PLAIN, Plain, both, the

SETTINGS = "languages: [{id: da, name: Dansk}, {id: en, name: English}]\n"
QUIZ = """title: {da: Prøve, en: Sample}
summary: {da: En prøve, en: A sample}
minutes: 5
questions:
  - {id: worry, type: rating, scale: worry, stem: {da: Bekymret?, en: Worried?}}
"""
COURSE = "title: {da: Et kursus, en: A course}\nsummary: {da: Tre trin, en: Three steps}\nsteps:\n"


def course(*steps: Plain, **fields: object) -> Programme:
    """Return a programme of these steps."""
    plain = {"id": "course", "title": both("K", "C"), "summary": both("K", "C"), "steps": steps}
    return Programme.model_validate({**plain, **fields})


def quiz(name: str, messages: int = 0, form: str | None = None) -> Quiz:
    """Return a quiz, or a check-up, with so many messages to judge, half of them scams, and one other question."""
    ones = [the(("parcel", "reminder")[number % 2], id=f"q{number}") for number in range(messages)]
    fields = {"id": name, "questions": [*ones, the("keep")], "form": form, "kind": "check-up" if form else "quiz"}
    return Quiz.model_validate({**PLAIN, **fields})


QUIZZES = {one.id: one for one in (quiz("mails", 4), quiz("calls", 3), quiz("test-a", 6, "A"), quiz("test-b", 6, "B"))}


def found(*steps: Plain) -> list[tuple[str, str]]:
    findings = steps_are_there(course(*steps), QUIZZES, 2)
    return [(".".join(map(str, finding.location)), finding.message) for finding in findings]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("quizzes", "programmes"):
        (tmp_path / name).mkdir()
    (tmp_path / "library.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "quizzes" / "sample.yaml").write_text(QUIZ, encoding="utf-8")
    return tmp_path


def test_programmes_lie_beside_the_quizzes_under_their_files_names(folder: Path) -> None:
    for name in ("two", "one"):
        (folder / "programmes" / f"{name}.yaml").write_text(COURSE + "  - quiz: sample\n", encoding="utf-8")
    library = load_library(folder)
    assert list(library.programmes) == ["one", "two"]
    assert list(library.quizzes) == ["sample"]
    programme = library.programmes["one"]
    assert (programme.id, programme.title["da"], programme.steps[0].quiz) == ("one", "Et kursus", "sample")


def test_a_library_without_programmes_has_none(folder: Path) -> None:
    (folder / "programmes").rmdir()
    assert load_library(folder).programmes == {}


def test_a_step_is_written_as_it_is_spoken(folder: Path) -> None:
    steps = "  - quiz: sample\n  - check-up: short\n  - refresh: sample\nmeetings: [1, 2]\n"
    (folder / "programmes" / "one.yaml").write_text(COURSE + steps, encoding="utf-8")
    programme = read_library(folder)[0].programmes["one"]
    assert [(step.quiz, step.check_up, step.refresh) for step in programme.steps] == [
        ("sample", None, None),
        (None, "short", None),
        (None, None, "sample"),
    ]
    assert programme.meetings == (1, 2)


def test_a_broken_programme_leaves_the_rest_readable(folder: Path) -> None:
    (folder / "programmes" / "broken.yaml").write_text("title: [", encoding="utf-8")
    (folder / "programmes" / "fine.yaml").write_text(COURSE + "  - quiz: sample\n", encoding="utf-8")
    library, problems = read_library(folder)
    assert (list(library.quizzes), list(library.programmes)) == (["sample"], ["fine"])
    assert {Path(problem.file).name for problem in problems} == {"broken.yaml"}
    with pytest.raises(ContentError, match="is never closed"):
        load_library(folder)


def test_a_step_is_not_blamed_for_a_quiz_whose_file_is_broken(folder: Path) -> None:
    (folder / "quizzes" / "mails.yaml").write_text("title: [", encoding="utf-8")
    (folder / "programmes" / "one.yaml").write_text(COURSE + "  - quiz: mails\n", encoding="utf-8")
    assert {Path(problem.file).name for problem in read_library(folder)[1]} == {"mails.yaml"}


def test_a_programme_that_is_passed_over_is_told(folder: Path) -> None:
    (folder / "programmes" / "one.yml").write_text(COURSE + "  - quiz: sample\n", encoding="utf-8")
    (problem,) = read_library(folder)[1]
    assert (Path(problem.file).name, problem.message, problem.hint) == ("one.yml", "is not read", "name it one.yaml")


def test_every_text_of_a_programme_has_every_language(folder: Path) -> None:
    (folder / "programmes" / "one.yaml").write_text(
        COURSE.replace(", en: A course", "") + "  - quiz: sample\n", encoding="utf-8"
    )
    assert [(problem.path, problem.message) for problem in read_library(folder)[1]] == [("title.en", "is missing")]
    danish = Language(id="da", name="Dansk")
    fine = Library(languages=(danish,), programmes={"course": course({"quiz": "mails"})})
    assert fine.programmes["course"].summary["da"] == "K"
    with pytest.raises(ValidationError) as raised:
        Library(languages=(danish,), programmes={"course": course({"quiz": "mails"}, title=Text({"en": "C"}))})
    assert [error["loc"] for error in raised.value.errors()] == [("programmes", "course", "title", "da")]


@pytest.mark.parametrize(
    "step",
    [
        {},
        {"quiz": "mails", "check-up": "short"},
        {"quiz": "mails", "refresh": "mails"},
        {"quiz": "mails", "refresher": 2},
    ],
)
def test_a_step_is_one_thing_to_take(step: Plain) -> None:
    with pytest.raises(ValidationError, match="is not one thing to take") as raised:
        course({"quiz": "mails"}, step)
    assert [error["loc"] for error in raised.value.errors()] == [("steps", 1)]


@pytest.mark.parametrize(
    ("step", "location"),
    [
        ({"check-up": "medium"}, ("steps", 1, "check-up")),
        ({"quiz": "Not an id"}, ("steps", 1, "quiz")),
        ({"quizz": "mails", "quiz": "mails"}, ("steps", 1, "quizz")),
    ],
)
def test_a_step_is_refused_where_it_is_wrong(step: Plain, location: tuple[str | int, ...]) -> None:
    with pytest.raises(ValidationError) as raised:
        course({"quiz": "mails"}, step)
    assert [error["loc"] for error in raised.value.errors()] == [location]


@pytest.mark.parametrize(("count", "passes"), [(0, False), (1, True), (60, True), (61, False)])
def test_a_programme_has_some_steps_and_not_without_end(count: int, passes: bool) -> None:  # noqa: FBT001 - a case
    steps = [{"quiz": "mails"}] * count
    if passes:
        assert len(course(*steps).steps) == count
    else:
        with pytest.raises(ValidationError, match=r"at (least 1|most 60) item"):
            course(*steps)


@pytest.mark.parametrize(
    ("meetings", "passes"), [((), True), ((3,), True), ((1, 2), True), ((2,), False), ((2, 2), False)]
)
def test_meetings_share_out_all_steps(meetings: tuple[int, ...], passes: bool) -> None:  # noqa: FBT001 - a case
    steps: list[Plain] = [{"quiz": "mails"}] * 3
    if passes:
        assert course(*steps, meetings=meetings).meetings == meetings
    else:
        with pytest.raises(ValidationError, match=f"has {sum(meetings)} steps in its meetings, but 3 steps"):
            course(*steps, meetings=meetings)


def test_a_meeting_has_at_least_one_step() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        course({"quiz": "mails"}, meetings=(1, 0))


def test_the_first_check_up_takes_the_first_of_the_drawn_forms_and_so_on() -> None:
    steps = [
        {"check-up": "short"},
        {"quiz": "mails"},
        {"check-up": "long"},
        {"refresh": "mails"},
        {"check-up": "short"},
    ]
    programme = course(*steps)
    taken = [programme.form(number) for number, step in enumerate(programme.steps) if step.check_up]
    assert taken == [0, 1, 2]


def test_all_steps_that_are_there_pass() -> None:
    steps = [{"check-up": "short"}, {"quiz": "mails"}, {"quiz": "calls"}, {"refresh": "mails"}, {"check-up": "long"}]
    assert found(*steps) == []


def test_there_are_no_more_check_ups_than_forms() -> None:
    steps = [{"check-up": "short"}, {"check-up": "long"}, {"check-up": "short"}, {"check-up": "short"}]
    assert found(*steps) == [
        ("steps.2", "is check-up number 3, but the number of forms here is 2"),
        ("steps.3", "is check-up number 4, but the number of forms here is 2"),
        ("steps", "has two check-ups with no quiz between, and none after them"),
    ]


def mixed(*steps: Plain, quizzes: Sequence[Quiz]) -> list[str] | None:
    """Return the messages of a refresher after these steps that mixes as many quizzes as there are."""
    programme = course(*steps, {"refresher": max(len(quizzes), 2)})
    by_id = {one.id: one for one in quizzes}
    found = programme.refresher(len(steps), by_id.get)
    return sorted(question.id for question in found.questions) if found else None


def named(name: str, *truths: str) -> Quiz:
    """Return a quiz with these messages to judge; the id of each is made of quiz, truth and number."""
    kinds = {"scam": "parcel", "genuine": "reminder"}
    ones = [the(kinds[truth], id=f"{name}-{truth}-{number}") for number, truth in enumerate(truths)]
    return Quiz.model_validate({**PLAIN, "id": name, "questions": [*ones, the("keep")], "form": None, "kind": "quiz"})


def test_a_mixed_refresher_alternates_quizzes_and_sides() -> None:
    quizzes = [named(name, "scam", "scam", "genuine", "genuine") for name in ("one", "two", "three")]
    steps = [{"quiz": "one"}, {"quiz": "two"}, {"check-up": "short"}, {"quiz": "three"}, {"quiz": "one"}]
    assert mixed(*steps, quizzes=quizzes) == ["one-scam-0", "three-genuine-2", "three-scam-0", "two-genuine-2"]


def test_a_mixed_refresher_takes_what_there_is_or_nothing() -> None:
    steps = [{"quiz": "one"}, {"quiz": "two"}]
    few = [named("one", "scam"), named("two", "scam", "scam", "genuine")]
    assert mixed(*steps, quizzes=few) == ["one-scam-0", "two-genuine-2", "two-scam-0", "two-scam-1"]
    assert mixed(*steps, quizzes=few[1:]) is None


def test_a_mixed_refresher_never_holds_messages_of_a_discreet_quiz() -> None:
    open_ones = [named(name, "scam", "genuine") for name in ("one", "two")]
    discreet = named("three", "scam", "genuine").model_copy(update={"discreet": True})
    steps = [{"quiz": name} for name in ("one", "two", "three")]
    assert mixed(*steps, quizzes=[*open_ones, discreet]) == [
        "one-genuine-1",
        "one-scam-0",
        "two-genuine-1",
        "two-scam-0",
    ]


def test_the_order_of_a_mixed_refresher_is_its_own_and_shows_no_side() -> None:
    quizzes = {name: named(name, "scam", "genuine") for name in ("one", "two")}
    programme = course({"quiz": "one"}, {"quiz": "two"}, {"refresher": 2})
    (found,) = programme.refreshers(quizzes.get)
    assert (found.id, found.title, found.kind) == ("refresher-course-3", programme.title, "quiz")
    versions = [question.version for question in found.questions]
    assert versions == sorted(versions)
    assert found.refresher == tuple(question.id for question in found.questions)


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([{"quiz": "mails"}, {"refresher": 2}], "mixes 2 quizzes, but the number before it is 1"),
        (
            [{"quiz": "mails"}, {"check-up": "short"}, {"quiz": "mails"}, {"refresher": 2}],
            "mixes 2 quizzes, but the number before it is 1",
        ),
        ([{"quiz": "calls"}, {"quiz": "talks"}, {"refresher": 2}], "has not four messages to judge"),
    ],
)
def test_a_mixed_refresher_has_enough_to_look_back_on(steps: list[Plain], message: str) -> None:
    quizzes = {**QUIZZES, "talks": quiz("talks")}
    (finding,) = steps_are_there(course(*steps), quizzes, 2)
    assert finding.location == ("steps", len(steps) - 1, "refresher")
    assert finding.message.startswith(message)


def test_a_mixed_refresher_after_a_quiz_with_errors_is_not_blamed() -> None:
    steps = course({"quiz": "broken"}, {"quiz": "mails"}, {"refresher": 2})
    assert list(steps_are_there(steps, QUIZZES, 2, ["broken"])) == []


@pytest.mark.parametrize(
    ("step", "location", "message"),
    [
        ({"quiz": "mail"}, "steps.0.quiz", "there is no quiz ‹mail›"),
        ({"refresh": "mail"}, "steps.0.refresh", "there is no quiz ‹mail›"),
        ({"quiz": "test-a"}, "steps.0.quiz", "‹test-a› is a check-up"),
        ({"refresh": "calls"}, "steps.0.refresh", "‹calls› has not four messages to judge"),
    ],
)
def test_a_step_that_cannot_be_taken_is_found(step: Plain, location: str, message: str) -> None:
    assert found(step) == [(location, message)]


def test_every_group_takes_a_quiz_and_check_ups_and_ratings_may_stand_in_none(folder: Path) -> None:
    (folder / "quizzes" / "worry.yaml").write_text(QUIZ + "kind: ratings\n", encoding="utf-8")
    (folder / "quizzes" / "test-a.yaml").write_text(QUIZ + "kind: check-up\nform: A\n", encoding="utf-8")
    group = "groups: [{title: {da: Alle, en: All}, quizzes: [%s]}]\n"
    (folder / "library.yaml").write_text(SETTINGS + group % "sample", encoding="utf-8")
    assert read_library(folder)[1] == ()
    (folder / "library.yaml").write_text(SETTINGS + group % "worry, worry", encoding="utf-8")
    assert [problem.message for problem in read_library(folder)[1]] == [
        "the quiz ‹sample› stands in no group",
        "‹worry› stands 2 times",
        "‹worry› stands 2 times",
    ]


def test_without_names_that_are_free_to_every_quiz_stands_in_a_group() -> None:
    settings = Library.model_validate({"groups": [{"title": both("A", "A"), "quizzes": ["mails"]}]})
    messages = [finding.message for finding in quizzes_in_groups(settings, ["mails", "test-a", "test-b"], ["test-b"])]
    assert messages == ["the quiz ‹test-a› stands in no group"]


def test_a_plan_is_read_meeting_by_meeting() -> None:
    words, plan = both("Velkommen", "Welcome"), [(1, 0), (1, 20), (2, 0)]
    moments = [{"meeting": meeting, "minute": minute, "title": words} for meeting, minute in plan]
    programme = course({"quiz": "mails"}, {"quiz": "calls"}, meetings=[1, 1], plan=moments)
    assert [[moment.minute for moment in programme.moments(meeting)] for meeting in (1, 2, 3)] == [[0, 20], [0], []]
    assert course({"quiz": "mails"}).moments(1) == ()

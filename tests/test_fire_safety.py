"""The example of another subject: its result makes sense, with a channel and a rating scale of the library's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quizlib import Attempt, Library, Outline, Points, Quiz, Share, VerdictCounts, load_library, read_library
from quizlib.measures import Counts, Measure
from tests.places import ROOT
from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings

EXAMPLE = ROOT / "examples" / "fire_safety"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(EXAMPLE)


@pytest.fixture
def visitor(tmp_path: Path) -> FlaskClient:
    """Return somebody's browser on a site that serves the example."""
    return create_app(Settings.read(data_dir=tmp_path, quiz_content=EXAMPLE)).test_client()


def taken(quiz: Quiz, **responses: str) -> Attempt:
    attempt = Attempt.start(quiz)
    for name, response in responses.items():
        attempt = attempt.answer(name.replace("_", "-"), response.split()).attempt
    return attempt


def test_nothing_is_wrong_with_it() -> None:
    assert read_library(EXAMPLE)[1] == ()


def test_a_result_has_points_and_no_verdicts(library: Library) -> None:
    alarms = library.quizzes["alarms"]
    result = taken(alarms, where="hall bathroom", how_often="monthly").result
    assert result.points == Points(1, 2, 2)
    assert result.points.share == 0.5
    assert (result.scams, result.genuine, result.safe_choices) == (VerdictCounts(), VerdictCounts(), Share())
    assert result.not_right == ("where",)
    assert taken(alarms).result.points == Points(0, 0, 2)


def test_what_people_would_do_is_a_safe_choice_about_any_subject(library: Library) -> None:
    result = taken(library.quizzes["kitchen"], oil="lid", leave="out door call", inspector="wait").result
    assert (result.safe_choices, result.points) == (Share(2, 3), Points(2, 3, 3))


def test_a_rating_on_a_scale_of_the_library_has_its_words_and_is_counted(library: Library) -> None:
    ready = library.quizzes["ready"]
    words = [choice.text for choice in ready.questions[0].prompt("en").choices]
    assert words == [step["en"] for step in library.scales[0].steps]
    outline = Outline.of(ready)
    people = [outline.person(taken(ready, ready=str(step)).answers) for step in (1, 2, 2, 5)]
    assert Counts.from_answers(people, outline.items).n == 4
    assert outline.questions["ready"].scale == "readiness"
    assert Measure.mean("readiness") == "mean:readiness"


def test_other_words_of_a_step_make_a_new_version(tmp_path: Path, library: Library) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    settings = tmp_path / "library.yaml"
    settings.write_text(settings.read_text("utf-8").replace("Not ready at all", "Unprepared"), "utf-8")
    changed = load_library(tmp_path).quizzes["ready"]
    assert changed.version != library.quizzes["ready"].version
    assert load_library(tmp_path).quizzes["kitchen"].version == library.quizzes["kitchen"].version


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            "quizzes/kitchen.yaml",
            "channel: stairwell",
            "channel: lift",
            "‹lift›, expected sms, email, call, chat, web, letter, app, poster or stairwell",
        ),
        ("quizzes/ready.yaml", "scale: readiness", "scale: anger", "‹anger›, expected worry, mastery or readiness"),
        (
            "quizzes/kitchen.yaml",
            "      channel: stairwell\n",
            "      channel: stairwell\n      subject: {da: Tjek, en: Check}\n",
            "a message of channel ‹stairwell› has no subject",
        ),
        ("library.yaml", "id: stairwell", "id: sms", "channels[sms].id: ‹sms› is built in – give it an id of its own"),
        ("library.yaml", "like: poster", "like: wall", "found ‹wall›, expected sms, email"),
        ("library.yaml", "id: readiness", "id: worry", "scales[worry].id: ‹worry› is built in"),
        (
            "library.yaml",
            "      - {da: Ret parat, en: Quite ready}\n",
            "",
            "scales[readiness].steps: has 4, needs at least 5",
        ),
    ],
)
def test_mistakes_are_explained(tmp_path: Path, file: str, old: str, new: str, line: str) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert any(line in str(problem) for problem in read_library(tmp_path)[1])


def test_a_channel_has_the_fields_of_the_one_it_looks_like(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    settings, kitchen = tmp_path / "library.yaml", tmp_path / "quizzes" / "kitchen.yaml"
    settings.write_text(settings.read_text("utf-8").replace("like: poster", "like: email"), "utf-8")
    words = kitchen.read_text("utf-8").replace(
        "channel: stairwell\n", "channel: stairwell\n      subject: {da: Tjek, en: Check}\n"
    )
    kitchen.write_text(words, "utf-8")
    assert read_library(tmp_path)[1] == ()


def test_the_site_shows_its_channel_its_scale_and_how_it_went(visitor: FlaskClient) -> None:
    visitor.post("/en/quiz/kitchen")
    for n, form in enumerate(({"response": "lid"}, {"response": ["out", "door", "call"]}), start=1):
        visitor.post(f"/en/quiz/kitchen/{n}", data=form)
    page = visitor.get("/en/quiz/kitchen/3")
    assert "Notice in the stairwell" in text(page)
    assert '<figure class="message poster"' in page.text
    visitor.post("/en/quiz/alarms")
    visitor.post("/en/quiz/alarms/1", data={"response": ["hall", "bathroom"]})
    visitor.post("/en/quiz/alarms/2", data={"response": "monthly"})
    assert "You answered 1 of 2 questions right." in text(visitor.get("/en/quiz/alarms/result"))
    visitor.post("/en/quiz/ready")
    assert "Quite ready" in text(visitor.get("/en/quiz/ready/1"))
    visitor.post("/en/quiz/ready/1", data={"response": "4"})
    assert "Your answer: Quite ready" in text(visitor.get("/en/quiz/ready/1"))

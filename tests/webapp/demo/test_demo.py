"""`webapp demo` fills an empty database with a made-up campaign."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from quizlib import Library, Question, Quiz
from tests import shipped
from tests.places import LIBRARY
from tests.quizlib.sample import PLAIN
from webapp.cli.main import main
from webapp.demo.chances import Chances
from webapp.demo.crowd import Crowd
from webapp.demo.making import begins
from webapp.demo.model import Truth
from webapp.demo.people import Answering, Sheet
from webapp.demo.plan import SMALL, CampaignPlan, Size, planned
from webapp.demo.responses import responses
from webapp.site_content.places import Places

MONDAY = date(2026, 8, 17)


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped.library()


@pytest.fixture(scope="module")
def places() -> Places:
    return shipped.content().places


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - nothing here is secret


def demo(folder: Path, *options: str, content: Path = LIBRARY) -> Result:
    """Run the command on the database of a folder."""
    return CliRunner().invoke(
        main, ["demo", "--small", *options], env={"TRYG_DATA_DIR": str(folder), "TRYG_QUIZ_CONTENT": str(content)}
    )


def plan(library: Library, places: Places, seed: int = 1, size: Size | None = None) -> CampaignPlan:
    """Return a plan."""
    return planned(chance(seed), library, places, MONDAY, size or Size())


def questions() -> list[Question]:
    """Return a question of every type, and all that are shipped."""
    found = list(Quiz.model_validate(PLAIN).questions)
    return found + [question for quiz in shipped.library().quizzes.values() for question in quiz.questions]


def test_it_fills_an_empty_database_and_says_what_it_made_and_how_to_look(tmp_path: Path) -> None:
    ended = demo(tmp_path, "--seed", "7", "--weeks", "4")
    assert ended.exit_code == 0, ended.output
    said = ended.output.splitlines()
    assert said[0].startswith("A made-up campaign (seed 7): 4 weeks from ")
    assert "24 workshops with 400 participants" in said[0]
    assert " counted in " in said[1]
    assert said[-1] == "Look at it: webapp staff add NAME, webapp serve, then /da/staff/ on the site."
    with sqlite3.connect(tmp_path / "tryg.sqlite") as database:
        filled = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}  # noqa: S608 - tables of ours
    assert filled["workshop"] == 24
    assert filled["block"]
    assert filled["summed"]
    assert (filled["liveattempt"], filled["staff"]) == (0, 0), "all is counted, and nothing secret is made"


TABLES = ("workshop", "block", "summed", "liveattempt", "staff")


def test_it_never_stands_among_real_answers(tmp_path: Path) -> None:
    assert demo(tmp_path, "--weeks", "2").exit_code == 0
    ended = demo(tmp_path)
    assert ended.exit_code == 2
    assert len(ended.output.splitlines()) == 1
    assert "TRYG_DATA_DIR=demo webapp demo" in ended.output


def test_without_a_quiz_it_says_in_one_line_what_is_missing(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "quizzes").mkdir(parents=True)
    settings = (LIBRARY / "library.yaml").read_text("utf-8").partition("groups:")[0]
    (content / "library.yaml").write_text(settings.replace("begin: beskeder\n", ""), "utf-8")
    shutil.copy(LIBRARY / "quizzes" / "tjek-a.yaml", content / "quizzes")
    ended = demo(tmp_path / "data", content=content)
    assert ended.exit_code == 2
    assert (
        ended.output == f"webapp: TRYG_QUIZ_CONTENT={content}: there is no quiz in it to make a campaign of; add one\n"
    )


def test_no_campaign_is_made_of_content_that_has_errors(tmp_path: Path) -> None:
    content = shutil.copytree(LIBRARY, tmp_path / "library")
    (content / "quizzes" / "kort.yaml").write_text("title: [", encoding="utf-8")
    ended = demo(tmp_path / "data", content=content)
    assert ended.exit_code == 2
    assert "quizzes/kort.yaml:1:8: ‹[› is never closed" in ended.output


def test_nothing_of_it_waits_any_more_on_the_day_it_is_made() -> None:
    assert begins(date(2026, 11, 28), Size()) == date(2026, 8, 17)
    assert begins(date(2026, 11, 23), Size(weeks=1)) == date(2026, 10, 19)


def test_the_same_seed_draws_the_same_campaign_and_another_another(library: Library, places: Places) -> None:
    def drawn(seed: int) -> list[Sheet]:
        random = chance(seed)
        crowd = Crowd(Answering(library, Truth(), random), planned(random, library, places, MONDAY, SMALL))
        screens = (screen for meeting in crowd.plan.meetings for screen in crowd.meeting(meeting, "ABC"))
        return [sheet for sheets in screens for sheet in sheets]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


@pytest.mark.parametrize("seed", range(5))
def test_a_plan_has_the_numbers_it_was_asked_for(library: Library, places: Places, seed: int) -> None:
    found = plan(library, places, seed)
    assert len(found.meetings) == 120
    assert sum(meeting.people for meeting in found.meetings) == 2000
    assert {3, 30} <= {meeting.people for meeting in found.meetings} <= set(range(3, 31))
    assert sorted(found.meetings, key=lambda meeting: meeting.day) == list(found.meetings)
    assert {places.lineage(meeting.place)[-2] for meeting in found.meetings} == {place.id for place in places.places}
    assert any(meeting.head_count is None for meeting in found.meetings)
    assert sum((meeting.head_count or meeting.people) < meeting.people for meeting in found.meetings) == 1


def test_who_meets_again_comes_a_month_later_to_the_same_place(library: Library, places: Places) -> None:
    found = plan(library, places)
    again = [(meeting, found.meetings[meeting.again]) for meeting in found.meetings if meeting.again is not None]
    assert len(again) == 12
    for later, first in again:
        assert (later.day - first.day).days >= 35
        assert (later.place, later.programme, first.programme) == (first.place, None, "en-time")


@pytest.mark.parametrize("weeks", [2, 5, 26])
def test_at_home_more_and_more_come_until_the_busiest_week(library: Library, places: Places, weeks: int) -> None:
    at_home = plan(library, places, size=Size(weeks=weeks)).at_home
    peak = at_home.index(max(at_home))
    assert (len(at_home), min(at_home), at_home[peak]) == (weeks, 50, 1000)
    assert list(at_home[: peak + 1]) == sorted(at_home[: peak + 1])
    assert list(at_home[peak:]) == sorted(at_home[peak:], reverse=True)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_every_question_accepts_what_may_be_said_to_it_and_the_key_is_among_it(question: Question) -> None:
    found = responses(question)
    assert len(set(found)) == len(found)
    assert (question.key or found[0]) in found
    assert {question.mark(response).score for response in found} - {None} <= set(question.scores)
    assert len(found) > 1 or question.type == "example"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_who_stands_higher_does_better_and_nobody_says_nothing(question: Question) -> None:
    chances = Chances(question, "sample", Truth())
    low, high = (
        sum(share * worth(answer.score, answer.response) for share, answer in zip(shares, chances.answers, strict=True))
        for shares in (chances.shares(1.0), chances.shares(2.0))
    )
    assert sum(chances.shares(1.5)) == pytest.approx(1)
    assert low < high or question.type == "example"


def worth(score: float | None, response: tuple[str, ...]) -> float:
    """Return the score, or the step of a rating."""
    return score if score is not None else float(response[0]) if response else 0

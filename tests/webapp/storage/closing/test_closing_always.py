"""What always holds of closing, whatever groups come in whatever weeks, and whenever it runs."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizlib import Quiz
from quizlib.measures import Record
from tests.quizlib.sample import PLAIN
from tests.webapp.storage.conftest import Place
from tests.webapp.storage.gathering import House, sums_of
from webapp.storage.batches import Waiting, ended_alone, home_batch
from webapp.storage.closing.live_rows import Closed
from webapp.storage.weeks import month_of, week_of, weeks_between

MONDAY = date(2026, 12, 14)  # so that week 53, and a new year, come by
QUIZ = Quiz.model_validate({**PLAIN, "questions": PLAIN["questions"][1:5]})
PLACES = ("library", "branch", "other", None)
DAYS = st.integers(0, 40)
GROUPS = st.tuples(DAYS, st.sampled_from(PLACES), st.integers(1, 14))
Event = tuple[int, str | None, int]


def lived(groups: list[Event], closings: list[int]) -> Closed:
    """Let groups come and closings run, each on its day, and check after each closing; return what was done in all."""
    with TemporaryDirectory() as folder:
        database = Place(f"sqlite:///{Path(folder, 'tryg.sqlite')}").open()
        house, done = House(database, QUIZ), Closed()
        for day in range(41):
            when = MONDAY + timedelta(days=day)
            for number, (came, place, n) in enumerate(groups):
                if came == day:
                    house.people(n, house.workshop(f"w{number}", place, when) if place else home_batch(QUIZ.id, when))
            if day in closings:
                done += house.close(when)
                holds(house, when, done)
        for weeks in range(6, 12):
            done += house.close(MONDAY + timedelta(weeks=weeks))
        holds(house, MONDAY + timedelta(weeks=11), done)
        database.close()
        return done


def holds(house: House, today: date, done: Closed) -> None:
    """Check what holds after every closing."""
    blocks = [Record.from_plain(json.loads(str(numbers))) for (numbers,) in house.rows("SELECT numbers FROM block")]
    assert len(blocks) == done.blocks
    assert all(block.n >= 9 for block in blocks)  # 10 people become 9 or 12
    assert abs(sum(block.n for block in blocks) - done.counted) <= 2 * len(blocks)
    for batch, quiz in house.rows("SELECT DISTINCT batch, quiz FROM liveattempt"):
        waiting = Waiting.read(str(batch), str(quiz))
        assert not ended_alone(str(batch), today)
        if waiting is not None:
            assert weeks_between(waiting.week, week_of(today)) < 4
    assert house.rows("SELECT 1 FROM liveanswer WHERE attempt NOT IN (SELECT id FROM liveattempt)") == []
    for place, week in house.rows("SELECT DISTINCT place, week FROM block"):
        found = sums_of(house.database, "campaign", month_of(str(week)), "workshop" if place else "home")
        assert found["", ""].summed.blocks["believed"].m > 0


@pytest.mark.trial
@settings(deadline=None, max_examples=25)
@given(groups=st.lists(GROUPS, min_size=1, max_size=8), closings=st.lists(DAYS, max_size=8))
def test_everybody_is_counted_once_or_dropped_and_nobody_stays_longer_than_four_weeks(
    groups: list[Event], closings: list[int]
) -> None:
    everybody = sum(n for _, _, n in groups)
    done = lived(groups, closings)
    assert done.counted + done.dropped == everybody
    assert done.practice == 0

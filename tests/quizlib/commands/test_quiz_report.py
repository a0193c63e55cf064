"""`quizlib quizzes`: what each quiz asks, takes, and gives away to people who do not read."""

from __future__ import annotations

import pytest

from quizlib.commands import main
from tests.places import FIXTURE

KORT = """\
kort 19dc79ae
  minutes    3 (computed: 1.9)
  questions  4: 1 multiple_choice, 1 single_choice, 2 verdict
  truths     1 genuine, 1 scam
  LIX        19 (da)
  guessing   67 % of the points: always the second
"""


def test_each_quiz_is_told_with_its_types_truths_minutes_and_best_guess(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quizzes", str(FIXTURE)]) == 0
    told = capsys.readouterr().out.split("\n\n")
    assert told[-1] == KORT
    assert [part.split()[0] for part in told] == ["anden", "bekymring", "kort"]
    assert "guessing" not in told[1], "nobody can guess how worried somebody is"

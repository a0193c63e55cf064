"""docs/measures.md: its example runs, and every public name and every measure of a block stands in it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import quizlib.measures
from quizlib import Outline
from quizlib.measures import Counts, record
from tests.places import ROOT
from tests.quizlib.measures.people import chance
from tests.shipped import library

GUIDE = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\s]+)`", GUIDE))
(EXAMPLE,) = re.findall(r"^```python\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_the_example_counts_without_the_site() -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", EXAMPLE], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    people, believed, *questions = done.stdout.splitlines()
    assert re.fullmatch(r"\d+ people in 6 groups", people)
    assert "basis='blocks'" in believed
    assert len(questions) == 9


@pytest.mark.parametrize("name", quizlib.measures.__all__)
def test_every_public_name_is_explained(name: str) -> None:
    assert name in NAMED


def test_every_measure_of_a_block_is_explained() -> None:
    known = {measure.split(":")[0] for measure in NAMED}
    for quiz in library().quizzes.values():
        outline = Outline.of(quiz)
        block = record(Counts.from_answers([outline.person([])] * 12, outline.items), chance(1))
        assert {measure.split(":")[0] for measure in outline.rows(block)} <= known


@pytest.mark.parametrize("part", ["categories", "sureness", "stopped", "spreads", "products", "bands", "totals"])
def test_every_part_of_a_record_is_explained(part: str) -> None:
    assert part in NAMED

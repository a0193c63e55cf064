"""Rankings: of the five questions that a campaign calls the hardest, at least four truly are among the ten hardest.

Twenty campaigns of `webapp demo` are drawn, each with another seed and the same truth. What is true of a question is
taken from all twenty together, in which a question has twenty times as many answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from quizlib import Outline
from quizlib.measures import Clusters, Summed
from tests import shipped
from tests.webapp.demo.drawing import Drawing
from webapp.demo.crowd import Crowd
from webapp.demo.model import Truth
from webapp.demo.people import Answering
from webapp.demo.plan import Size, planned
from webapp.report import Version
from webapp.report.figures.hardest import hardest
from webapp.report.rules.limits import BY_BLOCKS, COMPARED
from webapp.report.wording.names import Names

pytestmark = pytest.mark.trial
SEEDS = range(20)
MONDAY = date(2026, 8, 17)


@dataclass
class Events:
    """The sums of the events of one campaign, as far as the ranking asks for them."""

    found: defaultdict[Version, Summed] = field(default_factory=lambda: defaultdict(Summed))
    outlines: dict[Version, Outline] = field(default_factory=dict)

    def versions(self, _mode: str) -> list[Version]:
        """Return the quiz versions."""
        return sorted(self.found)

    def outline(self, version: Version) -> Outline | None:
        """Return an outline."""
        return self.outlines[version]

    def compared(
        self, places: Collection[str], measures: Collection[str], _mode: str = "workshop"
    ) -> Mapping[str, Mapping[Version, Mapping[str, Clusters]]]:
        """Return the blocks of these measures."""
        kept = {
            version: {name: summed.blocks[name] for name in measures if name in summed.blocks}
            for version, summed in self.found.items()
        }
        return dict.fromkeys(places, kept)


def drawn(seed: int) -> Events:
    """Draw a campaign's events."""
    content = shipped.content()
    random = Random(seed)  # noqa: S311 - a made-up campaign has no secrets
    answering = Answering(content.library, Truth(), random)
    crowd = Crowd(answering, planned(random, content.library, content.places, MONDAY, Size()))
    drawing, events = Drawing(answering), Events()
    outlines = {
        one.version: one
        for quiz in content.library.quizzes.values()
        for one in (Outline.of(quiz), *([Outline.of(quiz, quiz.short)] if quiz.kind == "check-up" else []))
    }
    for number, meeting in enumerate(crowd.plan.meetings):
        sheets = [sheet for screen in crowd.meeting(meeting, ("ABC", "BCA", "CAB")[number % 3]) for sheet in screen]
        for name, block in drawing.blocks(sheet for sheet in sheets if sheet.counted).items():
            version = Version(outlines[name].quiz, name)
            events.outlines[version] = outlines[name]
            events.found[version] += block
    return events


@pytest.fixture(scope="module")
def campaigns() -> list[Events]:
    """Draw the campaigns."""
    return [drawn(seed) for seed in SEEDS]


def facilities(events: Events) -> dict[tuple[Version, str], Clusters]:
    """Return the blocks of each question's score."""
    return {
        (version, name.partition(":")[2]): blocks
        for version, summed in events.found.items()
        for name, blocks in summed.blocks.items()
        if name.startswith("facility:")
    }


def enough(blocks: Clusters) -> bool:
    """Return whether a question has the answers and groups to be ranked."""
    return blocks.m >= BY_BLOCKS and blocks.n >= COMPARED * 1_000_000


def listed(events: Any) -> list[tuple[Version, str]]:  # noqa: ANN401 - it has of `Sums` what the ranking asks for
    """Return the questions that the campaign calls the hardest."""
    section, _rest = hardest(events, Names(shipped.content()))
    return [(Version(figure.where.quiz, figure.where.version), figure.of) for figure in section.figures]


def test_four_of_the_five_listed_are_among_the_ten_hardest(campaigns: list[Events]) -> None:
    pooled: dict[tuple[Version, str], Clusters] = {}
    for events in campaigns:
        for name, blocks in facilities(events).items():
            pooled[name] = pooled[name] + blocks if name in pooled else blocks
    for events in campaigns:
        ranked = [name for name, blocks in facilities(events).items() if enough(blocks)]
        ten = sorted(ranked, key=lambda name: pooled[name].value or 0)[:10]
        found = listed(events)
        assert len(found) == 5
        assert sum(name in ten for name in found) >= 4


def test_two_campaigns_list_much_the_same_of_what_both_have_enough_of(campaigns: list[Events]) -> None:
    for one, other in pairwise(campaigns):
        mine, theirs = facilities(one), facilities(other)
        both = {name for name in mine.keys() & theirs.keys() if enough(mine[name]) and enough(theirs[name])}
        here = [name for name in listed(one) if name in both]
        ten = sorted(both, key=lambda name: theirs[name].value or 0)[:10]
        assert sum(name in ten for name in here) >= len(here) - 1

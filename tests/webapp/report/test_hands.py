"""Figures of hands: shown by themselves, and no figure of people on their own knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

import pytest

from quizlib import Outline
from quizlib.measures import Counts, record
from tests.webapp.report.campaign import TODAY, Campaign
from tests.webapp.report.in_memory import InMemory
from webapp.report import Held, overview, quiz, workshop
from webapp.report.figures.view import Section, View
from webapp.site_content.reading import SiteContent
from webapp.storage.records.group_results import BlockRecord, GroupResults

QUIZ = "falske-beskeder"


@dataclass(frozen=True)
class WithHands(Campaign):
    """The same campaign, with six rooms of twenty that raised their hands for a quiz, nearly all in the wrong way."""

    @cached_property
    def outlines(self) -> dict[tuple[str, str], Outline]:
        """Those of questions by hands, too."""
        return super().outlines | {(one.quiz, one.version): one for one in self._asked()}

    @cached_property
    def held(self) -> list[tuple[Held, GroupResults]]:
        """Those with hands, too."""
        return [*super().held, *(self._room(number) for number in range(6))]

    def _asked(self) -> Iterator[Outline]:
        taken = self.content.library.quizzes[QUIZ]
        yield from filter(None, (Outline.by_hands(taken, question) for question in taken.questions))

    def _room(self, number: int) -> tuple[Held, GroupResults]:
        random, blocks = Random(number), []  # noqa: S311 - nothing here is secret
        for outline in self._asked():
            hands = {name: {next(iter(asked.marks)): 17} for name, asked in outline.questions.items()}
            counts = Counts.from_answers(outline.raised(hands, 20), outline.items)
            name = f"{number}-{outline.version}"
            blocks.append(BlockRecord(name, outline.quiz, outline.version, record(counts, random)))
        place = next(one.id for root in self.content.places.places for one in root.all() if one.kind == "library")
        results = GroupResults(place, "2026-W45", "hands", f"hands-{number}", aside=False, blocks=tuple(blocks))
        return Held(results.workshop or "", place, "2026-W45", (QUIZ,), 20, mode="hands"), results


@pytest.fixture(scope="module")
def raised(content: SiteContent) -> InMemory:
    """Return the large campaign with hands."""
    return InMemory(WithHands(content))


def sections(view: View | None) -> dict[str, Section]:
    """Return the sections of a page by their ids."""
    assert view is not None
    return {section.id: section for section in view.sections}


def test_no_figure_of_people_on_their_own_changes_when_hands_are_counted(
    large: InMemory, raised: InMemory, content: SiteContent
) -> None:
    attendance = {"head_count", "workshops", "lessons", "participants"}  # of all events, whatever the way
    for without, with_hands in (
        (overview(large, content, TODAY), overview(raised, content, TODAY)),
        (quiz(large, content, QUIZ), quiz(raised, content, QUIZ)),
    ):
        before, after = sections(without), sections(with_hands)
        assert after.keys() - before.keys() == {next(name for name in after if name.endswith("-hands"))}
        alone = {one.id: one for name in before for one in before[name].figures if one.measure not in attendance}
        beside = {one.id: one for name in before for one in after[name].figures if one.measure not in attendance}
        assert alone == beside
        assert len(alone) > 20


def test_hands_have_figures_of_their_own_in_their_own_mode(raised: InMemory, content: SiteContent) -> None:
    judging = sections(overview(raised, content, TODAY))["judging-hands"]
    answers = sections(quiz(raised, content, QUIZ))["answers-hands"]
    for section in (judging, answers):
        assert {figure.where.mode for figure in section.figures} == {"hands"}
        assert any(figure.shown for figure in section.figures)
    believed = next(figure for figure in judging.figures if figure.measure == "believed")
    assert believed.value is not None
    assert believed.value > 0.5
    stems = {str(row.within) for row in answers.rows}
    taken = content.library.quizzes[QUIZ]
    assert {str(one.stem) for one in taken.questions if Outline.by_hands(taken, one)} == stems


def test_a_room_that_raised_hands_has_a_page_in_words_without_attempts(raised: InMemory, content: SiteContent) -> None:
    view = workshop(raised, content, "hands-0")
    found = sections(view)
    assert "questions" not in found
    assert [len(row.figures) for row in found["people"].rows] == [1]
    assert {figure.where.mode for figure in found["judging"].figures} == {"hands"}


def test_a_quiz_that_was_taken_by_hands_alone_has_a_page(content: SiteContent) -> None:
    alone = InMemory(WithHands(content, workshops=0, at_home=0))
    assert list(sections(quiz(alone, content, QUIZ))) == ["answers-hands"]
    assert quiz(alone, content, QUIZ, "x") is None

"""Draws campaigns in memory: workshops become blocks, blocks records, and records sums, as closing does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from quizlib import Outline, pair
from quizlib.measures import Counts, Given, Person, Summed, record
from webapp.demo.model import Mind, drawn
from webapp.demo.people import Answering, Screen, Sheet

LEAST = 10
MONTH = "2026-11"


@dataclass
class Drawing:
    """Draws campaigns of people who answer so; remembers what an answer counts as, since most were given before."""

    answering: Answering
    _outlines: dict[tuple[str, bool], Outline] = field(default_factory=dict)
    _given: dict[str, dict[int, Mapping[str, Given]]] = field(default_factory=dict)

    @property
    def random(self) -> Random:
        """Where chance comes from."""
        return self.answering.random

    def screens(self, people: int, group: Mind) -> list[Screen]:
        """Return so many people of a workshop, each alone at a screen."""
        truth = self.answering.truth
        about = truth.people.with_(group)
        return [Screen(drawn(self.random, about, truth.between_people)) for _ in range(people)]

    def group(self) -> Mind:
        """Return in what a workshop differs from others."""
        return drawn(self.random, Mind(0, 0, 0, 0), self.answering.truth.between_workshops)

    def blocks(self, sheets: Iterable[Sheet]) -> dict[str, Summed]:
        """Return by version what these attempts leave, where ten of them count."""
        people: dict[str, list[Person]] = defaultdict(list)
        outlines: dict[str, Outline] = {}
        for sheet in sheets:
            outline = self._outline(sheet)
            outlines[outline.version] = outline
            if outline.enough(answer.question for answer in sheet.attempt.answers):
                people[outline.version].append(self._person(outline, sheet))
        found = {}
        for version, group in people.items():
            if len(group) >= LEAST:
                kept = record(Counts.from_answers(group, outlines[version].items), self.random)
                found[version] = Summed.of(kept, outlines[version].rows(kept))
        return found

    def _outline(self, sheet: Sheet) -> Outline:
        key = (sheet.attempt.quiz.id, sheet.attempt.only is not None)
        if key not in self._outlines:
            self._outlines[key] = Outline.of(sheet.attempt.quiz, sheet.attempt.only)
        return self._outlines[key]

    def _person(self, outline: Outline, sheet: Sheet) -> Person:
        answers: dict[str, Given] = {}
        known = self._given.setdefault(outline.version, {})
        for answer in sheet.attempt.answers:
            if id(answer) not in known:
                asked = outline.questions.get(answer.question)
                known[id(answer)] = asked.given(answer) if asked else {}
            answers |= known[id(answer)]
        paired = pair(outline, sheet.before, sheet.attempt.answers, MONTH) if sheet.before else None
        return Person(answers, paired)

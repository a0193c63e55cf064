"""A simulated campaign with a seed: workshops in five municipalities and people at home, as closing leaves them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from quizlib import Outline, form_order
from quizlib.measures import FormOrder, Pair
from tests.webapp.report.people import block, checked, felt, person
from webapp.report import Held
from webapp.site_content.reading import SiteContent
from webapp.storage.records.group_results import BlockRecord, GroupResults, QuizAttendance

WEEKS = [f"2026-W{week:02}" for week in range(36, 54)] + [f"2027-W{week:02}" for week in range(1, 8)]
TOPICS = ("falske-beskeder", "mitid", "falske-opkald", "netbutikker", "investering")
FEW = 10
TODAY = date(2027, 2, 20)
"""The day on which the campaign is looked at."""


@dataclass(frozen=True)
class Campaign:
    """So many workshops, and at home so many quizzes a week, over half a year."""

    content: SiteContent
    workshops: int = 40
    at_home: int = 30
    seed: int = 7
    learning: float = 0.2
    """How much better people judge the second time, of 1; 0: they learn nothing."""

    @cached_property
    def random(self) -> Random:
        """Chance that can be repeated."""
        return Random(self.seed)  # noqa: S311 - nothing here is secret

    @cached_property
    def orders(self) -> list[FormOrder]:
        """The orders of the short forms of the check-up."""
        check_ups = [quiz for quiz in self.content.library.quizzes.values() if quiz.form]
        return [order for first in "ABC" if (order := form_order(first, check_ups, short=True))]

    @cached_property
    def outlines(self) -> dict[tuple[str, str], Outline]:
        """Every outline, by quiz and version."""
        found = {}
        for quiz in self.content.library.quizzes.values():
            for outline in (Outline.of(quiz), *([Outline.of(quiz, quiz.short)] if quiz.kind == "check-up" else [])):
                found[outline.quiz, outline.version] = outline
        return found

    @cached_property
    def held(self) -> list[tuple[Held, GroupResults]]:
        """The workshops, and what each left."""
        return [self._workshop(number) for number in range(self.workshops)]

    @cached_property
    def home(self) -> list[GroupResults]:
        """What people at home left, a block and a number for each quiz and week."""
        return list(self._home())

    @cached_property
    def tallies(self) -> list[tuple[str, str, str, int]]:
        """Visits and ages of the months that are over."""
        visits = [
            (month, "visits", name, n)
            for month, n in (("2026-11", 60), ("2026-12", 21))
            for name in ("plakat", "politi")
        ]
        ages = [
            ("2026-11", "age", name, n) for name, n in (("under-65", 12), ("65-74", 90), ("75-84", 63), ("85-over", 9))
        ]
        return visits + ages

    def _workshop(self, number: int) -> tuple[Held, GroupResults]:
        random = self.random
        libraries = [place.id for root in self.content.places.places for place in root.all() if place.kind == "library"]
        place, week = random.choice(libraries[:8]), WEEKS[number * len(WEEKS) // self.workshops]
        n, able = random.randint(3, 30), random.gauss(0.55, 0.08)
        order = self.orders[number % len(self.orders)]
        first, second, _third = list(order.forms.lower())
        topic = TOPICS[number % len(TOPICS)]
        quizzes = ("bekymring", f"tjek-{first}", topic, f"tjek-{second}")
        blocks = [
            *self._block(self._short(f"tjek-{first}"), n, able),
            *self._block(self._whole(topic), n, able + self.learning / 2),
            *self._block(self._short(f"tjek-{second}"), n, able + self.learning, str(order)),
            *self._block(self._whole("bekymring"), n, able, "same"),
        ]
        name = f"w{number:03}"
        attended = tuple(_attended(f"{name}-{quiz}", quiz, n) for quiz in quizzes)
        gathering = GroupResults(place, week, "workshop", name, aside=False, blocks=tuple(blocks), attended=attended)
        return Held(name, place, week, quizzes, n if n >= 5 else None), gathering

    def _home(self) -> Iterator[GroupResults]:
        for week in WEEKS[::3] if self.at_home else ():
            for quiz in TOPICS:
                blocks = tuple(self._block(self._whole(quiz), self.at_home, 0.6))
                yield GroupResults("", week, "home", blocks=blocks)
                yield GroupResults("", week, "home", attended=(_attended(f"{week}-{quiz}", quiz, self.at_home),))

    def _block(self, outline: Outline, n: int, able: float, order: str = "") -> Sequence[BlockRecord]:
        """Return a block of n people, or nothing if they are too few; with an order they have all been there before."""
        if n < FEW:
            return ()
        random = self.random
        people = [person(outline, able, random, self._pair(outline, able, order)) for _ in range(n)]
        return (
            BlockRecord(f"{random.getrandbits(64):x}", outline.quiz, outline.version, block(outline, people, random)),
        )

    def _pair(self, outline: Outline, able: float, order: str) -> Pair | None:
        if not order:
            return None
        if order == "same":
            return Pair(order, felt(3.6, 2.8, self.random), felt(3.4, 2.8 + 4 * self.learning, self.random))
        truths = [asked.truth for asked in outline.questions.values()]
        sides = truths.count("scam"), truths.count("genuine")
        return Pair(order, checked(*sides, able - self.learning, self.random), checked(*sides, able, self.random))

    def _whole(self, quiz: str) -> Outline:
        return next(one for (name, _), one in self.outlines.items() if name == quiz and not one.short)

    def _short(self, quiz: str) -> Outline:
        return next(one for (name, _), one in self.outlines.items() if name == quiz and one.short)


def _attended(name: str, quiz: str, n: int) -> QuizAttendance:
    rounded = 3 * round(n / 3)
    return QuizAttendance(name, quiz, rounded, rounded) if n >= 6 else QuizAttendance(name, quiz, None, None)

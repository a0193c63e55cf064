"""Crowd: the people who come to each workshop or answer at home, some of them for the second time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from quizlib import Quiz
from webapp.demo.model import NOBODY, Mind, drawn
from webapp.demo.people import Answering, Before, Screen, Sheet
from webapp.demo.plan import LATER, CampaignPlan, Meeting

AT_ONE_SCREEN = (0.8, 0.15, 0.05)
"""The shares of screens with one, two and three people."""
ALLOW = 0.8
"""The share of people in a programme who allow a comparison of their answers."""
PRACTISE = 0.08
KEEP_CODE = 0.15
"""The share of people who come back at home with their reminder code after a programme."""
CHECK_UP = 0.15
SHORT = 0.6
"""The share of people at home who take the check-up; SHORT is the share of these who take its short form."""
VISITS = 0.4
TELL = 0.35
AGES = {"under-65": 0.25, "65-74": 0.4, "75-84": 0.27, "85-over": 0.08}
Number = tuple[Literal["visits", "age"], str]


class Comer(NamedTuple):
    """A person who has taken a check-up, and may come back."""

    screen: Screen
    before: Before


@dataclass(frozen=True)
class Crowd:
    """The people of a campaign. Ask for workshops and weeks in the order of time."""

    answering: Answering
    plan: CampaignPlan
    channels: Sequence[str] = ()
    _took: dict[int, list[Comer]] = field(default_factory=dict)
    _forms: dict[int, str] = field(default_factory=dict)
    _coming: defaultdict[int, list[Comer]] = field(default_factory=lambda: defaultdict(list))

    def takes(self, meeting: Meeting) -> tuple[str, ...]:
        """Return the single quizzes of a workshop. A group that meets again takes a check-up form new to it."""
        if meeting.again is None:
            return meeting.quizzes
        fresh = self._forms[meeting.again][-1]
        return tuple(quiz.id for quiz in self._check_ups if quiz.form == fresh)

    def meeting(self, meeting: Meeting, forms: str) -> Iterator[list[Sheet]]:
        """Yield everything that is answered at each screen of a workshop; `forms` is its order of check-up forms."""
        month = f"{meeting.day:%Y-%m}"
        programme = self.answering.library.programmes.get(meeting.programme or "")
        self._forms[meeting.number], comers = forms, []
        for screen, before in self._screens(meeting):
            first, sheets = None, list[Sheet]()
            if programme:
                for sheet in self.answering.course(screen, programme, forms, month):
                    sheets += self._with_practice(screen, sheet)
                    if sheet.attempt.quiz.form and sheet.finished:
                        first = first or Comer(screen, self.answering.remembered(sheet.attempt, month))
            else:
                sheets += self._singles(screen, self.takes(meeting), before)
            yield sheets
            comers += [first] if first else []
        self._took[meeting.number] = comers
        if meeting.number not in {one.again for one in self.plan.meetings}:
            self._keep_codes(meeting, comers)

    def at_home(self, week: int) -> Iterator[Sheet]:
        """Yield everything that is answered at home in a week (from 0), until the planned number is finished."""
        finished = 0
        for comer in self._coming[week]:
            quiz = next((one for one in self._check_ups if one.form == comer.before["order"][-1]), None)
            if quiz:
                yield self._sheet(comer.screen, quiz, self.answering.truth.lasting, quiz.short, comer.before)
        while finished < self.plan.at_home[week]:
            screen = self._screen(NOBODY)
            sheet = self._sheet(screen, *self._chosen())
            finished += sheet.finished
            yield from self._with_practice(screen, sheet)

    def numbers(self, sheets: Iterable[Sheet], *, at_home: bool) -> Counter[Number]:
        """Return how many people came through each channel, and how many told each age."""
        random, found = self.answering.random, Counter[Number]()
        for sheet in sheets:
            if at_home and self.channels and random.random() < VISITS:
                weights = [1 / number for number in range(1, len(self.channels) + 1)]
                found["visits", random.choices(self.channels, weights)[0]] += 1
            if sheet.finished and sheet.attempt.quiz.kind == "quiz" and random.random() < TELL:
                found["age", random.choices(list(AGES), list(AGES.values()))[0]] += 1
        return found

    @property
    def _check_ups(self) -> list[Quiz]:
        found = [quiz for quiz in self.answering.library.quizzes.values() if quiz.form]
        return sorted(found, key=lambda quiz: quiz.form or "")

    def _screens(self, meeting: Meeting) -> Iterator[tuple[Screen, Before | None]]:
        """Yield the screens of a workshop: first the people who come back, then others."""
        random, truth = self.answering.random, self.answering.truth
        left = meeting.people
        for comer in self._took.get(-1 if meeting.again is None else meeting.again, ()):
            if comer.screen.people <= left:
                left -= comer.screen.people
                yield comer.screen._replace(allows=True), comer.before
        group = drawn(random, NOBODY, truth.between_workshops)
        while left:
            screen = self._screen(group, left)
            left -= screen.people
            yield screen, None

    def _screen(self, group: Mind, most: int = 3) -> Screen:
        random, truth = self.answering.random, self.answering.truth
        people = min(random.choices((1, 2, 3), AT_ONE_SCREEN)[0], most)
        return Screen(drawn(random, truth.people.with_(group), truth.between_people), people, random.random() < ALLOW)

    def _singles(self, screen: Screen, quizzes: Sequence[str], before: Before | None) -> Iterator[Sheet]:
        truth, learned = self.answering.truth, 0.0
        for name in quizzes:
            quiz = self.answering.library.quizzes[name]
            only = quiz.short if quiz.form else None
            back = truth.lasting if before else learned
            sheet = self.answering.sheet(screen, quiz, back, truth.stops, only=only, before=before)
            yield from self._with_practice(screen, sheet)
            if not sheet.finished:
                return
            learned = 1.0

    def _chosen(self) -> tuple[Quiz, float, tuple[str, ...] | None]:
        """Return a random quiz for a person at home, the share learned before, and the questions of a short form.

        The first quizzes on the page are the most likely.
        """
        random, library = self.answering.random, self.answering.library
        if self._check_ups and random.random() < CHECK_UP:
            quiz = random.choice(self._check_ups)
            return quiz, 0.0, quiz.short if random.random() < SHORT else None
        grouped = [name for group in library.groups for name in group.quizzes]
        names = [name for name in dict.fromkeys([*grouped, *library.quizzes]) if name in library.quizzes]
        quizzes = [library.quizzes[name] for name in names]
        offered = [quiz for quiz in quizzes if quiz.kind == "quiz" and not quiz.discreet]
        return random.choices(offered, [1 / number for number in range(1, len(offered) + 1)])[0], 0.0, None

    def _sheet(
        self, screen: Screen, quiz: Quiz, learned: float, only: tuple[str, ...] | None, before: Before | None = None
    ) -> Sheet:
        stops = self.answering.truth.stops_at_home
        return self.answering.sheet(screen, quiz, learned, stops, only=only, before=before)

    def _with_practice(self, screen: Screen, sheet: Sheet) -> Iterator[Sheet]:
        """Yield a sheet, and sometimes practice after it, which is not counted."""
        yield sheet
        wrong = sheet.attempt.result.not_right if sheet.finished else ()
        if sheet.counted and sheet.attempt.quiz.kind == "quiz" and wrong and self.answering.random.random() < PRACTISE:
            yield self.answering.sheet(screen, sheet.attempt.quiz, 1.0, 0, only=wrong, counted=False)

    def _keep_codes(self, meeting: Meeting, comers: Iterable[Comer]) -> None:
        """Let some people come back at home with their code, a month later or more."""
        random, week = self.answering.random, (meeting.day - self.plan.mondays[0]).days // 7
        for comer in comers:
            when = week + LATER + random.randrange(3)
            if comer.screen.people == 1 and when < len(self.plan.mondays) and random.random() < KEEP_CODE:
                self._coming[when].append(comer._replace(screen=comer.screen._replace(allows=True)))

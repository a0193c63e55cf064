"""Device: what one browser remembers.

The cookie keeps each dataclass of this file, and each `RememberedResult`, as the list of its fields in their order. So
a new field comes last and has a default. Any other change of the fields needs a new version of the cookie.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from webapp.web.devices.remembered_result import RememberedResult


@dataclass(frozen=True)
class Way:
    """How far a participant is in a programme: the order of the check-up forms, and the number of steps done.

    The order is drawn when the programme begins. `attempt` is the id of the attempt at the next step, once that has
    begun.
    """

    order: str
    done: int = 0
    attempt: str = ""


@dataclass(frozen=True)
class Draft:
    """A response that is not complete or not sent yet, such as a conversation that goes on, or things half sorted.

    `place` says which form it belongs to: the ids of the attempt and the question, or the name of a page. `sure` holds
    how sure the person is (1 to 3), if that has been chosen.
    """

    place: tuple[str, ...]
    response: tuple[str, ...]
    sure: tuple[int, ...] = ()


@dataclass(frozen=True)
class Begun:
    """An attempt that is stored once the browser has sent its cookie back.

    `attempt` is its id, `day` the day on which it began, and `only` the questions that are asked; None for all.
    """

    attempt: str
    day: str
    only: tuple[str, ...] | None


@dataclass(frozen=True)
class Device:
    """What one browser remembers. In every mapping the oldest entry comes first.

    `attempts` and `practice` map the id of a quiz to the id of an attempt; `results` maps it to a result; `programmes`
    maps the id of a programme to how far the participant is. `size` is a text size (0, 1 or 2). `remember` and
    `statistics` are the two choices about remembering. `workshop` is the id of the workshop that was joined, and
    `people` is how many sit at the screen there: 0 until they have told it. `draft` is a response that is not complete.
    `refresher` is (quiz whose messages come again, quiz that was done before). `before` is the reminder code that was
    typed for the next check-up. `via` is the channel, once it has been counted. `age_told` is true once the question
    about age was answered or skipped. `turn` is random text that stays as long as the same person sits at the browser:
    the ids of the attempts that count are made of it. `begun` is an attempt that may not have been stored yet.
    `first` is the reminder code of the first check-up that was finished, or was typed. `three` are the ids of quizzes
    whose attempt began with three messages alone. `apart` is true once this person goes on alone in a workshop that is
    taken together, and `uncounted` if the person takes part in a workshop without being counted.
    """

    attempts: Mapping[str, str] = field(default_factory=dict)
    practice: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, RememberedResult] = field(default_factory=dict)
    size: int = 0
    remember: bool = False
    statistics: bool = False
    workshop: str | None = None
    people: int = 0
    programmes: Mapping[str, Way] = field(default_factory=dict)
    draft: Draft | None = None
    refresher: tuple[str, str] | None = None
    before: str = ""
    via: str = ""
    age_told: bool = False
    turn: str = ""
    begun: Begun | None = None
    first: str = ""
    three: tuple[str, ...] = ()
    apart: bool = False
    uncounted: bool = False

    def in_turn(self) -> Self:
        """Return the device with a turn: the one that it has, else a new one."""
        return self if self.turn else replace(self, turn=_new_turn())

    @property
    def is_new(self) -> bool:
        """Whether the browser remembers nothing that a page shows, but its text size."""
        return self == type(self)(size=self.size, via=self.via)

    def with_attempt(self, quiz: str, attempt: str, *, three: bool = False) -> Self:
        """Return the device with the attempt under way in a quiz, as its youngest entry; `three` if it begins so.

        An attempt that begins once more under its id has no draft any more.
        """
        results = _latest(self.results, quiz, self.results[quiz]) if quiz in self.results else self.results
        draft = None if self.draft and self.draft.place[0] == attempt else self.draft
        begun = (*(name for name in self.three if name != quiz), *((quiz,) if three else ()))
        attempts = _latest(self.attempts, quiz, attempt)
        return replace(self, attempts=attempts, results=results, draft=draft, three=begun)

    def with_practice(self, quiz: str, attempt: str) -> Self:
        """Return the device with the practice under way in a quiz, and without a refresher."""
        return replace(self, practice=_latest(self.practice, quiz, attempt), refresher=None)

    def with_begun(self, begun: Begun | None) -> Self:
        """Return the device with an attempt that is to be stored, or with none."""
        return replace(self, begun=begun)

    def with_result(self, quiz: str, reached: RememberedResult) -> Self:
        """Return the device with the result of a quiz so far."""
        return replace(self, results=_latest(self.results, quiz, reached))

    def with_way(self, programme: str, way: Way) -> Self:
        """Return the device with how far the participant is in a programme, as its youngest entry."""
        return replace(self, programmes=_latest(self.programmes, programme, way))

    def without_way(self, programme: str) -> Self:
        """Return the device without a programme that the participant has left."""
        return replace(self, programmes=_without(self.programmes, programme))

    def with_draft(self, draft: Draft | None) -> Self:
        """Return the device with a response that is not complete yet, or with none."""
        return replace(self, draft=draft)

    def with_refresher(self, quiz: str, done: str, count: int) -> Self:
        """Return the device with a refresher under way: messages of `quiz`, as refresher number `count` of `done`."""
        results = {**self.results, done: replace(self.results[done], refreshed=count)}
        return replace(self, results=results, refresher=(quiz, done))

    def with_before(self, code: str) -> Self:
        """Return the device with the reminder code for the next check-up, or with none."""
        return replace(self, before=code)

    def with_first(self, code: str) -> Self:
        """Return the device with the reminder code of the first check-up."""
        return replace(self, first=code)

    def joining(self, workshop: str, quizzes: Collection[str]) -> Self:
        """Return the device after it has joined a workshop: empty, since several people may use it in turn.

        A device that remembers belongs to one person. It keeps everything but what was under way in these quizzes.
        """
        if not self.remember:
            return type(self)(size=self.size, workshop=workshop, via=self.via, turn=_new_turn())
        attempts = {quiz: attempt for quiz, attempt in self.attempts.items() if quiz not in quizzes}
        practice = {quiz: attempt for quiz, attempt in self.practice.items() if quiz not in quizzes}
        device = replace(self, workshop=workshop, people=0, attempts=attempts, practice=practice, draft=None)
        return replace(device, apart=False, uncounted=False)

    def handed_over(self, workshop: str, quizzes: Collection[str]) -> Self:
        """Return the device as the next person at it finds it, in the same workshop."""
        return replace(self.joining(workshop, quizzes), turn=_new_turn())

    def with_people(self, people: int, *, counted: bool = True) -> Self:
        """Return the device with how many sit at its screen: 1, 2, or 3 for three and more; and if they are counted."""
        return replace(self, people=people, uncounted=not counted)

    def with_apart(self, *, apart: bool) -> Self:
        """Return the device of somebody who goes on alone in a workshop that is taken together, or comes back."""
        return replace(self, apart=apart)

    def with_via(self, channel: str) -> Self:
        """Return the device with the channel that has been counted for it."""
        return replace(self, via=channel)

    def with_age_told(self) -> Self:
        """Return the device with the question about age answered or skipped."""
        return replace(self, age_told=True)

    def with_size(self, size: int) -> Self:
        """Return the device with a text size: 0 (normal), 1 or 2."""
        return replace(self, size=size)

    def keeping(self, *, remember: bool, statistics: bool) -> Self:
        """Return the device with both choices about remembering."""
        return replace(self, remember=remember, statistics=statistics)

    def without_answers(self) -> Self:
        """Return the device without anything that came from answers."""
        return replace(
            self,
            attempts={},
            practice={},
            results={},
            programmes={},
            draft=None,
            refresher=None,
            before="",
            begun=None,
            first="",
            three=(),
        )

    def shorter(self) -> Self:
        """Return the device without its oldest detail: first practice, then quiz by quiz, then the rest.

        The youngest attempt and the youngest practice always stay: the participant may be in the middle of them.
        """
        if len(self.practice) > 1:
            return replace(self, practice=_without(self.practice, next(iter(self.practice))))
        if len(self.results) > 1 or (len(self.attempts) > 1 and not self.results):
            quiz = next(iter(self.results or self.attempts))
            three = tuple(name for name in self.three if name != quiz)
            return replace(
                self, results=_without(self.results, quiz), attempts=_without(self.attempts, quiz), three=three
            )
        if self.results:
            return replace(self, results={}, refresher=None)
        if len(self.programmes) > 1:
            return replace(self, programmes=_without(self.programmes, next(iter(self.programmes))))
        return replace(self, draft=None, workshop=None)


def _new_turn() -> str:
    return secrets.token_urlsafe(16)


def _latest(entries: Mapping[str, Any], name: str, value: object) -> dict[str, Any]:
    return {**_without(entries, name), name: value}


def _without(entries: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {each: value for each, value in entries.items() if each != name}

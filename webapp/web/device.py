"""Device: what one browser remembers.

The cookie keeps each dataclass of this file as the list of its fields, in the order of this file. So a new field comes
last and has a default. Any other change of the fields needs a new version of the cookie.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from quizlib import Result, Share, VerdictCounts


@dataclass(frozen=True)
class RememberedResult:
    """The coarse result of one quiz so far, in one month ("2026-11").

    `ratings` maps the id of a question to the step that was chosen. `earlier` is the reminder code of the check-up
    before this one, or empty. `refreshed` is how many of the two refreshers were taken.
    """

    month: str
    scams: VerdictCounts
    genuine: VerdictCounts
    safe: Share
    ratings: Mapping[str, int]
    done: bool
    earlier: str = ""
    refreshed: int = 0

    @classmethod
    def of(cls, result: Result, ratings: Mapping[str, int], *, month: str, done: bool, earlier: str = "") -> Self:
        """Return the part of a result that a browser may remember."""
        return cls(month, result.scams, result.genuine, result.safe_choices, ratings, done, earlier)

    def same_as(self, other: RememberedResult) -> bool:
        """Return whether both have the same counts and ratings; month, earlier code and refreshers do not matter."""
        return replace(self, month="", earlier="", refreshed=0) == replace(other, month="", earlier="", refreshed=0)

    @property
    def result(self) -> Result:
        """The result, without the questions that were not right: a browser does not remember them."""
        return Result(self.scams, self.genuine, self.safe, ())


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
    """A response that is not complete yet, such as a conversation that goes on, or things that are half sorted.

    `place` says which form it belongs to: the ids of the attempt and the question, or the name of a page.
    """

    place: tuple[str, ...]
    response: tuple[str, ...]


@dataclass(frozen=True)
class Device:
    """What one browser remembers. In every mapping the oldest entry comes first.

    `attempts` and `practice` map the id of a quiz to the id of an attempt; `results` maps it to a result; `programmes`
    maps the id of a programme to how far the participant is. `size` is a text size (0, 1 or 2). `remember` and
    `statistics` are the two choices about remembering. `workshop` is the id of the workshop that was joined, and
    `people` is how many sit at the screen there: 0 until they have told it. `draft` is a response that is not complete.
    `refresher` is (quiz whose messages come again, quiz that was done before). `before` is the reminder code that was
    typed for the next check-up. `via` is the channel, once it has been counted. `age_told` is true once the question
    about age was answered or skipped.
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

    def with_attempt(self, quiz: str, attempt: str) -> Self:
        """Return the device with the attempt under way in a quiz, as its youngest entry."""
        results = _latest(self.results, quiz, self.results[quiz]) if quiz in self.results else self.results
        return replace(self, attempts=_latest(self.attempts, quiz, attempt), results=results)

    def with_practice(self, quiz: str, attempt: str) -> Self:
        """Return the device with the practice under way in a quiz, and without a refresher."""
        return replace(self, practice=_latest(self.practice, quiz, attempt), refresher=None)

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

    def joining(self, workshop: str, quizzes: Collection[str]) -> Self:
        """Return the device after it has joined a workshop: empty, since several people may use it in turn.

        A device that remembers belongs to one person. It keeps everything but what was under way in these quizzes.
        """
        if not self.remember:
            return type(self)(size=self.size, workshop=workshop, via=self.via)
        attempts = {quiz: attempt for quiz, attempt in self.attempts.items() if quiz not in quizzes}
        practice = {quiz: attempt for quiz, attempt in self.practice.items() if quiz not in quizzes}
        return replace(self, workshop=workshop, people=0, attempts=attempts, practice=practice, draft=None)

    def with_people(self, people: int) -> Self:
        """Return the device with how many people sit at its screen: 1, 2, or 3 for three and more."""
        return replace(self, people=people)

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
        none: dict[str, Any] = {}
        return replace(
            self, attempts=none, practice=none, results=none, programmes=none, draft=None, refresher=None, before=""
        )

    def shorter(self) -> Self:
        """Return the device without its oldest detail: first practice, then quiz by quiz, then the rest.

        The youngest attempt and the youngest practice always stay: the participant may be in the middle of them.
        """
        if len(self.practice) > 1:
            return replace(self, practice=_without(self.practice, next(iter(self.practice))))
        if len(self.results) > 1 or (len(self.attempts) > 1 and not self.results):
            quiz = next(iter(self.results or self.attempts))
            return replace(self, results=_without(self.results, quiz), attempts=_without(self.attempts, quiz))
        if self.results:
            return replace(self, results={}, refresher=None)
        if len(self.programmes) > 1:
            return replace(self, programmes=_without(self.programmes, next(iter(self.programmes))))
        return replace(self, draft=None, workshop=None)


def _latest(entries: Mapping[str, Any], name: str, value: object) -> dict[str, Any]:
    return {**_without(entries, name), name: value}


def _without(entries: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {each: value for each, value in entries.items() if each != name}

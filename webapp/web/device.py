"""Device: what this browser remembers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from quizlib import Result, Share, VerdictCounts


@dataclass(frozen=True)
class RememberedResult:
    """The coarse result of one quiz so far, in one month ("2026-11").

    `ratings` is question id → step; `earlier` the reminder code of the check-up before this one, or nothing;
    `refreshed` how many of the two refreshers were taken.
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
        """Return what may be remembered of a result."""
        return cls(month, result.scams, result.genuine, result.safe_choices, ratings, done, earlier)

    def same_as(self, other: RememberedResult) -> bool:
        """Say whether both are the same result, whatever belongs to it beside."""
        return replace(self, month="", earlier="", refreshed=0) == replace(other, month="", earlier="", refreshed=0)

    @property
    def result(self) -> Result:
        """The result again, without the questions to look at again: they are not remembered."""
        return Result(self.scams, self.genuine, self.safe, ())


@dataclass(frozen=True)
class Way:
    """How far one is in a programme: the order of the forms, drawn when it began, and the number of steps done.

    `attempt` is the one at the step that comes next, once it has begun.
    """

    order: str
    done: int = 0
    attempt: str = ""


@dataclass(frozen=True)
class Draft:
    """A response that is not whole yet: the path of a conversation, things not all of which are sorted.

    `place` is the id of the attempt and of the question, or the name of a page that has a form of its own.
    """

    place: tuple[str, ...]
    response: tuple[str, ...]


@dataclass(frozen=True)
class Device:
    """What one browser remembers: quiz → attempt id, quiz → result, programme → way, and choices, oldest first.

    `refresher` is (quiz whose messages are looked at again, quiz that was done); `before` the reminder code that was
    typed, for the check-up that comes next. `workshop` is the id of the one it has joined, and `people` how many then
    sit at the screen, 0 until they have said so. `via` is the channel it came through, once that has been counted;
    `age_told` says that the question about age has been answered, or left.
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
        """Return it with the attempt under way in a quiz, which now is the youngest."""
        results = _latest(self.results, quiz, self.results[quiz]) if quiz in self.results else self.results
        return replace(self, attempts=_latest(self.attempts, quiz, attempt), results=results)

    def with_practice(self, quiz: str, attempt: str) -> Self:
        """Return it with the practice under way in a quiz."""
        return replace(self, practice=_latest(self.practice, quiz, attempt), refresher=None)

    def with_result(self, quiz: str, reached: RememberedResult) -> Self:
        """Return it with the result of a quiz so far."""
        return replace(self, results=_latest(self.results, quiz, reached))

    def with_way(self, programme: str, way: Way) -> Self:
        """Return it with how far one is in a programme, which now is the youngest."""
        return replace(self, programmes=_latest(self.programmes, programme, way))

    def without_way(self, programme: str) -> Self:
        """Return it as it is when a programme has been left."""
        return replace(self, programmes=_without(self.programmes, programme))

    def with_draft(self, draft: Draft | None) -> Self:
        """Return it with a response that is not whole yet, or with none."""
        return replace(self, draft=draft)

    def with_refresher(self, quiz: str, done: str, count: int) -> Self:
        """Return it with a refresher under way: messages of `quiz`, because of `done`, whose `count`th it is."""
        results = {**self.results, done: replace(self.results[done], refreshed=count)}
        return replace(self, results=results, refresher=(quiz, done))

    def with_before(self, code: str) -> Self:
        """Return it with the reminder code for the next check-up, or with none."""
        return replace(self, before=code)

    def joining(self, workshop: str, quizzes: Collection[str]) -> Self:
        """Return it as it enters a workshop: as new, for it may be handed from person to person.

        One's own, which remembers, keeps all but what was under way in the quizzes of the workshop.
        """
        if not self.remember:
            return type(self)(size=self.size, workshop=workshop, via=self.via)
        attempts = {quiz: attempt for quiz, attempt in self.attempts.items() if quiz not in quizzes}
        practice = {quiz: attempt for quiz, attempt in self.practice.items() if quiz not in quizzes}
        return replace(self, workshop=workshop, people=0, attempts=attempts, practice=practice, draft=None)

    def with_people(self, people: int) -> Self:
        """Return it with how many sit at the screen: 1, 2, or 3 for three and more."""
        return replace(self, people=people)

    def with_via(self, channel: str) -> Self:
        """Return it with the channel it came through, which has been counted."""
        return replace(self, via=channel)

    def with_age_told(self) -> Self:
        """Return it with the question about age out of the way."""
        return replace(self, age_told=True)

    def with_size(self, size: int) -> Self:
        """Return it with a text size: 0 (normal), 1 or 2."""
        return replace(self, size=size)

    def keeping(self, *, remember: bool, statistics: bool) -> Self:
        """Return it with both choices about remembering."""
        return replace(self, remember=remember, statistics=statistics)

    def without_answers(self) -> Self:
        """Return it without everything that came from answers."""
        none: dict[str, Any] = {}
        return replace(
            self, attempts=none, practice=none, results=none, programmes=none, draft=None, refresher=None, before=""
        )

    def shorter(self) -> Self:
        """Return it without its oldest detail: practice goes first, then quiz by quiz, at last the rest.

        The youngest attempt and the youngest practice always stay: one is in the middle of them.
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

"""Hour: the questions that a workshop takes together, the steps of each, and which moment follows which."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import accumulate

from quizlib import Explanation, InvalidResponse, Question, Quiz
from webapp.storage.workshops.together import Response, RoomMoment, Step
from webapp.storage.workshops.workshop import Workshop
from webapp.together.fitting import pictures
from webapp.web.offered_quizzes import OfferedQuizzes

END = RoomMoment("", "", "end")


@dataclass(frozen=True)
class Stop:
    """One question of the hour; `n` is its number as people read it, without worked examples: 0 for one of those."""

    quiz: Quiz
    question: Question
    n: int
    of: int
    by_hands: bool = False

    @property
    def steps(self) -> Iterator[tuple[Step, int]]:
        """The steps in order, each with the number of signs that are shown then, or of the pictures shown before.

        People keep a rating to themselves. In a conversation the room chooses together.
        """
        if self.about_oneself:
            yield "answer", 0
            return
        for step in self._asking:
            yield from ((step, before) for before in range(pictures(self.question) if step == "answer" else 1))
        yield from (("signs", shown) for shown in range(1, self.signs + 1))
        yield "check", 0

    @property
    def about_oneself(self) -> bool:
        """Whether it asks for something that nobody else knows."""
        return self.question.asks != "none" and self.question.key is None

    @property
    def _asking(self) -> tuple[Step, ...]:
        if self.question.asks == "none":
            return ()
        if self.question.asks == "path":
            return ("room",)
        return ("hands",) if self.by_hands else ("answer", "talk", "answers")

    @property
    def signs(self) -> int:
        """How many signs its message has."""
        return len(self.question.message.signs) if self.question.message else 0

    def at(self, step: Step, shown: int = 0) -> RoomMoment:
        """Return the moment of a step."""
        return RoomMoment(self.quiz.id, self.question.id, step, shown)

    def chooses(self, moment: RoomMoment) -> bool:
        """Return whether the room has something to choose in a conversation at a moment."""
        return moment.step == "room" and self.question.goes_on(moment.path)

    def told(self, moment: RoomMoment) -> Response:
        """Return the response that is explained to a room: how its conversation ended, else what is right."""
        path = moment.path if moment.path and not self.question.goes_on(moment.path) else None
        return path or self.question.key or ()

    def explain(self, moment: RoomMoment, language: str, response: Response | None = None) -> Explanation:
        """Return the explanation of a response that is heard at a moment, by default of the one that the room is told.

        It has the signs that are shown by then: one more at each step of the signs, and all when people see how to
        check.
        """
        told = self.question.explain(self.question.mark(response or self.told(moment)), language)
        shown = {"signs": moment.shown, "check": self.signs}.get(moment.step, 0)
        return replace(told, signs=told.signs[:shown])


@dataclass(frozen=True)
class Hour:
    """What a workshop takes together: its quizzes, but no check-ups and no ratings, which each takes alone.

    Where hands are raised, nobody is asked about themselves.
    """

    stops: tuple[Stop, ...]

    @classmethod
    def of(cls, offered: OfferedQuizzes, workshop: Workshop) -> Hour:
        """Return the hour of a workshop; without a question, if nothing of its plan can be taken."""
        found = (offered.quiz(name) for name in _planned(offered, workshop))
        quizzes = [quiz for quiz in found if quiz and quiz.kind == "quiz" and not quiz.discreet]
        by_hands = workshop.way == "hands"
        stops = (stop for quiz in quizzes for stop in stops_of(quiz, by_hands=by_hands))
        return cls(tuple(stop for stop in stops if not (by_hands and stop.about_oneself)))

    def stop(self, moment: RoomMoment | None) -> Stop | None:
        """Return the question of a moment; None before the first, at the end, and where it is not offered any more."""
        wanted = moment and (moment.quiz, moment.question)
        return next((stop for stop in self.stops if (stop.quiz.id, stop.question.id) == wanted), None)

    def after(self, moment: RoomMoment | None) -> RoomMoment:
        """Return the moment that the leader's button leads to."""
        if moment is None:
            return self._first_of(0)
        here = self.stop(moment)
        if here is None:
            return END
        steps = list(here.steps)
        following = steps.index((moment.step, moment.shown)) + 1 if (moment.step, moment.shown) in steps else len(steps)
        if following < len(steps):
            return replace(here.at(*steps[following]), path=moment.path)
        return self.past(moment)

    def leads_to(self, moment: RoomMoment | None) -> str:
        """Return the step after a moment, or `question` where that is the first of another question."""
        following = self.after(moment)
        same = moment is not None and (moment.quiz, moment.question) == (following.quiz, following.question)
        return following.step if same or following.step == "end" else "question"

    def before(self, moment: RoomMoment) -> RoomMoment:
        """Return the moment before another one; of the first it is the first itself."""
        moments = [stop.at(*step) for stop in self.stops for step in stop.steps]
        here = (moment.quiz, moment.question, moment.step, moment.shown)
        places = [n for n, one in enumerate(moments) if (one.quiz, one.question, one.step, one.shown) == here]
        place = places[0] if places else len(moments) if moment.step == "end" else 0
        return moments[max(place - 1, 0)] if moments else END

    def past(self, moment: RoomMoment) -> RoomMoment:
        """Return the first moment of the question after that of another moment."""
        here = self.stop(moment)
        return self._first_of(self.stops.index(here) + 1) if here else END

    def _first_of(self, number: int) -> RoomMoment:
        """Return the first moment of a question, numbered from 0; past the last, the end."""
        return self.stops[number].at(*next(self.stops[number].steps)) if number < len(self.stops) else END


def said_next(stop: Stop, moment: RoomMoment, choice: str) -> RoomMoment | None:
    """Return the moment after the room has chosen the next line; None if that was not offered there."""
    path = (*moment.path, choice)
    with suppress(InvalidResponse):
        if moment.step == "room" and (stop.question.goes_on(path) or stop.question.mark(path)):
            return replace(moment, path=path)
    return None


def _planned(offered: OfferedQuizzes, workshop: Workshop) -> tuple[str, ...]:
    """Return the ids of the quizzes of a workshop, in the order of its programme or of its plan."""
    programme = offered.library.programmes.get(workshop.programme or "")
    if programme is None:
        return workshop.quizzes
    ends = [0, *accumulate(programme.meetings or (len(programme.steps),))]
    meeting = min(workshop.meeting, len(ends) - 1)
    return tuple(step.quiz for step in programme.steps[ends[meeting - 1] : ends[meeting]] if step.quiz)


def stops_of(quiz: Quiz, *, by_hands: bool = False) -> Iterator[Stop]:
    """Yield the questions of a quiz in order, worked examples too."""
    n, of = 0, len(quiz.questions) - quiz.examples
    for question in quiz.questions:
        n += question.asks != "none"
        yield Stop(quiz, question, 0 if question.asks == "none" else n, of, by_hands)

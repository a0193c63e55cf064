"""Programme: quizzes, check-ups and ratings in a fixed order, taken as one course."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, pairwise, zip_longest
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from quizlib.content.quiz import Quiz
from quizlib.problems import Finding, refuse
from quizlib.questions import Question
from quizlib.say import say
from quizlib.texts.known import QuizId
from quizlib.texts.text import Content, Id, Text

Find = Callable[[str], Quiz | None]
"""How a quiz is found by its id; None if it is not offered."""


class ProgrammeStep(Content):
    """One step: a quiz, the next form of the check-up, or four messages once more, which are not counted.

    Those are messages of the quiz that `refresh` names, or mixed from as many quizzes as `refresher` says, the last
    ones before this step.
    """

    model_config = ConfigDict(populate_by_name=True)

    quiz: QuizId | None = None
    """The quiz with this id."""
    check_up: Annotated[Literal["short", "long"] | None, Field(alias="check-up")] = None
    """`short` or `long`: the next form of the check-up, in one of the orders ABC, BCA, CAB."""
    refresh: QuizId | None = None
    """Four messages of this quiz once more; they are not counted."""
    refresher: Annotated[int, Field(ge=2, le=9)] | None = None
    """Four messages mixed from the last quizzes before this step, as many as it says; they are not counted."""

    @model_validator(mode="after")
    def _one_thing(self) -> ProgrammeStep:
        if sum(thing is not None for thing in (self.quiz, self.check_up, self.refresh, self.refresher)) != 1:
            hint = say("write quiz:, check-up:, refresh: or refresher:, one of them")
            refuse([Finding((), say("is not one thing to take"), hint)])
        return self

    @property
    def counted(self) -> bool:
        """Whether its answers are counted: those to messages that come once more are not."""
        return self.refresh is None and self.refresher is None


class PlanMoment(Content):
    """What is done from one minute of a meeting on, for the person who leads it."""

    minute: Annotated[int, Field(ge=0, le=240)]
    """From which minute of the meeting on."""
    title: Text
    """What is done."""
    say: Text | None = None
    """Words to read aloud or to ask, a line for each."""
    story: QuizId | None = None
    """The id of the quiz whose story is told then."""
    meeting: Annotated[int, Field(ge=1)] = 1
    """The meeting, unless it is the first."""


class Programme(Content):
    """A course; `meetings` is empty if there are no meetings."""

    model_config = ConfigDict(populate_by_name=True)

    id: Id
    title: Text
    """Its name."""
    short_title: Text | None = None
    """What stands with the number of the step on every page."""
    summary: Text
    """One line about it."""
    steps: Annotated[tuple[ProgrammeStep, ...], Field(min_length=1, max_length=60)]
    """What is taken, in order."""
    meetings: tuple[Annotated[int, Field(ge=1)], ...] = ()
    """The number of steps in each meeting."""
    at_home: Annotated[bool, Field(alias="at-home")] = False
    """`true` for one person's own pace: it is no plan of a workshop."""
    plan: Annotated[tuple[PlanMoment, ...], Field(max_length=120)] = ()
    """What the person who leads it does, and when."""

    @model_validator(mode="after")
    def _meetings_fit(self) -> Programme:
        if self.meetings and sum(self.meetings) != len(self.steps):
            found = say(
                "has {number} steps in its meetings, but {steps} steps",
                number=sum(self.meetings),
                steps=len(self.steps),
            )
            refuse([Finding(("meetings",), found, say("write how many steps each meeting has"))])
        return self

    @model_validator(mode="after")
    def _plan_is_in_order(self) -> Programme:
        held = max(len(self.meetings), 1)
        first = Finding(
            ("plan", 0), say("does not begin with the first meeting"), say("write minute: 0, without meeting:")
        )
        wrong = [first] if self.plan and (self.plan[0].meeting, self.plan[0].minute) != (1, 0) else []
        for index, (one, other) in enumerate(pairwise(self.plan), start=1):
            if other.meeting > held:
                found = say(
                    "is in meeting {meeting}, but the number of meetings is {held}", meeting=other.meeting, held=held
                )
                wrong.append(
                    Finding(("plan", index, "meeting"), found, say("write meetings: too, or a smaller number"))
                )
            elif other.meeting < one.meeting or (other.meeting == one.meeting and other.minute <= one.minute):
                found = say("does not come later than the one before it")
                wrong.append(Finding(("plan", index, "minute"), found, say("put them in the order in which they come")))
            elif other.meeting > one.meeting and other.minute:
                found = say("is the first of meeting {meeting}", meeting=other.meeting)
                wrong.append(Finding(("plan", index, "minute"), found, say("begin each meeting with minute: 0")))
        if wrong:
            refuse(wrong)
        return self

    def moments(self, meeting: int) -> tuple[PlanMoment, ...]:
        """Return what the leader of a meeting does, in order; meetings count from 1."""
        return tuple(moment for moment in self.plan if moment.meeting == meeting)

    @property
    def check_ups(self) -> int:
        """The number of its check-ups."""
        return self.form(len(self.steps))

    @property
    def practice(self) -> bool:
        """Whether two check-ups follow each other, with no quiz between: it shows what practice alone does."""
        return any(one.check_up and other.check_up for one, other in pairwise(self.steps))

    def form(self, step: int) -> int:
        """Return the number of check-ups before a step: the index of its form among the drawn forms."""
        return sum(one.check_up is not None for one in self.steps[:step])

    def before(self, step: int, find: Find) -> list[Quiz]:
        """Return the quizzes before a step, numbered from 0, each once, the latest first, but no discreet ones."""
        names = dict.fromkeys(one.quiz for one in reversed(self.steps[:step]) if one.quiz is not None)
        found = [quiz for name in names if (quiz := find(name)) is not None]
        return [quiz for quiz in found if quiz.kind == "quiz" and not quiz.discreet]

    def refresher(self, step: int, find: Find) -> Quiz | None:
        """Return the messages of a step with `refresher`, numbered from 0, as a quiz; None if there are not four.

        The sides and the quizzes alternate as far as possible, and the order shows neither.
        """
        quizzes = self.before(step, find)[: self.steps[step].refresher or 0]
        verdicts = [[question for question in quiz.questions if question.judges] for quiz in quizzes]
        harmful = [[question for question in some if question.harmful] for some in verdicts]
        harmless = [[question for question in some if not question.harmful] for some in reversed(verdicts)]
        once = {question.id: question for question in chain(_in_turn(harmful), _in_turn(harmless))}
        mixed = self._asking(step, tuple(once.values()))
        chosen = [once[name] for name in mixed.refresher]
        return self._asking(step, tuple(sorted(chosen, key=lambda question: question.version))) if chosen else None

    def refreshers(self, find: Find) -> Iterator[Quiz]:
        """Yield the messages of every step with `refresher`."""
        found = (self.refresher(step, find) for step, one in enumerate(self.steps) if one.refresher is not None)
        return (quiz for quiz in found if quiz is not None)

    def _asking(self, step: int, questions: tuple[Question, ...]) -> Quiz:
        """Return a quiz in the name of the programme; its parts have been validated where they were read."""
        name = f"refresher-{self.id}-{step + 1}"
        return Quiz.model_construct(id=name, title=self.title, summary=self.summary, minutes=1, questions=questions)


def _in_turn(groups: list[list[Question]]) -> Iterator[Question]:
    """Yield the first of each group, then the second of each, and so on."""
    return (question for turn in zip_longest(*groups) for question in turn if question is not None)

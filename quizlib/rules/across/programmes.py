"""Programmes: the quizzes of their steps and of their plans exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.problems import Finding, did_you_mean
from quizlib.say import say


def steps_are_there(
    programme: Programme, quizzes: Mapping[str, Quiz], forms: int, broken: Collection[str] = ()
) -> Iterator[Finding]:
    """Find steps that name an unknown or a discreet quiz, too many check-ups, and refreshers with too little before.

    A programme that shows what practice alone does has a quiz after its check-ups: its people come to learn, too. More
    check-ups than there are `forms` are too many. Steps that name a quiz in `broken` are not reported, because its file
    has problems of its own.
    """
    check_ups = 0
    for index, step in enumerate(programme.steps):
        name = step.quiz or step.refresh
        if step.refresher:
            yield from _looks_back(programme, index, quizzes, broken)
        elif name is None:
            check_ups += 1
            if check_ups > forms:
                found = say(
                    "is check-up number {check_ups}, but the number of forms here is {forms}",
                    check_ups=check_ups,
                    forms=forms,
                )
                hint = say("nobody takes the same form twice: write one more form, or remove the step")
                yield Finding(("steps", index), found, hint)
        elif name in broken:
            continue
        elif name not in quizzes:
            field = "quiz" if step.quiz else "refresh"
            yield Finding(
                ("steps", index, field), say("there is no quiz ‹{name}›", name=name), did_you_mean(name, quizzes)
            )
        elif quizzes[name].discreet:
            hint = say("it is taken alone: others would see that it comes next")
            yield Finding(
                ("steps", index, "quiz" if step.quiz else "refresh"), say("‹{name}› is discreet", name=name), hint
            )
        elif step.quiz and quizzes[name].kind == "check-up":
            yield Finding(
                ("steps", index, "quiz"), say("‹{name}› is a check-up", name=name), say("write check-up: short")
            )
        elif step.refresh and not quizzes[name].refresher:
            found = say("‹{name}› has not four messages to judge", name=name)
            yield Finding(("steps", index, "refresh"), found, say("name another quiz"))
    yield from _teaches(programme, quizzes)
    yield from _has_stories(programme, quizzes, broken)


def _has_stories(programme: Programme, quizzes: Mapping[str, Quiz], broken: Collection[str]) -> Iterator[Finding]:
    """Find moments of the plan at which the story of a quiz is told that is unknown, or has none."""
    for index, moment in enumerate(programme.plan):
        name, field = moment.story, ("plan", index, "story")
        if name is None or name in broken:
            continue
        if name not in quizzes:
            yield Finding(field, say("there is no quiz ‹{name}›", name=name), did_you_mean(name, quizzes))
        elif quizzes[name].story is None:
            yield Finding(field, say("‹{name}› has no story", name=name), say("give it one, or name another quiz"))


def _teaches(programme: Programme, quizzes: Mapping[str, Quiz]) -> Iterator[Finding]:
    """Find a programme about practice alone without a quiz behind its check-ups."""
    last = max((index for index, step in enumerate(programme.steps) if step.check_up), default=0)
    after = [quizzes[step.quiz] for step in programme.steps[last:] if step.quiz in quizzes and step.quiz]
    if programme.practice and all(quiz.kind != "quiz" for quiz in after):
        found = say("has two check-ups with no quiz between, and none after them")
        yield Finding(("steps",), found, say("let a quiz follow, so that people learn something too"), "warning")


def _looks_back(
    programme: Programme, index: int, quizzes: Mapping[str, Quiz], broken: Collection[str]
) -> Iterator[Finding]:
    """Find a mixed refresher before which fewer quizzes come than it says, or which has not four messages."""
    wanted, before = programme.steps[index].refresher or 0, programme.before(index, quizzes.get)
    if any(step.quiz in broken for step in programme.steps[:index]):
        return
    if len(before) < wanted:
        found = say("mixes {wanted} quizzes, but the number before it is {number}", wanted=wanted, number=len(before))
        yield Finding(("steps", index, "refresher"), found, say("put it later, or write a smaller number"))
    elif programme.refresher(index, quizzes.get) is None:
        found = say("has not four messages to judge")
        yield Finding(("steps", index, "refresher"), found, say("put it later, or write a larger number"))

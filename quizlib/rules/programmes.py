"""Programmes: the quizzes of their steps exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.problems import Finding
from quizlib.reading.mistakes import did_you_mean


def steps_are_there(
    programme: Programme, quizzes: Mapping[str, Quiz], broken: Collection[str] = ()
) -> Iterator[Finding]:
    """Find steps that name an unknown quiz, more check-ups than forms, and refreshers with fewer than four messages.

    Steps that name a quiz in `broken` are not reported, because its file has problems of its own.
    """
    forms = {quiz.form for quiz in quizzes.values() if quiz.form}
    check_ups = 0
    for index, step in enumerate(programme.steps):
        name = step.quiz or step.refresh
        if name is None:
            check_ups += 1
            if check_ups > len(forms):
                found = f"is check-up number {check_ups}, but the number of forms here is {len(forms)}"
                hint = "nobody takes the same form twice: write one more form, or remove the step"
                yield Finding(("steps", index), found, hint)
        elif name in broken:
            continue
        elif name not in quizzes:
            field = "quiz" if step.quiz else "refresh"
            yield Finding(("steps", index, field), f"there is no quiz ‹{name}›", did_you_mean(name, quizzes))
        elif step.quiz and quizzes[name].kind == "check-up":
            yield Finding(("steps", index, "quiz"), f"‹{name}› is a check-up", "write check-up: short")
        elif step.refresh and not quizzes[name].refresher:
            found = f"‹{name}› has not four messages to judge"
            yield Finding(("steps", index, "refresh"), found, "name another quiz")

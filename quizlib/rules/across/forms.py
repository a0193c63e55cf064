"""Forms: check-ups A, B and C are equally hard, in the short form and as a whole, and none tells another's truths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from quizlib.content.quiz import Quiz
from quizlib.content.topic import Topic
from quizlib.problems import Finding
from quizlib.questions import Question
from quizlib.rules.across.crossing import PARTS, crossed_forms
from quizlib.say import say


def parallel_forms(quizzes: Iterable[Quiz], bank: Mapping[str, Topic]) -> Iterator[tuple[str, Finding]]:
    """Yield (quiz id, finding) for forms that occur twice, and for forms that are not parallel to the first.

    In parallel forms, each truth, channel and difficulty occurs equally often, both in the first six questions and in
    all. Forms that are put together from the bank are crossed too.
    """
    forms: dict[str, Quiz] = {}
    for quiz in quizzes:
        if quiz.form is None:
            continue
        if quiz.form in forms:
            yield (
                quiz.id,
                Finding(
                    ("form",),
                    say("‹{quiz}› is form {form} too", quiz=forms[quiz.form].id, form=quiz.form),
                    say("write another"),
                ),
            )
        forms.setdefault(quiz.form, quiz)
    ordered = [forms[form] for form in sorted(forms)]
    for quiz in ordered[1:]:
        for part, size in PARTS:
            difference = _difference(quiz.questions[:size], ordered[0].questions[:size])
            if difference:
                found = say(
                    "form {form} is not parallel to form {first}: in {part} {difference}",
                    form=quiz.form,
                    first=ordered[0].form,
                    part=say(part),
                    difference=difference,
                )
                hint = say("let truth, channel and difficulty occur equally often")
                yield quiz.id, Finding(("items" if quiz.items else "questions",), found, hint, "warning")
                break
    crossed = {form: quiz for form, quiz in forms.items() if quiz.items}
    yield from crossed_forms(crossed, bank)


def counts(questions: Iterable[Question]) -> Counter[str]:
    """Return how often each truth, channel and difficulty occurs among the judged messages."""
    return Counter(tag for question in questions for tag in _tags(question))


def _difference(questions: Iterable[Question], others: Iterable[Question]) -> str:
    """Return in words what the two forms have in different numbers; empty if there is nothing."""
    mine, theirs = counts(questions), counts(others)
    more, fewer = ", ".join(mine - theirs), ", ".join(theirs - mine)
    found = (more and say("more of ‹{tags}›", tags=more), fewer and say("fewer of ‹{tags}›", tags=fewer))
    return ", ".join(filter(None, found))


def _tags(question: Question) -> Iterator[str]:
    yield question.truth or say("no truth")
    yield question.message.channel if question.message else question.type
    if question.difficulty:
        yield f"cues {question.difficulty.cues}, premise {question.difficulty.premise}"

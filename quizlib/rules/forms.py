"""Forms: check-ups A, B and C are equally hard, in the short form and as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from quizlib.content.quiz import SHORT, Quiz
from quizlib.problems import Finding
from quizlib.questions import Question


def parallel_forms(quizzes: Iterable[Quiz]) -> Iterator[tuple[str, Finding]]:
    """Yield (quiz id, finding) for forms that occur twice, and for forms that are not parallel to the first.

    In parallel forms, messages are equally distributed by truth, method, channel and difficulty, both in the first six
    questions and in all.
    """
    forms: dict[str, Quiz] = {}
    for quiz in quizzes:
        if quiz.form is None:
            continue
        if quiz.form in forms:
            yield quiz.id, Finding(("form",), f"‹{forms[quiz.form].id}› is form {quiz.form} too", "write another")
        forms.setdefault(quiz.form, quiz)
    ordered = [forms[form] for form in sorted(forms)]
    for quiz in ordered[1:]:
        for part, size in (("the short form", SHORT), ("the whole", None)):
            difference = _difference(quiz.questions[:size], ordered[0].questions[:size])
            if difference:
                found = f"form {quiz.form} is not parallel to form {ordered[0].form}: in {part} {difference}"
                hint = "let truth, method, channel and difficulty occur equally often"
                yield quiz.id, Finding(("questions",), found, hint, "warning")
                break


def _difference(questions: Iterable[Question], others: Iterable[Question]) -> str:
    """Return in words a kind of message that the two forms have in different numbers; empty if there is none."""
    mine, theirs = Counter(map(_kind, questions)), Counter(map(_kind, others))
    for more, kinds in (("more", mine - theirs), ("fewer", theirs - mine)):
        if kinds:
            return f"{more} of ‹{', '.join(str(tag) for tag in next(iter(kinds)) if tag is not None)}›"
    return ""


def _kind(question: Question) -> tuple[object, ...]:
    difficulty = question.difficulty
    tags = (f"cues {difficulty.cues}", f"premise {difficulty.premise}") if difficulty else ()
    return question.truth, question.method, question.message.channel if question.message else question.type, *tags
